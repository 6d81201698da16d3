"""Answer saves, starts and hand-ins over HTTP, as ratios to an empty Flask POST of the same server."""

import json
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from app.factory import create_app
from app.room import seats
from app.settings import Settings
from benchmarks import load, machine
from benchmarks.figures import Figure
from exam_engine.sittings import services as hall
from exam_engine.sittings.papers import form_of
from foundation.clock import wall
from tests.exam_engine import halls
from tests.races import arena as arenas
from tests.races.servers import Server
from tests.tools import Cluster

CLIENTS = 32
ROUNDS = 5
SECONDS = 3.0
AT_ONCE = (100, 500)
WANTED = {"sqlite": "1,500/s, p99 60 ms, 33 %", "postgresql": "2,000/s, p99 60 ms, 50 %"}


class Unexpected(RuntimeError):
    """The server answered something else than what is measured."""


def saves(database: str) -> Iterator[Figure]:
    """Measure durable saves of one answer each, alternating with the empty POST."""
    with _served(database, CLIENTS) as (arena, server):
        seated = [arena.begin(code, f"K-{code}") for code in arena.codes]
        clients = [_answering(arena, seat) for seat in seated]
        empty = [lambda: EMPTY] * CLIENTS
        load.run(server.port, clients, 1.0)
        pairs = [
            (load.run(server.port, empty, SECONDS), load.run(server.port, clients, SECONDS))
            for _ in range(ROUNDS)
        ]
    for bare, saved in pairs:
        _must_be_good(bare)
        _must_be_good(saved)
    ratio = statistics.median(saved.rate / bare.rate for bare, saved in pairs)
    middle = sorted((saved for _, saved in pairs), key=lambda one: one.rate)[ROUNDS // 2]
    bare = statistics.median(one.rate for one, _ in pairs)
    yield Figure(
        f"saves, {database}, {CLIENTS} clients, 2 processes",
        f"{middle.rate:,.0f}/s, p50 {middle.at(0.5):.0f} ms, p99 {middle.at(0.99):.0f} ms",
        f"{ratio:.0%} of {bare:,.0f}/s",
        WANTED[database],
        f"generator {middle.own / middle.wall:.0%} of a core; load {machine.load()}",
    )


def starts(database: str) -> Iterator[Figure]:
    """Measure so many candidates who begin, and hand in, in the same moment."""
    for number in AT_ONCE:
        with _served(database, number) as (arena, server):
            bare = load.run(server.port, [lambda: EMPTY] * CLIENTS, SECONDS)
            seated = [_enter(arena, code) for code in arena.codes]
            headers = [_headers(arena.settings, seat) for seat in seated]
            begun = _at_once(server, headers, ["/api/start", "/api/opened"])
            ended = _at_once(server, headers, ["/api/hand-in"])
        limit = "all within 2 s (of 500)"
        for name, found in (("start, paper and first question", begun), ("hand in, receipt", ended)):
            requests = len(found.times)
            yield Figure(
                f"{number} {name}, {database}",
                f"last after {found.wall:.2f} s ({number / found.wall:,.0f}/s)",
                f"{requests / found.wall / bare.rate:.0%} of {bare.rate:,.0f}/s",
                limit,
                f"load {machine.load()}",
            )


EMPTY = load.post("/empty", b"")


@contextmanager
def _served(database: str, candidates: int) -> Iterator[tuple[arenas.Arena, Server]]:
    with TemporaryDirectory() as folder, _settings(database, Path(folder, "instance")) as settings:
        arena = arenas.Arena(settings, wall())
        arena.open(candidates, duration=7200)
        server = Server(settings, "benchmarks.served:room()")
        server.start()
        try:
            yield arena, server
        finally:
            server.stop()
            arena.close()


@contextmanager
def _settings(database: str, folder: Path) -> Iterator[Settings]:
    if database == "sqlite":
        yield arenas.sqlite(folder)
    else:
        with Cluster.started() as cluster:
            yield arenas.postgresql(folder, cluster.new_database())


def _enter(arena: arenas.Arena, code: str) -> hall.Seat:
    with arena.house.writing() as session:
        return halls.enter(session, arena.made, code, now=arena.now, terminal=f"K-{code}")


def _headers(settings: Settings, seat: hall.Seat) -> str:
    """Return the cookie and the token of a seat, as entering would have given them."""
    app = _app_of(settings)
    with app.app_context():
        cookie = seats.remember(app.response_class(), seat).headers["Set-Cookie"].split(";")[0]
        return f"Cookie: {cookie}\r\n{seats.HEADER}: {seats.token(seat)}\r\n"


_apps: dict[Path, object] = {}


def _app_of(settings: Settings) -> object:
    if settings.instance not in _apps:
        _apps[settings.instance] = create_app(settings, parts=("room",))
    return _apps[settings.instance]


def _answering(arena: arenas.Arena, seat: hall.Seat) -> load.Requests:
    """Return a client that answers one question after another, round and round."""
    headers = _headers(arena.settings, seat)
    with arena.house.reading() as session:
        form = form_of(session, seat.sitting, seat.code)
    numbers = count(1)

    def ask() -> bytes:
        number = next(numbers)
        position = number % len(form) + 1
        line = {
            "number": number,
            "kind": "answered",
            "position": position,
            "response": [form[position - 1].options[number % 3]],
        }
        body = json.dumps({"lease": seat.lease, "entries": [line]}).encode()
        return load.post("/api/entries", body, headers)

    return ask


def _at_once(server: Server, headers: list[str], paths: list[str]) -> load.Run:
    def asks(header: str) -> load.Requests:
        left = iter([load.post(path, b"{}", header) for path in paths])
        return lambda: next(left, None)

    found = load.run(server.port, [asks(header) for header in headers])
    _must_be_good(found)
    return found


def _must_be_good(found: load.Run) -> None:
    if set(found.statuses) != {200}:
        raise Unexpected(f"{found.statuses}: {found.last[:200]!r}")
