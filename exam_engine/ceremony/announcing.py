"""Planning and announcing a sitting: after this nothing about it changes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.ceremony.tables import Share
from exam_engine.protocol import building, entropy, feasibility
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.protocol.objects import check
from exam_engine.protocol.plan import check_plan
from exam_engine.records import Sitting
from foundation import ledger, merkle
from foundation.canonical import Instant, digest, parse
from foundation.errors import Conflict, Invalid
from question_bank.releases import reading

Signer = Callable[[str, dict[str, Any], str], dict[str, str]]
"""Takes an object's file name, the object and its digest; returns its line of `signatures.json`."""


class NoShares(Conflict):
    """A sitting needs the commitment of at least one custodian before it can be announced."""

    code: ClassVar[str] = "no_shares"


class SameShare(Invalid):
    """Two custodians gave the same commitment, or one gave two."""

    code: ClassVar[str] = "same_share"


class AnnouncedTooLate(Conflict):
    """The announced moment of the draw has passed: nobody could follow it any more; details: not_before."""

    code: ClassVar[str] = "announced_too_late"


class SignaturesMissing(Conflict):
    """An object lacks the signatures that PROTOCOL annex A requires."""

    code: ClassVar[str] = "signatures_missing"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an announcement says beyond the plan, the register and the release."""

    entropy: dict[str, Any]
    trust: dict[str, Any]
    log_origin: str
    software: str
    witnesses: list[dict[str, str]] = field(default_factory=list)
    quorum: int = 0
    supersedes: str | None = None


def plan_sitting(
    session: Session,
    *,
    name: str,
    campaign: str,
    plan: dict[str, Any],
    release_root: str,
    place: str,
    starts_at: Instant,
    not_before: Instant,
    mode: str = "one_machine",
    now: Instant,
) -> Sitting:
    """Begin a sitting: its row, its plan and its release; raise for a plan that cannot be drawn."""
    check_plan(plan)
    release = reading.release_object(session, release_root)
    feasibility.check_feasible(plan, release)
    sitting = Sitting(
        name=name,
        campaign=campaign,
        state=SittingState.PLANNED,
        mode=mode,
        origin=plan["detail"].get("origin"),
        release_root=release_root,
        place=place,
        starts_at=starts_at,
        not_before=not_before,
        created_at=now,
        paused_at=None,
    )
    if session.get(Sitting, name) is not None:
        raise records.AlreadyStored(sitting=name)
    session.add(sitting)
    records.store(session, name, "plan.json", plan, now=now)
    records.store(session, name, "release.json", release, now=now)
    return sitting


def commit_share(session: Session, sitting: str, *, commitment: str, custodian: str) -> None:
    """Take a custodian's commitment; the share itself stays with the custodian until the day."""
    found = records.get_sitting(session, sitting, lock=True)
    if found.state != SittingState.PLANNED:
        raise Conflict(state=found.state)
    query = select(Share).where(Share.sitting == sitting)
    if any(
        share.commitment == commitment or share.custodian == custodian for share in session.scalars(query)
    ):
        raise SameShare(custodian=custodian)
    session.add(
        Share(sitting=sitting, commitment=commitment, custodian=custodian, value=None, deposited_at=None)
    )
    session.flush()


def announce(
    session: Session, sitting: str, terms: Terms, *, signers: list[Signer], actor: str, now: Instant
) -> str:
    """Bind everything fixed before the draw into the announcement; return its digest, the anchor."""
    found = records.get_sitting(session, sitting, lock=True)
    if now > found.not_before:
        raise AnnouncedTooLate(not_before=found.not_before)
    entropy.check_form(terms.entropy)
    announcement = _announcement(session, found, terms, now=now)
    check(announcement, "announcement")
    found.move_to(SittingState.ANNOUNCED)
    records.store(session, sitting, "trust.json", terms.trust, now=now)
    stored = records.store(session, sitting, "announcement.json", announcement, now=now)
    lines = [signer("announcement.json", announcement, stored) for signer in signers]
    if not {"office", "custodian"} <= {line["role"] for line in lines}:
        raise SignaturesMissing(object="announcement.json")
    records.sign(session, sitting, lines)
    ledger.record(session, "announced", actor=actor, now=now, sitting=sitting, object=stored)
    return stored


def cancel(session: Session, sitting: str, *, reason: str, actor: str, now: Instant) -> None:
    """Call off an announced sitting."""
    records.get_sitting(session, sitting, lock=True).move_to(SittingState.CANCELLED)
    ledger.record(
        session, "refused", actor=actor, now=now, sitting=sitting, detail={"what": "cancelled", "why": reason}
    )


def commitments(session: Session, sitting: str) -> list[str]:
    """Return the custodians' commitments in their order."""
    query = select(Share.commitment).where(Share.sitting == sitting).order_by(Share.commitment)
    return sorted(session.scalars(query))


def _announcement(session: Session, found: Sitting, terms: Terms, *, now: Instant) -> dict[str, Any]:
    name = found.name
    shares = commitments(session, name)
    if not shares:
        raise NoShares
    roll = records.find(session, name, "roll.json")
    lines = parse(roll.stored)["lines"] if roll else []
    return building.announcement(
        sitting=name,
        campaign=found.campaign,
        release_root=found.release_root,
        plan_digest=records.digest_in(session, name, "plan.json"),
        register_digest=records.digest_in(session, name, "register.json"),
        roll_root=merkle.root(lines),
        commitments=shares,
        keys_package=reading.keys_package_sha256(session, found.release_root),
        trust_digest=digest(terms.trust),
        entropy=terms.entropy,
        mode=found.mode,
        log_origin=terms.log_origin,
        witnesses=terms.witnesses,
        quorum=terms.quorum,
        software=terms.software,
        not_before=found.not_before,
        supersedes=terms.supersedes,
        at=now,
    )
