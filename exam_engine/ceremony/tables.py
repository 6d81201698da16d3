"""What is kept between announcement and draw."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.canonical import Instant
from foundation.db import Base


class Share(Base):
    """A custodian's contribution to the seed: its commitment first, its value when deposited."""

    __tablename__ = "share"
    __table_args__ = (UniqueConstraint("sitting", "custodian"), {"sqlite_strict": True})

    sitting: Mapped[str] = mapped_column(primary_key=True)
    commitment: Mapped[str] = mapped_column(primary_key=True)
    custodian: Mapped[str]
    value: Mapped[bytes | None]
    deposited_at: Mapped[Instant | None]


class Entropy(Base):
    """What was thrown in the room: typed by one person, read back by another."""

    __tablename__ = "entropy"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    typed_by: Mapped[str]
    typed_at: Mapped[Instant]
    read_by: Mapped[str | None]
    read_at: Mapped[Instant | None]
