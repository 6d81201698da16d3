"""How an attempt is found and its journal grows; every writer of a journal goes through here."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol import building
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.sittings.errors import LeaseSuperseded
from exam_engine.sittings.tables import Attempt, JournalEntry, RefusedEntry
from foundation.canonical import Instant, canonical, digest_of, parse
from foundation.db import is_sqlite
from foundation.errors import NotFound

MOST_REFUSED = 2_000
"""Refused entries kept of one attempt: ten times what a terminal of ours could hold back."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who speaks from a terminal: proved by a signed cookie, valid while the lease is."""

    sitting: str
    code: str
    lease: int
    terminal: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What the hall needs of a plan, in milliseconds."""

    duration: int
    grace: int
    most_added: int
    languages: tuple[str, ...]


def locked(session: Session, sitting: str, code: str) -> Attempt:
    """Return the attempt, re-read and locked, so that of two requests the second sees what the first did."""
    query = (
        select(Attempt)
        .where(Attempt.sitting == sitting, Attempt.code == code)
        .execution_options(populate_existing=True)
    )
    # SQLite's writers stand in line before their first statement; PostgreSQL needs the row's lock.
    found = session.scalars(query if is_sqlite(session) else query.with_for_update()).one_or_none()
    if found is None:
        raise NotFound(what="attempt", sitting=sitting)
    return found


def lock_all(session: Session, sitting: str) -> None:
    """Lock every attempt of a sitting, so that none changes its state while somebody looks at all."""
    if not is_sqlite(session):
        query = select(Attempt.code).where(Attempt.sitting == sitting).order_by(Attempt.code)
        session.execute(query.with_for_update()).all()


def held(session: Session, who: Seat) -> Attempt:
    """Return the attempt of a seat, locked; raise LeaseSuperseded if another terminal holds it."""
    attempt = locked(session, who.sitting, who.code)
    check_lease(attempt, who)
    return attempt


def check_lease(attempt: Attempt, who: Seat) -> None:
    """Raise LeaseSuperseded unless the seat's lease is the present one."""
    if attempt.lease != who.lease or attempt.released_by is not None:
        raise LeaseSuperseded(seat=attempt.seat)


def append(
    session: Session,
    attempt: Attempt,
    kind: str,
    body: dict[str, Any],
    *,
    now: Instant,
    lease: int | None = None,
    number: int | None = None,
) -> Instant:
    """Add an entry to the attempt's journal and move its head; return the entry's time."""
    at = Instant(max(now, attempt.last_at))
    entry = building.entry(
        attempt=attempt.code, n=attempt.n + 1, at=at, kind=kind, body=body, prev=attempt.head
    )
    stored = canonical(entry)
    session.execute(
        insert(JournalEntry).values(
            sitting=attempt.sitting,
            code=attempt.code,
            n=attempt.n + 1,
            at=at,
            kind=kind,
            entry=stored,
            lease=lease,
            number=number,
        )
    )
    attempt.n += 1
    attempt.head = digest_of(stored)
    attempt.last_at = at
    return at


def refuse(
    session: Session, attempt: Attempt, who: Seat, sent: list[dict[str, Any]], *, reason: str, now: Instant
) -> None:
    """Keep what came too late or from a superseded lease as evidence: each once, and no endless stream."""
    query = select(RefusedEntry.lease, RefusedEntry.number).where(
        RefusedEntry.sitting == who.sitting, RefusedEntry.code == who.code
    )
    kept = {(row.lease, row.number) for row in session.execute(query)}
    fresh = [line for line in sent if (who.lease, line["number"]) not in kept]
    for line in fresh[: max(0, MOST_REFUSED - len(kept))]:
        session.add(
            RefusedEntry(
                sitting=who.sitting,
                code=attempt.code,
                lease=who.lease,
                number=line["number"],
                at=now,
                reason=reason,
                kind=line["kind"],
                body=line["body"],
            )
        )
    session.flush()


def journal(session: Session, sitting: str, code: str) -> list[dict[str, Any]]:
    """Return the entries of a journal in order."""
    query = (
        select(JournalEntry.entry)
        .where(JournalEntry.sitting == sitting, JournalEntry.code == code)
        .order_by(JournalEntry.n)
    )
    return [parse(stored) for stored in session.scalars(query)]


def closing_answers(session: Session, sitting: str, code: str) -> dict[int, list[str]]:
    """Return the last answer given at each position; cleared ones as empty lists."""
    answers: dict[int, list[str]] = {}
    for entry in journal(session, sitting, code):
        if entry["kind"] == "answered":
            answers[entry["body"]["position"]] = entry["body"]["response"]
    return answers


def rules(session: Session, sitting: str) -> Rules:
    """Return the plan's rules of time; the plan of a sitting never changes, so it is read once."""
    stored = records.find(session, sitting, "plan.json")
    if stored is None:
        raise NotFound(what="plan", sitting=sitting)
    return _rules(stored.stored)


@lru_cache(maxsize=64)
def _rules(plan: bytes) -> Rules:
    value = parse(plan)
    return Rules(
        value["duration"] * 1000,
        value["grace"] * 1000,
        value["max_extension"] * 1000,
        tuple(value["languages"]),
    )


def last_moment(attempt: Attempt, grace: int) -> Instant | None:
    """Return the last millisecond at which an answer counts, or None while no time runs."""
    if attempt.deadline is None or attempt.state != AttemptState.STARTED:
        return None
    return Instant(attempt.deadline + grace)
