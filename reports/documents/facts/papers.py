"""The facts of the papers of the day: tickets, what hangs on walls, typed acts, the emergency card."""

from dataclasses import dataclass

from foundation.canonical import Instant
from reports.documents.facts.common import House, How, Signatory, Sitting, Text
from reports.documents.facts.protocol import DrawFacts


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
