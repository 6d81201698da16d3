"""Building the ZIP: the same database gives the same bytes; no member is held longer than it is written."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol import objects
from exam_engine.protocol.life import Version
from exam_engine.results import services as results
from foundation import ledger
from foundation.canonical import Instant, canonical, digest_of
from foundation.errors import Conflict
from foundation.ledger import LogKey
from reports.evidence.members import Disclosure, Member, Stage, members

__all__ = ["Disclosure", "NotReady", "Signer", "Stage", "build"]

Signer = Callable[[str, dict[str, Any], str], dict[str, str]]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100644 << 16
_UNIX = 3
_CERTIFIED = frozenset({Version.CERTIFIED, Version.PUBLISHED, Version.SUPERSEDED})


class NotReady(Conflict):
    """The sitting has not come far enough for this bundle; details: stage, reason."""

    code: ClassVar[str] = "evidence_not_ready"


def build(
    session: Session,
    sitting: str,
    out: Path,
    *,
    stage: Stage,
    disclosure: Disclosure,
    office_sign: Signer,
    log_key: LogKey,
    now: Instant,
    persons: bool = False,
) -> Path:
    """Write the sitting's evidence to `out` and return it; needs a writing session (the ledger's last head).

    `full` adds the contents, with `persons` also the opened roll: for commission, observers, courts only.
    """
    version = _check_ready(session, sitting, stage)
    ledger.checkpoint(session, log_key, occasion="evidence", now=now)
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f"{out.name}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        files = [
            _write(archive, member)
            for member in members(session, sitting, stage=stage, disclosure=disclosure, persons=persons)
        ]
        manifest = objects.manifest(
            sitting=sitting, version=version, stage=stage, disclosure=disclosure, files=files
        )
        _write(archive, ("manifest.json", canonical(manifest)))
        names = {line["name"] for line in files} | {"manifest.json"}
        lines = _signatures(session, sitting, stage, version, names)
        lines.append(office_sign("manifest.json", manifest, digest_of(canonical(manifest))))
        _write(archive, ("signatures.json", canonical(objects.signatures(lines))))
    return unfinished.replace(out)


def _check_ready(session: Session, sitting: str, stage: Stage) -> int:
    """Return the newest version's number; raise NotReady if the stage has not been reached."""
    newest = results.newest(session, sitting)
    if newest is None:
        raise NotReady(stage=stage, reason="not computed")
    if stage == "complete" and Version(newest.state) not in _CERTIFIED:
        raise NotReady(stage=stage, reason="not certified")
    if stage == "complete" and not results.is_decoded(session, sitting):
        raise NotReady(stage=stage, reason="not decoded")
    return newest.version


def _signatures(
    session: Session, sitting: str, stage: Stage, version: int, names: set[str]
) -> list[dict[str, str]]:
    """Return the kept signatures over members of this bundle; before certification none over the newest."""
    unsigned = {f"results-{version}.json"} if stage == "for_certification" else set()
    kept = records.signatures(session, sitting)
    return [line for line in kept if line["object"] in names - unsigned]


def _write(archive: zipfile.ZipFile, member: Member) -> dict[str, Any]:
    """Write a member without any trace of time or machine; return its line of the manifest."""
    name, content = member
    info = zipfile.ZipInfo(name, _LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = _FILE
    info.create_system = _UNIX
    archive.writestr(info, content)
    return {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
