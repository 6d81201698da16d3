"""The clock's anchor and its marks, as a row that every process of an installation shares (DESIGN 4).

A reboot, or a wall clock that leaves the anchored one by more than two seconds, makes the time doubtful:
then nothing is closed for time until a person confirms it.
"""

from pathlib import Path

from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation import clock, ledger
from foundation.canonical import Instant
from foundation.clock import AnchoredClock
from foundation.db import Base

MOST_DRIFT = 2_000
_ONE = 1
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class ClockMark(Base):
    """The one row: where the clock was anchored, when it was last marked, and whether it is in doubt."""

    __tablename__ = "clock_mark"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    boot: Mapped[str]
    anchor: Mapped[Instant]
    booted: Mapped[int]
    marked_at: Mapped[Instant]
    doubtful_since: Mapped[Instant | None]


def boot_id() -> str:
    """Return what changes with every start of the machine."""
    return _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else "unknown"


def settle(session: Session) -> AnchoredClock:
    """Return the installation's clock: as anchored since boot; after a reboot anchored anew, in doubt."""
    mark = session.get(ClockMark, _ONE)
    now, booted = clock.wall(), clock.since_boot()
    if mark is None:
        mark = ClockMark(id=_ONE, boot=boot_id(), anchor=now, booted=booted, marked_at=now)
        session.add(mark)
    elif mark.boot != boot_id():
        # A machine that was off may wake with any time; the last mark says only that it cannot be earlier.
        anchor = Instant(max(now, mark.marked_at))
        mark.boot, mark.anchor, mark.booted = boot_id(), anchor, booted
        mark.doubtful_since = mark.doubtful_since or anchor
    session.flush()
    return AnchoredClock(mark.anchor, mark.booted)


def mark(session: Session, running: AnchoredClock) -> bool:
    """Mark the second; return False, and remember the doubt, if the wall clock has left the anchored one."""
    found = session.get(ClockMark, _ONE)
    if found is None:
        raise LookupError("the clock was never settled")
    found.marked_at = running()
    if abs(running.drift()) > MOST_DRIFT and found.doubtful_since is None:
        found.doubtful_since = running()
        ledger.record(
            session,
            "incident",
            actor=ledger.SYSTEM,
            now=running(),
            detail={"kind": "clock_doubtful", "drift": running.drift()},
        )
    session.flush()
    return found.doubtful_since is None


def is_doubtful(session: Session) -> bool:
    """Say whether a person must confirm the time before anybody is closed for it."""
    found = session.get(ClockMark, _ONE)
    return found is not None and found.doubtful_since is not None


def confirm(session: Session, *, actor: str, now: Instant) -> None:
    """Record that a person compared the board's time with a clock on the wall and found it right."""
    found = session.get(ClockMark, _ONE)
    if found is not None and found.doubtful_since is not None:
        found.doubtful_since = None
        detail = {"kind": "clock_confirmed"}
        ledger.record(session, "incident", actor=actor, now=now, detail=detail)
        session.flush()
