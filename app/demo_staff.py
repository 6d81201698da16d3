"""The people of a demonstration: one sign-in a role, made at the first run, kept in `instance/demo/`."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from app.context import House
from app.keyring import ensure_server_keys, key_ring
from app.sign_in.passwords import hash_password
from app.sign_in.records import Staff
from app.sign_in.services import add_staff
from foundation import ledger
from foundation.canonical import Instant

Chance = Callable[[int], bytes]
PEOPLE = (
    ("office", "Жылдыз Асанова", "office"),
    ("author", "Айбек Токтосунов", "author"),
    ("reviewer", "Гүлнара Сыдыкова", "reviewer"),
    ("keeper", "Нурлан Эсенов", "bank_keeper"),
    ("custodian-1", "Бурул Орозова", "custodian"),
    ("custodian-2", "Темир Жумабеков", "custodian"),
    ("invigilator-1", "Айнура Мамбетова", "invigilator"),
    ("invigilator-2", "Өмүрбек Калыков", "invigilator"),
    ("commissioner-1", "Сабира Дүйшөнова", "commissioner"),
    ("commissioner-2", "Канат Үсөнов", "commissioner"),
    ("council", "Чынара Бекова", "council"),
    ("observer", "Мээрим Ташева", "observer"),
    ("admin", "Эрлан Кеңешов", "administrator"),
)
KEY_HOLDERS = {"custodian", "commissioner"}
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """A made-up person and the password that the demonstration prints."""

    code: str
    name: str
    role: str
    password: str


def ensure_demo_staff(house: House, *, chance: Chance, now: Instant) -> list[DemoSignIn]:
    """Return the demonstration's sign-ins, making people and keys that are missing."""
    ensure_server_keys(house, now=now, chance=chance)
    people = _kept(house) or _made(chance)
    _keep(house, people)
    _make_keys(house, people, chance, now)
    for person in people:
        _add(house, person, now)
    return people


def sign_ins(house: House) -> list[DemoSignIn]:
    """Return the sign-ins made at the first run, or none."""
    return _kept(house)


def _made(chance: Chance) -> list[DemoSignIn]:
    return [DemoSignIn(code, name, role, password(chance)) for code, name, role in PEOPLE]


def password(chance: Chance) -> str:
    """Return a password that can be said aloud: three groups of three syllables, 55 bits."""
    groups = ("".join(_syllable(chance) for _ in range(3)) for _ in range(3))
    return "-".join(groups)


def _syllable(chance: Chance) -> str:
    number = int.from_bytes(chance(8))
    return _CONSONANTS[number % len(_CONSONANTS)] + _VOWELS[number // len(_CONSONANTS) % len(_VOWELS)]


def _path(house: House) -> Path:
    return house.settings.instance / "demo" / "sign-ins.json"


def _kept(house: House) -> list[DemoSignIn]:
    path = _path(house)
    if not path.exists():
        return []
    return [DemoSignIn(**person) for person in json.loads(path.read_text(encoding="utf-8"))]


def _keep(house: House, people: list[DemoSignIn]) -> None:
    path = _path(house)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump([asdict(person) for person in people], file, ensure_ascii=False, indent=1)


def _make_keys(house: House, people: list[DemoSignIn], chance: Chance, now: Instant) -> None:
    ring = key_ring(house)
    standing = {(line.role, line.holder) for line in ring.lines()}
    for person in people:
        if person.role in KEY_HOLDERS and (person.role, person.code) not in standing:
            ring.make(person.role, person.code, chance=chance, now=now, passphrase=person.password)


def _add(house: House, person: DemoSignIn, now: Instant) -> None:
    with house.reading() as session:
        if session.get(Staff, person.code) is not None:
            return
    hashed = hash_password(person.password)
    with house.writing() as session:
        add_staff(
            session,
            code=person.code,
            name=person.name,
            password_hash=hashed,
            roles=[person.role],
            language="ky",
            actor=ledger.SYSTEM,
            now=now,
        )
