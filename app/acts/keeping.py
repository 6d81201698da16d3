"""What the keeper does for sittings: start unacknowledged clocks, close what is overdue, publish heads."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import keyring
from app.context import House
from exam_engine import records
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.records import Sitting
from exam_engine.sittings import answering, closing
from exam_engine.sittings import services as hall
from exam_engine.sittings.tables import Attempt
from foundation import clock_marks
from foundation.canonical import Instant
from foundation.clock import AnchoredClock

LIVE = (SittingState.OPEN, SittingState.INTERRUPTED)


def mark_clock(house: House) -> None:
    """Mark the second in the database, and remember it if the wall clock has gone astray."""
    if isinstance(house.clock, AnchoredClock):
        with house.writing() as session:
            clock_marks.mark(session, house.clock)


def close_overdue(house: House) -> None:
    """Start and close what time alone starts and closes, in every sitting that is open."""
    now = house.clock()
    with house.reading() as session:
        if clock_marks.is_doubtful(session):
            return
        due = [name for name in live(session) if _is_due(session, name, now)]
    for name in due:
        with house.writing() as session:
            hall.begin_unacknowledged(session, name, now=now)
            hall.close_overdue(session, name, now=now)


def record_heads(house: House) -> None:
    """Write the heads of every open sitting to the ledger and sign the ledger's head."""
    now = house.clock()
    with house.reading() as session:
        names = [] if clock_marks.is_doubtful(session) else live(session)
    for name in names:
        with house.writing() as session:
            # It may have been closed and sealed while this process stood in line.
            if records.get_sitting(session, name, lock=True).state in LIVE:
                hall.record_heads(session, name, now=house.clock())
                keyring.checkpoint(house, session, "heads", now=now)


def live(session: Session) -> list[str]:
    """Return the sittings in which somebody may be writing."""
    return list(session.scalars(select(Sitting.name).where(Sitting.state.in_(LIVE))))


def _is_due(session: Session, sitting: str, now: Instant) -> bool:
    """Look without the writer's place first: most seconds there is nothing to do."""
    unacknowledged = select(func.count()).where(
        Attempt.sitting == sitting,
        Attempt.state == AttemptState.ASSIGNED,
        Attempt.given_at <= now - answering.UNACKNOWLEDGED,
    )
    return closing.is_due(session, sitting, now=now) or session.scalars(unacknowledged).one() > 0
