"""Results as they may be shown now: codes before decoding, names after it, nothing in too small a group.

A version is shown once both programs agree on it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol.life import Version
from exam_engine.protocol.plan import maximum
from exam_engine.results import services as results
from exam_engine.results.tables import ResultsVersion
from foundation.alphabet import sort_key
from foundation.errors import Conflict, NotFound


class GroupTooSmall(Conflict):
    """So few came that a code would tell who it is; shown only after decoding. Details: least, came."""

    code = "group_too_small"


class NothingToShow(Conflict):
    """There are no results on which both programs agree."""

    code = "nothing_to_show"


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A candidate's figures in a section; `minimum` is what the plan demands, if anything."""

    topic: str
    points: int
    maximum: int
    minimum: int | None

    @property
    def share(self) -> int:
        """Return the per cent earned, from 0 to 100."""
        return max(0, min(100, round(100 * self.points / self.maximum))) if self.maximum else 0

    @property
    def is_short(self) -> bool:
        """Say whether a demanded minimum was missed."""
        return self.minimum is not None and self.points < self.minimum


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; `name` is null before decoding and for a spare code that nobody had."""

    code: str
    name: str | None
    status: str
    total: int | None
    maximum: int | None
    rank: int | None
    passed: bool
    sections: tuple[SectionLine, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A version of the results with all that its page shows."""

    version: ResultsVersion
    newest: int
    plan: dict[str, Any]
    rows: tuple[Row, ...]
    changes: tuple[dict[str, Any], ...]
    amendments: tuple[dict[str, Any], ...]
    decoded: bool
    came: int

    @property
    def hidden(self) -> bool:
        """Say whether the group is too small for a coded list."""
        return not self.decoded and self.came < int(self.plan["min_group"])

    @property
    def totals(self) -> list[int]:
        """Return the totals of those who count."""
        return [row.total for row in self.rows if row.status == "scored" and row.total is not None]

    @property
    def most(self) -> int:
        """Return the most a paper can bring."""
        return maximum(self.plan)

    @property
    def cut(self) -> int:
        """Return the cut score."""
        return int(self.plan["pass"]["cut"])


def find(session: Session, sitting: str, version: int | None = None) -> Standing:
    """Return a version (the newest agreed one if none is named); raise NothingToShow or NotFound."""
    listed = [row for row in results.versions(session, sitting) if Version(row.state) is not Version.COMPUTED]
    if not listed:
        raise NothingToShow(sitting=sitting)
    row = next((row for row in listed if row.version == version), None) if version else listed[-1]
    if row is None:
        raise NotFound(what="results", sitting=sitting, version=version)
    value = records.load(session, sitting, row.file)
    plan = records.load(session, sitting, "plan.json")
    names = _names(session, sitting)
    rows = [_row(line, names, plan) for line in value["candidates"]]
    return Standing(
        version=row,
        newest=listed[-1].version,
        plan=plan,
        rows=tuple(sorted(rows, key=_place)),
        changes=tuple(value["changes"]),
        amendments=tuple(value["amendments"]),
        decoded=results.is_decoded(session, sitting),
        came=sum(row.status != "absent" for row in rows),
    )


def candidate(found: Standing, code: str) -> Row:
    """Return a candidate's line; raise GroupTooSmall or NotFound."""
    if found.hidden:
        raise GroupTooSmall(least=found.plan["min_group"], came=found.came)
    row = next((row for row in found.rows if row.code == code), None)
    if row is None:
        raise NotFound(what="candidate", code=code)
    return row


def _names(session: Session, sitting: str) -> dict[str, str]:
    if not results.is_decoded(session, sitting):
        return {}
    openings = records.load(session, sitting, "persons.json")["openings"]
    return {opening["code"]: str(opening["person"]["name"]) for opening in openings}


def _row(line: dict[str, Any], names: dict[str, str], plan: dict[str, Any]) -> Row:
    minima = {section["topic"]: section["min"] for section in plan["pass"]["sections"]}
    sections = tuple(
        SectionLine(section["topic"], section["points"], section["maximum"], minima.get(section["topic"]))
        for section in line["sections"] or ()
    )
    figures = {name: line[name] for name in ("status", "total", "maximum", "rank", "passed")}
    return Row(code=line["code"], name=names.get(line["code"]), sections=sections, **figures)


def _place(row: Row) -> tuple[Any, ...]:
    """Order by rank, then by the Kyrgyz alphabet or, while there are no names, by code."""
    return row.rank is None, row.rank or 0, row.status != "void", sort_key(row.name or ""), row.code
