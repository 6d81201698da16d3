"""The facts of a result sheet. Points are thousandths; instants milliseconds UTC; digests hex of 64."""

from dataclasses import dataclass
from typing import Literal

from foundation.canonical import Instant
from reports.documents.facts.common import House, Signatory, Sitting, Text

Status = Literal["scored", "absent", "void"]
Basis = Literal["angoff", "calibrated"]


@dataclass(frozen=True, slots=True)
class Section:
    """A candidate's figures in one section; `minimum` is null where the plan sets none."""

    title: Text
    points: int
    maximum: int
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class Difficulty:
    """How hard this paper was and on what ground that is said; points in thousandths."""

    basis: Basis
    demo: bool
    """The ratings are sample ones."""
    expected: int
    """What a candidate exactly at the cut would be expected to earn on this paper."""
    standard_error: int
    harder_than: int
    """Per cent of the sitting's papers that were easier than this one."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One candidate's result sheet. An absent candidate has no sections, total, maximum, rank or receipt."""

    house: House
    sitting: Sitting
    serial: str
    issued_at: Instant
    code: str
    name: str | None
    """Null before decoding."""
    status: Status
    sections: tuple[Section, ...]
    total: int | None
    maximum: int | None
    cut: int
    passed: bool
    rank: int | None
    ranked: int
    """How many candidates have a rank."""
    version: int
    replaces: int | None
    reason: str
    """Why the version before was replaced; empty for the first."""
    difficulty: Difficulty | None
    receipt: str | None
    """The finding aid, 16 characters, with or without groups."""
    seal_digest: str
    results_digest: str
    check_url: str
    appeal_until: Instant | None
    appeal_place: Text | None
    next_date: Text | None
    """When one may sit again, for those who did not pass."""
    anonymous: bool
    """False where the group was too small for codes to hide anybody."""
    signatories: tuple[Signatory, ...] = ()
