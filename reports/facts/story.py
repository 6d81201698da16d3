"""One candidate's exam as a sequence of events: what happened and when, never what was answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol.life import Version
from exam_engine.results import services as results
from exam_engine.sittings.tables import Attempt, JournalEntry
from foundation.canonical import Instant, instant, parse
from foundation.errors import NotFound
from reports.documents.facts import How
from reports.facts.hall import how

Kind = Literal[
    "announced",
    "drawn",
    "opened",
    "answered",
    "language",
    "remark",
    "moved",
    "paused",
    "resumed",
    "extended",
    "closed",
    "sealed",
    "published",
]
_PUBLIC = frozenset({Version.PUBLISHED, Version.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Score:
    """What a published version of the results says of a candidate; points in thousandths."""

    version: int
    status: Literal["scored", "absent", "void"]
    total: int | None
    maximum: int | None
    rank: int | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; what a kind has no use for is None.

    `position`: answered, remark. `seconds`: opened (granted in all), extended. `terminal`: opened, moved.
    `by` (staff code), `reason`: what the staff did. `score`: published, None where codes hide nobody.
    """

    kind: Kind
    at: Instant
    position: int | None = None
    seconds: int | None = None
    terminal: str | None = None
    language: str | None = None
    by: str | None = None
    reason: str | None = None
    how: How | None = None
    score: Score | None = None


def story(session: Session, sitting: str, code: str) -> tuple[Event, ...]:
    """Return the events of a candidate in their order; raise NotFound for a code without a paper."""
    if session.get(Attempt, (sitting, code)) is None:
        raise NotFound(what="attempt", sitting=sitting)
    return (*_before(session, sitting), *_journal(session, sitting, code), *_after(session, sitting, code))


def _before(session: Session, sitting: str) -> Iterator[Event]:
    yield Event("announced", instant(records.load(session, sitting, "announcement.json")["at"]))
    yield Event("drawn", instant(records.load(session, sitting, "draw.json")["at"]))


def _journal(session: Session, sitting: str, code: str) -> Iterator[Event]:
    query = (
        select(JournalEntry.entry)
        .where(JournalEntry.sitting == sitting, JournalEntry.code == code)
        .order_by(JournalEntry.n)
    )
    for stored in session.scalars(query):
        entry = parse(stored)
        yield _event(entry["kind"], instant(entry["at"]), entry["body"])


def _event(kind: Kind, at: Instant, body: dict[str, Any]) -> Event:
    """Return an entry's event; the answer itself is left behind."""
    return Event(
        kind,
        at,
        position=body.get("position"),
        seconds=body.get("seconds"),
        terminal=body.get("to") or body.get("terminal"),
        language=body.get("language"),
        by=body.get("by"),
        reason=body.get("reason"),
        how=how(body["how"]) if "how" in body else None,
    )


def _after(session: Session, sitting: str, code: str) -> Iterator[Event]:
    if records.find(session, sitting, "seal.json") is None:
        return
    yield Event("sealed", instant(records.load(session, sitting, "seal.json")["at"]))
    least = records.load(session, sitting, "plan.json")["min_group"]
    for row in results.versions(session, sitting):
        if row.published_at is not None and Version(row.state) in _PUBLIC:
            value = records.load(session, sitting, row.file)
            yield Event("published", row.published_at, score=_score(value, code, least))


def _score(value: dict[str, Any], code: str, least: int) -> Score | None:
    """Return what a version says of a code, None in a group so small that a code hides nobody."""
    if sum(line["status"] != "absent" for line in value["candidates"]) < least:
        return None
    line = next(line for line in value["candidates"] if line["code"] == code)
    figures = {name: line[name] for name in ("status", "total", "maximum", "rank", "passed")}
    return Score(version=value["version"], **figures)
