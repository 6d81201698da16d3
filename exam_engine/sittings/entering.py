"""From a ticket to a lease: one candidate, one live terminal (DESIGN 7.2).

Refusals are outcomes, not errors: they must be remembered, and an error would roll the memory back.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol.codes import is_code
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.sittings import closing, incidents, store, tickets
from exam_engine.sittings.errors import BadEntry, ReasonMissing
from exam_engine.sittings.store import Seat
from exam_engine.sittings.tables import Attempt, Ticket
from foundation.canonical import Instant

HALL = (SittingState.DRAWN, SittingState.OPEN, SittingState.INTERRUPTED)


@dataclass(frozen=True, slots=True)
class Entry:
    """The answer at the door: `outcome` is `in`, `closed` (the receipt may be seen), or why not.

    Why not: `unknown_ticket`, `too_many_tries`, `too_early`, `over`, `not_admitted`, `second_terminal`.
    """

    outcome: str
    seat: Seat | None = None
    number: int | None = None


def enter(session: Session, *, secret_hmac: str, terminal: str, address: str = "", now: Instant) -> Entry:
    """Let the holder of a ticket in at a terminal, or say why not; a second terminal becomes an incident.

    `address`: where the request came from. Raises BadEntry for a terminal's name that is no code.
    """
    if not is_code(terminal):
        raise BadEntry(reason="terminal")
    if tickets.too_many_tries(session, terminal, address, now=now):
        return Entry("too_many_tries")
    ticket = session.get(Ticket, secret_hmac)
    if ticket is None:
        tickets.note_try(session, terminal, address, now=now)
        return Entry("unknown_ticket")
    state = SittingState(records.get_sitting(session, ticket.sitting).state)
    if state in {SittingState.PLANNED, SittingState.ANNOUNCED}:
        return Entry("too_early")
    attempt = store.locked(session, ticket.sitting, ticket.code)
    return _at_the_seat(session, attempt, state, terminal, now=now)


def choose_language(session: Session, who: Seat, language: str, *, now: Instant) -> None:
    """Set the language: before the start silently, afterwards as an entry of the journal."""
    attempt = store.held(session, who)
    closing.close_if_overdue(session, attempt, now=now)
    if language not in store.rules(session, who.sitting).languages:
        raise BadEntry(reason="language", found=language)
    if attempt.state == AttemptState.STARTED and attempt.language != language:
        store.append(session, attempt, "language", {"language": language}, now=now)
    attempt.language = language
    session.flush()


def release(session: Session, sitting: str, code: str, *, reason: str, actor: str, now: Instant) -> None:
    """Let the candidate continue at another terminal: the present one's writes are refused from here on."""
    if not reason.strip():
        raise ReasonMissing
    attempt = store.locked(session, sitting, code)
    attempt.released_by = actor
    attempt.released_why = reason
    attempt.seen_at = now
    session.flush()


def _at_the_seat(
    session: Session, attempt: Attempt, state: SittingState, terminal: str, *, now: Instant
) -> Entry:
    closing.close_if_overdue(session, attempt, now=now)
    if attempt.state == AttemptState.CLOSED:
        return _afterwards(attempt, terminal)
    if state not in HALL:
        return Entry("over")
    if attempt.admitted_at is None:
        return Entry("not_admitted")
    if attempt.terminal not in {None, terminal} and attempt.released_by is None:
        incidents.record(
            session,
            attempt.sitting,
            "second_terminal",
            code=attempt.code,
            terminal=terminal,
            reason="ticket used at a second terminal",
            actor="system",
            now=now,
        )
        return Entry("second_terminal", number=attempt.seat)
    _give_lease(session, attempt, terminal, now=now)
    return Entry("in", _seat(attempt, terminal), attempt.seat)


def _afterwards(attempt: Attempt, terminal: str) -> Entry:
    """A closed attempt's own terminal may show its receipt again; nothing else opens."""
    if attempt.terminal == terminal and attempt.released_by is None:
        return Entry("closed", _seat(attempt, terminal), attempt.seat)
    return Entry("over")


def _give_lease(session: Session, attempt: Attempt, terminal: str, *, now: Instant) -> None:
    if attempt.state in {AttemptState.STARTED, AttemptState.PAUSED} and attempt.terminal != terminal:
        body = {
            "from": attempt.terminal,
            "to": terminal,
            "by": attempt.released_by,
            "reason": attempt.released_why,
        }
        store.append(session, attempt, "moved", body, now=now)
    attempt.lease += 1
    attempt.acknowledged = 0
    attempt.terminal = terminal
    attempt.released_by = attempt.released_why = None
    attempt.seen_at = now
    session.flush()


def _seat(attempt: Attempt, terminal: str) -> Seat:
    return Seat(attempt.sitting, attempt.code, attempt.lease, terminal)


def where_is(session: Session, sitting: str, seat: int) -> str | None:
    """Return the code that sits at a seat, if any."""
    query = select(Attempt.code).where(Attempt.sitting == sitting, Attempt.seat == seat)
    return session.scalars(query).one_or_none()
