"""What stands in a document, as frozen values: made first by those who read the tables, laid out afterwards.

Instants are milliseconds UTC, points thousandths, digests lower-case hex of 64. A `Text` is what the house
itself says in several languages; names of people and what people wrote are plain strings.
"""

from dataclasses import dataclass
from typing import Literal

from foundation.canonical import Instant
from reports.words import Language

Origin = Literal["real", "demo", "trial"]
KeyKind = Literal["first_run", "own", "qualified"]
Status = Literal["scored", "absent", "void"]
Basis = Literal["angoff", "calibrated"]
How = Literal["handed_in", "time", "removed", "absent"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in Kyrgyz, Russian and, where somebody wrote it, English."""

    ky: str
    ru: str
    en: str = ""

    def get(self, language: Language) -> str:
        """Return it in `language`; English falls back to Russian."""
        return {"ky": self.ky, "ru": self.ru, "en": self.en or self.ru}[language]


def same(text: str) -> Text:
    """Return a text that reads alike in every language: a number, a proper name."""
    return Text(text, text, text)


@dataclass(frozen=True, slots=True)
class House:
    """Whose document it is and how far its signature reaches."""

    name: Text
    check: str
    """The address where a document is checked, as a person would type it."""
    origin: Origin
    key: KeyKind
    signer: str
    """The holder named on the signing certificate."""

    @property
    def is_demo(self) -> bool:
        """Say whether the page must carry the DEMO band."""
        return self.origin != "real" or self.key == "first_run"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting, as every document of it names it."""

    code: str
    title: Text
    place: Text
    starts_at: Instant
    plan: Text
    cut_act: Text
    """The act that sets the cut: kind, number, date, article."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person with a line for a wet signature."""

    role: Text
    name: str


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


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """A candidate's ticket: the one paper where name, code and secret stand together."""

    house: House
    sitting: Sitting
    name: str
    code: str
    person: str
    """The roll line's commitment."""
    nonce: str
    secret: str
    """16 digits."""
    seat: str | None
    room: Text
    arrive_at: Instant
    doors_close_at: Instant


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """The printed announcement."""

    house: House
    sitting: Sitting
    digest: str
    announced_at: Instant
    not_before: Instant
    questions: int
    minutes: int
    cut: int
    maximum: int
    candidates: int
    spares: int
    custodians: int
    entropy: Text
    witnesses: tuple[str, ...]
    url: str
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """The slip that hangs on the wall after the draw."""

    house: House
    sitting: Sitting
    announcement_digest: str
    draw: DrawFacts
    url: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A code and its finding aid; null for the absent."""

    code: str
    receipt: str | None
    answered: int
    how: How


@dataclass(frozen=True, slots=True)
class ReceiptsFacts:
    """The list code -> receipt, hung before the keys are opened."""

    house: House
    sitting: Sitting
    made_at: Instant
    lines: tuple[ReceiptLine, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call."""

    role: Text
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class EmergencyFacts:
    """The card that works when the server does not."""

    house: House
    sitting: Sitting
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class ActFacts:
    """A typed act of the day: what happened, the person's words, who signed."""

    house: House
    sitting: Sitting
    number: int
    kind: Text
    at: Instant
    code: str
    seat: str
    grounds: Text
    facts: str
    explanation: str
    by: str
    witnesses: tuple[str, ...] = ()
    lost_seconds: int | None = None
    granted_seconds: int | None = None
