"""The facts of a sitting's protocol, made and signed before certification."""

from dataclasses import dataclass

from foundation.canonical import Instant
from reports.documents.facts.common import House, How, Sitting, Text


@dataclass(frozen=True, slots=True)
class Member:
    """One of those who hold the sitting."""

    role: Text
    name: str
    note: Text | None = None
    """Recusal, replacement."""


@dataclass(frozen=True, slots=True)
class Custodian:
    """A custodian's share: its commitment and when it was deposited."""

    name: str
    commitment: str
    deposited_at: Instant


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """The draw as recorded."""

    at: Instant
    entropy: str
    form: Text
    readers: tuple[str, ...]
    papers: int
    papers_root: str
    seed: str | None
    """Null on a slip hung before the shares are opened."""
    digest: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """Counts of the sitting; registered includes spare codes."""

    registered: int
    spares: int
    admitted: int
    opened: int
    handed_in: int
    time: int
    removed: int
    absent: int


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """One code's attendance."""

    code: str
    seat: str
    opened_at: Instant | None
    closed_at: Instant
    how: How
    entries: int
    receipt: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An act or incident in the order of its number."""

    number: int
    at: Instant
    kind: Text
    code: str
    seat: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Grant:
    """Time given; `code` is empty where everybody got it."""

    at: Instant
    code: str
    seconds: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the ledger, and who cosigned it."""

    at: Instant
    number: int
    head: str
    cosigned_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SealFacts:
    """The seal and who signed it."""

    at: Instant
    digest: str
    answers_root: str
    incidents_digest: str
    signed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """One of the two programs that computed the results."""

    name: Text
    software: str
    results_digest: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """An observer's remark with the commission's answer, or a dissenting opinion (answer empty)."""

    name: str
    of: Text
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ProtocolFacts:
    """The sitting's protocol, made and signed before certification."""

    house: House
    sitting: Sitting
    serial: str
    made_at: Instant
    announcement_digest: str
    announced_at: Instant
    members: tuple[Member, ...]
    custodians: tuple[Custodian, ...]
    draw: DrawFacts
    attendance: Attendance
    candidates: tuple[AttendanceLine, ...]
    happenings: tuple[Happening, ...]
    grants: tuple[Grant, ...]
    heads: tuple[Head, ...]
    seal: SealFacts
    programs: tuple[Program, ...]
    remarks: tuple[Remark, ...]
    opinions: tuple[Remark, ...]
    check_url: str
