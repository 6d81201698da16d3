"""A sitting of seven made-up people, written and closed, whose keys package real custody words open."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.acts import scoring, staging
from app.context import House, open_house, setup_schema
from app.demo_staff import sign_ins
from app.simulation.chance import Stream
from exam_engine.results import services as results
from exam_engine.roll import services as roll
from exam_engine.sittings import services as hall
from exam_engine.sittings.tables import Attempt
from exam_engine.sittings.tickets import secret_hmac
from foundation import custody
from foundation.canonical import instant, parse
from foundation.clock import FakeClock
from tests.bank_factory import Bank, partly, release_bank, right, wrong
from tests.conftest import settings_for
from tests.rehearsals import tiny_plan

NAME = "spring-1"
EVE = instant("2026-03-16T02:00:00.000Z")
TOPICS = {
    "civil": {"ky": "Жарандык укук", "ru": "Гражданское право", "en": "Civil law"},
    "constitution": {"ky": "Конституциялык укук", "ru": "Конституционное право", "en": "Constitutional law"},
}
PEOPLE = [
    ("Үсөнова Умут", "10606199000006"),
    ("Асанова Айгүл", "11001199000001"),
    ("Ёлкин Егор", "12002199000002"),
    ("Өмүралиев Өмүр", "20303199000003"),
    ("Ормонова Ольга", "20404199000004"),
    ("Эсенов Эрлан", "20505199000005"),
    ("Ңомонов Нурлан", "20707199000007"),
]
MANNERS = ("rrrr", "rprp", "rrrr", "rwrw", "wwww", "r.pw")


@dataclass
class Scene:
    """The sitting, its people's passphrases, the custodians' words and the bank with its keys."""

    folder: Path
    house: House
    clock: FakeClock
    words: tuple[str, ...]
    bank: Bank

    def passphrase(self, code: str) -> str:
        return next(person.password for person in sign_ins(self.house) if person.code == code)

    def copied(self, folder: Path) -> "Scene":
        shutil.copytree(self.folder, folder)
        clock = FakeClock(self.clock())
        house = open_house(settings_for(folder, demo=True), clock, with_keys=True)
        return Scene(folder, house, clock, self.words, self.bank)

    def seal(self) -> None:
        first = "commissioner-1"
        scoring.seal(self.house, NAME, commissioner=first, passphrase=self.passphrase(first))

    def open_keys(self) -> None:
        scoring.open_keys(self.house, NAME, list(self.words[:2]), actor="custodian-1")

    def compute(self) -> None:
        scoring.compute(self.house, NAME, actor="commissioner-1")

    def compare(self) -> None:
        scoring.compare(self.house, NAME, self.version, actor="commissioner-1")

    def certify(self) -> None:
        for code in ("commissioner-1", "commissioner-2"):
            scoring.certify(
                self.house, NAME, self.version, commissioner=code, passphrase=self.passphrase(code)
            )

    def decode(self) -> None:
        scoring.decode(self.house, NAME, actor="commissioner-1")

    def publish(self) -> None:
        scoring.publish(self.house, NAME, self.version, actor="commissioner-1")

    def play(self, until: str) -> "Scene":
        stages = ("seal", "open_keys", "compute", "compare", "certify", "decode", "publish")
        for stage in stages[: stages.index(until) + 1]:
            getattr(self, stage)()
            self.clock.advance(seconds=20)
        return self

    @property
    def version(self) -> int:
        with self.house.reading() as session:
            found = results.newest(session, NAME)
            return 0 if found is None else found.version

    def codes(self) -> dict[str, str]:
        """Code by name."""
        with self.house.reading() as session:
            return {row.name: row.code for row in roll.persons(session, NAME) if row.name is not None}


def written(folder: Path, people: int = len(PEOPLE), *, is_closed: bool = True, **plan: Any) -> Scene:
    """Hold the sitting from the release to its close."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = FakeClock(EVE)
    house = open_house(settings_for(folder, demo=True), clock, with_keys=True)
    setup_schema(house)
    chance = Stream("council")
    cast = staging.cast(house, chance=chance, now=clock())
    bank = _bank(house, cast.recipient, chance)
    detail = {"origin": "demo", "topics": TOPICS}
    script = staging.Script(
        name=NAME,
        campaign="spring",
        plan=tiny_plan(**({"detail": detail} | plan)),
        release_root=bank.root,
        persons=PEOPLE[:people],
        spares=1,
        place="Бишкек",
    )
    tickets = staging.announce(house, cast, script, chance=chance)
    clock.advance(seconds=60)
    staging.draw(house, cast, script, dice=chance)
    scene = Scene(folder, house, clock, cast.words, bank)
    _sit(scene, tickets, people, chance)
    if is_closed:
        clock.advance(seconds=700)
        scoring.close(house, NAME, actor="invigilator-1")
    kept = json.dumps({"words": cast.words, "recipient": cast.recipient})
    (folder / "demo" / "custody.json").write_text(kept, encoding="utf-8")
    return scene


def _bank(house: House, recipient: str, chance: Stream) -> Bank:
    with house.writing() as session:
        return release_bank(
            session,
            {"civil": 16, "constitution": 16},
            chance=chance,
            now=house.clock(),
            kinds=("single", "multiple", "single"),
            encrypt=lambda package: custody.encrypt(recipient, package),
        )


def _sit(scene: Scene, tickets: list[roll.TicketLine], people: int, chance: Stream) -> None:
    """All but the last of several come, answer each in an own manner and hand in."""
    house, clock = scene.house, scene.clock
    came = tickets[: max(1, people - 1)]
    staging.admit_and_open(house, NAME, [ticket.code for ticket in came], dice=chance)
    for number, ticket in enumerate(came):
        with house.writing() as session:
            entered = hall.enter(
                session,
                secret_hmac=secret_hmac(house.settings.pepper, ticket.secret),
                terminal=f"K-{number:02d}",
                now=clock(),
            )
            assert entered.seat is not None
            hall.start(session, entered.seat, now=clock())
            hall.opened(session, entered.seat, now=clock())
            clock.advance(seconds=1)
            attempt = session.get(Attempt, (NAME, ticket.code))
            assert attempt is not None
            sent = _answers(scene, parse(attempt.paper), MANNERS[number % len(MANNERS)])
            hall.save(session, entered.seat, sent, now=clock())
            if number == 1:
                hall.record_incident(
                    session,
                    NAME,
                    "illness",
                    code=ticket.code,
                    reason="felt faint",
                    actor="invigilator-1",
                    now=clock(),
                )
            hall.hand_in(session, entered.seat, now=clock())


def _answers(scene: Scene, paper: dict[str, Any], manner: str) -> list[dict[str, Any]]:
    entries = {entry["code"]: entry for entry in scene.bank.entries}
    sent: list[dict[str, Any]] = []
    for position, item in enumerate(paper["items"], start=1):
        key, entry = scene.bank.keys[item["code"]], entries[item["code"]]
        how = manner[position % 4]
        if how == ".":
            continue
        response = right(key) if how == "r" else partly(key) if how == "p" else wrong(entry, key)
        sent.append({"number": len(sent) + 1, "kind": "answered", "position": position, "response": response})
    return sent
