"""From a preset to a plan object: targets taken from the bank, trial and demonstration copies."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from exam_engine.plans.presets import POINT, Preset
from exam_engine.protocol.plan import check_plan, eligible
from foundation.canonical import Instant, instant_text

Plan = dict[str, Any]
TOLERANCE = 250
STEP = 50
GRACE = 10
HALF_HOUR = 1800


def plan_of(preset: Preset, entries: Iterable[dict[str, Any]], *, correct_until: Instant) -> Plan:
    """Return the preset's plan for this bank, checked, with targets where it asks for them.

    `correct_until`: the last instant of an amendment. `banks.require_bank` says whether the bank will do.
    """
    plan: Plan = {
        "type": "taraza/plan/1",
        "name": preset.name,
        "version": 1,
        "languages": sorted(preset.need.languages),
        "paper": "individual",
        "order": "sections",
        "quotas": [_quota(topic, count) for topic, count in preset.counts.items()],
        "duration": preset.duration,
        "grace": GRACE,
        "max_extension": max(HALF_HOUR, preset.duration),
        "scoring": {"rules": {"multiple": "partial"}, "penalty": 0, "floor_zero": "none"},
        "rounding": {"place": "total", "rule": "half_up", "unit": 10},
        "pass": {
            "cut": preset.cut,
            "cut_source": f"example: {preset.source['en']}",
            "sections": [{"topic": topic, "min": least} for topic, least in sorted(preset.minima.items())],
            "places": None,
        },
        "annulment": "full_mark",
        "correct_until": instant_text(correct_until),
        "min_group": 10,
        "disclosure": "replay",
        "detail": preset.detail(),
    }
    return check_plan(with_targets(plan, entries) if preset.targets else plan)


def with_targets(plan: Plan, entries: Iterable[dict[str, Any]]) -> Plan:
    """Return the plan with each scored quota's target at what the bank gives on average.

    Target: count x mean difficulty of the eligible rated items, to the nearest 50; tolerance 250, at most
    half the quota's mark. A quota whose topic has no rated item stays without.
    """
    listed = list(entries)
    targeted = deepcopy(plan)
    for quota in targeted["quotas"]:
        rated = [
            entry["difficulty"] for entry in eligible(plan, quota, listed) if entry["difficulty"] is not None
        ]
        if rated and not quota["pretest"]:
            quota["target"] = _nearest(quota["count"] * sum(rated), len(rated) * STEP) * STEP
            quota["tolerance"] = min(TOLERANCE, quota["mark"] // 2)
    return targeted


def trial(plan: Plan, *, duration: int, grace: int | None = None) -> Plan:
    """Return a copy for a trial sitting: short times in seconds, and the origin that is told first."""
    copied = _copy(plan, "trial")
    copied["duration"] = duration
    copied["grace"] = plan["grace"] if grace is None else grace
    return check_plan(copied)


def demo(plan: Plan) -> Plan:
    """Return a copy for a demonstration."""
    return check_plan(_copy(plan, "demo"))


def _copy(plan: Plan, origin: str) -> Plan:
    copied = deepcopy(plan)
    copied["detail"] = {**plan["detail"], "origin": origin}
    return copied


def _quota(topic: str, count: int) -> dict[str, Any]:
    quota: dict[str, Any] = {"topic": topic, "count": count, "mark": POINT, "band": None, "target": None}
    return quota | {"tolerance": None, "seconds_max": None, "pretest": False}


def _nearest(part: int, whole: int) -> int:
    """Return part / whole to the nearest integer, halves up."""
    return (2 * part + whole) // (2 * whole)
