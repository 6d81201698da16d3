"""Releases and what they froze. Rows are written once; triggers refuse their change or removal."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.canonical import Instant
from foundation.db import Base


class Release(Base):
    """A frozen bank; keys lie only inside `keys_package`, an age file of the custodians."""

    __tablename__ = "release"

    root: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    at: Mapped[Instant]
    stored: Mapped[bytes]
    """Canonical bytes of release.json."""
    keys_package: Mapped[bytes]
    keys_package_sha256: Mapped[str]


class ReleaseItem(Base):
    """An item of a release: its entry and its content, as canonical bytes."""

    __tablename__ = "release_item"

    root: Mapped[str] = mapped_column(ForeignKey("release.root"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    entry: Mapped[bytes]
    content: Mapped[bytes]
    content_nonce: Mapped[bytes]
