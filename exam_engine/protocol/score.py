"""Results: a pure function of plan, release, papers, closing answers, keys and amendments (PROTOCOL 6).

Integers and exact rationals only. A second program, which shares no line with this one, must agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from exam_engine.protocol import objects
from exam_engine.protocol.decisions import Answers, Decisions, gather
from exam_engine.protocol.marking import Keys, Marked, Marker, cut_and_minima
from exam_engine.protocol.objects import Object
from exam_engine.protocol.plan import maximum
from foundation.canonical import digest
from foundation.errors import Conflict


class CannotScore(Conflict):
    """Something that scores rest on is not there, or an amendment names nothing; details: reason, code."""

    code: ClassVar[str] = "cannot_score"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One candidate's figures; null for who stayed away. `would_pass` leaves ranks out."""

    code: str
    status: str
    marked: Marked | None
    would_pass: bool


def results(
    plan: Object,
    release: Object,
    papers: Iterable[Object],
    answers: Mapping[str, Answers | None],
    keys: Keys,
    amendments: Iterable[Object],
    *,
    sitting: str,
    version: int,
    previous: str | None,
    seal_digest: str,
    keys_digest: str,
    reason: str | None,
    programs: Iterable[Object],
    before: Object | None = None,
) -> Object:
    """Return a version of the results.

    `answers` holds closing answers by position for every code, null for who stayed away; `keys` by item
    code; `before` is the version whose digest is `previous`, for the list of changes.
    """
    decided = sorted(amendments, key=lambda one: int(one["n"]))
    lines = candidates(plan, release, papers, answers, keys, decided)
    members = {"sitting": sitting, "version": version, "previous": previous, "reason": reason}
    members |= {"seal_digest": seal_digest, "keys_digest": keys_digest, "plan_digest": digest(plan)}
    members |= {"programs": sorted(programs, key=lambda one: str(one["name"]))}
    members |= {"amendments": decided, "candidates": lines, "changes": changes(before, lines)}
    return objects.results(**members)


def candidates(
    plan: Object,
    release: Object,
    papers: Iterable[Object],
    answers: Mapping[str, Answers | None],
    keys: Keys,
    amendments: Iterable[Object],
) -> list[Object]:
    """Return the candidates' lines of a results object, by code."""
    decisions = gather(amendments)
    listed = sorted(papers, key=lambda paper: str(paper["code"]))
    _check_complete(plan, listed, answers, keys, decisions)
    stages = _stages(plan, release, listed, keys, decisions)
    scored = [_candidate(stages, paper, answers[paper["code"]], decisions) for paper in listed]
    totals = [one.marked.total for one in scored if one.status == "scored" and one.marked is not None]
    return [_line(one, totals, plan["pass"]["places"]) for one in scored]


def changes(before: Object | None, lines: Iterable[Object]) -> list[Object]:
    """Return every code whose total, rank or pass differ from the version before, by code."""
    if before is None:
        return []
    former = {line["code"]: _standing(line) for line in before["candidates"]}
    changed = []
    for line in lines:
        was, is_now = former[line["code"]], _standing(line)
        if was != is_now:
            changed.append({"code": line["code"], "before": was, "after": is_now})
    return changed


@dataclass(frozen=True, slots=True)
class _Stage:
    """The rules after so many drops."""

    marker: Marker
    cut: int
    minima: dict[str, int]

    def passes(self, marked: Marked) -> bool:
        return marked.total >= self.cut and all(
            marked.points[topic] >= least for topic, least in self.minima.items()
        )


def _stages(
    plan: Object, release: Object, papers: list[Object], keys: Keys, decisions: Decisions
) -> list[_Stage]:
    """Return the rules with no item dropped, with the first, with the first two ... (`drop` only).

    Who passes at any stage has passed before a drop, and nobody fails by a drop.
    """
    marks = {
        item["code"]: plan["quotas"][item["quota"]]["mark"]
        for paper in papers
        for item in paper["items"]
        if not plan["quotas"][item["quota"]]["pretest"]
    }
    entries = {entry["code"]: entry for entry in release["entries"]}
    leaving = [entries[code] for code in decisions.annulled if code in marks]
    if plan["annulment"] != "drop":
        leaving = []
    stages = []
    for count in range(len(leaving) + 1):
        dropped = leaving[:count]
        marker = Marker(plan, keys, decisions, frozenset(entry["code"] for entry in dropped))
        stages.append(_Stage(marker, *cut_and_minima(plan, dropped, maximum(plan), marks)))
    return stages


def _candidate(
    stages: list[_Stage], paper: Object, given: Answers | None, decisions: Decisions
) -> _Candidate:
    code = paper["code"]
    if given is None:
        return _Candidate(code, "absent", None, would_pass=False)
    answers = decisions.answers(code, given)
    marked = [stage.marker.mark(paper, answers) for stage in stages]
    passes = any(stage.passes(figures) for stage, figures in zip(stages, marked, strict=True))
    status = "void" if code in decisions.voided else "scored"
    return _Candidate(code, status, marked[-1], would_pass=passes)


def _line(one: _Candidate, totals: list[int], places: int | None) -> Object:
    line: Object = {"code": one.code, "status": one.status, "sections": None, "total": None}
    line |= {"maximum": None, "rank": None, "passed": False}
    if one.marked is None:
        return line
    figures = one.marked
    line |= {"sections": figures.sections(), "total": figures.total, "maximum": figures.maximum}
    if one.status == "scored":
        line["rank"] = 1 + sum(total > figures.total for total in totals)
        line["passed"] = one.would_pass and (places is None or line["rank"] <= places)
    return line


def _standing(line: Object) -> Object:
    return {"total": line["total"], "rank": line["rank"], "passed": line["passed"]}


def _check_complete(
    plan: Object,
    papers: list[Object],
    answers: Mapping[str, Answers | None],
    keys: Keys,
    decisions: Decisions,
) -> None:
    """Raise CannotScore if a paper has no answers line or a scored item no key, or a name is unknown."""
    codes = {paper["code"] for paper in papers}
    for code in codes ^ answers.keys():
        raise CannotScore(reason="papers and answers differ", code=code)
    for code in (decisions.voided | decisions.late.keys()) - codes:
        raise CannotScore(reason="unknown candidate", code=code)
    drawn = {item["code"] for paper in papers for item in paper["items"]}
    scored = {
        item["code"]
        for paper in papers
        for item in paper["items"]
        if not plan["quotas"][item["quota"]]["pretest"]
    }
    for code in scored - keys.keys():
        raise CannotScore(reason="no key", code=code)
    for code in {*decisions.annulled, *decisions.accepted} - drawn:
        raise CannotScore(reason="unknown item", code=code)
