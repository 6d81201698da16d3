"""One step at a time for each sitting, in any process: a file lock that also says how far work has come."""

import fcntl
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.context import House
from foundation.errors import Conflict

Progress = Callable[[int, int], None]
PATIENCE = 4.0
"""Seconds a second press of a button waits for the first one to end."""
_LOOK_EVERY = 0.1


class StepIsRunning(Conflict):
    """Somebody, or an earlier press of the button, is doing a step of this sitting."""

    code = "step_is_running"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether work goes on, and how far it is; `whole` is 0 while nobody knows."""

    running: bool
    done: int = 0
    whole: int = 0


@contextmanager
def alone(house: House, sitting: str) -> Iterator[Progress]:
    """Hold the sitting's step, give what tells progress; raise StepIsRunning if it stays taken."""
    path = _path(house, sitting)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a+b") as file:
        _take(file, sitting)
        try:
            yield lambda done, whole: _tell(file, done, whole)
        finally:
            file.truncate(0)


def standing(house: House, sitting: str) -> Standing:
    """Look whether a step is being done, without waiting."""
    try:
        file = _path(house, sitting).open("rb")
    except FileNotFoundError:
        return Standing(running=False)
    with file:
        if _is_free(file):
            return Standing(running=False)
        try:
            done, whole = json.loads(file.read() or b"[0, 0]")
        except ValueError:
            # The line is being written at this very moment.
            done, whole = 0, 0
    return Standing(True, int(done), int(whole))


def _take(file: BinaryIO, sitting: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise StepIsRunning(sitting=sitting) from None
            time.sleep(_LOOK_EVERY)
        else:
            return


def _is_free(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(file, fcntl.LOCK_UN)
    return True


def _tell(file: BinaryIO, done: int, whole: int) -> None:
    file.truncate(0)
    file.write(json.dumps([done, whole]).encode())
    file.flush()


def _path(house: House, sitting: str) -> Path:
    return house.settings.instance / "council" / f"{sitting}.step"
