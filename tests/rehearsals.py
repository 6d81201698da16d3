"""A whole tiny sitting through the services: six people, one spare given, one spare left.

Each method is one stage of the day, commits, and may be called alone; `play(until=...)` calls them in order.
"""

import hashlib
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from exam_engine import records
from exam_engine.ceremony import services as ceremony
from exam_engine.protocol.entropy import share_commitment
from exam_engine.results import services as results
from exam_engine.roll import services as roll
from exam_engine.seal import services as sealing
from exam_engine.sittings import services as hall
from exam_engine.sittings.tables import Attempt
from exam_engine.sittings.tickets import secret_hmac
from foundation import ledger, migrations
from foundation.canonical import Instant, instant, parse
from foundation.clock import FakeClock
from foundation.custody import KeyRing
from foundation.db import make_engine, writing
from reports.evidence import build, verify_with
from tests.bank_factory import Bank, partly, release_bank, right, wrong

VERIFIER = Path(__file__).resolve().parent.parent / "verifier" / "taraza_verify.py"
EVE = instant("2026-03-14T10:00:00.000Z")
DRAW_DAY = instant("2026-03-16T02:00:00.000Z")
NAME = "rehearsal-1"
PEPPER = b"p" * 32
HALL = "hall-1"
DICE = {"source": "dice", "min": 1, "max": 6, "count": 20}
THROW = "4 6 1 3 3 5 2 6 1 1 4 2 5 5 3 6 2 4 1 6"
PEOPLE = [
    ("Асанова Айгүл", "11001199000001"),
    ("Бекова Бермет", "12002199000002"),
    ("Сыдыков Өмүр", "20303199000003"),
    ("Дүйшөнов Данияр", "20404199000004"),
    ("Эсенов Эрлан", "20505199000005"),
    ("Үсөнова Умут", "10606199000006"),
]
LATE = ("Ташев Нурлан", "20707199000007")
PROGRAMS = [
    {"name": "taraza-engine", "software": "1" * 64},
    {"name": "taraza-verify", "software": "2" * 64},
]
HEADS_EVERY = 240
STAGES = (
    "announce",
    "draw",
    "sit",
    "close",
    "seal",
    "open_keys",
    "compute",
    "agree",
    "certify",
    "decode",
    "publish",
)


def tiny_plan(**changes: Any) -> dict[str, Any]:
    plan: dict[str, Any] = {
        "type": "taraza/plan/1",
        "name": "tiny",
        "version": 1,
        "languages": ["ky", "ru"],
        "paper": "individual",
        "order": "sections",
        "quotas": [
            _quota("constitution", 6, 1000, target=3600, tolerance=400),
            _quota("civil", 6, 2000),
            _quota("civil", 1, 1000, pretest=True),
        ],
        "duration": 600,
        "grace": 10,
        "max_extension": 1800,
        "scoring": {
            "rules": {"multiple": "partial", "order": "partial", "match": "partial"},
            "penalty": 250,
            "floor_zero": "section",
        },
        "rounding": {"place": "total", "rule": "half_up", "unit": 100},
        "pass": {
            "cut": 5000,
            "cut_source": "act 1 of 1 January 2026",
            "sections": [{"topic": "constitution", "min": 3000}],
            "places": None,
        },
        "annulment": "full_mark",
        "correct_until": "2026-06-30T18:00:00.000Z",
        "min_group": 3,
        "disclosure": "replay",
        "detail": {},
    }
    return plan | changes


def _quota(topic: str, count: int, mark: int, **more: Any) -> dict[str, Any]:
    quota = {"topic": topic, "count": count, "mark": mark, "band": None, "target": None, "tolerance": None}
    return quota | {"seconds_max": None, "pretest": False} | more


@dataclass
class Chance:
    seed: str
    place: int = 0

    def __call__(self, count: int) -> bytes:
        self.place += 1
        return hashlib.shake_256(f"{self.seed}/{self.place}".encode()).digest(count)


Answer = Callable[["Rehearsal", str, int, dict[str, Any]], list[str] | None]


@dataclass
class Rehearsal:
    folder: Path
    plan: dict[str, Any] = field(default_factory=tiny_plan)
    people: list[tuple[str, str]] = field(default_factory=lambda: list(PEOPLE))
    topics: dict[str, int] = field(default_factory=lambda: {"civil": 16, "constitution": 16})
    name: str = NAME
    spares: int = 2
    url: str | None = None
    """Another database than a file in the folder."""
    clock: FakeClock = field(default_factory=lambda: FakeClock(EVE))
    chance: Chance = field(default_factory=lambda: Chance("rehearsal"))
    bank: Bank = field(init=False)
    tickets: list[roll.TicketLine] = field(default_factory=list)
    seats: dict[str, hall.Seat] = field(default_factory=dict)
    receipts: dict[str, hall.Receipt] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ring = KeyRing(self.folder / "keys")
        fresh = not self.ring.folder.exists()
        self.engine = make_engine(self.url or f"sqlite:///{self.database}")
        self.session = writing(self.engine)
        if fresh:
            migrations.upgrade(self.engine, "main")
            self._make_keys()
            self._plan_sitting()

    @property
    def database(self) -> Path:
        return self.folder / "taraza.db"

    @property
    def now(self) -> Instant:
        return self.clock()

    @property
    def version(self) -> int:
        newest = results.newest(self.session, self.name)
        return 0 if newest is None else newest.version

    def play(self, until: str = "publish") -> "Rehearsal":
        for stage in STAGES[: STAGES.index(until) + 1]:
            getattr(self, stage)()
        return self

    def copied(self, folder: Path) -> Self:
        """The same sitting at the same moment, in another folder."""
        self.session.close()
        self.engine.dispose()
        shutil.copytree(self.folder, folder)
        copy = type(self)(
            folder, deepcopy(self.plan), list(self.people), dict(self.topics), self.name, self.spares
        )
        copy.clock, copy.chance = FakeClock(self.now), deepcopy(self.chance)
        copy.bank, copy.tickets, copy.seats = self.bank, self.tickets, dict(self.seats)
        return copy

    def close_files(self) -> None:
        self.session.close()
        self.engine.dispose()

    def checkpoint(self, occasion: str) -> None:
        ledger.checkpoint(self.session, self.log_key(), occasion=occasion, now=self.now)
        self.session.commit()

    def log_key(self) -> ledger.LogKey:
        line = self.ring.find("log")
        sign = lambda note: self.ring.sign(line.key, note)  # noqa: E731
        return ledger.LogKey("taraza.example/log", bytes.fromhex(line.public), sign)

    def signer(self, role: str, holder: str | None = None) -> ceremony.Signer:
        line = self.ring.find(role, holder)
        return lambda file, value, digest: self.ring.signature(line, file, value, digest)

    def announce(self) -> None:
        with_shares = {custodian: hashlib.sha256(custodian.encode()).digest() for custodian in CUSTODIANS}
        for custodian, share in with_shares.items():
            ceremony.commit_share(
                self.session, self.name, commitment=share_commitment(share), custodian=custodian
            )
        terms = ceremony.Terms(
            entropy=DICE, trust=self.ring.trust(), log_origin="taraza.example/log", software="3" * 64
        )
        signers = [self.signer("office"), self.signer("custodian", CUSTODIANS[0])]
        ceremony.announce(self.session, self.name, terms, signers=signers, actor="office", now=self.now)
        self.checkpoint("announced")

    def draw(self) -> None:
        self.clock.at = DRAW_DAY
        if self.spares:
            self.give_spare()
        self.tickets = roll.tickets(self.session, self.name, pepper=PEPPER, chance=self.chance)
        for custodian in CUSTODIANS:
            share = hashlib.sha256(custodian.encode()).digest()
            ceremony.deposit_share(self.session, self.name, share, custodian=custodian, now=self.now)
        ceremony.type_entropy(self.session, self.name, THROW, actor="invigilator-1", now=self.now)
        ceremony.read_back(self.session, self.name, THROW, actor="invigilator-2", now=self.now)
        drawn = ceremony.compute(self.session, self.name, now=self.now)
        ceremony.keep(self.session, self.name, drawn, actor="office", now=self.now)
        self.checkpoint("drawn")

    def give_spare(self) -> None:
        roll.give_spare(
            self.session,
            self.name,
            *LATE,
            actors=("office", "commissioner-1"),
            now=self.now,
            chance=self.chance,
        )

    def sit(self, answer: Answer | None = None) -> None:
        self.enter()
        for number, code in enumerate(self.codes()[:-1]):
            self.answer_all(code, answer or usual_answers(number))
        self.wait(60)
        first, second, third = self.codes()[:3]
        self.clear(second, position=1)
        hall.extend(
            self.session,
            self.name,
            second,
            120,
            reason="screen went dark",
            actor="invigilator-1",
            now=self.now,
        )
        hall.pause(self.session, self.name, third, reason="ill", actor="invigilator-1", now=self.now)
        self.wait(30)
        hall.resume(self.session, self.name, third, reason="well again", actor="invigilator-1", now=self.now)
        hall.record_incident(
            self.session,
            self.name,
            "illness",
            code=third,
            reason="felt faint",
            text="Was given water.",
            actor="invigilator-1",
            now=self.now,
        )
        for code in (first, second, third):
            self.hand_in(code)
        self.session.commit()

    def enter(self) -> None:
        """Everybody but the last is admitted, sits down and opens the paper."""
        for seat, code in enumerate(self.codes()[:-1], start=1):
            hall.admit(self.session, self.name, code, seat=seat, now=self.now)
        hall.open_hall(self.session, self.name, actor="invigilator-1", now=self.now)
        secrets = {ticket.code: ticket.secret for ticket in self.tickets}
        for seat, code in enumerate(self.codes()[:-1], start=1):
            entry = hall.enter(
                self.session,
                secret_hmac=secret_hmac(PEPPER, secrets[code]),
                terminal=f"K-{seat:02d}",
                now=self.now,
            )
            assert entry.seat is not None
            self.seats[code] = entry.seat
            hall.start(self.session, entry.seat, now=self.now)
            hall.opened(self.session, entry.seat, now=self.now)
        self.session.commit()

    def answer_all(self, code: str, answer: Answer) -> None:
        sent = []
        for position, item in enumerate(self.paper(code)["items"], start=1):
            response = answer(self, code, position, item)
            if response is not None:
                body = {"kind": "answered", "position": position, "response": response}
                sent.append({"number": len(sent) + 1, **body})
        if sent:
            self.clock.advance(seconds=1)
            assert hall.save(self.session, self.seats[code], sent, now=self.now).outcome == "saved"

    def clear(self, code: str, *, position: int) -> None:
        """The candidate takes an answer back."""
        entry = {"number": 100, "kind": "answered", "position": position, "response": []}
        assert hall.save(self.session, self.seats[code], [entry], now=self.now).outcome == "saved"

    def hand_in(self, code: str) -> None:
        self.receipts[code] = hall.hand_in(self.session, self.seats[code], now=self.now)

    def wait(self, seconds: int) -> None:
        """Let time pass; heads go to the ledger every four minutes, as the keeper would have it."""
        while seconds > 0:
            step = min(HEADS_EVERY, seconds)
            self.clock.advance(seconds=step)
            seconds -= step
            if step == HEADS_EVERY or seconds == 0:
                hall.record_heads(self.session, self.name, now=self.now)
                self.checkpoint("heads")

    def close(self) -> None:
        # The last one runs out of time and is closed by whoever looks first.
        self.wait(self.plan["duration"] + self.plan["grace"] + 1)
        hall.close_hall(self.session, self.name, actor="invigilator-1", now=self.now)
        self.checkpoint("closed")

    def seal(self) -> None:
        self.clock.advance(seconds=60)
        signers = [self.signer("hall"), self.signer("commissioner", "commissioner-1")]
        sealing.seal(self.session, self.name, signers=signers, actor="commissioner-1", now=self.now)
        self.checkpoint("sealed")

    def open_keys(self) -> None:
        results.open_keys(self.session, self.name, self.bank.package, actor="commissioner-1", now=self.now)
        self.session.commit()

    def compute(self, reason: str | None = None) -> None:
        results.compute(
            self.session, self.name, programs=PROGRAMS, reason=reason, actor="office", now=self.now
        )
        self.session.commit()

    def bundle(self, stage: str = "for_certification", disclosure: str = "full", **more: Any) -> Path:
        path = build(
            self.session,
            self.name,
            self.folder / f"{stage}-{disclosure}.zip",
            stage=stage,
            disclosure=disclosure,
            office_sign=self.signer("office"),
            log_key=self.log_key(),
            now=self.now,
            **more,
        )
        self.session.commit()
        return path

    def verify(self, bundle: Path, **anchors: Any) -> dict[str, Any]:
        return verify_with(VERIFIER, bundle, **anchors)

    def agree(self) -> results.Agreement:
        self.report = self.verify(self.bundle())
        agreement = results.record_agreement(
            self.session, self.name, self.version, self.report, actor="office", now=self.now
        )
        self.session.commit()
        return agreement

    def certify(self) -> None:
        for commissioner in COMMISSIONERS:
            self.certify_as(commissioner)
        self.checkpoint("certified")

    def certify_as(self, commissioner: str, holder: str | None = None) -> None:
        row = results.get_version(self.session, self.name, self.version)
        value = records.load(self.session, self.name, row.file)
        line = self.signer("commissioner", holder or commissioner)(row.file, value, row.digest)
        results.certify(
            self.session,
            self.name,
            row.version,
            commissioner=commissioner,
            signature=line,
            now=self.now,
        )

    def decode(self) -> dict[str, Any]:
        opened = results.decode(self.session, self.name, actor="commissioner-1", now=self.now)
        self.session.commit()
        return opened

    def publish(self) -> None:
        results.publish(self.session, self.name, self.version, actor="office", now=self.now)
        self.session.commit()

    def vote(self, motion: results.Motion, votes_for: int = 5, votes_against: int = 1) -> None:
        results.vote(
            self.session,
            self.name,
            motion,
            votes_for=votes_for,
            votes_against=votes_against,
            actor="office",
            now=self.now,
        )
        self.session.commit()

    def answers(self, code: str) -> dict[int, list[str]]:
        return results.answers_of(self.session, self.name)[code] or {}

    def codes(self) -> list[str]:
        """Codes that have a person, in order."""
        return [row.code for row in roll.persons(self.session, self.name) if row.name is not None]

    def paper(self, code: str) -> dict[str, Any]:
        attempt = self.session.get(Attempt, (self.name, code))
        assert attempt is not None
        paper: dict[str, Any] = parse(attempt.paper)
        return paper

    def object(self, file: str) -> dict[str, Any]:
        value: dict[str, Any] = records.load(self.session, self.name, file)
        return value

    def line(self, code: str) -> dict[str, Any]:
        """A candidate's line in the newest results."""
        lines = self.object(f"results-{self.version}.json")["candidates"]
        return next(line for line in lines if line["code"] == code)

    def _make_keys(self) -> None:
        holders = [("office", "office"), ("hall", "hall"), ("log", "log")]
        holders += [("custodian", name) for name in CUSTODIANS]
        holders += [("commissioner", name) for name in COMMISSIONERS]
        for role, holder in holders:
            self.ring.make(role, holder, chance=self.chance, now=self.now)

    def _plan_sitting(self) -> None:
        self.bank = release_bank(self.session, self.topics, chance=self.chance, now=self.now)
        ceremony.plan_sitting(
            self.session,
            name=self.name,
            campaign="spring",
            plan=self.plan,
            release_root=self.bank.root,
            place="Bishkek",
            starts_at=DRAW_DAY,
            not_before=DRAW_DAY,
            now=self.now,
        )
        roll.enrol(
            self.session,
            self.name,
            self.people,
            spares=self.spares,
            actor="office",
            now=self.now,
            chance=self.chance,
        )
        self.session.commit()


CUSTODIANS = ("custodian-1", "custodian-2")
COMMISSIONERS = ("commissioner-1", "commissioner-2")


def usual_answers(number: int) -> Answer:
    """How the candidate of this number answers: all right, some in part, some wrong, hardly anything."""

    def answer(rehearsal: Rehearsal, _code: str, position: int, item: dict[str, Any]) -> list[str] | None:
        key = rehearsal.bank.keys[item["code"]]
        entry = next(entry for entry in rehearsal.bank.entries if entry["code"] == item["code"])
        manner = MANNERS[number % len(MANNERS)][position % 4]
        return {"r": lambda: right(key), "p": lambda: partly(key), "w": lambda: wrong(entry, key)}.get(
            manner, lambda: None
        )()

    return answer


MANNERS = ("rrrr", "rprp", "....", "rwrw", "wwww", "r.pw")
