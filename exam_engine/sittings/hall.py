"""What the invigilator does: admit, seat, open, pause, give time, move, close. Everything has a reason."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol import building
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.sittings import closing, store
from exam_engine.sittings.errors import (
    AttemptClosed,
    HallNotOpen,
    NotStarted,
    ReasonMissing,
    SeatTaken,
    StillWriting,
    TooMuchTime,
)
from exam_engine.sittings.tables import Attempt
from foundation import ledger, merkle
from foundation.canonical import Instant


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
    given = sum(item["seconds"] for item in attempt.grants) + seconds
    if seconds <= 0 or given * 1000 > store.rules(session, sitting).most_added:
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
    attempt = store.locked(session, sitting, code)
    closing.close_if_overdue(session, attempt, now=now)
    if attempt.state == AttemptState.CLOSED:
        raise AttemptClosed(how=attempt.how)
    if attempt.deadline is None:
        raise NotStarted
    _add(session, attempt, seconds * 1000)
    store.append(session, attempt, "extended", {"seconds": seconds, "by": actor, "reason": reason}, now=now)
    attempt.deadline = Instant(attempt.deadline + seconds * 1000)
    session.flush()
    return attempt.deadline


def pause(session: Session, sitting: str, code: str, *, reason: str, actor: str, now: Instant) -> bool:
    """Stop a candidate's clock; say whether it was running."""
    attempt = store.locked(session, sitting, code)
    closing.close_if_overdue(session, attempt, now=now)
    if attempt.state != AttemptState.STARTED:
        return False
    attempt.move_to(AttemptState.PAUSED)
    attempt.paused_at = store.append(session, attempt, "paused", {"by": actor, "reason": reason}, now=now)
    session.flush()
    return True


def resume(session: Session, sitting: str, code: str, *, reason: str, actor: str, now: Instant) -> bool:
    """Let a candidate's clock run again with exactly the time it had; say whether it was stopped."""
    attempt = store.locked(session, sitting, code)
    if attempt.state != AttemptState.PAUSED or attempt.paused_at is None or attempt.deadline is None:
        return False
    lost = max(now, attempt.last_at) - attempt.paused_at
    _add(session, attempt, lost)
    attempt.move_to(AttemptState.STARTED)
    store.append(session, attempt, "resumed", {"by": actor, "reason": reason}, now=now)
    attempt.deadline = Instant(attempt.deadline + lost)
    attempt.paused_at = None
    session.flush()
    return True


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


def record_heads(session: Session, sitting: str, *, now: Instant) -> str:
    """Write the heads of all journals to the ledger and return their root (PROTOCOL 4)."""
    closing.close_overdue(session, sitting, now=now)
    query = select(Attempt.code, Attempt.n, Attempt.head).where(Attempt.sitting == sitting)
    lines = [
        building.head_line(row.code, row.n, row.head) for row in session.execute(query.order_by(Attempt.code))
    ]
    root = merkle.root(lines)
    ledger.record(
        session, "heads", actor=ledger.SYSTEM, now=now, sitting=sitting, detail={"lines": lines, "root": root}
    )
    return root


def close_hall(session: Session, sitting: str, *, actor: str, now: Instant) -> None:
    """Close the sitting: absentees are marked, and nobody may still be writing."""
    found = records.get_sitting(session, sitting, lock=True)
    store.lock_all(session, sitting)
    closing.close_overdue(session, sitting, now=now)
    running = _codes(session, sitting, AttemptState.STARTED) + _codes(session, sitting, AttemptState.PAUSED)
    if running:
        raise StillWriting(count=len(running))
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


def _add(session: Session, attempt: Attempt, milliseconds: int) -> None:
    if milliseconds < 0 or attempt.added + milliseconds > store.rules(session, attempt.sitting).most_added:
        raise TooMuchTime(seconds=milliseconds // 1000)
    attempt.added += milliseconds


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
