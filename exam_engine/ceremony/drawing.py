"""The draw: shares deposited, entropy thrown, typed and read back, papers drawn (PROTOCOL 3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.ceremony.tables import Entropy, Share
from exam_engine.protocol import building, draw, entropy, plan
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.sittings.tables import Attempt, SittingItem
from foundation import ledger, merkle
from foundation.canonical import Instant, canonical, digest, digest_of
from foundation.errors import Conflict, Forbidden, Invalid
from question_bank.releases import reading

Progress = Callable[[int, int], None]


class WrongShare(Invalid):
    """The share does not open the commitment that was announced for this custodian."""

    code: ClassVar[str] = "wrong_share"


class SharesMissing(Conflict):
    """Every share must lie in the hall before entropy arises."""

    code: ClassVar[str] = "shares_missing"


class TooEarly(Conflict):
    """The announcement forbids the draw before a certain time."""

    code: ClassVar[str] = "draw_too_early"


class ReadBackDiffers(Conflict):
    """What the second person read is not what the first typed; both start again."""

    code: ClassVar[str] = "read_back_differs"


class SamePerson(Forbidden):
    """This needs two sessions of two different people."""

    code: ClassVar[str] = "same_reader"


class EntropyMissing(Conflict):
    """Nothing has been thrown, or it has not been read back."""

    code: ClassVar[str] = "entropy_missing"


class AlreadyDrawn(Conflict):
    """There is one draw for an announcement."""

    code: ClassVar[str] = "already_drawn"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The papers of a draw before they are kept, with what the wall slip shows."""

    record: dict[str, Any]
    papers: list[dict[str, Any]]


def deposit_share(session: Session, sitting: str, value: bytes, *, custodian: str, now: Instant) -> None:
    """Take a custodian's share and check it against its commitment, before any entropy."""
    _announced(session, sitting)
    share = session.scalars(
        select(Share).where(Share.sitting == sitting, Share.custodian == custodian)
    ).one_or_none()
    if share is None or len(value) != 32 or entropy.share_commitment(value) != share.commitment:
        raise WrongShare(custodian=custodian)
    if session.get(Entropy, sitting) is not None:
        raise AlreadyDrawn(sitting=sitting)
    if share.value is not None:
        return
    share.value, share.deposited_at = value, now
    ledger.record(
        session,
        "share_deposited",
        actor=custodian,
        now=now,
        sitting=sitting,
        detail={"commitment": share.commitment},
    )


def shares(session: Session, sitting: str) -> list[Share]:
    """Return the sitting's shares in the order of their commitments."""
    query = select(Share).where(Share.sitting == sitting).order_by(Share.commitment)
    return sorted(session.scalars(query), key=lambda share: share.commitment)


def type_entropy(session: Session, sitting: str, text: str, *, actor: str, now: Instant) -> None:
    """Take what was thrown, exactly in the announced form; a new text replaces one not yet read back."""
    _announced(session, sitting)
    form = records.load(session, sitting, "announcement.json")["entropy"]
    entropy.parse_entropy(form, text)
    if any(share.value is None for share in shares(session, sitting)):
        raise SharesMissing(sitting=sitting)
    kept = session.get(Entropy, sitting)
    if kept is not None and kept.read_by is not None:
        raise AlreadyDrawn(sitting=sitting)
    if kept is not None:
        session.delete(kept)
        session.flush()
    session.add(Entropy(sitting=sitting, text=text, typed_by=actor, typed_at=now, read_by=None, read_at=None))
    session.flush()


def read_back(session: Session, sitting: str, text: str, *, actor: str, now: Instant) -> None:
    """Confirm the typed entropy from the paper form, by a second person."""
    _announced(session, sitting)
    kept = session.get(Entropy, sitting)
    if kept is None:
        raise EntropyMissing(sitting=sitting)
    if kept.typed_by == actor:
        raise SamePerson(actor=actor)
    if kept.text != text:
        raise ReadBackDiffers(sitting=sitting)
    kept.read_by, kept.read_at = actor, now
    session.flush()


def compute(session: Session, sitting: str, *, now: Instant, progress: Progress | None = None) -> Drawn:
    """Draw every paper; nothing is written, so this may take its time outside a writer's transaction."""
    found = _announced(session, sitting)
    if now < found.not_before:
        raise TooEarly(not_before=found.not_before)
    thrown = session.get(Entropy, sitting)
    if thrown is None or thrown.read_by is None:
        raise EntropyMissing(sitting=sitting)
    values = [share.value for share in shares(session, sitting) if share.value is not None]
    announcement = records.digest_in(session, sitting, "announcement.json")
    seed = entropy.seed(values, announcement, thrown.text)
    papers = draw.draw_papers(
        records.load(session, sitting, "plan.json"),
        records.load(session, sitting, "release.json"),
        records.load(session, sitting, "register.json")["codes"],
        seed,
        sitting,
        progress=progress,
    )
    lines = [building.paper_line(paper["code"], digest(paper)) for paper in papers]
    record = building.draw(
        sitting=sitting,
        announcement_digest=announcement,
        at=now,
        entropy=thrown.text,
        read_by=[thrown.typed_by, thrown.read_by],
        papers_root=merkle.root(lines),
        shares=[value.hex() for value in values],
        seed=seed.hex(),
    )
    return Drawn(record, papers)


def keep(session: Session, sitting: str, drawn: Drawn, *, actor: str, now: Instant) -> None:
    """Write the papers, the draw and its ledger entry; the first of two draws stands."""
    found = records.get_sitting(session, sitting, lock=True)
    if found.state != SittingState.ANNOUNCED:
        raise AlreadyDrawn(sitting=sitting)
    found.move_to(SittingState.DRAWN)
    records.store(session, sitting, "draw.json", drawn.record, now=now)
    session.execute(insert(Attempt), [_attempt(sitting, paper, now=now) for paper in drawn.papers])
    _keep_items(session, found.name, found.release_root)
    shown = {member: value for member, value in drawn.record.items() if member not in {"shares", "seed"}}
    ledger.record(session, "drawn", actor=actor, now=now, sitting=sitting, detail=shown)


def _attempt(sitting: str, paper: dict[str, Any], *, now: Instant) -> dict[str, Any]:
    stored = canonical(paper)
    return {
        "sitting": sitting,
        "code": paper["code"],
        "state": AttemptState.ASSIGNED,
        "paper": stored,
        "paper_digest": digest_of(stored),
        "grants": [],
        "lease": 0,
        "acknowledged": 0,
        "n": 0,
        "head": digest_of(stored),
        "last_at": now,
        "added": 0,
    }


def _keep_items(session: Session, sitting: str, release_root: str) -> None:
    """Give the hall what it may know: entries and contents of eligible items, no keys."""
    value = records.load(session, sitting, "plan.json")
    entries = reading.entries(session, release_root)
    fitting = {
        entry["code"]: entry for quota in value["quotas"] for entry in plan.eligible(value, quota, entries)
    }
    texts = reading.contents(session, release_root, sorted(fitting))
    rows = [
        {"sitting": sitting, "code": code, "entry": canonical(entry), "content": texts[code]}
        for code, entry in sorted(fitting.items())
    ]
    session.execute(insert(SittingItem), rows)


def _announced(session: Session, sitting: str) -> records.Sitting:
    found = records.get_sitting(session, sitting)
    if found.state != SittingState.ANNOUNCED:
        raise AlreadyDrawn(state=found.state)
    return found
