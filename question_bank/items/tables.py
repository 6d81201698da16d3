"""Items and revisions. No key stands here: see `question_bank.keys.tables`."""

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.canonical import Instant
from foundation.db import Base, Json, JsonList, JsonMap
from question_bank.items.life import State, advance


class Item(Base):
    """A question through all its revisions."""

    __tablename__ = "item"

    code: Mapped[str] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(unique=True)
    """The code in lower case: codes are unique ignoring case."""
    bank: Mapped[str] = mapped_column(index=True)
    topic: Mapped[str] = mapped_column(index=True)
    enemies: Mapped[str | None]
    latest: Mapped[int]
    """The number of the newest revision."""


class Revision(Base):
    """One wording of an item; it changes only while it is a draft."""

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_state", "state"), {"sqlite_strict": True})

    item_code: Mapped[str] = mapped_column(ForeignKey("item.code"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str]
    kind: Mapped[str]
    author: Mapped[str]
    reviewer: Mapped[str | None]
    approver: Mapped[str | None]
    difficulty: Mapped[int | None]
    difficulty_basis: Mapped[str | None]
    seconds: Mapped[int]
    languages: Mapped[JsonList]
    draft: Mapped[JsonMap]
    """The wording (`values.to_json`), never the key."""
    source: Mapped[str | None]
    returned: Mapped[list[Any] | None] = mapped_column(Json)
    """Why it was sent back: a list of {by, at, place, sentence}."""
    searched: Mapped[str]
    """Every text in lower case, for the search."""
    changed_at: Mapped[Instant]

    def move_to(self, to: State) -> None:
        """Change state; the only way to do so."""
        self.state = advance(self.item_code, State(self.state), to)
