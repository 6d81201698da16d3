"""What the hall keeps. A code stands for a person; whose it is lies where this package cannot look."""

from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exam_engine.protocol.life import ATTEMPT, advance
from exam_engine.protocol.life import Attempt as AttemptState
from foundation.canonical import Instant
from foundation.db import Base, Json


class Attempt(Base):
    """One candidate, one paper, one sitting; `n`, `head`, `last_at` are those of the journal's last entry."""

    __tablename__ = "attempt"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    paper: Mapped[bytes]
    paper_digest: Mapped[str]
    seat: Mapped[int | None]
    admitted_at: Mapped[Instant | None]
    grants: Mapped[list[Any]] = mapped_column(Json)
    """Accommodations fixed before the start: `{seconds, by, reason}`."""
    lease: Mapped[int]
    """Rises each time the attempt is given to a terminal; the number of the only lease that may write."""
    terminal: Mapped[str | None]
    released_by: Mapped[str | None]
    """Who let the next terminal in; null while the present one holds the attempt."""
    released_why: Mapped[str | None]
    acknowledged: Mapped[int]
    """The highest client number of the present lease that is durable."""
    language: Mapped[str | None]
    n: Mapped[int]
    head: Mapped[str]
    last_at: Mapped[Instant]
    given_at: Mapped[Instant | None]
    """When the paper was first sent to the terminal."""
    opened_at: Mapped[Instant | None]
    deadline: Mapped[Instant | None]
    """As it stands; an open pause is not in it yet."""
    added: Mapped[int]
    """Milliseconds given so far: grants, extensions and ended pauses."""
    paused_at: Mapped[Instant | None]
    closed_at: Mapped[Instant | None]
    how: Mapped[str | None]
    seen_at: Mapped[Instant | None]

    def move_to(self, to: AttemptState) -> None:
        """Change state; the only way to do so."""
        self.state = advance(ATTEMPT, AttemptState(self.state), to)


class JournalEntry(Base):
    """An entry of an attempt's journal as canonical bytes; triggers refuse its change or removal."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        UniqueConstraint("sitting", "code", "lease", "number"),
        {"sqlite_strict": True},
    )

    sitting: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Instant]
    kind: Mapped[str]
    entry: Mapped[bytes]
    lease: Mapped[int | None]
    number: Mapped[int | None]
    """The client's number within its lease; null for what the server wrote by itself."""


class RefusedEntry(Base):
    """What arrived too late or from a superseded lease: evidence, shown, never scored by itself."""

    __tablename__ = "refused_entry"
    __table_args__ = (Index(None, "sitting", "code"), {"sqlite_strict": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting: Mapped[str]
    code: Mapped[str]
    lease: Mapped[int]
    number: Mapped[int]
    at: Mapped[Instant]
    reason: Mapped[str]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]] = mapped_column(Json)


class FlagMark(Base):
    """A question that the candidate wants to look at again; beside the journal, not in it."""

    __tablename__ = "flag_mark"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


class Remark(Base):
    """The text of a candidate's remark on a question; the journal holds its digest."""

    __tablename__ = "remark"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    text: Mapped[str]


class Incident(Base):
    """Something that happened; the text can be finished later, the fact cannot be deleted."""

    __tablename__ = "incident"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Instant]
    kind: Mapped[str]
    code: Mapped[str | None]
    terminal: Mapped[str | None]
    by: Mapped[str]
    reason: Mapped[str]
    text: Mapped[str]


class Call(Base):
    """A hand raised at a seat: help, or leaving the room."""

    __tablename__ = "call"
    __table_args__ = (Index(None, "sitting", "code"), {"sqlite_strict": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting: Mapped[str]
    code: Mapped[str]
    kind: Mapped[str]
    at: Mapped[Instant]
    answered_at: Mapped[Instant | None]
    answered_by: Mapped[str | None]


class Ticket(Base):
    """A ticket's secret, as HMAC with the installation's pepper, and whose code it opens."""

    __tablename__ = "ticket"

    secret_hmac: Mapped[str] = mapped_column(primary_key=True)
    sitting: Mapped[str] = mapped_column(index=True)
    code: Mapped[str]


class TicketTry(Base):
    """A wrong ticket typed at a terminal; too many close the terminal's sign-in for a while."""

    __tablename__ = "ticket_try"
    __table_args__ = (Index(None, "terminal", "at"), {"sqlite_strict": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    terminal: Mapped[str]
    at: Mapped[Instant]


class SittingItem(Base):
    """What a hall may know of an eligible item: its release entry and content, never its key."""

    __tablename__ = "sitting_item"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    entry: Mapped[bytes]
    content: Mapped[bytes]
