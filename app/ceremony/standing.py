"""How a sitting stands before its first question: what is there, who gave a share, what was thrown."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.ceremony import services as ceremony
from exam_engine.ceremony.tables import Entropy, Share
from exam_engine.protocol import plan as plans
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.records import Sitting
from exam_engine.roll import services as roll
from exam_engine.sittings.tables import Ticket

BEFORE_DRAW = frozenset({SittingState.PLANNED, SittingState.ANNOUNCED})
NEVER_HELD = frozenset({SittingState.CANCELLED, SittingState.ANNULLED})


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest that was or will be fixed; people compare its first 16 characters."""

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A sitting as the ceremony's pages show it; `entropy` without its text until it was read back."""

    sitting: Sitting
    plan: dict[str, Any]
    persons: int
    spares: int
    tickets: bool
    shares: list[Share]
    announcement: str | None
    form: dict[str, Any] | None
    entropy: Entropy | None
    draw: dict[str, Any] | None

    @property
    def state(self) -> SittingState:
        """The sitting's state."""
        return SittingState(self.sitting.state)

    @property
    def name(self) -> str:
        """The sitting's code."""
        return self.sitting.name

    @property
    def codes(self) -> int:
        """How many codes the register has."""
        return self.persons + self.spares

    @property
    def deposited(self) -> int:
        """How many shares lie in the hall."""
        return sum(share.value is not None for share in self.shares)

    @property
    def read(self) -> bool:
        """Whether the numbers were read back."""
        return self.entropy is not None and self.entropy.read_by is not None

    @property
    def questions(self) -> int:
        """How many questions a paper has."""
        return plans.length(self.plan)

    @property
    def maximum(self) -> int:
        """The most points, in thousandths."""
        return plans.maximum(self.plan)


def standing(session: Session, name: str) -> Standing:
    """Return how a sitting stands; raise NotFound."""
    sitting = records.get_sitting(session, name)
    people = roll.persons(session, name)
    named = sum(row.name is not None for row in people)
    announcement = records.find(session, name, "announcement.json")
    return Standing(
        sitting=sitting,
        plan=records.load(session, name, "plan.json"),
        persons=named,
        spares=len(people) - named,
        tickets=has_tickets(session, name),
        shares=ceremony.shares(session, name),
        announcement=announcement.digest if announcement else None,
        form=records.load(session, name, "announcement.json")["entropy"] if announcement else None,
        entropy=session.get(Entropy, name),
        draw=records.load(session, name, "draw.json") if records.find(session, name, "draw.json") else None,
    )


def listed(session: Session) -> list[Sitting]:
    """Return every sitting, the newest first."""
    return list(session.scalars(select(Sitting).order_by(Sitting.starts_at.desc(), Sitting.name)))


def has_tickets(session: Session, sitting: str) -> bool:
    """Say whether the tickets' secrets were made."""
    return session.scalars(select(Ticket).where(Ticket.sitting == sitting).limit(1)).first() is not None


def taken(session: Session, name: str) -> bool:
    """Say whether a sitting has this name already, in any case of letters."""
    return name.lower() in {found.lower() for found in session.scalars(select(Sitting.name))}
