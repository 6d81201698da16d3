"""An opened hall on SQLite files or PostgreSQL, and processes that act in it at the same moment."""

import hashlib
import multiprocessing
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.context import House, open_house, setup_schema
from app.settings import Settings, load
from exam_engine import records
from exam_engine.protocol.codes import candidate_codes
from exam_engine.protocol.replay import State, replay
from exam_engine.sittings import services as hall
from exam_engine.sittings import store
from exam_engine.sittings.tables import Attempt
from foundation.canonical import Instant, digest, parse
from foundation.clock import FakeClock
from tests.exam_engine import halls

NAME = "sitting-1"
PATIENCE = 60
Act = Callable[..., Any]
Racer = tuple[Act, dict[str, Any]]
_forking = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Failure:
    """How an act ended that raised."""

    kind: type[BaseException]
    told: str


@dataclass
class Arena:
    """A hall, as the test's own process sees it; `now` stands still until moved."""

    settings: Settings
    now: Instant
    house: House = field(init=False)
    made: halls.Hall = field(init=False)

    def __post_init__(self) -> None:
        self.house = open_house(self.settings, FakeClock(self.now), with_keys=False)
        setup_schema(self.house)

    def open(self, count: int, **plan: Any) -> None:
        """Open a hall of `count` admitted candidates."""
        codes = candidate_codes(count, _chance)
        with self.house.writing() as session:
            self.made = halls.open_hall(session, now=self.now, plan=halls.a_plan(**plan), codes=codes)

    @property
    def codes(self) -> list[str]:
        return sorted(self.made.secrets)

    def begin(self, code: str, terminal: str = "K-1") -> hall.Seat:
        with self.house.writing() as session:
            return halls.begin(session, self.made, code, now=self.now, terminal=terminal)

    def answer(self, seat: hall.Seat, number: int = 1, position: int = 1, choice: int = 0) -> dict[str, Any]:
        with self.house.reading() as session:
            return halls.an_answer(session, seat, number, position, choice)

    def do(self, act: Act, *arguments: Any, **more: Any) -> Any:
        with self.house.writing() as session:
            return act(session, *arguments, **more, now=self.now)

    def journal(self, code: str) -> list[dict[str, Any]]:
        with self.house.reading() as session:
            return store.journal(session, NAME, code)

    def kinds(self, code: str) -> list[str]:
        return [entry["kind"] for entry in self.journal(code)]

    def replayed(self, code: str) -> State:
        """Replay a journal by the protocol's rules and compare its end with the attempt's row."""
        with self.house.reading() as session:
            attempt = session.get(Attempt, (NAME, code))
            assert attempt is not None
            entries = store.journal(session, NAME, code)
            assert attempt.n == len(entries)
            assert attempt.head == (digest(entries[-1]) if entries else attempt.paper_digest)
            return replay(parse(attempt.paper), entries, records.load(session, NAME, "plan.json"))

    def close(self) -> None:
        self.house.close()


class Racers:
    """Processes that wait at one line and start together, each with connections of its own."""

    def __init__(self, settings: Settings, now: Instant, count: int = 2) -> None:
        self._line = _forking.Barrier(count)
        self._pipes: list[Connection] = []
        self._processes = []
        for _ in range(count):
            ours, theirs = _forking.Pipe()
            process = _forking.Process(target=_wait_and_act, args=(settings, now, self._line, theirs))
            process.start()
            self._pipes.append(ours)
            self._processes.append(process)

    def race(self, *racers: Racer) -> list[Any]:
        """Let each racer act; return what each returned, or its Failure."""
        for pipe, racer in zip(self._pipes, racers, strict=True):
            pipe.send(racer)
        outcomes = []
        for pipe in self._pipes:
            assert pipe.poll(PATIENCE), "a racer never came in"
            outcomes.append(pipe.recv())
        return outcomes

    def dismiss(self) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join(PATIENCE)


@contextmanager
def racing(arena: Arena, count: int = 2) -> Iterator[Racers]:
    """Give processes for an arena; its own connections must not cross the fork."""
    arena.close()
    racers = Racers(arena.settings, arena.now, count)
    try:
        yield racers
    finally:
        racers.dismiss()


def _wait_and_act(settings: Settings, now: Instant, line: Any, pipe: Connection) -> None:
    house = open_house(settings, FakeClock(now), with_keys=False)
    with house.reading() as session:
        session.connection()
    while (told := pipe.recv()) is not None:
        act, arguments = told
        line.wait(PATIENCE)
        try:
            outcome = act(house, **arguments)
        except Exception as error:  # noqa: BLE001  whatever it is, the test judges it
            outcome = Failure(type(error), traceback.format_exc())
        pipe.send(outcome)
    house.close()


def sqlite(folder: Path) -> Settings:
    return _settings(folder, {})


def postgresql(folder: Path, url: str) -> Settings:
    return _settings(folder, {"DATABASE_URL": url})


def _settings(folder: Path, environment: dict[str, str]) -> Settings:
    """As a server of its own reads them from the folder, with the pepper of the hall's tickets."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ticket-pepper").write_bytes(halls.PEPPER)
    return load(folder, environment)


_state = iter(range(10**9))


def _chance(count: int) -> bytes:
    return hashlib.shake_256(next(_state).to_bytes(8)).digest(count)
