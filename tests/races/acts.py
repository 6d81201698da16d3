"""What racers do: one act of the hall each, in a transaction of its own, as the room's views do it."""

from typing import Any

from app.context import House
from exam_engine.ceremony import services as ceremony
from exam_engine.sittings import services as hall
from exam_engine.sittings.writer import Writer
from foundation import ledger
from foundation.canonical import Instant
from tests.races.arena import NAME

_writers: dict[int, Writer] = {}


def enter(house: House, *, secret_hmac: str, terminal: str, now: Instant) -> hall.Entry:
    with house.writing() as session:
        return hall.enter(session, secret_hmac=secret_hmac, terminal=terminal, now=now)


def start(house: House, *, seat: hall.Seat, now: Instant) -> str:
    with house.writing() as session:
        return hall.start(session, seat, now=now).state


def start_and_open(house: House, *, seat: hall.Seat, now: Instant) -> Instant:
    start(house, seat=seat, now=now)
    with house.writing() as session:
        return hall.opened(session, seat, now=now)


def save(
    house: House, *, seat: hall.Seat, sent: list[list[dict[str, Any]]], now: Instant
) -> list[hall.Saved]:
    """Save batch after batch, as a terminal does that waits for each acknowledgement."""
    writer = _writers.setdefault(id(house), Writer(house.engine))
    return [writer.save(seat, batch, now=now) for batch in sent]


def hand_in(house: House, *, seat: hall.Seat, now: Instant) -> hall.Receipt:
    with house.writing() as session:
        return hall.hand_in(session, seat, now=now)


def close_overdue(house: House, *, now: Instant) -> list[str]:
    with house.writing() as session:
        return hall.close_overdue(session, NAME, now=now)


def close_hall(house: House, *, now: Instant) -> str:
    with house.writing() as session:
        hall.close_hall(session, NAME, actor="invigilator-1", now=now)
    return "closed"


def pause_and_resume(house: House, *, now: Instant) -> int:
    with house.writing() as session:
        stopped = hall.pause_hall(session, NAME, actor="invigilator-1", now=now)
    with house.writing() as session:
        hall.resume_hall(session, NAME, reason="race", actor="invigilator-1", now=now)
    return stopped


def record(house: House, *, actor: str, count: int, now: Instant) -> int:
    for number in range(count):
        with house.writing() as session:
            ledger.record(session, f"act-{number}", actor=actor, now=now)
    return count


def draw(house: House, *, actor: str, now: Instant) -> str:
    with house.reading() as session:
        drawn = ceremony.compute(session, NAME, now=now)
    with house.writing() as session:
        ceremony.keep(session, NAME, drawn, actor=actor, now=now)
    return actor
