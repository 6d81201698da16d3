"""What the board shows: seats with initials, alarms as cards. Codes stay out of sight beside names."""

import hmac
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import house
from exam_engine import records
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.records import Sitting
from exam_engine.roll import services as roll
from exam_engine.sittings import services as hall
from exam_engine.sittings.services import Place
from foundation import clock_marks
from foundation.alphabet import sort_key
from foundation.canonical import Instant
from foundation.errors import NotFound

SILENT = 30_000
SECONDS_IN_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A seat on the map: `sign` is a letter beside the colour, `left` whole minutes."""

    handle: str
    seat: int | None
    initials: str
    state: str
    sign: str
    left: int | None
    entries: int
    silent: bool
    called: str | None
    added: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """A card: what happened, at which seat, and which button comes next."""

    kind: str
    seat: int | None
    handle: str
    at: Instant
    call: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A sitting at a glance."""

    sitting: Sitting
    seats: list[Seen]
    alarms: list[Alarm]
    counts: dict[str, int]
    now: Instant
    pause_ends: Instant | None
    """When the plan's limit lets the clocks run again by themselves; null while none is stopped."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A person on the list of admission; the handle stands for the code, which is not shown."""

    handle: str
    name: str
    seat: int | None


SIGNS = {
    "waiting": "○",
    "admitted": "●",
    "started": "▸",
    "paused": "‖",
    "released": "⇄",
    "silent": "?",
    "handed_in": "✓",
    "time": "✓",
    "removed": "✕",
    "absent": "–",
}


def board(session: Session, sitting: str, *, now: Instant) -> Board:
    """Return the board of a sitting."""
    found = records.get_sitting(session, sitting)
    names = _names(session, sitting)
    places = hall.board(session, sitting)
    seats = [_seen(place, names.get(place.code, ""), now) for place in places if place.admitted]
    calls = {call.code: call for call in hall.open_calls(session, sitting)}
    by_code = {place.code: place for place in places}
    alarms = [
        Alarm(f"call_{call.kind}", by_code[code].seat, handle_of(code), call.at, call.id)
        for code, call in calls.items()
    ]
    alarms += [
        Alarm("silent", seen.seat, seen.handle, now)
        for seen in seats
        if seen.silent and seen.state == "silent"
    ]
    if clock_marks.is_doubtful(session):
        alarms.append(Alarm("clock", None, "", now))
    return Board(
        found,
        seats,
        sorted(alarms, key=lambda alarm: alarm.at),
        _counts(places),
        now,
        hall.pause_ends_at(session, sitting),
    )


def expected(session: Session, sitting: str) -> list[Expected]:
    """Return everybody on the roll in the order of the Kyrgyz alphabet."""
    seats = {place.code: place.seat for place in hall.board(session, sitting)}
    people = [
        Expected(handle_of(row.code), row.name, seats.get(row.code))
        for row in roll.persons(session, sitting)
        if row.name is not None
    ]
    return sorted(people, key=lambda person: sort_key(person.name))


def handle_of(code: str) -> str:
    """Return what stands for a code in addresses of the board: never the code beside a name."""
    return hmac.new(house().settings.secret_key, f"board/{code}".encode(), "sha256").hexdigest()[:16]


def code_of(session: Session, sitting: str, handle: str) -> str:
    """Return the code behind a handle; raise NotFound."""
    for place in hall.board(session, sitting):
        if hmac.compare_digest(handle_of(place.code), handle):
            return place.code
    raise NotFound(what="seat", sitting=sitting)


def one(session: Session, sitting: str, handle: str, *, now: Instant) -> Seen:
    """Return one seat; raise NotFound."""
    names = _names(session, sitting)
    for place in hall.board(session, sitting):
        if handle_of(place.code) == handle:
            return _seen(place, names.get(place.code, ""), now)
    raise NotFound(what="seat", sitting=sitting)


def free_seats(session: Session, sitting: str) -> list[int]:
    """Return the seats nobody has: as many as codes, and a twentieth more."""
    places = hall.board(session, sitting)
    most = len(places) + max(1, len(places) // 20)
    taken = {place.seat for place in places}
    return [seat for seat in range(1, most + 1) if seat not in taken]


def sittings(session: Session) -> list[Sitting]:
    """Return the sittings whose hall can be watched, newest first."""
    query = select(Sitting).order_by(Sitting.created_at.desc())
    hidden = {SittingState.PLANNED, SittingState.CANCELLED}
    return [row for row in session.scalars(query) if SittingState(row.state) not in hidden]


def _names(session: Session, sitting: str) -> dict[str, str]:
    return {row.code: row.name or "" for row in roll.persons(session, sitting)}


def _seen(place: Place, name: str, now: Instant) -> Seen:
    silent = place.state == AttemptState.STARTED and (place.seen_at is None or now - place.seen_at > SILENT)
    state = _state(place, silent=silent)
    left = None
    if place.deadline is not None and place.state in {AttemptState.STARTED, AttemptState.PAUSED}:
        stopped = place.paused_at or now
        left = max(0, place.deadline - stopped) // SECONDS_IN_MINUTE
    return Seen(
        handle=handle_of(place.code),
        seat=place.seat,
        initials="".join(part[0] for part in name.split()[:2]),
        state=state,
        sign=SIGNS[state],
        left=left,
        entries=max(0, place.entries - 1),
        silent=silent,
        called=None,
        added=place.added // 1000,
    )


def _state(place: Place, *, silent: bool) -> str:
    if place.how is not None:
        return place.how
    if place.released:
        return "released"
    if place.state == AttemptState.ASSIGNED:
        return "admitted" if place.admitted else "waiting"
    if place.state == AttemptState.PAUSED:
        return "paused"
    return "silent" if silent else "started"


def _counts(places: list[Place]) -> dict[str, int]:
    closed = [place for place in places if place.how not in {None, "absent"}]
    writing = [
        place
        for place in places
        if place.how is None and place.state in {AttemptState.STARTED, AttemptState.PAUSED}
    ]
    admitted = [place for place in places if place.admitted]
    return {
        "registered": len(places),
        "admitted": len(admitted),
        "writing": len(writing),
        "closed": len(closed),
    }
