"""Work that nobody waits for: duties that return, each at its hour.

A duty that fails is logged and tried again at its next hour; the others go on.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from app.context import House, open_house, settled
from app.settings import Settings
from foundation.canonical import Instant

_log = logging.getLogger("taraza")
Duty = Callable[[House], object]


@dataclass
class Round:
    """A duty by the name of its module and function, and how many milliseconds lie between two turns."""

    module: str
    function: str
    every: int
    next_at: int = 0

    def find(self) -> Duty:
        """Return the function; imported by name, so that nobody who names a duty drags in the engine."""
        duty: Duty = getattr(import_module(self.module), self.function)
        return duty


def duties() -> list[Round]:
    """Return what the keeper does, most urgent first."""
    return [
        Round("app.acts.keeping", "mark_clock", 1_000),
        Round("app.acts.keeping", "close_overdue", 1_000),
        Round("app.acts.keeping", "record_heads", 240_000),
        Round("app.duties", "sweep_sign_ins", 300_000),
    ]


def keep(settings: Settings, is_stopped: Callable[[], bool]) -> None:
    """Do every duty at its turn until told to stop."""
    house = settled(open_house(settings, with_keys=True))
    rounds = [(turn, turn.find()) for turn in duties()]
    pause = threading.Event()
    try:
        while not is_stopped():
            for turn, duty in rounds:
                perform(turn, duty, house, house.clock())
            pause.wait(0.2)
    finally:
        house.close()


def perform(turn: Round, duty: Duty, house: House, now: Instant) -> None:
    """Do a duty if its turn has come."""
    if now < turn.next_at:
        return
    turn.next_at = now + turn.every
    try:
        duty(house)
    except Exception as error:  # noqa: BLE001  one duty's fault must not stop the clock's marks
        _log.error("duty %s failed: %s", turn.function, type(error).__name__)
