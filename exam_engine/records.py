"""What every part of the engine keeps about a sitting: its row, its protocol objects, their signatures.

Objects are stored as their canonical bytes, once, and never re-serialised (DESIGN 3).
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from exam_engine.protocol.life import SITTING, advance
from exam_engine.protocol.life import Sitting as SittingState
from foundation.canonical import Instant, canonical, digest_of, parse
from foundation.db import Base, is_sqlite
from foundation.errors import Conflict, NotFound


class Sitting(Base):
    """One exam on one day; what is public about it lies in `protocol_object`."""

    __tablename__ = "sitting"

    name: Mapped[str] = mapped_column(primary_key=True)
    campaign: Mapped[str]
    state: Mapped[str]
    mode: Mapped[str]
    origin: Mapped[str | None]
    """None for a real sitting, else `trial` or `demo` (PROTOCOL 8)."""
    release_root: Mapped[str]
    place: Mapped[str]
    starts_at: Mapped[Instant]
    not_before: Mapped[Instant]
    created_at: Mapped[Instant]
    paused_at: Mapped[Instant | None]

    def move_to(self, to: SittingState) -> None:
        """Change state; the only way to do so."""
        self.state = advance(SITTING, SittingState(self.state), to)


class ProtocolObject(Base):
    """An object of PROTOCOL annex A that belongs to a sitting, named as its file in the evidence."""

    __tablename__ = "protocol_object"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str] = mapped_column(primary_key=True)
    stored: Mapped[bytes]
    digest: Mapped[str]
    at: Mapped[Instant]


class ObjectSignature(Base):
    """A signature over an object's canonical bytes."""

    __tablename__ = "object_signature"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    role: Mapped[str]
    signature: Mapped[str]


class AlreadyStored(Conflict):
    """The object exists; released objects never change."""

    code = "already_stored"


def get_sitting(session: Session, name: str, *, lock: bool = False) -> Sitting:
    """Return the sitting, locked against other writers if asked; raise NotFound."""
    query = select(Sitting).where(Sitting.name == name).execution_options(populate_existing=lock)
    if lock and not is_sqlite(session):
        query = query.with_for_update()
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(what="sitting", name=name)
    return found


def store(session: Session, sitting: str, file: str, value: dict[str, Any], *, now: Instant) -> str:
    """Keep an object's canonical bytes under its file name and return its digest."""
    if session.get(ProtocolObject, (sitting, file)) is not None:
        raise AlreadyStored(sitting=sitting, file=file)
    stored = canonical(value)
    digest = digest_of(stored)
    session.add(ProtocolObject(sitting=sitting, file=file, stored=stored, digest=digest, at=now))
    session.flush()
    return digest


def find(session: Session, sitting: str, file: str) -> ProtocolObject | None:
    """Return the stored object, if there is one yet."""
    return session.get(ProtocolObject, (sitting, file))


def load(session: Session, sitting: str, file: str) -> Any:
    """Return the object as a value; raise NotFound."""
    found = find(session, sitting, file)
    if found is None:
        raise NotFound(what="object", sitting=sitting, file=file)
    return parse(found.stored)


def digest_in(session: Session, sitting: str, file: str) -> str:
    """Return the digest of a stored object; raise NotFound."""
    found = find(session, sitting, file)
    if found is None:
        raise NotFound(what="object", sitting=sitting, file=file)
    return found.digest


def sign(session: Session, sitting: str, lines: Iterable[dict[str, str]]) -> None:
    """Keep lines of `signatures.json` (as `custody.KeyRing.signature` makes them)."""
    for line in lines:
        session.add(
            ObjectSignature(
                sitting=sitting,
                file=line["object"],
                key=line["key"],
                digest=line["digest"],
                role=line["role"],
                signature=line["signature"],
            )
        )
    session.flush()


def signatures(session: Session, sitting: str) -> list[dict[str, str]]:
    """Return the lines of `signatures.json`, sorted by object, then key."""
    rows = session.scalars(
        select(ObjectSignature)
        .where(ObjectSignature.sitting == sitting)
        .order_by(ObjectSignature.file, ObjectSignature.key)
    )
    lines = [
        {
            "object": row.file,
            "digest": row.digest,
            "key": row.key,
            "role": row.role,
            "signature": row.signature,
        }
        for row in rows
    ]
    return sorted(lines, key=lambda line: (line["object"], line["key"]))
