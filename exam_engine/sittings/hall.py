"""What the invigilator does: admit, seat, open, pause, give time, move, close. Everything has a reason."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol import building
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.sittings import closing, incidents, pausing, store
from exam_engine.sittings.errors import (
    AttemptClosed,
    BadExtension,
    ClockDoubtful,
    HallNotOpen,
    NotStarted,
    ReasonMissing,
    SeatTaken,
    StillWriting,
    TooMuchTime,
)
from exam_engine.sittings.tables import Attempt
from foundation import clock_marks, ledger, merkle
from foundation.canonical import Instant, instant

MOST_BETWEEN_HEADS = 300_000


def admit(session: Session, sitting: str, code: str, *, seat: int, now: Instant) -> None:
    """Record that the candidate was identified and drew a seat."""
    state = SittingState(records.get_sitting(session, sitting, lock=True).state)
    if state not in {SittingState.DRAWN, SittingState.OPEN}:
        raise HallNotOpen(state=state)
    attempt = store.locked(session, sitting, code)
    query = select(Attempt.code).where(Attempt.sitting == sitting, Attempt.seat == seat, Attempt.code != code)
    if session.scalars(query).first() is not None:
        raise SeatTaken(seat=seat)
    attempt.seat = seat
    attempt.admitted_at = attempt.admitted_at or now
    session.flush()


def grant(
    session: Session, sitting: str, code: str, seconds: int, *, reason: str, actor: str, now: Instant
) -> None:
    """Fix an accommodation before the start: extra seconds, part of the opening entry."""
    attempt = store.locked(session, sitting, code)
    if attempt.state != AttemptState.ASSIGNED:
        raise AttemptClosed(how="started")
    _check_reason(reason)
    _check_seconds(seconds)
    given = sum(item["seconds"] for item in attempt.grants) + seconds
    if given * 1000 > store.rules(session, sitting).most_added:
        raise TooMuchTime(seconds=seconds)
    attempt.grants = [*attempt.grants, {"seconds": seconds, "by": actor, "reason": reason}]
    attempt.seen_at = now
    session.flush()


def open_hall(session: Session, sitting: str, *, actor: str, now: Instant) -> None:
    """Open the exam: from now on papers may be started."""
    found = records.get_sitting(session, sitting, lock=True)
    found.move_to(SittingState.OPEN)
    ledger.record(session, "opened", actor=actor, now=now, sitting=sitting)


def extend(
    session: Session, sitting: str, code: str, seconds: int, *, reason: str, actor: str, now: Instant
) -> Instant:
    """Give a candidate more time, with a reason; return the new deadline."""
    _check_reason(reason)
    _check_seconds(seconds)
    attempt = store.locked(session, sitting, code)
    closing.close_if_overdue(session, attempt, now=now)
    if attempt.state == AttemptState.CLOSED:
        raise AttemptClosed(how=attempt.how)
    if attempt.deadline is None:
        raise NotStarted
    still_paused = 0 if attempt.paused_at is None else max(now, attempt.last_at) - attempt.paused_at
    pausing.add(session, attempt, seconds * 1000, still_paused=still_paused)
    store.append(session, attempt, "extended", {"seconds": seconds, "by": actor, "reason": reason}, now=now)
    attempt.deadline = Instant(attempt.deadline + seconds * 1000)
    session.flush()
    return attempt.deadline


def pause(session: Session, sitting: str, code: str, *, reason: str, actor: str, now: Instant) -> bool:
    """Stop a candidate's clock; say whether it was running."""
    _check_reason(reason)
    attempt = store.locked(session, sitting, code)
    closing.close_if_overdue(session, attempt, now=now)
    if attempt.state != AttemptState.STARTED:
        return False
    pausing.stop(session, attempt, by=actor, reason=reason, now=now)
    return True


def resume(session: Session, sitting: str, code: str, *, reason: str, actor: str, now: Instant) -> bool:
    """Let a candidate's clock run again with exactly the time it had; say whether it was stopped."""
    _check_reason(reason)
    attempt = store.locked(session, sitting, code)
    closing.close_if_overdue(session, attempt, now=now)
    return pausing.run_again(session, attempt, by=actor, reason=reason, now=now)


def pause_hall(session: Session, sitting: str, *, actor: str, now: Instant, reason: str = "hall") -> int:
    """Stop every running clock at the same instant; the reason can be told afterwards."""
    found = records.get_sitting(session, sitting, lock=True)
    found.paused_at = found.paused_at or now
    store.lock_all(session, sitting)
    codes = _codes(session, sitting, AttemptState.STARTED)
    return sum(pause(session, sitting, code, reason=reason, actor=actor, now=now) for code in codes)


def resume_hall(session: Session, sitting: str, *, reason: str, actor: str, now: Instant) -> int:
    """Let every stopped clock run again."""
    _check_reason(reason)
    found = records.get_sitting(session, sitting, lock=True)
    found.paused_at = None
    codes = _codes(session, sitting, AttemptState.PAUSED)
    return sum(resume(session, sitting, code, reason=reason, actor=actor, now=now) for code in codes)


def pause_ends_at(session: Session, sitting: str) -> Instant | None:
    """Return when the first of the lasting pauses will have used up what the plan allows, or None.

    The board warns before it; at that moment the clock runs again by itself.
    """
    most_added = store.rules(session, sitting).most_added
    query = select(func.min(Attempt.paused_at - Attempt.added)).where(
        Attempt.sitting == sitting, Attempt.state == AttemptState.PAUSED
    )
    first = session.scalars(query).one()
    return None if first is None else Instant(first + most_added)


def record_heads(session: Session, sitting: str, *, now: Instant) -> str:
    """Write the heads of all journals to the ledger and return their root (PROTOCOL 4).

    A request that came before them and is written after them bears their time: no entry lies before
    heads that do not cover it. Whoever writes heads late records why there is a gap.
    """
    store.lock_all(session, sitting)
    latest = select(func.max(Attempt.last_at)).where(Attempt.sitting == sitting)
    at = Instant(max(now, session.scalars(latest).one() or now))
    closing.close_overdue(session, sitting, now=at)
    _tell_of_gap(session, sitting, now=at)
    query = select(Attempt.code, Attempt.n, Attempt.head).where(Attempt.sitting == sitting)
    lines = [
        building.head_line(row.code, row.n, row.head) for row in session.execute(query.order_by(Attempt.code))
    ]
    root = merkle.root(lines)
    ledger.record(
        session, "heads", actor=ledger.SYSTEM, now=at, sitting=sitting, detail={"lines": lines, "root": root}
    )
    session.execute(
        update(Attempt)
        .where(Attempt.sitting == sitting, Attempt.state != AttemptState.CLOSED, Attempt.last_at < at)
        .values(last_at=at)
        .execution_options(synchronize_session=False)
    )
    return root


def _tell_of_gap(session: Session, sitting: str, *, now: Instant) -> None:
    """Record that heads are late: whoever replays the exam must find the reason beside the gap."""
    acts = ledger.entries(session, sitting=sitting, act="heads")[-1:] or ledger.entries(
        session, sitting=sitting, act="opened"
    )
    if acts and now - instant(acts[-1]["at"]) > MOST_BETWEEN_HEADS:
        incidents.record(
            session,
            sitting,
            "technical_failure",
            reason="no heads for more than five minutes",
            actor=ledger.SYSTEM,
            now=now,
        )


def close_hall(session: Session, sitting: str, *, actor: str, now: Instant) -> None:
    """Close the sitting: absentees are marked, and nobody may still be writing."""
    found = records.get_sitting(session, sitting, lock=True)
    store.lock_all(session, sitting)
    if clock_marks.is_doubtful(session):
        raise ClockDoubtful
    closing.close_overdue(session, sitting, now=now)
    running = _running(session, sitting)
    if running:
        raise StillWriting(count=running)
    for code in _codes(session, sitting, AttemptState.ASSIGNED):
        closing.mark_absent(session, store.locked(session, sitting, code), actor=actor, now=now)
    found.move_to(SittingState.CLOSED)
    record_heads(session, sitting, now=now)
    ledger.record(session, "closed", actor=actor, now=now, sitting=sitting)


def counts(session: Session, sitting: str) -> dict[str, int]:
    """Return how many attempts are in each state, and how each closed one ended."""
    query = select(Attempt.state, Attempt.how, func.count()).where(Attempt.sitting == sitting)
    rows = session.execute(query.group_by(Attempt.state, Attempt.how)).all()
    return {how or state: number for state, how, number in rows}


def _codes(session: Session, sitting: str, state: AttemptState) -> list[str]:
    query = select(Attempt.code).where(Attempt.sitting == sitting, Attempt.state == state)
    return list(session.scalars(query.order_by(Attempt.code)))


def _running(session: Session, sitting: str) -> int:
    """Return how many hold a paper and have not ended; a given paper counts before its clock runs."""
    query = select(func.count()).where(
        Attempt.sitting == sitting, Attempt.state != AttemptState.CLOSED, Attempt.given_at.is_not(None)
    )
    return session.scalars(query).one()


def _check_seconds(seconds: int) -> None:
    if seconds <= 0:
        raise BadExtension(seconds=seconds)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
