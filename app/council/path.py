"""How far a sitting has come from its close to its documents, and which one act is next.

Everything is read from the tables and the ledger; nothing is remembered beside them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.acts import documents
from app.sign_in.records import Staff
from exam_engine import records
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.protocol.life import Version
from exam_engine.records import Sitting
from exam_engine.results import services as results
from exam_engine.results.certifying import NEEDED
from exam_engine.results.key_opening import KEYS
from exam_engine.results.tables import ResultsVersion
from foundation.canonical import Instant, instant, parse
from foundation.errors import NotFound
from foundation.ledger import LedgerEntry


class Act(StrEnum):
    """A step of the way, in order."""

    CLOSE = "close"
    SEAL = "seal"
    KEYS = "keys"
    COMPUTE = "compute"
    COMPARE = "compare"
    CERTIFY = "certify"
    DECODE = "decode"
    PUBLISH = "publish"
    DOCUMENTS = "documents"


ORDER = tuple(Act)
WRITTEN = {
    Act.CLOSE: "closed",
    Act.SEAL: "sealed",
    Act.KEYS: "keys_opened",
    Act.COMPUTE: "computed",
    Act.COMPARE: "agreed",
    Act.CERTIFY: "certified",
    Act.DECODE: "decoded",
    Act.PUBLISH: "published",
    Act.DOCUMENTS: "document_signed",
}
"""The ledger's word for each step (PROTOCOL annex C)."""
_BY_WORD = {word: act for act, word in WRITTEN.items()}
_OF_VERSION = frozenset({Act.COMPUTE, Act.COMPARE, Act.CERTIFY, Act.PUBLISH})
_RUNNING = frozenset({SittingState.OPEN, SittingState.INTERRUPTED, SittingState.DRAWN})
_AGREED = frozenset({Version.AGREED, Version.CERTIFIED, Version.PUBLISHED, Version.SUPERSEDED})
_CERTIFIED = _AGREED - {Version.AGREED}


@dataclass(frozen=True, slots=True)
class Doing:
    """Who did a step and when; `digest` is what was made, empty where nothing was."""

    who: str
    at: Instant
    digest: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the page lists it; `state` is done, now, later or bad."""

    act: Act
    state: str
    done: tuple[Doing, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A sitting's way; `version` is the newest of its results, `pending` votes that no version holds yet."""

    sitting: Sitting
    version: ResultsVersion | None
    coming: int
    """The number of the version that the steps are about: the next one while corrections wait."""
    pending: int
    decoded: bool
    disputed: bool
    steps: tuple[Step, ...]
    next: Act | None

    @property
    def is_real(self) -> bool:
        """Say whether this is neither a trial nor a demonstration."""
        return self.sitting.origin is None

    @property
    def certified(self) -> bool:
        """Say whether the newest version is signed by all who must sign."""
        return self.version is not None and Version(self.version.state) in _CERTIFIED

    @property
    def agreed(self) -> bool:
        """Say whether both programs agree on the newest version."""
        return self.version is not None and Version(self.version.state) in _AGREED

    @property
    def signed(self) -> int:
        """Return how many have signed the newest version."""
        return 0 if self.version is None else len(self.version.certified_by)

    @property
    def needed(self) -> int:
        """Return how many must sign."""
        return NEEDED


def sittings(session: Session) -> list[Path]:
    """Return the ways of all sittings whose papers are drawn, newest first."""
    rows = session.scalars(select(Sitting).order_by(Sitting.created_at.desc(), Sitting.name))
    hidden = {SittingState.PLANNED, SittingState.ANNOUNCED, SittingState.CANCELLED}
    return [_path(session, row) for row in rows if SittingState(row.state) not in hidden]


def find(session: Session, sitting: str) -> Path:
    """Return a sitting's way; raise NotFound before its papers are drawn."""
    row = records.get_sitting(session, sitting)
    if SittingState(row.state) in {SittingState.PLANNED, SittingState.ANNOUNCED}:
        raise NotFound(what="sitting", name=sitting)
    return _path(session, row)


def names(session: Session) -> dict[str, str]:
    """Return the staff's names by code; `system` stays what it is."""
    return {row.code: row.name for row in session.scalars(select(Staff))}


def _path(session: Session, row: Sitting) -> Path:
    version = results.newest(session, row.name)
    pending = _pending(session, row.name, version)
    # Corrections that wait begin the way anew, but only once the version before is signed.
    waits = pending > 0 and version is not None and Version(version.state) in _CERTIFIED
    done = _done(session, row, None if waits else version)
    disputed = version is not None and bool(version.differing) and not done[Act.COMPARE]
    following = next((act for act in ORDER if not done[act]), None)
    written = _written(session, row.name, None if waits else version)
    steps = tuple(
        Step(
            act,
            _state(act, done, following, disputed=disputed),
            written[act] if done[act] or act is Act.CERTIFY else (),
        )
        for act in ORDER
    )
    number = version.version if version is not None else 0
    return Path(
        sitting=row,
        version=version,
        coming=number + 1 if waits or version is None else number,
        pending=pending,
        decoded=done[Act.DECODE],
        disputed=disputed,
        steps=steps,
        next=following,
    )


def _done(session: Session, row: Sitting, version: ResultsVersion | None) -> dict[Act, bool]:
    state = None if version is None else Version(version.state)
    sitting = SittingState(row.state)
    return {
        Act.CLOSE: sitting in {SittingState.CLOSED, SittingState.SEALED},
        Act.SEAL: sitting is SittingState.SEALED,
        Act.KEYS: records.find(session, row.name, KEYS) is not None,
        Act.COMPUTE: version is not None,
        Act.COMPARE: state in _AGREED,
        Act.CERTIFY: state in _CERTIFIED,
        Act.DECODE: results.is_decoded(session, row.name),
        Act.PUBLISH: state in {Version.PUBLISHED, Version.SUPERSEDED},
        Act.DOCUMENTS: version is not None and _issued(session, row.name, version.version),
    }


def _issued(session: Session, sitting: str, version: int) -> bool:
    """Say whether every candidate of the version has a sheet in every language of the documents."""
    sheets = {
        (row.kind, row.code)
        for row in results.issued(session, sitting)
        if row.version == version and row.code is not None
    }
    opened = records.find(session, sitting, "persons.json")
    if opened is None or not sheets:
        return False
    codes = [opening["code"] for opening in parse(opened.stored)["openings"]]
    return all((f"sheet-{language}", code) in sheets for language in documents.LANGUAGES for code in codes)


def _state(act: Act, done: dict[Act, bool], following: Act | None, *, disputed: bool) -> str:
    if done[act]:
        return "done"
    if act is following:
        return "bad" if disputed and act is Act.COMPARE else "now"
    return "later"


def _pending(session: Session, sitting: str, version: ResultsVersion | None) -> int:
    votes = len(results.voted(session, sitting))
    if version is None:
        return votes
    held: list[Any] = records.load(session, sitting, version.file)["amendments"]
    return votes - len(held)


def _written(session: Session, sitting: str, version: ResultsVersion | None) -> dict[Act, tuple[Doing, ...]]:
    """Return who did each step, as the ledger says; of results only what concerns this version."""
    found: dict[Act, list[Doing]] = {act: [] for act in ORDER}
    known = names(session)
    for entry in _entries(session, sitting):
        act = _BY_WORD[entry["act"]]
        if act in _OF_VERSION and (version is None or entry["object"] != version.digest):
            continue
        actor = str(entry["actor"])
        shown = "" if act is Act.DOCUMENTS else entry["object"] or ""
        found[act].append(Doing(known.get(actor, actor), instant(entry["at"]), shown))
    return {act: tuple(doings) for act, doings in found.items()}


def _entries(session: Session, sitting: str) -> list[dict[str, Any]]:
    """Return the ledger's entries of the steps; of the many signed documents only the last one."""
    of_sitting = select(LedgerEntry.entry).where(LedgerEntry.sitting == sitting)
    words = [word for act, word in WRITTEN.items() if act is not Act.DOCUMENTS]
    steps = of_sitting.where(LedgerEntry.act.in_(words)).order_by(LedgerEntry.n)
    last = of_sitting.where(LedgerEntry.act == WRITTEN[Act.DOCUMENTS]).order_by(LedgerEntry.n.desc()).limit(1)
    return [parse(stored) for stored in (*session.scalars(steps), *session.scalars(last))]
