"""What a terminal and the invigilator's board are told; nothing here changes a journal."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.sittings import incidents, store
from exam_engine.sittings.store import Seat
from exam_engine.sittings.tables import Attempt
from foundation.canonical import Instant

SEEN_EVERY = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How an attempt stands, as its own terminal may know it."""

    state: str
    hall: str
    deadline: Instant | None
    starts_at: Instant
    seat: int | None
    how: str | None
    holds: bool
    """False when another terminal holds the attempt or the invigilator has released it."""
    released: bool
    call: str | None
    call_seen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A seat on the board: states and numbers, no answer, no name."""

    code: str
    seat: int | None
    state: str
    how: str | None
    terminal: str | None
    entries: int
    deadline: Instant | None
    paused_at: Instant | None
    admitted: bool
    released: bool
    seen_at: Instant | None
    grants: int
    added: int


def state_of(session: Session, who: Seat) -> Standing:
    """Return how the attempt of a seat stands; whose lease is superseded learns only that."""
    attempt = session.get(Attempt, (who.sitting, who.code), populate_existing=True)
    sitting = records.get_sitting(session, who.sitting)
    if attempt is None:
        raise LookupError(who.code)
    call = incidents.last_call(session, who.sitting, who.code)
    return Standing(
        state=attempt.state,
        hall=sitting.state,
        deadline=attempt.deadline,
        starts_at=sitting.starts_at,
        seat=attempt.seat,
        how=attempt.how,
        holds=attempt.lease == who.lease and attempt.released_by is None,
        released=attempt.released_by is not None,
        call=call.kind if call else None,
        call_seen=bool(call and call.answered_at is not None),
    )


def is_unseen(session: Session, who: Seat, *, now: Instant) -> bool:
    """Say whether the board should hear of this terminal again."""
    query = select(Attempt.seen_at).where(Attempt.sitting == who.sitting, Attempt.code == who.code)
    seen = session.scalars(query).one_or_none()
    return seen is None or now - seen >= SEEN_EVERY


def note_seen(session: Session, who: Seat, *, now: Instant) -> None:
    """Remember that the terminal was heard of."""
    session.execute(
        update(Attempt)
        .where(Attempt.sitting == who.sitting, Attempt.code == who.code, Attempt.lease == who.lease)
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


def board(session: Session, sitting: str) -> list[Place]:
    """Return every attempt of a sitting for the board, by seat, then code."""
    rows = session.scalars(select(Attempt).where(Attempt.sitting == sitting))
    places = [_place(attempt) for attempt in rows]
    return sorted(places, key=lambda place: (place.seat is None, place.seat or 0, place.code))


def answered(session: Session, sitting: str, code: str) -> int:
    """Return at how many positions a closing answer stands now."""
    return sum(1 for response in store.closing_answers(session, sitting, code).values() if response)


def _place(attempt: Attempt) -> Place:
    return Place(
        code=attempt.code,
        seat=attempt.seat,
        state=AttemptState(attempt.state).value,
        how=attempt.how,
        terminal=attempt.terminal,
        entries=attempt.n,
        deadline=attempt.deadline,
        paused_at=attempt.paused_at,
        admitted=attempt.admitted_at is not None,
        released=attempt.released_by is not None,
        seen_at=attempt.seen_at,
        grants=sum(item["seconds"] for item in attempt.grants),
        added=attempt.added,
    )
