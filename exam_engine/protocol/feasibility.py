"""Can a plan be drawn at all from a release? Cheap bounds, before anything is announced.

A plan that passes may still fail in rare papers; the rehearsal draws many (PROTOCOL 8).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import ClassVar

from exam_engine.protocol.objects import Object
from exam_engine.protocol.pools import Pool, pools
from foundation.errors import Conflict


class InfeasiblePlan(Conflict):
    """A quota cannot be filled; details: quota (from 0), topic, reason, wanted, found."""

    code: ClassVar[str] = "infeasible_plan"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why a quota cannot be filled.

    `reason`: `too few` (wanted, found: items that may stand together), `shared` (the same over all quotas
    of the topic), `target` (wanted: the nearest bound; found: the nearest reachable sum), `seconds`.
    """

    quota: int
    topic: str
    reason: str
    wanted: int
    found: int


def feasibility(plan: Object, release: Object) -> tuple[Shortfall, ...]:
    """Return the quotas that certainly cannot be filled; empty if none is known."""
    prepared = pools(plan, release["entries"])
    alone = [shortfall for pool in prepared if (shortfall := _alone(pool)) is not None]
    return tuple(alone) or tuple(_together(prepared))


def check_feasible(plan: Object, release: Object) -> None:
    """Raise InfeasiblePlan for the first quota that certainly cannot be filled."""
    for shortfall in feasibility(plan, release):
        raise InfeasiblePlan(**asdict(shortfall))


def _alone(pool: Pool) -> Shortfall | None:
    """Return why a quota fails even if no other quota takes anything."""
    number, quota = pool.number, pool.quota
    found = _together_at_most(pool.entries)
    if found < pool.count:
        return Shortfall(number, quota["topic"], "too few", pool.count, found)
    if quota["target"] is not None:
        least, most = _reach([entry["difficulty"] for entry in pool.entries], pool.count)
        low, high = quota["target"] - quota["tolerance"], quota["target"] + quota["tolerance"]
        if most < low:
            return Shortfall(number, quota["topic"], "target", low, most)
        if least > high:
            return Shortfall(number, quota["topic"], "target", high, least)
    if quota["seconds_max"] is not None:
        least, _ = _reach([entry["seconds"] for entry in pool.entries], pool.count)
        if least > quota["seconds_max"]:
            return Shortfall(number, quota["topic"], "seconds", quota["seconds_max"], least)
    return None


def _together(prepared: Iterable[Pool]) -> Iterable[Shortfall]:
    """Yield quotas that fail because earlier quotas of their topic draw from the same items."""
    wanted: dict[str, int] = {}
    entries: dict[str, dict[str, Object]] = {}
    for pool in prepared:
        topic = pool.quota["topic"]
        wanted[topic] = wanted.get(topic, 0) + pool.count
        entries.setdefault(topic, {}).update({entry["code"]: entry for entry in pool.entries})
        found = _together_at_most(entries[topic].values())
        if found < wanted[topic]:
            yield Shortfall(pool.number, topic, "shared", wanted[topic], found)


def _together_at_most(entries: Iterable[Object]) -> int:
    """Return how many of these one paper can hold: one of each group of enemies, and all others."""
    groups = [entry["enemies"] for entry in entries]
    return sum(group is None for group in groups) + len({group for group in groups if group is not None})


def _reach(values: list[int], count: int) -> tuple[int, int]:
    """Return the least and the greatest sum of `count` values, enemies left aside."""
    ordered = sorted(values)
    return sum(ordered[:count]), sum(ordered[-count:])
