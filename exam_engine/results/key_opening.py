"""Opening the keys of drawn items after the seal; every key must open its announced commitment."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import packages, records
from exam_engine.protocol import objects
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.results.errors import CampaignOpen, KeyDoesNotOpen, KeysClosed, NotSealed, OtherPackage
from foundation import ledger
from foundation.canonical import Instant, commit, parse
from foundation.errors import Invalid

KEYS = "keys.json"
_OVER = frozenset({SittingState.SEALED, SittingState.CANCELLED, SittingState.ANNULLED})


def open_keys(session: Session, sitting: str, package: bytes, *, actor: str, now: Instant) -> str:
    """Store the keys object made of the decrypted keys package and return its digest.

    Raises NotSealed, CampaignOpen, OtherPackage or KeyDoesNotOpen; nothing is stored then.
    """
    check_may_open(session, sitting)
    if records.find(session, sitting, KEYS) is not None:
        raise KeysClosed(sitting=sitting, reason="opened before")
    release = packages.release_of(session, sitting)
    given = _openings(package, records.get_sitting(session, sitting).release_root)
    drawn = packages.drawn_items(session, sitting)
    entries = [entry for entry in release["entries"] if entry["code"] in drawn]
    seal_digest = records.digest_in(session, sitting, "seal.json")
    value = objects.keys(sitting, seal_digest, [_opened(entry, given) for entry in entries])
    digest = records.store(session, sitting, KEYS, objects.check(value, "keys"), now=now)
    ledger.record(session, "keys_opened", actor=actor, now=now, sitting=sitting, object=digest)
    return digest


def check_may_open(session: Session, sitting: str) -> None:
    """Raise NotSealed or CampaignOpen while a key of these items could still be fitted to answers."""
    found = records.get_sitting(session, sitting, lock=True)
    if SittingState(found.state) is not SittingState.SEALED:
        raise NotSealed(sitting=sitting, state=found.state)
    query = select(records.Sitting.name).where(
        records.Sitting.campaign == found.campaign, records.Sitting.state.not_in(_OVER)
    )
    still_open = sorted(session.scalars(query))
    if still_open:
        raise CampaignOpen(sittings=tuple(still_open))


def keys_by_item(session: Session, sitting: str) -> dict[str, dict[str, Any]]:
    """Return the opened keys by item code; raise KeysClosed before they are opened."""
    if records.find(session, sitting, KEYS) is None:
        raise KeysClosed(sitting=sitting, reason="not opened")
    return {opening["code"]: opening["key"] for opening in records.load(session, sitting, KEYS)["openings"]}


def _openings(package: bytes, release_root: str) -> dict[str, dict[str, Any]]:
    """Return the package's openings by item code, unchecked but for the release they are of."""
    try:
        value = parse(package)
    except Invalid as error:
        raise OtherPackage(reason="bytes") from error
    if not isinstance(value, dict) or value.get("type") != "taraza/keys-package/1":
        raise OtherPackage(reason="type")
    if value.get("release_root") != release_root:
        raise OtherPackage(reason="release_root", expected=release_root)
    return {opening["code"]: opening for opening in value["openings"]}


def _opened(entry: dict[str, Any], given: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the entry's opening if it is the one committed to."""
    opening = given.get(entry["code"])
    if opening is None:
        raise KeyDoesNotOpen(item=entry["code"], reason="missing")
    key = opening["key"]
    named = (key["code"], key["revision"]) == (opening["code"], opening["revision"])
    fits = (key["code"], key["revision"], key["kind"]) == (entry["code"], entry["revision"], entry["kind"])
    if not (named and fits and commit(bytes.fromhex(opening["nonce"]), key) == entry["key_commitment"]):
        raise KeyDoesNotOpen(item=entry["code"], reason="commitment")
    return opening
