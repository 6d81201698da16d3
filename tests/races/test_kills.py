import random
import time

import pytest
from sqlalchemy import select

from exam_engine.sittings.tables import JournalEntry
from foundation.canonical import parse
from foundation.clock import wall
from tests.races.arena import Arena
from tests.races.servers import Acknowledged, Server, terminals

CANDIDATES = 6
KILLS = ("worker", "server", "worker", "worker", "server")


@pytest.fixture
def arena(ground):
    arena = Arena(ground(), wall())
    arena.open(CANDIDATES, duration=7200)
    yield arena
    arena.close()


def drill(arena: Arena, server: Server, kills: tuple[str, ...]) -> Acknowledged:
    """Let candidates answer while the server dies again and again; return what it acknowledged."""
    server.start()
    sitting = terminals(arena, server.port)
    try:
        for what in kills:
            wait_for_answers(sitting)
            time.sleep(random.uniform(0.02, 0.2))
            if what == "worker":
                server.kill_worker()
            else:
                server.kill_all()
                server.start()
        wait_for_answers(sitting)
    finally:
        for terminal in sitting:
            terminal.stopping.set()
    for terminal in sitting:
        terminal.finish()
    server.stop()
    return {place: said for terminal in sitting for place, said in terminal.acknowledged.items()}


def wait_for_answers(sitting) -> None:
    """Wait until every terminal was acknowledged something since now."""
    before = [len(terminal.acknowledged) for terminal in sitting]
    until = time.monotonic() + 60
    while any(len(one.acknowledged) == count for one, count in zip(sitting, before, strict=True)):
        faults = [one.fault for one in sitting if one.fault is not None]
        assert not faults, faults
        assert time.monotonic() < until, "no answers came through"
        time.sleep(0.01)


def kept(arena: Arena) -> Acknowledged:
    query = select(JournalEntry).where(JournalEntry.number.is_not(None))
    with arena.house.reading() as session:
        bodies = {
            (row.code, row.lease, row.number): parse(row.entry)["body"] for row in session.scalars(query)
        }
    return {place: (body["position"], body["response"]) for place, body in bodies.items()}


def assert_nothing_is_lost(arena: Arena, acknowledged: Acknowledged) -> None:
    journals = kept(arena)
    lost = {place: said for place, said in acknowledged.items() if journals.get(place) != said}
    assert lost == {}, f"{len(lost)} of {len(acknowledged)} acknowledged answers are not in the journal"


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(arena):
    server = Server(arena.settings)
    try:
        acknowledged = drill(arena, server, KILLS)
    finally:
        server.stop()

    assert len(acknowledged) > CANDIDATES * len(KILLS)
    assert_nothing_is_lost(arena, acknowledged)
    for code in arena.codes:
        assert arena.replayed(code).how is None


@pytest.mark.parametrize("ground", ["sqlite"], indirect=True)
def test_the_drill_finds_a_build_that_acknowledges_before_it_commits(arena):
    server = Server(arena.settings, "tests.races.broken:acknowledges_before_it_commits()")
    try:
        acknowledged = drill(arena, server, ("server",))
    finally:
        server.stop()

    with pytest.raises(AssertionError, match="acknowledged answers are not in the journal"):
        assert_nothing_is_lost(arena, acknowledged)
