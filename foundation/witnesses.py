"""Witnesses of the ledger: outsiders whose keys are known here, and what they have cosigned.

A cosignature is kept for a head that this ledger signed, from a witness that is registered; nothing else is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation import ledger, notes
from foundation.canonical import Instant, digest_of
from foundation.db import Base
from foundation.errors import Conflict, Forbidden, Invalid, NotFound
from foundation.ledger import Checkpoint

SKEW = 300_000
"""Milliseconds by which a witness's clock may be ahead of ours, or behind the head it saw."""


class BadCosignature(Invalid):
    """No cosignature of the named witness over this head; details: witness, reason."""

    code: ClassVar[str] = "bad_cosignature"


class UnknownWitness(Forbidden):
    """Nobody who is registered here has signed."""

    code: ClassVar[str] = "unknown_witness"


class WitnessKnown(Conflict):
    """A witness of this name or key is registered, or was; neither is ever given to another."""

    code: ClassVar[str] = "witness_known"


class Witness(Base):
    """Somebody outside who keeps the heads; once retired, no new announcement names them."""

    __tablename__ = "witness"

    name: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[str] = mapped_column(unique=True)
    added_at: Mapped[Instant]
    retired_at: Mapped[Instant | None]

    @property
    def key(self) -> notes.VerifierKey:
        """The key that checks this witness's cosignatures."""
        return notes.VerifierKey(self.name, notes.WITNESS, bytes.fromhex(self.public))


class Cosignature(Base):
    """A witness's line under a head, and the second it vouches for; the first one stays."""

    __tablename__ = "cosignature"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    witness: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[str]
    at: Mapped[Instant]
    received_at: Mapped[Instant]


@dataclass(frozen=True, slots=True)
class Seen:
    """A witness saw a head: name and the moment vouched for."""

    name: str
    at: Instant


def register(session: Session, key: notes.VerifierKey, *, actor: str, now: Instant) -> Witness:
    """Let in a witness by its verifier key; names and keys are used once and for good."""
    public = key.public.hex()
    taken = session.scalars(select(Witness).where((Witness.name == key.name) | (Witness.public == public)))
    if key.algorithm != notes.WITNESS:
        raise notes.BadVerifierKey(reason="not a witness")
    if taken.first() is not None:
        raise WitnessKnown(witness=key.name)
    made = Witness(name=key.name, public=public, added_at=now, retired_at=None)
    session.add(made)
    _record(session, "key_added", made, actor, now)
    return made


def retire(session: Session, name: str, *, actor: str, now: Instant) -> None:
    """Name a witness in no new announcement; what it has seen stays, what it promised it may still sign."""
    found = session.get(Witness, name)
    if found is None or found.retired_at is not None:
        raise NotFound(what="witness", name=name)
    found.retired_at = now
    _record(session, "key_retired", found, actor, now)


def listed(session: Session) -> list[Witness]:
    """Return every witness there is or was, by name."""
    return list(session.scalars(select(Witness).order_by(Witness.name)))


def announced(session: Session) -> list[dict[str, str]]:
    """Return the present witnesses as an announcement names them, sorted by name."""
    present = [row for row in listed(session) if row.retired_at is None]
    return sorted(({"name": row.name, "public": row.public} for row in present), key=lambda one: one["name"])


def take(session: Session, text: str, *, now: Instant) -> list[Seen]:
    """Keep the cosignatures under a head of ours; return who signed, known ones again among them.

    Raise BadNote, NotFound for a head that is not ours, UnknownWitness, BadCosignature.
    """
    note = notes.read(text)
    head = session.get(Checkpoint, note.size)
    if head is None or notes.read(head.note).text != note.text:
        raise NotFound(what="checkpoint", size=note.size)
    names = sorted({signature.name for signature in note.signatures} - {note.origin})
    known = [row for name in names if (row := session.get(Witness, name)) is not None]
    if not known:
        raise UnknownWitness(names=", ".join(names))
    return [_take(session, note, head, row, now) for row in known]


def lines(session: Session, size: int, names: Collection[str] | None = None) -> list[str]:
    """Return the cosignatures kept for a head, by witness; only of `names` if given."""
    query = select(Cosignature).where(Cosignature.size == size).order_by(Cosignature.witness)
    rows = sorted(session.scalars(query), key=lambda row: row.witness)
    return [row.line for row in rows if names is None or row.witness in names]


def whole(session: Session, head: Checkpoint, names: Collection[str] | None = None) -> str:
    """Return a head's note with the cosignatures after the log's signature."""
    return head.note + "".join(lines(session, head.size, names))


def seen(session: Session, sizes: Collection[int]) -> dict[int, list[Seen]]:
    """Return who saw each of these heads, by name."""
    found: dict[int, list[Seen]] = {size: [] for size in sizes}
    query = select(Cosignature).where(Cosignature.size.in_(list(sizes))).order_by(Cosignature.witness)
    for row in session.scalars(query):
        found[row.size].append(Seen(row.witness, row.at))
    return found


def _take(session: Session, note: notes.Note, head: Checkpoint, witness: Witness, now: Instant) -> Seen:
    second = notes.cosigned_at(note, witness.key)
    if second is None:
        raise BadCosignature(witness=witness.name, reason="signature")
    at = Instant(second * 1000)
    if not head.at - SKEW <= at <= now + SKEW:
        raise BadCosignature(witness=witness.name, reason="time")
    kept = session.get(Cosignature, (head.size, witness.name))
    if kept is not None:
        return Seen(witness.name, kept.at)
    line = next(
        notes.signature_line(witness.key, signature.blob)
        for signature in note.signatures
        if (signature.name, signature.key) == (witness.name, witness.key.id)
        and int.from_bytes(signature.blob[:8], "big") == second
    )
    session.add(Cosignature(size=head.size, witness=witness.name, line=line, at=at, received_at=now))
    session.flush()
    return Seen(witness.name, at)


def _record(session: Session, act: str, witness: Witness, actor: str, now: Instant) -> None:
    named = {"role": "witness", "key": digest_of(bytes.fromhex(witness.public))}
    ledger.record(session, act, actor=actor, now=now, detail=named)
