"""A small bank of every kind of item, released straight into the tables: no authors, no file, no custody."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from exam_engine.protocol import objects
from foundation import ledger
from foundation.canonical import Instant, canonical, commit
from foundation.merkle import root
from question_bank.releases.tables import Release, ReleaseItem

Chance = Callable[[int], bytes]
KINDS = ("single", "multiple", "single", "order", "match", "number", "text", "multiple")
LANGUAGES = ("ky", "ru")


@dataclass(frozen=True)
class Bank:
    root: str
    entries: list[dict[str, Any]]
    keys: dict[str, dict[str, Any]]
    package: bytes


def release_bank(
    session: Session,
    topics: dict[str, int],
    *,
    chance: Chance,
    now: Instant,
    kinds: tuple[str, ...] = KINDS,
    encrypt: Callable[[bytes], bytes] = lambda package: b"age" + package,
) -> Bank:
    made = [
        _item(topic, number, kinds[number % len(kinds)], chance)
        for topic, count in topics.items()
        for number in range(count)
    ]
    made.sort(key=lambda item: item[0]["code"])
    entries = [entry for entry, _content, _key in made]
    released = root(entries)
    openings = [objects.opening(key, nonce) for _entry, _content, (key, nonce) in made]
    package = canonical(objects.keys_package(released, openings))
    sealed = encrypt(package)
    session.add(
        Release(
            root=released,
            name=f"bank of {len(entries)}",
            at=now,
            stored=canonical(objects.release(entries)),
            keys_package=sealed,
            keys_package_sha256=hashlib.sha256(sealed).hexdigest(),
        )
    )
    session.flush()
    session.add_all(
        ReleaseItem(
            root=released,
            code=entry["code"],
            revision=entry["revision"],
            entry=canonical(entry),
            content=canonical(content),
            content_nonce=nonce,
        )
        for entry, (content, nonce), _key in made
    )
    ledger.record(session, "released", actor="keeper", now=now, object=released)
    keys = {key["code"]: key for _entry, _content, (key, _nonce) in made}
    return Bank(released, entries, keys, package)


def entries_of(
    topics: dict[str, int], *, chance: Chance, kinds: tuple[str, ...] = KINDS
) -> list[dict[str, Any]]:
    return [
        _item(topic, number, kinds[number % len(kinds)], chance)[0]
        for topic, count in topics.items()
        for number in range(count)
    ]


Part = tuple[dict[str, Any], bytes]


def _item(topic: str, number: int, kind: str, chance: Chance) -> tuple[dict[str, Any], Part, Part]:
    code, options = f"{topic}-{number:03d}", _options(kind, chance)
    gaps = ["g1", "g2", "g3"] if kind == "match" else []
    key = objects.key(
        code=code,
        revision=1,
        kind=kind,
        correct=_correct(kind, options, gaps),
        folds=["trim", "lower"] if kind == "text" else [],
    )
    texts = {"stem": f"{topic} {number}?", "options": {option: f"option {option}" for option in options}}
    if gaps:
        texts["gaps"] = {gap: f"gap {gap}" for gap in gaps}
    content = objects.content(code=code, revision=1, kind=kind, languages=dict.fromkeys(LANGUAGES, texts))
    content_nonce, key_nonce = chance(32), chance(32)
    entry = objects.release_entry(
        code=code,
        revision=1,
        kind=kind,
        topic=topic,
        difficulty=450 + 37 * number % 300,
        difficulty_basis="angoff",
        seconds=40 + number,
        enemies=f"{topic}-pair" if number in {0, 1} else None,
        languages=LANGUAGES,
        options=[{"id": option, "fixed": False} for option in options],
        gaps=gaps,
        content_commitment=commit(content_nonce, content),
        key_commitment=commit(key_nonce, key),
    )
    return entry, (content, content_nonce), (key, key_nonce)


def _options(kind: str, chance: Chance) -> list[str]:
    if kind in {"number", "text"}:
        return []
    return [chance(4).hex() for _ in range(4)]


def _correct(kind: str, options: list[str], gaps: list[str]) -> list[str]:
    return {
        "single": options[:1],
        "multiple": sorted(options[:3]),
        "order": options,
        "match": sorted(f"{gap}:{option}" for gap, option in zip(gaps, options, strict=False)),
        "number": ["3.5", "4"],
        "text": ["Жогорку сот"],
    }[kind]


def wrong(entry: dict[str, Any], key: dict[str, Any]) -> list[str]:
    """A response that earns nothing."""
    ids = [option["id"] for option in entry["options"]]
    return {
        "single": lambda: [next(option for option in ids if option not in key["correct"])],
        "multiple": lambda: [next(option for option in ids if option not in key["correct"])],
        "order": lambda: [*key["correct"][1:], key["correct"][0]],
        "match": lambda: [f"g1:{ids[3]}"],
        "number": lambda: ["99"],
        "text": lambda: ["айылдык кеңеш"],
    }[entry["kind"]]()


def partly(key: dict[str, Any]) -> list[str]:
    """A response that is right in part where the kind knows parts, and right elsewhere."""
    kind, correct = key["kind"], key["correct"]
    if kind == "multiple":
        return sorted(correct)[:2]
    if kind == "order":
        return [correct[1], correct[0], *correct[2:]]
    if kind == "match":
        return correct[:2]
    return right(key)


def right(key: dict[str, Any]) -> list[str]:
    return ["3.7"] if key["kind"] == "number" else list(key["correct"])
