"""Enrolment, spare codes, tickets and the opening of roll lines (PROTOCOL 2.3, 7)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol import objects
from exam_engine.protocol.codes import candidate_codes
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.roll.errors import (
    AlreadyEnrolled,
    LineDoesNotOpen,
    NoSpare,
    NumberTwice,
    TooLateForRoll,
    TwoPeopleNeeded,
)
from exam_engine.roll.persons import tidy
from exam_engine.roll.tables import Person
from exam_engine.sittings import tickets as secrets_of
from foundation import ledger
from foundation.canonical import Instant, commit

Chance = Callable[[int], bytes]
REGISTER, ROLL = "register.json", "roll.json"
_GONE = frozenset({SittingState.CANCELLED, SittingState.ANNULLED})


@dataclass(frozen=True, slots=True)
class TicketLine:
    """What stands on a candidate's ticket; `person` is the roll line's commitment, `nonce` opens it."""

    code: str
    name: str
    person: str
    nonce: str
    secret: str


def enrol(
    session: Session,
    sitting: str,
    persons: Iterable[tuple[str, str]],
    *,
    spares: int,
    actor: str,
    now: Instant,
    chance: Chance,
) -> list[Person]:
    """Give every (name, number) a random code, add `spares`, store register and roll; return rows by code."""
    _still(session, sitting, SittingState.PLANNED)
    if records.find(session, sitting, REGISTER) is not None:
        raise AlreadyEnrolled(sitting=sitting)
    listed = tidy(persons)
    codes = _shuffled(candidate_codes(len(listed) + spares, chance), chance)
    named: list[tuple[str, str] | None] = [*listed, *[None] * spares]
    rows = [_row(sitting, code, who, actor, chance) for code, who in zip(codes, named, strict=True)]
    session.add_all(rows)
    records.store(session, sitting, REGISTER, objects.register(codes), now=now)
    records.store(session, sitting, ROLL, objects.roll(sitting, map(line_of, rows)), now=now)
    return sorted(rows, key=lambda row: row.code)


def persons(session: Session, sitting: str) -> list[Person]:
    """Return every register code with its person, sorted by code."""
    return list(session.scalars(select(Person).where(Person.sitting == sitting).order_by(Person.code)))


def line_of(row: Person) -> dict[str, Any]:
    """Return the code's roll line: the commitment to its person, null for a spare nobody has."""
    return objects.roll_line(row.code, _commitment(row) if row.name is not None else None)


def lines(session: Session, sitting: str) -> dict[str, str | None]:
    """Return each code's commitment: of the announced roll or, for a spare given since, of the ledger."""
    found: dict[str, str | None] = {
        line["code"]: line["person"] for line in records.load(session, sitting, ROLL)["lines"]
    }
    for entry in ledger.entries(session, sitting=sitting, act="spare_given"):
        line = entry["detail"]["line"]
        found[line["code"]] = line["person"]
    return found


def give_spare(
    session: Session,
    sitting: str,
    name: str,
    number: str,
    *,
    code: str | None = None,
    actors: Sequence[str],
    now: Instant,
    chance: Chance,
) -> Person:
    """Give a spare code (the first free one if none is named) to a person: two people, before the draw."""
    if len(set(actors)) != 2:
        raise TwoPeopleNeeded(act="spare_given")
    _still(session, sitting, SittingState.ANNOUNCED)
    rows = persons(session, sitting)
    free = [row for row in rows if row.spare and row.name is None and code in {None, row.code}]
    if not free:
        raise NoSpare(sitting=sitting, wanted=code)
    [(name, number)] = tidy([(name, number)])
    if any(row.number == number for row in rows):
        raise NumberTwice(sitting=sitting)
    row = free[0]
    row.name, row.number, row.nonce, row.given_at = name, number, chance(32), now
    detail = {"line": line_of(row), "by": sorted(actors)}
    ledger.record(session, "spare_given", actor=actors[0], now=now, sitting=sitting, detail=detail)
    return row


def tickets(session: Session, sitting: str, *, pepper: bytes, chance: Chance) -> list[TicketLine]:
    """Make the secrets of all who have a code, and return the tickets; a secret cannot be read again."""
    rows = [row for row in persons(session, sitting) if row.name is not None]
    return issue_tickets(session, sitting, rows, pepper=pepper, chance=chance)


def issue_tickets(
    session: Session, sitting: str, rows: Iterable[Person], *, pepper: bytes, chance: Chance
) -> list[TicketLine]:
    """Make the tickets of these persons: a spare's is made when the spare is given."""
    named = {row.code: row for row in rows}
    secrets = secrets_of.issue(session, sitting, named, pepper=pepper, chance=chance)
    return [
        TicketLine(code, row.name or "", _commitment(row), (row.nonce or b"").hex(), secrets[code])
        for code, row in sorted(named.items())
    ]


def openings(session: Session, sitting: str) -> dict[str, Any]:
    """Return the persons object; raise LineDoesNotOpen or NumberTwice, which stop decoding."""
    committed = lines(session, sitting)
    rows = [row for row in persons(session, sitting) if row.name is not None]
    for row in rows:
        if committed.get(row.code) != _commitment(row):
            raise LineDoesNotOpen(code=row.code)
    unopened = {code for code, line in committed.items() if line is not None} - {row.code for row in rows}
    if unopened:
        raise LineDoesNotOpen(code=min(unopened))
    twice = twice_in_campaign(session, sitting)
    if twice:
        raise NumberTwice(codes=tuple(twice))
    return objects.persons(sitting, [objects.opening(_person(row), row.nonce or b"") for row in rows])


def twice_in_campaign(session: Session, sitting: str) -> list[str]:
    """Return this sitting's codes whose personal number occurs twice among the campaign's live sittings."""
    campaign = records.get_sitting(session, sitting).campaign
    query = (
        select(Person.sitting, Person.code, Person.number)
        .join(records.Sitting, records.Sitting.name == Person.sitting)
        .where(records.Sitting.campaign == campaign, records.Sitting.state.not_in(_GONE))
        .where(Person.number.is_not(None))
    )
    rows = session.execute(query).all()
    counted = Counter(row.number for row in rows)
    return sorted(row.code for row in rows if row.sitting == sitting and counted[row.number] > 1)


def _still(session: Session, sitting: str, state: SittingState) -> None:
    found = records.get_sitting(session, sitting, lock=True)
    if SittingState(found.state) is not state:
        raise TooLateForRoll(sitting=sitting, state=found.state)


def _shuffled(codes: list[str], chance: Chance) -> list[str]:
    """Return the codes in random order: sorted codes on a sorted list would tell who is who."""
    return [code for _ticket, code in sorted((chance(16), code) for code in codes)]


def _row(sitting: str, code: str, who: tuple[str, str] | None, actor: str, chance: Chance) -> Person:
    name, number = who or (None, None)
    nonce = None if who is None else chance(32)
    return Person(
        sitting=sitting,
        code=code,
        spare=who is None,
        name=name,
        number=number,
        nonce=nonce,
        enrolled_by=actor,
        given_at=None,
    )


def _person(row: Person) -> dict[str, Any]:
    return objects.person(row.code, row.name or "", row.number or "")


def _commitment(row: Person) -> str:
    return commit(row.nonce or b"", _person(row))
