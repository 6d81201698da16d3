"""What somebody who signs must have seen: numbers, incidents, corrections, differences, the two verdicts."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.council.path import Path
from exam_engine import records
from exam_engine.results import services as results
from exam_engine.results.tables import ResultsVersion
from exam_engine.sittings import services as hall
from exam_engine.sittings.tables import Attempt, Incident, JournalEntry
from foundation.canonical import parse


@dataclass(frozen=True, slots=True)
class Attendance:
    """How the attempts of a sitting ended; `entries` counts the lines of all journals."""

    codes: int
    handed_in: int
    time: int
    removed: int
    absent: int
    entries: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a version of the results comes to."""

    present: int
    absent: int
    void: int
    passed: int
    failed: int
    changed: int
    newly_passed: int
    no_longer_passed: int


@dataclass(frozen=True, slots=True)
class Signing:
    """Everything beside the button that certifies; digests whole."""

    version: ResultsVersion
    numbers: Numbers
    incidents: list[Incident]
    corrections: list[dict[str, Any]]
    programs: list[dict[str, Any]]
    seal_digest: str


def attendance(session: Session, sitting: str) -> Attendance:
    """Count the ends of the attempts."""
    ways = Counter(session.scalars(select(Attempt.how).where(Attempt.sitting == sitting)))
    entries = select(func.count()).select_from(JournalEntry).where(JournalEntry.sitting == sitting)
    return Attendance(
        codes=ways.total(),
        handed_in=ways["handed_in"],
        time=ways["time"],
        removed=ways["removed"],
        absent=ways["absent"],
        entries=session.execute(entries).scalar_one(),
    )


def incidents(session: Session, sitting: str) -> list[Incident]:
    """Return what happened, in order."""
    return hall.listed(session, sitting)


def signing(session: Session, found: Path) -> Signing | None:
    """Return what stands beside the signature, or None while there is no version."""
    if found.version is None:
        return None
    value = records.load(session, found.sitting.name, found.version.file)
    return Signing(
        version=found.version,
        numbers=numbers(value),
        incidents=incidents(session, found.sitting.name),
        corrections=value["amendments"],
        programs=value["programs"],
        seal_digest=value["seal_digest"],
    )


def numbers(value: dict[str, Any]) -> Numbers:
    """Count a results object."""
    lines, changes = value["candidates"], value["changes"]
    ways = Counter(line["status"] for line in lines)
    passed = sum(line["passed"] for line in lines)
    turned = Counter((change["before"]["passed"], change["after"]["passed"]) for change in changes)
    return Numbers(
        present=len(lines) - ways["absent"],
        absent=ways["absent"],
        void=ways["void"],
        passed=passed,
        failed=ways["scored"] - passed,
        changed=len(changes),
        newly_passed=turned[False, True],
        no_longer_passed=turned[True, False],
    )


def waiting(session: Session, sitting: str) -> list[dict[str, Any]]:
    """Return the corrections that were voted and are in no version yet."""
    version = results.newest(session, sitting)
    held = 0 if version is None else len(records.load(session, sitting, version.file)["amendments"])
    return [parse(vote.stored) for vote in results.voted(session, sitting)[held:]]


def custodians(session: Session, sitting: str) -> int:
    """Return how many custodians the announcement names."""
    keys = records.load(session, sitting, "trust.json")["keys"]
    return sum(key["role"] == "custodian" for key in keys)
