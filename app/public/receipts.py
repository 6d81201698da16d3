"""Is there such a receipt? Answered for a code with sixteen characters, and for the text of a QR."""

from dataclasses import dataclass
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol import receipt
from exam_engine.sittings.tables import Attempt
from foundation.canonical import canonical

Outcome = Literal["genuine", "none", "other", "unsigned"]
_ALIKE = str.maketrans("OoОоIiLl", "00001111")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known: `genuine`, `none`, `other` (signed, but not what is recorded), `unsigned`."""

    outcome: Outcome
    attempt: Attempt | None = None
    sealed: bool = False


def by_hand(session: Session, code: str, letters: str) -> Verdict:
    """Look for a receipt by code and finding aid; raise BadReceipt for what cannot be one."""
    digits = "".join(letter for letter in code.translate(_ALIKE) if letter.isdigit())
    wanted = receipt.read_finding_aid(letters)
    for attempt in _closed(session, digits):
        if receipt.finding_aid(attempt.head) == wanted:
            return _genuine(session, attempt)
    return Verdict("none")


def by_text(session: Session, text: str) -> Verdict:
    """Check the signed receipt of a QR; raise BadReceipt if the text is none."""
    value = receipt.parse(text)
    said = value["receipt"]
    trust = records.find(session, said["sitting"], "trust.json")
    if trust is None:
        return Verdict("none")
    if not _is_signed(records.load(session, said["sitting"], "trust.json"), value):
        return Verdict("unsigned")
    for attempt in _closed(session, said["code"]):
        if (attempt.sitting, attempt.head, attempt.n) == (said["sitting"], said["head"], said["entries"]):
            return _genuine(session, attempt)
    return Verdict("other")


def _closed(session: Session, code: str) -> list[Attempt]:
    query = select(Attempt).where(Attempt.code == code, Attempt.how.is_not(None), Attempt.how != "absent")
    return list(session.scalars(query))


def _genuine(session: Session, attempt: Attempt) -> Verdict:
    return Verdict("genuine", attempt, records.find(session, attempt.sitting, "seal.json") is not None)


def _is_signed(trust: dict[str, Any], value: dict[str, Any]) -> bool:
    """Say whether the hall's key of that sitting signed."""
    key = next((line for line in trust["keys"] if line["key"] == value["key"]), None)
    if key is None or key["role"] != "hall":
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key["public"]))
        public.verify(bytes.fromhex(value["signature"]), canonical(value["receipt"]))
    except (InvalidSignature, ValueError):
        return False
    return True
