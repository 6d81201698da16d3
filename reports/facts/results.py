"""Result sheets and the table of results, for one version."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isqrt
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import packages, records
from exam_engine.protocol.plan import topics
from exam_engine.protocol.receipt import finding_aid
from exam_engine.results import services as results
from exam_engine.sittings.tables import Attempt
from foundation.canonical import Instant
from reports.documents import facts
from reports.exports.table import ResultRow, ResultsTable, SectionColumn
from reports.facts.setting import Setting


@dataclass(frozen=True, slots=True)
class Issue:
    """What the office adds to the sheets: serials and addresses by code, dates, who signs by hand."""

    issued_at: Instant
    serial: Callable[[str], str]
    check_url: Callable[[str], str]
    appeal_until: Instant | None = None
    appeal_place: facts.Text | None = None
    next_date: facts.Text | None = None
    signatories: tuple[facts.Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class _Whole:
    """A version's results, their digest, and how many candidates have a rank."""

    value: dict[str, Any]
    digest: str
    ranked: int


@dataclass(frozen=True, slots=True)
class _Rated:
    """A paper's expected mark at the cut and its standard error; null where an item's rating is unknown."""

    expected: int
    error: int
    basis: Literal["angoff", "calibrated"]


def sheets(session: Session, of: Setting, version: int, issue: Issue) -> Iterator[facts.SheetFacts]:
    """Yield the sheet of every register code that has a person, by code."""
    row = results.get_version(session, of.sitting.code, version)
    value = records.load(session, of.sitting.code, row.file)
    heads = _heads(session, of.sitting.code)
    rated = _rated(session, of)
    whole = _Whole(value, row.digest, sum(line["rank"] is not None for line in value["candidates"]))
    for line in value["candidates"]:
        if line["code"] in of.people:
            receipt = heads[line["code"]] if line["status"] != "absent" else None
            yield _sheet(of, whole, issue, line, receipt, _difficulty(of, rated, line))


def results_table(session: Session, of: Setting, version: int, *, made_at: Instant) -> ResultsTable:
    """Return the table of results in the order of ranks, then codes; unused spares left out."""
    row = results.get_version(session, of.sitting.code, version)
    value = records.load(session, of.sitting.code, row.file)
    order = topics(of.plan)
    lines = sorted(value["candidates"], key=lambda line: (line["rank"] is None, line["rank"], line["code"]))
    return ResultsTable(
        institution=of.house.name,
        sitting=of.sitting.code,
        title=of.sitting.title,
        plan=of.sitting.plan,
        cut_act=of.sitting.cut_act,
        cut=of.plan["pass"]["cut"],
        version=version,
        made_at=made_at,
        origin=of.house.origin,
        seal_digest=value["seal_digest"],
        results_digest=row.digest,
        sections=tuple(
            SectionColumn(of.topic(topic), _most(of, topic), of.minimum(topic)) for topic in order
        ),
        rows=tuple(_row(of, line, order) for line in lines if line["code"] in of.people),
    )


def _sheet(
    of: Setting,
    whole: _Whole,
    issue: Issue,
    line: dict[str, Any],
    receipt: str | None,
    difficulty: facts.Difficulty | None,
) -> facts.SheetFacts:
    code, version = line["code"], whole.value["version"]
    return facts.SheetFacts(
        house=of.house,
        sitting=of.sitting,
        serial=issue.serial(code),
        issued_at=issue.issued_at,
        code=code,
        name=of.names.get(code),
        status=line["status"],
        sections=_sections(of, line),
        total=line["total"],
        maximum=line["maximum"],
        cut=of.plan["pass"]["cut"],
        passed=line["passed"],
        rank=line["rank"],
        ranked=whole.ranked,
        version=version,
        replaces=version - 1 if version > 1 else None,
        reason=whole.value["reason"] or "",
        difficulty=difficulty,
        receipt=receipt,
        seal_digest=whole.value["seal_digest"],
        results_digest=whole.digest,
        check_url=issue.check_url(code),
        appeal_until=issue.appeal_until,
        appeal_place=issue.appeal_place,
        next_date=None if line["passed"] else issue.next_date,
        anonymous=of.anonymous,
        signatories=issue.signatories,
    )


def _row(of: Setting, line: dict[str, Any], order: list[str]) -> ResultRow:
    points = {section["topic"]: section["points"] for section in line["sections"] or []}
    return ResultRow(
        code=line["code"],
        name=of.names.get(line["code"]),
        status=line["status"],
        sections=tuple(points.get(topic) for topic in order),
        total=line["total"],
        maximum=line["maximum"],
        rank=line["rank"],
        passed=line["passed"],
    )


def _sections(of: Setting, line: dict[str, Any]) -> tuple[facts.Section, ...]:
    figures = {section["topic"]: section for section in line["sections"] or []}
    return tuple(
        facts.Section(of.topic(topic), figures[topic]["points"], figures[topic]["maximum"], of.minimum(topic))
        for topic in topics(of.plan)
        if topic in figures
    )


def _most(of: Setting, topic: str) -> int:
    quotas = (quota for quota in of.plan["quotas"] if quota["topic"] == topic and not quota["pretest"])
    return sum(quota["mark"] * quota["count"] for quota in quotas)


def _heads(session: Session, sitting: str) -> dict[str, str]:
    query = select(Attempt.code, Attempt.head).where(Attempt.sitting == sitting)
    return {row.code: finding_aid(row.head) for row in session.execute(query)}


def _rated(session: Session, of: Setting) -> dict[str, _Rated]:
    """Return what is rated of every paper whose scored items all have a difficulty, by code."""
    entries = {entry["code"]: entry for entry in packages.release_of(session, of.sitting.code)["entries"]}
    rated = {}
    for paper in packages.papers(session, of.sitting.code):
        scored = [
            (entries[item["code"]], of.plan["quotas"][item["quota"]]["mark"])
            for item in paper["items"]
            if not of.plan["quotas"][item["quota"]]["pretest"]
        ]
        if all(entry["difficulty"] is not None for entry, _mark in scored):
            rated[paper["code"]] = _rate(scored)
    return rated


def _rate(scored: list[tuple[dict[str, Any], int]]) -> _Rated:
    """Sum the items; the error is that of one borderline candidate's mark, items being right or wrong."""
    expected = sum(entry["difficulty"] for entry, _mark in scored)
    spread = sum(max(0, entry["difficulty"] * (mark - entry["difficulty"])) for entry, mark in scored)
    calibrated = all(entry["difficulty_basis"] == "calibrated" for entry, _mark in scored)
    return _Rated(expected, isqrt(spread), "calibrated" if calibrated else "angoff")


def _difficulty(of: Setting, rated: dict[str, _Rated], line: dict[str, Any]) -> facts.Difficulty | None:
    mine = rated.get(line["code"])
    if mine is None or line["status"] == "absent":
        return None
    easier = sum(other.expected > mine.expected for other in rated.values())
    return facts.Difficulty(
        basis=mine.basis,
        demo=of.house.is_demo or bool(of.plan["detail"].get("example")),
        expected=mine.expected,
        standard_error=mine.error,
        harder_than=100 * easier // len(rated),
    )
