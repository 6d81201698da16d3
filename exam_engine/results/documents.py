"""The list of issued documents: what `documents.json` says, and the bytes as signed."""

import hashlib
from collections.abc import Iterator
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine.protocol import objects
from exam_engine.results.tables import DocumentFile, DocumentRow
from foundation import ledger
from foundation.canonical import Instant
from foundation.errors import Conflict, NotFound


class SerialTaken(Conflict):
    """A document with this serial was issued; issued documents never change."""

    code: ClassVar[str] = "serial_taken"


def issue(
    session: Session,
    sitting: str,
    content: bytes,
    *,
    serial: str,
    kind: str,
    code: str | None = None,
    version: int | None = None,
    actor: str,
    now: Instant,
) -> DocumentRow:
    """Record a signed document; the current one of the same kind and code is superseded by it."""
    if session.get(DocumentRow, (sitting, serial)) is not None:
        raise SerialTaken(serial=serial)
    sha256 = hashlib.sha256(content).hexdigest()
    row = DocumentRow(
        sitting=sitting,
        serial=serial,
        kind=kind,
        code=code,
        version=version,
        sha256=sha256,
        superseded_by=None,
        at=now,
    )
    for former in _current(session, sitting, kind, code):
        former.superseded_by = serial
    session.add_all([row, DocumentFile(sha256=sha256, content=content)])
    detail = {"serial": serial, "kind": kind, "version": version}
    ledger.record(
        session, "document_signed", actor=actor, now=now, sitting=sitting, object=sha256, detail=detail
    )
    return row


def issued(session: Session, sitting: str) -> list[DocumentRow]:
    """Return the documents of a sitting by serial, superseded ones too."""
    query = select(DocumentRow).where(DocumentRow.sitting == sitting).order_by(DocumentRow.serial)
    return sorted(session.scalars(query), key=lambda row: row.serial)


def find_by_sha256(session: Session, sha256: str) -> DocumentRow:
    """Return the document with these bytes; raise NotFound for any other file."""
    found = session.scalars(select(DocumentRow).where(DocumentRow.sha256 == sha256)).one_or_none()
    if found is None:
        raise NotFound(what="document")
    return found


def content(session: Session, sitting: str, serial: str) -> bytes:
    """Return a document's bytes as signed."""
    row = session.get(DocumentRow, (sitting, serial))
    kept = None if row is None else session.get(DocumentFile, row.sha256)
    if kept is None:
        raise NotFound(what="document", serial=serial)
    return kept.content


def documents_object(session: Session, sitting: str) -> dict[str, object]:
    """Return the object of `documents.json`."""
    return objects.documents(
        sitting,
        [
            {
                "serial": row.serial,
                "kind": row.kind,
                "code": row.code,
                "version": row.version,
                "sha256": row.sha256,
                "superseded_by": row.superseded_by,
            }
            for row in issued(session, sitting)
        ],
    )


def _current(session: Session, sitting: str, kind: str, code: str | None) -> Iterator[DocumentRow]:
    query = select(DocumentRow).where(
        DocumentRow.sitting == sitting, DocumentRow.kind == kind, DocumentRow.superseded_by.is_(None)
    )
    yield from session.scalars(
        query.where(DocumentRow.code.is_(None) if code is None else DocumentRow.code == code)
    )
