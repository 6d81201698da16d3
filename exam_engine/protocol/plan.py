"""The rules a plan must keep (PROTOCOL 2.2, annex B 0 and 7), and what a plan says about items and marks."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from exam_engine.protocol.objects import Object, check
from exam_engine.protocol.rules import twice
from foundation.errors import Invalid


class BadPlan(Invalid):
    """A plan breaks a rule; details: reason, and quota, topic or place where it does."""

    code: ClassVar[str] = "bad_plan"


def check_plan(plan: Any) -> Object:
    """Return the plan if it keeps every rule; raise MalformedObject, or BadPlan naming the quota."""
    checked = check(plan, "plan")
    for number, quota in enumerate(checked["quotas"]):
        if (reason := _quota_fault(quota)) is not None:
            raise BadPlan(reason=reason, quota=number, topic=quota["topic"])
    if twice({quota["topic"] for quota in checked["quotas"]}):
        raise BadPlan(reason="codes differ only in case")
    if not topics(checked):
        raise BadPlan(reason="nothing scored")
    _check_pass(checked)
    if checked["annulment"] == "drop" and (
        checked["paper"] != "common" or checked["pass"]["places"] is not None
    ):
        raise BadPlan(reason="drop")
    return checked


def maximum(plan: Object) -> int:
    """Return the most points a paper can bring, in thousandths."""
    return sum(quota["mark"] * quota["count"] for quota in plan["quotas"] if not quota["pretest"])


def topics(plan: Object) -> list[str]:
    """Return the sections: topics of scored quotas, in the order of their first quota."""
    return list(dict.fromkeys(quota["topic"] for quota in plan["quotas"] if not quota["pretest"]))


def length(plan: Object) -> int:
    """Return how many items a paper holds, pretest items included."""
    return sum(int(quota["count"]) for quota in plan["quotas"])


def eligible(plan: Object, quota: Object, entries: Iterable[Object]) -> list[Object]:
    """Return the release entries that may fill a quota, by code (PROTOCOL 3.4)."""
    return sorted(_fitting(plan, quota, entries), key=lambda entry: str(entry["code"]))


def _fitting(plan: Object, quota: Object, entries: Iterable[Object]) -> Iterator[Object]:
    languages = set(plan["languages"])
    band, rated = quota["band"], quota["band"] is not None or quota["target"] is not None
    for entry in entries:
        difficulty = entry["difficulty"]
        if entry["topic"] != quota["topic"] or not languages <= set(entry["languages"]):
            continue
        if rated and difficulty is None:
            continue
        if band is None or band[0] <= difficulty <= band[1]:
            yield entry


def _quota_fault(quota: Object) -> str | None:
    """Return why a quota breaks annex B 7, or null."""
    if (quota["target"] is None) != (quota["tolerance"] is None):
        return "target without tolerance"
    if quota["pretest"] and (quota["target"] is not None or quota["band"] is not None):
        return "pretest with target or band"
    if quota["tolerance"] is not None and 2 * quota["tolerance"] > quota["mark"]:
        return "tolerance"
    if quota["band"] is not None and quota["band"][0] > quota["band"][1]:
        return "band"
    return None


def _check_pass(plan: Object) -> None:
    most = dict.fromkeys(topics(plan), 0)
    for quota in plan["quotas"]:
        if not quota["pretest"]:
            most[quota["topic"]] += quota["mark"] * quota["count"]
    if not 0 <= plan["pass"]["cut"] <= sum(most.values()):
        raise BadPlan(reason="cut", maximum=sum(most.values()))
    for section in plan["pass"]["sections"]:
        if section["topic"] not in most:
            raise BadPlan(reason="unknown section", topic=section["topic"])
        if not 0 <= section["min"] <= most[section["topic"]]:
            raise BadPlan(reason="section minimum", topic=section["topic"], maximum=most[section["topic"]])
