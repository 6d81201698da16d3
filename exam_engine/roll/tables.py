"""Who a code is. Opened to nobody before decoding, except on the person's own ticket."""

from sqlalchemy.orm import Mapped, mapped_column

from foundation.canonical import Instant
from foundation.db import Base


class Person(Base):
    """A register code and its person; a spare has neither name, number nor nonce until it is given."""

    __tablename__ = "person"

    sitting: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    spare: Mapped[bool]
    """The code was enrolled as a spare; stays so after it is given."""
    name: Mapped[str | None]
    number: Mapped[str | None]
    nonce: Mapped[bytes | None]
    enrolled_by: Mapped[str]
    given_at: Mapped[Instant | None]
    """When a spare got its person."""
