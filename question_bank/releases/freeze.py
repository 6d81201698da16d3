"""Freezing a bank (PROTOCOL 2.1, 2.5): random option ids, commitments, a root, and the keys sealed away.

Between this and the seal of a sitting the server holds only the ciphertext of the keys.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from foundation import custody, ledger, merkle
from foundation.canonical import Instant, canonical, commit
from foundation.errors import Conflict
from question_bank.items.life import State
from question_bank.items.tables import Item, Revision
from question_bank.items.values import Draft, from_json
from question_bank.keys import services as kept
from question_bank.releases import shuffle
from question_bank.releases.tables import Release, ReleaseItem

Chance = Callable[[int], bytes]
_AT_ONCE = 500
_NONCE = 32


class NotApproved(Conflict):
    """Items were named for a release that have no approved revision."""

    code = "not_approved"


class NothingToRelease(Conflict):
    """A release needs at least one item, and a name that no release has."""

    code = "nothing_to_release"


class DoesNotOpen(Conflict):
    """A commitment does not open with what was sealed; nothing was released."""

    code = "commitment_does_not_open"


@dataclass(frozen=True, slots=True)
class Frozen:
    """An item on its way into a release."""

    code: str
    revision: int
    entry: dict[str, Any]
    content: dict[str, Any]
    content_nonce: bytes
    key: dict[str, Any]
    key_nonce: bytes


def release(
    session: Session,
    keys_session: Session,
    *,
    name: str,
    codes: Sequence[str],
    recipient: str,
    actor: str,
    now: Instant,
    chance: Chance,
) -> str:
    """Freeze the approved revisions of `codes`, encrypt their keys to `recipient`, return the root."""
    taken = session.scalar(select(Release.root).where(Release.name == name))
    if not codes or not name.strip() or taken is not None:
        raise NothingToRelease(name=name, count=len(codes))
    chosen = ready(session, codes)
    keys = kept.load(keys_session, chosen)
    drafts = _drafts(session, chosen, keys)
    frozen = [_freeze(draft, ref[1], chance) for ref, draft in zip(chosen, drafts, strict=True)]
    root = merkle.root(item.entry for item in frozen)
    _check(frozen)
    _store(session, name, root, frozen, custody.encrypt(recipient, _package(root, frozen)), now)
    _advance(session, chosen)
    kept.forget(keys_session, chosen)
    ledger.record(session, "released", actor=actor, now=now, object=root, detail={"items": len(frozen)})
    return root


def ready(session: Session, codes: Sequence[str]) -> list[tuple[str, int]]:
    """Return each item with its newest approved revision, by code; raise NotApproved naming the rest."""
    found: dict[str, int] = {}
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), _AT_ONCE):
        query = (
            select(Revision.item_code, Revision.n)
            .where(Revision.item_code.in_(wanted[start : start + _AT_ONCE]))
            .where(Revision.state == State.APPROVED.value)
            .order_by(Revision.n)
        )
        found |= {row.item_code: row.n for row in session.execute(query)}
    missing = [code for code in wanted if code not in found]
    if missing:
        raise NotApproved(items=missing, count=len(missing))
    return sorted(found.items())


def approved_codes(session: Session, bank: str | None = None) -> list[str]:
    """Return the codes of items that have an approved revision, of one bank or all."""
    query = select(Item.code).join(Revision, Revision.item_code == Item.code)
    query = query.where(Revision.state == State.APPROVED.value).distinct().order_by(Item.code)
    return list(session.scalars(query if bank is None else query.where(Item.bank == bank)))


def _drafts(session: Session, chosen: list[kept.Ref], keys: dict[kept.Ref, kept.Key]) -> list[Draft]:
    stored: dict[kept.Ref, dict[str, Any]] = {}
    for start in range(0, len(chosen), _AT_ONCE):
        codes = [code for code, _ in chosen[start : start + _AT_ONCE]]
        query = select(Revision.item_code, Revision.n, Revision.draft).where(Revision.item_code.in_(codes))
        stored |= {(row.item_code, row.n): row.draft for row in session.execute(query)}
    return [
        from_json(ref[0], stored[ref], correct=keys[ref].correct, folds=keys[ref].folds) for ref in chosen
    ]


def _freeze(draft: Draft, revision: int, chance: Chance) -> Frozen:
    """Give the options their random ids and listed order, and commit to content and key."""
    ids = shuffle.option_ids(draft.option_ids(), chance)
    order = shuffle.listed_order(draft.option_ids(), draft.fixed, chance)
    named = {"code": draft.code, "revision": revision, "kind": draft.kind}
    content = {"type": "taraza/content/1", **named, "languages": _languages(draft, ids), "assets": []}
    correct = sorted(ids[option] for option in draft.correct)
    key = {"type": "taraza/key/1", **named, "correct": correct, "folds": list(draft.folds)}
    content_nonce, key_nonce = chance(_NONCE), chance(_NONCE)
    entry = {
        "type": "taraza/release-entry/1",
        **named,
        "topic": draft.topic,
        "difficulty": draft.difficulty,
        "difficulty_basis": draft.difficulty_basis,
        "seconds": draft.seconds,
        "enemies": draft.enemies,
        "languages": sorted(draft.languages),
        "options": [{"id": ids[option], "fixed": option in draft.fixed} for option in order],
        "gaps": [],
        "content_commitment": commit(content_nonce, content),
        "key_commitment": commit(key_nonce, key),
    }
    return Frozen(draft.code, revision, entry, content, content_nonce, key, key_nonce)


def _languages(draft: Draft, ids: dict[str, str]) -> dict[str, Any]:
    return {
        language: {
            "stem": text.stem,
            "options": {ids[option]: said for option, said in text.options.items()},
        }
        for language, text in draft.languages.items()
    }


def _check(frozen: list[Frozen]) -> None:
    """Open every commitment once more before the plain keys are forgotten."""
    for item in frozen:
        content = commit(item.content_nonce, item.content) == item.entry["content_commitment"]
        key = commit(item.key_nonce, item.key) == item.entry["key_commitment"]
        known = set(item.key["correct"]) <= {option["id"] for option in item.entry["options"]}
        if not (content and key and known and item.key["correct"]):
            raise DoesNotOpen(item=item.code)


def _package(root: str, frozen: list[Frozen]) -> bytes:
    openings = [
        {"code": item.code, "revision": item.revision, "nonce": item.key_nonce.hex(), "key": item.key}
        for item in frozen
    ]
    return canonical({"type": "taraza/keys-package/1", "release_root": root, "openings": openings})


def _store(
    session: Session, name: str, root: str, frozen: list[Frozen], package: bytes, now: Instant
) -> None:
    released = {"type": "taraza/release/1", "entries": [item.entry for item in frozen]}
    session.add(
        Release(
            root=root,
            name=name,
            at=now,
            stored=canonical(released),
            keys_package=package,
            keys_package_sha256=sha256(package).hexdigest(),
        )
    )
    session.flush()  # the items' foreign key
    session.execute(insert(ReleaseItem), [_row(root, item) for item in frozen])


def _row(root: str, item: Frozen) -> dict[str, Any]:
    return {
        "root": root,
        "code": item.code,
        "revision": item.revision,
        "entry": canonical(item.entry),
        "content": canonical(item.content),
        "content_nonce": item.content_nonce,
    }


def _advance(session: Session, chosen: list[kept.Ref]) -> None:
    rows = [{"item_code": code, "n": n, "state": State.RELEASED.value} for code, n in chosen]
    session.execute(update(Revision), rows)
