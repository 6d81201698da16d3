"""A hall with a drawn and opened sitting of made-up items, for tests of what happens in it."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from exam_engine.ceremony import services as ceremony
from exam_engine.protocol import building, entropy
from exam_engine.records import store
from exam_engine.sittings import services as hall
from exam_engine.sittings import tickets
from foundation import merkle
from foundation.canonical import Instant, canonical, commit
from question_bank.releases.tables import Release, ReleaseItem

PEPPER = b"p" * 32
CODES = ["08305075", "25653650", "55790403", "71849407"]
SHARES = {"custodian-1": b"\x01" * 32, "custodian-2": b"\x02" * 32}
THROWN = "4 6 1 3 3 5 2 6 1 1 4 2 5 5 3 6 2 4 1 6"
FORM = {"source": "dice", "min": 1, "max": 6, "count": 20}


@dataclass
class Hall:
    """A sitting by name, with the secrets of its tickets by code."""

    name: str
    secrets: dict[str, str] = field(default_factory=dict)

    def hmac(self, code: str) -> str:
        """Return a ticket's secret as the server keeps it."""
        return tickets.secret_hmac(PEPPER, self.secrets[code])


def a_plan(**changes: Any) -> dict[str, Any]:
    """Return a plan of two quotas, ten minutes, five seconds of grace."""
    quotas = [
        {
            "topic": topic,
            "count": count,
            "mark": 1000,
            "band": None,
            "target": None,
            "tolerance": None,
            "seconds_max": None,
            "pretest": False,
        }
        for topic, count in (("civil", 3), ("criminal", 2))
    ]
    plan = {
        "type": "taraza/plan/1",
        "name": "test",
        "version": 1,
        "languages": ["ky", "ru"],
        "paper": "individual",
        "order": "sections",
        "quotas": quotas,
        "duration": 600,
        "grace": 5,
        "max_extension": 1200,
        "scoring": {"rules": {"single": "exact"}, "penalty": 0, "floor_zero": "none"},
        "rounding": {"place": "total", "rule": "half_up", "unit": 1000},
        "pass": {"cut": 3000, "cut_source": "test", "sections": [], "places": None},
        "annulment": "full_mark",
        "correct_until": "2026-06-01T00:00:00.000Z",
        "min_group": 10,
        "disclosure": "replay",
        "detail": {"origin": "trial"},
    }
    return plan | changes


def a_release(session: Session, count: int = 8) -> str:
    """Keep a release of made-up items and return its root."""
    rows, entries = [], []
    for topic in ("civil", "criminal"):
        for number in range(count):
            entry, content, nonce = _item(f"{topic}-{number:03d}", topic)
            entries.append(entry)
            rows.append((entry, content, nonce))
    entries.sort(key=lambda entry: entry["code"])
    root = merkle.root(entries)
    release = building.release(entries)
    session.add(
        Release(
            root=root,
            name="test",
            at=Instant(0),
            stored=canonical(release),
            keys_package=b"",
            keys_package_sha256="0" * 64,
        )
    )
    session.flush()
    values = [
        {
            "root": root,
            "code": entry["code"],
            "revision": 1,
            "entry": canonical(entry),
            "content": canonical(content),
            "content_nonce": nonce,
        }
        for entry, content, nonce in rows
    ]
    session.execute(insert(ReleaseItem), values)
    return root


def open_hall(
    session: Session, *, now: Instant, plan: dict[str, Any] | None = None, codes: list[str] = CODES
) -> Hall:
    """Plan, announce, draw and open a sitting, with everybody admitted."""
    made = Hall("sitting-1")
    plan_it(session, made.name, plan or a_plan(), codes=codes, now=now)
    announce(session, made.name, now=now)
    draw(session, made.name, now=now)
    made.secrets = tickets.issue(session, made.name, codes, pepper=PEPPER, chance=_counter())
    for seat, code in enumerate(codes, start=1):
        hall.admit(session, made.name, code, seat=seat, now=now)
    hall.open_hall(session, made.name, actor="invigilator-1", now=now)
    return made


def plan_it(
    session: Session, name: str, plan: dict[str, Any], *, codes: list[str] = CODES, now: Instant
) -> None:
    """Plan a sitting with codes that no person stands behind."""
    ceremony.plan_sitting(
        session,
        name=name,
        campaign="test",
        plan=plan,
        release_root=a_release(session),
        place="hall",
        starts_at=now,
        not_before=now,
        now=now,
    )
    store(session, name, "register.json", building.register(codes), now=now)
    lines = [building.roll_line(code, None) for code in codes]
    store(session, name, "roll.json", building.roll(name, lines), now=now)
    for custodian, share in SHARES.items():
        ceremony.commit_share(session, name, commitment=entropy.share_commitment(share), custodian=custodian)


def announce(session: Session, name: str, *, now: Instant) -> str:
    """Announce with signatures that only look like some: these tests are not about them."""
    terms = ceremony.Terms(FORM, building.trust([]), "taraza.local/test", "0" * 64)
    signers = [_signer("office", "1"), _signer("custodian", "2")]
    return ceremony.announce(session, name, terms, signers=signers, actor="office", now=now)


def draw(session: Session, name: str, *, now: Instant) -> ceremony.Drawn:
    """Deposit the shares, throw, read back, draw."""
    for custodian, share in SHARES.items():
        ceremony.deposit_share(session, name, share, custodian=custodian, now=now)
    ceremony.type_entropy(session, name, THROWN, actor="staff-1", now=now)
    ceremony.read_back(session, name, THROWN, actor="staff-2", now=now)
    drawn = ceremony.compute(session, name, now=now)
    ceremony.keep(session, name, drawn, actor="staff-1", now=now)
    return drawn


def enter(session: Session, made: Hall, code: str, *, now: Instant, terminal: str = "K-1") -> hall.Seat:
    """Enter with a ticket and return the seat."""
    entry = hall.enter(session, secret_hmac=made.hmac(code), terminal=terminal, now=now)
    assert entry.outcome == "in"
    assert entry.seat is not None
    return entry.seat


def begin(session: Session, made: Hall, code: str, *, now: Instant, terminal: str = "K-1") -> hall.Seat:
    """Enter, take the paper and acknowledge its first question."""
    seat = enter(session, made, code, now=now, terminal=terminal)
    hall.start(session, seat, now=now)
    hall.opened(session, seat, now=now)
    return seat


def an_answer(
    session: Session, seat: hall.Seat, number: int = 1, position: int = 1, choice: int = 0
) -> dict[str, Any]:
    """Return an answer that the paper allows."""
    from exam_engine.sittings.papers import form_of

    option = form_of(session, seat.sitting, seat.code)[position - 1].options[choice]
    return {"number": number, "kind": "answered", "position": position, "response": [option]}


def _item(code: str, topic: str) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    nonce = code.encode().ljust(32, b"-")
    options = ["q1", "q2", "q3"]
    texts = {
        language: {"stem": f"{code} {language}?", "options": {name: f"{name} {language}" for name in options}}
        for language in ("ky", "ru")
    }
    content = building.content(code=code, revision=1, kind="single", languages=texts)
    key = building.key(code=code, revision=1, kind="single", correct=["q2"])
    entry = building.release_entry(
        code=code,
        revision=1,
        kind="single",
        topic=topic,
        difficulty=600,
        difficulty_basis="angoff",
        seconds=60,
        enemies=None,
        languages=["ky", "ru"],
        options=[{"id": name, "fixed": False} for name in options],
        gaps=[],
        content_commitment=commit(nonce, content),
        key_commitment=commit(nonce, key),
    )
    return entry, content, nonce


def _signer(role: str, digit: str) -> ceremony.Signer:
    def sign(file: str, _value: dict[str, Any], digest: str) -> dict[str, str]:
        return {"object": file, "digest": digest, "key": digit * 64, "role": role, "signature": "0" * 128}

    return sign


def _counter() -> Any:
    state = iter(range(1, 10**9))

    def chance(count: int) -> bytes:
        return hashlib.shake_256(next(state).to_bytes(8)).digest(count)

    return chance
