"""Is this document one of ours, unchanged and current? By its bytes, or by the number in its QR."""

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import house
from exam_engine import records
from exam_engine.protocol.life import Version
from exam_engine.results import services as results
from exam_engine.results.tables import DocumentRow
from foundation.canonical import Instant
from foundation.errors import NotFound
from reports.signing.verify import verify

Outcome = Literal["current", "replaced", "changed", "strange"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known about a document: `changed` bears our signature but other bytes, `strange` neither."""

    outcome: Outcome
    row: DocumentRow | None = None
    successor: DocumentRow | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What a paper copy must say, by code; thousandths of a point."""

    code: str
    status: str
    total: int | None
    maximum: int | None
    passed: bool


def by_file(session: Session, document: bytes, *, now: Instant) -> Verdict:
    """Compare the whole file with the issued documents, and judge its signature."""
    digest = hashlib.sha256(document).hexdigest()
    try:
        row = results.find_by_sha256(session, digest)
    except NotFound:
        found = verify(document, _roots(), now=now)
        touched = not {"unsigned", "unreadable"}.intersection(found.findings)
        return Verdict("changed" if touched else "strange")
    signed = verify(document, _roots(), now=now, digest=row.sha256).genuine
    return _standing(session, row, signed=signed)


def by_serial(session: Session, sitting: str, serial: str) -> Verdict:
    """Look up the number that stands on a document; raise NotFound."""
    row = session.get(DocumentRow, (sitting, serial))
    if row is None:
        raise NotFound(what="document", serial=serial)
    return _standing(session, row, signed=False)


def figures(session: Session, row: DocumentRow) -> Figures | None:
    """Return the published figures of a result sheet, None where the group is too small or nothing is out."""
    if row.code is None or row.version is None:
        return None
    version = results.get_version(session, row.sitting, row.version)
    if Version(version.state) not in {Version.PUBLISHED, Version.SUPERSEDED}:
        return None
    everybody: list[dict[str, Any]] = records.load(session, row.sitting, version.file)["candidates"]
    least = records.load(session, row.sitting, "plan.json")["min_group"]
    if sum(line["status"] != "absent" for line in everybody) < least:
        return None
    line = next((line for line in everybody if line["code"] == row.code), None)
    if line is None:
        return None
    return Figures(line["code"], line["status"], line["total"], line["maximum"], line["passed"])


def _standing(session: Session, row: DocumentRow, *, signed: bool) -> Verdict:
    if row.superseded_by is None:
        return Verdict("current", row, None, signed)
    return Verdict("replaced", row, session.get(DocumentRow, (row.sitting, row.superseded_by)), signed)


def _roots() -> list[bytes]:
    """Return the certificates against which documents of this installation are checked."""
    return [path.read_bytes() for path in sorted(house().settings.instance.glob("*/trust-root.pem"))]


def find_serial(session: Session, serial: str) -> DocumentRow:
    """Return the only document with this number in any sitting; raise NotFound."""
    found = session.scalars(select(DocumentRow).where(DocumentRow.serial == serial)).all()
    if len(found) != 1:
        raise NotFound(what="document", serial=serial)
    return found[0]
