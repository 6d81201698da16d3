"""Certifying by two people with their own keys, decoding, publishing: the system proposes, people decide."""

from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol.life import Version
from exam_engine.results.errors import BadSignature, NotAgreed, NotCertified, NotDecoded, SamePerson
from exam_engine.results.reading import newest_version, versions
from exam_engine.results.tables import ResultsVersion
from exam_engine.roll import services as roll
from foundation import ledger
from foundation.canonical import Instant, instant_text

PERSONS = "persons.json"
NEEDED = 2
_CERTIFIED = frozenset({Version.CERTIFIED, Version.PUBLISHED, Version.SUPERSEDED})


def certify(
    session: Session,
    sitting: str,
    version: int,
    *,
    commissioner: str,
    signature: dict[str, str],
    now: Instant,
) -> ResultsVersion:
    """Take one commissioner's signature; the second, of another person, certifies.

    `commissioner`: staff code; `signature`: a line of `signatures.json`. Raises NotAgreed until both programs
    agree on every candidate, SamePerson, BadSignature.
    """
    row = newest_version(session, sitting, version)
    if Version(row.state) is not Version.AGREED:
        raise NotAgreed(version=version, state=row.state, differing=tuple(row.differing))
    holder = _check_line(session, row, signature, now=now)
    if commissioner in row.certified_by or holder in _holders(session, row):
        raise SamePerson(commissioner=commissioner)
    records.sign(session, sitting, [signature])
    row.certified_by = [*row.certified_by, commissioner]
    ledger.record(session, "certified", actor=commissioner, now=now, sitting=sitting, object=row.digest)
    if len(row.certified_by) == NEEDED:
        row.move_to(Version.CERTIFIED)
    session.flush()
    return row


def decode(session: Session, sitting: str, *, actor: str, now: Instant) -> dict[str, Any]:
    """Open the roll lines after certification, as a recorded act, and return the persons object.

    Raises LineDoesNotOpen or NumberTwice, which stop it; a second call returns what was opened.
    """
    records.get_sitting(session, sitting, lock=True)
    if not any(Version(row.state) in _CERTIFIED for row in versions(session, sitting)):
        raise NotCertified(sitting=sitting)
    if not is_decoded(session, sitting):
        digest = records.store(session, sitting, PERSONS, roll.openings(session, sitting), now=now)
        ledger.record(session, "decoded", actor=actor, now=now, sitting=sitting, object=digest)
    opened: dict[str, Any] = records.load(session, sitting, PERSONS)
    return opened


def is_decoded(session: Session, sitting: str) -> bool:
    """Say whether names may stand beside scores."""
    return records.find(session, sitting, PERSONS) is not None


def publish(session: Session, sitting: str, version: int, *, actor: str, now: Instant) -> ResultsVersion:
    """Publish a certified version after decoding; the one published before is superseded."""
    row = newest_version(session, sitting, version)
    if not is_decoded(session, sitting):
        raise NotDecoded(sitting=sitting)
    if Version(row.state) is not Version.CERTIFIED:
        raise NotCertified(sitting=sitting, version=version, state=row.state)
    row.move_to(Version.PUBLISHED)
    row.published_at = now
    ledger.record(session, "published", actor=actor, now=now, sitting=sitting, object=row.digest)
    for former in versions(session, sitting):
        if former.version != version and Version(former.state) is Version.PUBLISHED:
            former.move_to(Version.SUPERSEDED)
            ledger.record(session, "superseded", actor=actor, now=now, sitting=sitting, object=former.digest)
    session.flush()
    return row


def _check_line(session: Session, row: ResultsVersion, line: dict[str, str], *, now: Instant) -> str:
    """Return the holder of the commissioner's key that made this signature; raise BadSignature."""
    keys = {key["key"]: key for key in records.load(session, row.sitting, "trust.json")["keys"]}
    key = keys.get(line["key"])
    if key is None or key["role"] != "commissioner" or line["role"] != "commissioner":
        raise BadSignature(reason="role")
    if (line["object"], line["digest"]) != (row.file, row.digest):
        raise BadSignature(reason="object")
    moment = instant_text(now)
    if moment < key["from"] or (key["to"] is not None and moment > key["to"]):
        raise BadSignature(reason="period")
    found = records.find(session, row.sitting, row.file)
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key["public"]))
        public.verify(bytes.fromhex(line["signature"]), found.stored if found else b"")
    except (InvalidSignature, ValueError) as error:
        raise BadSignature(reason="signature") from error
    holder: str = key["holder"]
    return holder


def _holders(session: Session, row: ResultsVersion) -> set[str]:
    """Return the holders of the keys that signed this version already."""
    holders = {key["key"]: key["holder"] for key in records.load(session, row.sitting, "trust.json")["keys"]}
    query = select(records.ObjectSignature.key).where(
        records.ObjectSignature.sitting == row.sitting, records.ObjectSignature.file == row.file
    )
    return {holders[key] for key in session.scalars(query)}
