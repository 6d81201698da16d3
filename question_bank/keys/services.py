"""Keeping and forgetting the keys of drafts. Callers give a session of the key database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from foundation.errors import NotFound
from question_bank.keys.tables import DraftKey

_AT_ONCE = 400


class NoKey(NotFound):
    """The key of a revision is not here: it was never given, or is sealed in a release."""

    code = "no_key_kept"


@dataclass(frozen=True, slots=True)
class Key:
    """What counts as right: option ids (or texts), and how texts are folded before they are compared."""

    correct: tuple[str, ...]
    folds: tuple[str, ...] = ()


Ref = tuple[str, int]
"""An item's code and the number of a revision."""


def keep(keys: Session, ref: Ref, key: Key) -> None:
    """Keep the key of a draft, in place of an earlier one."""
    row = DraftKey(item_code=ref[0], n=ref[1], correct=list(key.correct), folds=list(key.folds))
    keys.merge(row)
    keys.flush()  # bulk statements of the same transaction must see it


def keep_all(keys: Session, kept: dict[Ref, Key]) -> None:
    """Keep the keys of new drafts."""
    rows = [
        {"item_code": code, "n": n, "correct": list(key.correct), "folds": list(key.folds)}
        for (code, n), key in kept.items()
    ]
    if rows:
        keys.execute(insert(DraftKey), rows)


def find(keys: Session, ref: Ref) -> Key | None:
    """Return the key of a revision, or None if it is not kept here."""
    row = keys.get(DraftKey, ref, populate_existing=True)
    return None if row is None else Key(tuple(row.correct), tuple(row.folds))


def load(keys: Session, refs: Sequence[Ref]) -> dict[Ref, Key]:
    """Return the keys of revisions; raise NoKey naming those that are not here."""
    found: dict[Ref, Key] = {}
    for part in _parts(refs):
        rows = keys.scalars(select(DraftKey).where(tuple_(DraftKey.item_code, DraftKey.n).in_(part)))
        found |= {(row.item_code, row.n): Key(tuple(row.correct), tuple(row.folds)) for row in rows}
    missing = [code for code, n in refs if (code, n) not in found]
    if missing:
        raise NoKey(items=missing)
    return found


def forget(keys: Session, refs: Sequence[Ref]) -> None:
    """Delete the keys of revisions."""
    for part in _parts(refs):
        keys.execute(delete(DraftKey).where(tuple_(DraftKey.item_code, DraftKey.n).in_(part)))


def _parts(refs: Sequence[Ref]) -> Iterable[Sequence[Ref]]:
    return (refs[start : start + _AT_ONCE] for start in range(0, len(refs), _AT_ONCE))
