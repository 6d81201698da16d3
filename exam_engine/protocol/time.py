"""The time ledger of one attempt: deadline, lateness, and how much was given (PROTOCOL 4, annex B 9).

Instants and pauses are integer milliseconds, lengths in the plan and in entries are seconds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from foundation.canonical import Instant
from foundation.errors import Conflict

MS = 1000


class TooMuchTime(Conflict):
    """Extensions, grants and pauses together would exceed the plan's `max_extension`; details in ms."""

    code: ClassVar[str] = "too_much_time"


@dataclass(frozen=True, slots=True)
class Clocking:
    """What decides a deadline: `seconds` and `extended` in seconds, `paused` (ended pauses) in ms."""

    opened_at: Instant
    seconds: int
    extended: int = 0
    paused: int = 0
    paused_since: Instant | None = None

    def deadline(self, until: Instant | None = None) -> Instant:
        """Return the deadline; an open pause counts up to `until`, or not at all while it lasts."""
        open_pause = 0
        if self.paused_since is not None and until is not None:
            open_pause = max(0, until - self.paused_since)
        given = MS * (self.seconds + self.extended) + self.paused + open_pause
        return Instant(self.opened_at + given)


def deadline(
    opened_at: int, seconds: int, extended: Iterable[int] = (), pauses: Iterable[tuple[int, int]] = ()
) -> Instant:
    """Return opened + seconds + every extension (s) + every pause `(from, to)` (ms)."""
    paused = sum(to - since for since, to in pauses)
    return Clocking(Instant(opened_at), seconds, sum(extended), paused).deadline()


def last_moment(deadline: int, grace: int) -> Instant:
    """Return the last instant, inclusive, at which an answer counts; `grace` in seconds."""
    return Instant(deadline + MS * grace)


def is_late(received: int, deadline: int, grace: int) -> bool:
    """Say whether what was received then no longer counts."""
    return received > last_moment(deadline, grace)


def time_out_at(deadline: int, grace: int, noticed: int) -> Instant:
    """Return the instant a `closed: time` entry bears: deadline + grace, or the later moment of notice."""
    return max(last_moment(deadline, grace), Instant(noticed))


def granted(
    grants: Iterable[int] = (), extended: Iterable[int] = (), pauses: Iterable[tuple[int, int]] = ()
) -> int:
    """Return in ms what grants (s), extensions (s) and pauses (ms) give together."""
    return MS * (sum(grants) + sum(extended)) + sum(to - since for since, to in pauses)


def check_granted(given: int, max_extension: int) -> None:
    """Raise TooMuchTime if `given` (ms) exceeds the plan's `max_extension` (s)."""
    if given > MS * max_extension:
        raise TooMuchTime(given=given, allowed=MS * max_extension)
