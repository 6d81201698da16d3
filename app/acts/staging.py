"""A sitting played by demonstration people up to the first question: for rehearsals and the demonstration.

The same services as the pages use; only the people are made up, and their passphrases known.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app import keyring
from app.acts import preparing
from app.context import House
from app.demo_staff import DemoSignIn, ensure_demo_staff
from app.simulation.chance import Stream, throw
from exam_engine import records
from exam_engine.ceremony import services as ceremony
from exam_engine.protocol import entropy
from exam_engine.roll import services as roll
from exam_engine.sittings import services as hall
from foundation import custody
from foundation.canonical import Instant
from foundation.clock import FakeClock
from question_bank.releases import services as releases

Chance = Callable[[int], bytes]
Progress = Callable[[int, int], None]
THRESHOLD, CUSTODIANS = 2, 3
MOMENT = 1_500
"""Milliseconds a trial lets pass between its announcement and its draw."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The made-up people of a trial sitting and the words that open its keys."""

    people: dict[str, DemoSignIn]
    words: tuple[str, ...]
    recipient: str

    def passphrase(self, code: str) -> str:
        """Return a person's passphrase."""
        return self.people[code].password

    @property
    def custodians(self) -> list[str]:
        """Return the custodians' codes."""
        return sorted(code for code, person in self.people.items() if person.role == "custodian")

    @property
    def commissioners(self) -> list[str]:
        """Return the commissioners' codes."""
        return sorted(code for code, person in self.people.items() if person.role == "commissioner")


@dataclass(frozen=True, slots=True)
class Script:
    """What is to be held: a sitting's name, its plan on a release, its people and its place."""

    name: str
    campaign: str
    plan: dict[str, Any]
    release_root: str
    persons: Sequence[tuple[str, str]]
    spares: int
    place: str


def cast(house: House, *, chance: Chance, now: Instant) -> Cast:
    """Return the demonstration's people, with a custody shared out among them."""
    people = {person.code: person for person in ensure_demo_staff(house, chance=chance, now=now)}
    secret = custody.share_out(THRESHOLD, CUSTODIANS, chance=chance)
    return Cast(people, secret.words, secret.recipient)


def release(house: House, cast: Cast, codes: Sequence[str], *, name: str, chance: Chance) -> str:
    """Freeze approved items under the cast's custody and return the root."""
    with house.keys() as keys, house.writing() as session:
        return releases.release(
            session,
            keys,
            name=name,
            codes=codes,
            recipient=cast.recipient,
            actor="keeper",
            now=house.clock(),
            chance=chance,
        )


def announce(house: House, cast: Cast, script: Script, *, chance: Chance) -> list[roll.TicketLine]:
    """Plan, enrol, take the custodians' commitments and announce; return the tickets."""
    now = house.clock()
    with house.writing() as session:
        ceremony.plan_sitting(
            session,
            name=script.name,
            campaign=script.campaign,
            plan=script.plan,
            release_root=script.release_root,
            place=script.place,
            starts_at=now,
            not_before=Instant(now + MOMENT),
            now=now,
        )
        roll.enrol(
            session,
            script.name,
            script.persons,
            spares=script.spares,
            actor="office",
            now=now,
            chance=chance,
        )
        tickets = roll.tickets(session, script.name, pepper=house.settings.pepper, chance=chance)
        for custodian in cast.custodians:
            commitment = entropy.share_commitment(_share(script.name, custodian, cast))
            ceremony.commit_share(session, script.name, commitment=commitment, custodian=custodian)
    first = cast.custodians[0]
    preparing.announce(
        house,
        script.name,
        custodian=first,
        passphrase=cast.passphrase(first),
        actor="office",
        # The same instant as above: however slow the machine is, the announcement precedes its draw.
        now=now,
    )
    return tickets


def draw(
    house: House, cast: Cast, script: Script, *, dice: Stream, progress: Progress | None = None
) -> ceremony.Drawn:
    """Deposit the shares, throw, read back, draw."""
    _let_pass(house, script.name)
    thrown = throw(preparing.DICE, dice)
    first, second = cast.commissioners[:2]
    with house.writing() as session:
        for custodian in cast.custodians:
            share = _share(script.name, custodian, cast)
            ceremony.deposit_share(session, script.name, share, custodian=custodian, now=house.clock())
    with house.writing() as session:
        ceremony.type_entropy(session, script.name, thrown, actor=first, now=house.clock())
    with house.writing() as session:
        ceremony.read_back(session, script.name, thrown, actor=second, now=house.clock())
    return preparing.draw(house, script.name, actor=first, now=house.clock(), progress=progress)


def admit_and_open(house: House, sitting: str, codes: Sequence[str], *, dice: Stream) -> None:
    """Admit these candidates at seats drawn blind, and open the hall."""
    seats = dice.shuffled(range(1, len(codes) + 1))
    with house.writing() as session:
        now = house.clock()
        for code, seat in zip(codes, seats, strict=True):
            hall.admit(session, sitting, code, seat=seat, now=now)
        hall.open_hall(session, sitting, actor="invigilator-1", now=now)
        keyring.checkpoint(house, session, "opened", now=now)


def _let_pass(house: House, sitting: str) -> None:
    """Wait for the announced moment of the draw; a clock that stands still is moved there."""
    with house.reading() as session:
        moment = records.get_sitting(session, sitting).not_before
    while (left := moment - house.clock()) > 0:
        if isinstance(house.clock, FakeClock):
            house.clock.advance(milliseconds=left)
        else:
            time.sleep(left / 1000)


def _share(sitting: str, custodian: str, cast: Cast) -> bytes:
    """Return a made-up custodian's share: from the person's secret, so that a restart finds it again."""
    return Stream(f"{cast.passphrase(custodian)}/{sitting}/share")(32)
