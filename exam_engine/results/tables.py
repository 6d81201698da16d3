"""Versions of the results, votes on corrections, issued documents. Nothing here is ever removed."""

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exam_engine.protocol.life import VERSION, Version, advance
from foundation.canonical import Instant
from foundation.db import Base, Json


class ResultsVersion(Base):
    """A version of a sitting's results; the object itself is the protocol object `results-N.json`."""

    __tablename__ = "results_version"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    digest: Mapped[str]
    reason: Mapped[str | None]
    at: Mapped[Instant]
    verdict: Mapped[str | None]
    """What the independent verifier ended with; null until it has run."""
    differing: Mapped[list[Any]] = mapped_column(Json)
    """Codes (or `bundle`) on which the two programs differ; empty when they agree."""
    certified_by: Mapped[list[Any]] = mapped_column(Json)
    """Staff codes of those who certified, in order."""
    published_at: Mapped[Instant | None]

    @property
    def file(self) -> str:
        """Return the object's name in the evidence."""
        return f"results-{self.version}.json"

    def move_to(self, to: Version) -> None:
        """Change state; the only way to do so."""
        self.state = advance(VERSION, Version(self.state), to)


class Vote(Base):
    """An amendment that was voted, recorded before anybody computed its effect."""

    __tablename__ = "vote"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    stored: Mapped[bytes]
    """The amendment's canonical bytes."""
    digest: Mapped[str]
    at: Mapped[Instant]


class DocumentRow(Base):
    """A document that was issued: a line of `documents.json`."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("sha256"), {"sqlite_strict": True})

    sitting: Mapped[str] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    code: Mapped[str | None]
    version: Mapped[int | None]
    sha256: Mapped[str]
    superseded_by: Mapped[str | None]
    at: Mapped[Instant]


class DocumentFile(Base):
    """The bytes of an issued document, as signed."""

    __tablename__ = "document_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
