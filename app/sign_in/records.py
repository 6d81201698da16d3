"""Staff, their open sessions and their tries to sign in."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.canonical import Instant
from foundation.db import Base, JsonList


class Staff(Base):
    """A person of the staff, known to the rest of the program only by a code."""

    __tablename__ = "staff"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    roles: Mapped[JsonList]
    language: Mapped[str]
    active: Mapped[bool]
    created_at: Mapped[Instant]


class StaffSession(Base):
    """An open sign-in; the cookie holds the token, the row only its hash."""

    __tablename__ = "staff_session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    staff_code: Mapped[str] = mapped_column(ForeignKey("staff.code"), index=True)
    opened_at: Mapped[Instant]
    seen_at: Mapped[Instant]


class SignInTry(Base):
    """A try that has not succeeded; counted by code and by a hash of the address."""

    __tablename__ = "sign_in_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Instant] = mapped_column(index=True)
    code: Mapped[str]
    address: Mapped[str]
