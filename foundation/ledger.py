"""The installation's ledger: one hash chain of every act, under an RFC 6962 tree (PROTOCOL 9, annex C).

Entries hold staff codes and digests, never content or names. Checkpoints are C2SP signed notes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation import merkle, notes
from foundation.canonical import Instant, NotCanonical, canonical, digest_of, instant_text, parse
from foundation.db import Base, is_sqlite

FIRST_PREV = "0" * 64
SYSTEM = "system"
_LOCK = 0x7461_7261


class LedgerEntry(Base):
    """One act, as canonical bytes; triggers refuse its change or removal."""

    __tablename__ = "ledger_entry"

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant]
    act: Mapped[str] = mapped_column(index=True)
    sitting: Mapped[str | None] = mapped_column(index=True)
    entry: Mapped[bytes]
    digest: Mapped[str] = mapped_column(unique=True)


class Checkpoint(Base):
    """A signed head of the ledger, with the occasion for which it was made."""

    __tablename__ = "checkpoint"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant]
    occasion: Mapped[str]
    root: Mapped[str]
    note: Mapped[str]


@dataclass(frozen=True, slots=True)
class LogKey:
    """The key that signs the ledger's heads: origin, 32 public bytes and a way to sign."""

    origin: str
    public: bytes
    sign: Callable[[bytes], bytes]


def record(
    session: Session,
    act: str,
    *,
    actor: str,
    now: Instant,
    sitting: str | None = None,
    object: str | None = None,  # noqa: A002  the protocol's name
    detail: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Append an act and return its entry; `object` is a digest, `detail` holds no content and no name."""
    claim(session)
    last = session.execute(
        select(LedgerEntry.n, LedgerEntry.at, LedgerEntry.digest).order_by(LedgerEntry.n.desc()).limit(1)
    ).one_or_none()
    number, at = (0, now) if last is None else (last.n + 1, max(now, last.at))
    entry = {
        "type": "taraza/ledger/1",
        "n": number,
        "at": instant_text(at),
        "act": act,
        "actor": actor,
        "sitting": sitting,
        "object": object,
        "detail": detail,
        "prev": FIRST_PREV if last is None else last.digest,
    }
    stored = canonical(entry)
    session.add(
        LedgerEntry(n=number, at=at, act=act, sitting=sitting, entry=stored, digest=digest_of(stored))
    )
    session.flush()  # the next act of the same transaction must see this one
    return entry


def claim(session: Session) -> None:
    """Take the ledger's place until the transaction ends: what is numbered beside it needs no other lock."""
    if not is_sqlite(session):
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def size(session: Session) -> int:
    """Return the number of entries."""
    return session.execute(select(func.count()).select_from(LedgerEntry)).scalar_one()


def entries(session: Session, *, sitting: str | None = None, act: str | None = None) -> list[dict[str, Any]]:
    """Return entries in order, all or those of a sitting or act."""
    query = select(LedgerEntry.entry).order_by(LedgerEntry.n)
    if sitting is not None:
        query = query.where(LedgerEntry.sitting == sitting)
    if act is not None:
        query = query.where(LedgerEntry.act == act)
    return [parse(stored) for stored in session.scalars(query)]


def stored_entries(session: Session, below: int) -> list[bytes]:
    """Return the canonical bytes of entries 0 to `below` - 1."""
    return list(
        session.scalars(select(LedgerEntry.entry).where(LedgerEntry.n < below).order_by(LedgerEntry.n))
    )


def checkpoint(session: Session, key: LogKey, *, occasion: str, now: Instant) -> Checkpoint:
    """Sign the head of the ledger as it stands and keep the note; an equal size is signed once."""
    leaves = [
        merkle.leaf_hash(stored)
        for stored in session.scalars(select(LedgerEntry.entry).order_by(LedgerEntry.n))
    ]
    kept = session.get(Checkpoint, len(leaves))
    if kept is not None:
        return kept
    root = merkle.tree_hash(leaves)
    note = notes.signed(key.origin, len(leaves), root, key.public, key.sign)
    made = Checkpoint(size=len(leaves), at=now, occasion=occasion, root=root.hex(), note=note)
    session.add(made)
    session.flush()
    return made


def newest_checkpoint(session: Session) -> Checkpoint | None:
    """Return the last signed head, None before the first."""
    return session.scalars(select(Checkpoint).order_by(Checkpoint.size.desc()).limit(1)).first()


def first_broken(stored: list[bytes]) -> int | None:
    """Return the number of the first entry that does not follow from the one before, or None."""
    prev = FIRST_PREV
    for number, entry in enumerate(stored):
        if not _follows(entry, number, prev):
            return number
        prev = digest_of(entry)
    return None


def _follows(entry: bytes, number: int, prev: str) -> bool:
    try:
        value = parse(entry)
    except NotCanonical:
        return False
    return isinstance(value, dict) and value.get("n") == number and value.get("prev") == prev
