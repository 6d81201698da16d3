"""How attempts end: handed in, out of time, removed, absent. Closed is closed."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.protocol.receipt import finding_aid
from exam_engine.sittings import pausing, store
from exam_engine.sittings.errors import (
    AttemptClosed,
    AttemptPaused,
    ClockDoubtful,
    NotStarted,
    ReasonMissing,
)
from exam_engine.sittings.store import Seat
from exam_engine.sittings.tables import Attempt
from foundation import clock_marks
from foundation.canonical import Instant
from foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a candidate takes home; `answered` counts positions with a closing answer."""

    sitting: str
    code: str
    entries: int
    answered: int
    head: str
    closed_at: Instant
    how: str

    @property
    def finding_aid(self) -> str:
        """Return the 16 characters that can be copied by hand."""
        return finding_aid(self.head)


def hand_in(session: Session, who: Seat, *, now: Instant) -> Receipt:
    """Close the attempt at its candidate's wish; a repeated wish returns the same receipt."""
    attempt = store.held(session, who)
    close_if_overdue(session, attempt, now=now)
    if attempt.state == AttemptState.ASSIGNED:
        raise NotStarted
    if attempt.state == AttemptState.PAUSED:
        raise AttemptPaused
    if attempt.state != AttemptState.CLOSED:
        _close(session, attempt, "handed_in", by=None, reason=None, now=now)
    return receipt(session, who.sitting, who.code)


def remove(session: Session, sitting: str, code: str, *, reason: str, actor: str, now: Instant) -> None:
    """End an attempt because its candidate had to leave the hall."""
    if not reason.strip():
        raise ReasonMissing
    attempt = store.locked(session, sitting, code)
    close_if_overdue(session, attempt, now=now)
    if attempt.state == AttemptState.CLOSED:
        raise AttemptClosed(how=attempt.how)
    if attempt.state == AttemptState.ASSIGNED:
        raise NotStarted
    _close(session, attempt, "removed", by=actor, reason=reason, now=now)


def mark_absent(session: Session, attempt: Attempt, *, actor: str, now: Instant) -> None:
    """Record that nobody opened this paper."""
    _close(session, attempt, "absent", by=actor, reason=None, now=now)


def close_if_overdue(session: Session, attempt: Attempt, *, now: Instant) -> bool:
    """Do what time alone does, by whoever looks first, once, with the same outcome; say whether it closed.

    A pause that has used up the plan's time ends; an attempt whose time is over closes. Raises ClockDoubtful
    where that hangs on a time that nobody has confirmed.
    """
    pausing.end_if_spent(session, attempt, now=now)
    last = store.last_moment(attempt, store.rules(session, attempt.sitting).grace)
    if last is None or now <= last:
        return False
    if clock_marks.is_doubtful(session):
        raise ClockDoubtful
    _close(session, attempt, "time", by=None, reason=None, now=now)
    return True


def close_overdue(session: Session, sitting: str, *, now: Instant) -> list[str]:
    """Do for a whole sitting what time alone does and return the codes closed; in doubt do nothing."""
    due = _due(session, sitting, now)
    if not due or clock_marks.is_doubtful(session):
        return []
    attempts = [store.locked(session, sitting, code) for code in due]
    return [attempt.code for attempt in attempts if close_if_overdue(session, attempt, now=now)]


def is_due(session: Session, sitting: str, *, now: Instant) -> bool:
    """Say whether time alone would close an attempt of the sitting or end a pause."""
    return bool(_due(session, sitting, now))


def _due(session: Session, sitting: str, now: Instant) -> list[str]:
    rules = store.rules(session, sitting)
    over = and_(Attempt.state == AttemptState.STARTED, Attempt.deadline < now - rules.grace)
    spent = and_(
        Attempt.state == AttemptState.PAUSED, Attempt.paused_at - Attempt.added <= now - rules.most_added
    )
    query = select(Attempt.code).where(Attempt.sitting == sitting, or_(over, spent))
    return list(session.scalars(query.order_by(Attempt.code)))


def receipt(session: Session, sitting: str, code: str) -> Receipt:
    """Return the receipt of a closed attempt; raise NotFound while it is open."""
    attempt = session.get(Attempt, (sitting, code))
    if attempt is None or attempt.closed_at is None or attempt.how is None:
        raise NotFound(what="receipt", code=code)
    answers = store.closing_answers(session, sitting, code)
    answered = sum(1 for response in answers.values() if response)
    return Receipt(sitting, code, attempt.n, answered, attempt.head, attempt.closed_at, attempt.how)


def _close(
    session: Session, attempt: Attempt, how: str, *, by: str | None, reason: str | None, now: Instant
) -> None:
    attempt.move_to(AttemptState.CLOSED)
    attempt.closed_at = store.append(
        session, attempt, "closed", {"how": how, "by": by, "reason": reason}, now=now
    )
    attempt.how = how
    session.flush()
