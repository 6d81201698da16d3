"""The only place that asks for the time (DESIGN 4: the server's clock alone counts).

An instant is an integer of milliseconds UTC. The clock is anchored once to the wall and then follows
`CLOCK_BOOTTIME`, so that a stepped wall clock cannot move anybody's deadline.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from foundation.canonical import Instant

Clock = Callable[[], Instant]
_BOOTTIME = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def wall() -> Instant:
    """Return what the machine's wall clock says."""
    return Instant(time.time_ns() // 1_000_000)


def since_boot() -> int:
    """Return milliseconds since the machine booted, suspended time included."""
    return time.clock_gettime_ns(_BOOTTIME) // 1_000_000


@dataclass(frozen=True)
class AnchoredClock:
    """A clock that agreed with the wall once and has followed the machine's uptime since."""

    anchor: Instant = field(default_factory=wall)
    booted: int = field(default_factory=since_boot)

    def __call__(self) -> Instant:
        """Return now."""
        return Instant(self.anchor + since_boot() - self.booted)

    def drift(self) -> int:
        """Return by how many milliseconds the wall clock has left this one."""
        return wall() - self()


@dataclass
class FakeClock:
    """A clock for tests, rehearsals of rules and drills: it moves when told to."""

    at: Instant

    def __call__(self) -> Instant:
        """Return the instant it was set to."""
        return self.at

    def advance(self, *, seconds: float = 0, milliseconds: int = 0) -> None:
        """Move forward."""
        self.at = Instant(self.at + round(seconds * 1000) + milliseconds)
