"""Stopped clocks: how a pause begins and ends, and what ends it when the plan allows no more time.

Grants, extensions and pauses together stay within `max_extension` (PROTOCOL 4, annex B 9). A pause that has
used up the rest ends at that very millisecond, whoever notices it first and however late: otherwise its
candidate could neither go on nor be closed.
"""

from sqlalchemy.orm import Session

from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.sittings import store
from exam_engine.sittings.errors import ClockDoubtful, TooMuchTime
from exam_engine.sittings.tables import Attempt
from foundation import clock_marks, ledger
from foundation.canonical import Instant

SPENT = "the pause has used up the time that the plan allows"


def stop(session: Session, attempt: Attempt, *, by: str, reason: str, now: Instant) -> None:
    """Stop a running clock."""
    attempt.move_to(AttemptState.PAUSED)
    attempt.paused_at = store.append(session, attempt, "paused", {"by": by, "reason": reason}, now=now)
    session.flush()


def run_again(session: Session, attempt: Attempt, *, by: str, reason: str, now: Instant) -> bool:
    """Let a stopped clock run again with exactly the time it had; say whether it was stopped."""
    if attempt.state != AttemptState.PAUSED or attempt.paused_at is None or attempt.deadline is None:
        return False
    lost = max(now, attempt.last_at) - attempt.paused_at
    add(session, attempt, lost)
    attempt.move_to(AttemptState.STARTED)
    store.append(session, attempt, "resumed", {"by": by, "reason": reason}, now=now)
    attempt.deadline = Instant(attempt.deadline + lost)
    attempt.paused_at = None
    session.flush()
    return True


def ends_at(attempt: Attempt, most_added: int) -> Instant | None:
    """Return when a pause will have used up what the plan allows (ms), or None if the clock runs."""
    if attempt.state != AttemptState.PAUSED or attempt.paused_at is None:
        return None
    return Instant(attempt.paused_at + most_added - attempt.added)


def end_if_spent(session: Session, attempt: Attempt, *, now: Instant) -> bool:
    """End a pause at the moment it had used up what the plan allows; say whether that has passed."""
    end = ends_at(attempt, store.rules(session, attempt.sitting).most_added)
    if end is None or now < end:
        return False
    if clock_marks.is_doubtful(session):
        raise ClockDoubtful
    return run_again(session, attempt, by=ledger.SYSTEM, reason=SPENT, now=end)


def add(session: Session, attempt: Attempt, milliseconds: int, *, still_paused: int = 0) -> None:
    """Count time given; raise TooMuchTime beyond the plan's limit. `still_paused` (ms): an open pause."""
    given = attempt.added + milliseconds
    if milliseconds < 0 or given + still_paused > store.rules(session, attempt.sitting).most_added:
        raise TooMuchTime(seconds=milliseconds // 1000)
    attempt.added = given
