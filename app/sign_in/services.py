"""Rules of signing in: who guesses is shut out for a quarter of an hour, and shuts out nobody else.

Five wrong passwords lock a code where they were typed (an address, or a browser in which this person has
signed in before), thirty lock an address, sixty from anywhere lock a code for browsers that do not know it.

A refusal is an outcome that is recorded, not an error that would roll its record back.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from app.rights import Right, Role, rights_of
from app.sign_in.records import SignInTry, Staff, StaffSession
from exam_engine.protocol.codes import is_code
from foundation import ledger
from foundation.canonical import Instant
from foundation.errors import Conflict, Invalid, NotFound

MINUTE = 60_000
IDLE = 15 * MINUTE
LONGEST = 12 * 60 * MINUTE
SLIDE = 30_000
TRIES_OF_CODE = 5
TRIES_OF_ADDRESS = 30
TRIES_FROM_ANYWHERE = 60


class Outcome(StrEnum):
    """How a try to sign in ended."""

    SIGNED_IN = "signed_in"
    WRONG = "wrong"
    WAIT = "wait"


class StaffCodeTaken(Conflict):
    """Somebody has this staff code already."""

    code = "staff_code_taken"


class BadStaffCode(Invalid):
    """A staff code is a code of the protocol: it stands in every entry of the ledger."""

    code = "bad_staff_code"


class UnknownRole(Invalid):
    """There is no such role."""

    code = "unknown_role"


class WeakPassword(Invalid):
    """A staff password is shorter than twelve characters."""

    code = "weak_password"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, as pages need it."""

    code: str
    name: str
    roles: tuple[str, ...]
    language: str
    rights: frozenset[Right]


def add_staff(
    session: Session,
    *,
    code: str,
    name: str,
    password_hash: str,
    roles: list[str],
    language: str,
    actor: str,
    now: Instant,
) -> Staff:
    """Add a person; the ledger keeps code and roles, no name.

    Raises BadStaffCode, StaffCodeTaken (whatever the case of its letters) or UnknownRole.
    """
    unknown = sorted(set(roles) - set(Role))
    if unknown or not roles:
        raise UnknownRole(role=", ".join(unknown))
    if not is_code(code) or code.lower() == ledger.SYSTEM:
        raise BadStaffCode(staff=code)
    if session.scalars(select(Staff.code).where(func.lower(Staff.code) == code.lower())).first() is not None:
        raise StaffCodeTaken(staff=code)
    staff = Staff(
        code=code,
        name=name,
        password_hash=password_hash,
        roles=sorted(roles),
        language=language,
        active=True,
        created_at=now,
    )
    session.add(staff)
    ledger.record(
        session, "staff_added", actor=actor, now=now, detail={"staff": code, "roles": sorted(roles)}
    )
    return staff


def set_active(session: Session, code: str, *, active: bool, actor: str, now: Instant) -> None:
    """Let somebody in again, or no longer; open sessions end at once."""
    staff = session.get(Staff, code)
    if staff is None:
        raise NotFound(what="staff", staff=code)
    staff.active = active
    if not active:
        session.execute(delete(StaffSession).where(StaffSession.staff_code == code))
    act = "staff_restored" if active else "staff_suspended"
    ledger.record(session, act, actor=actor, now=now, detail={"staff": code})


def set_password(session: Session, code: str, password_hash: str, *, actor: str, now: Instant) -> Staff:
    """Replace a password and return whose it is; open sessions end, tries are forgiven."""
    staff = session.get(Staff, code)
    if staff is None:
        raise NotFound(what="staff", staff=code)
    staff.password_hash = password_hash
    session.execute(delete(StaffSession).where(StaffSession.staff_code == code))
    session.execute(delete(SignInTry).where(SignInTry.code == code))
    ledger.record(session, "password_changed", actor=actor, now=now, detail={"staff": code})
    return staff


def begin_try(session: Session, code: str, address: str, *, browser: str | None = None, now: Instant) -> bool:
    """Count a try before the password is looked at; say whether it may go on.

    `browser`: the mark of a browser in which this person has signed in before, else None. Its tries count
    apart: who knows a colleague's code must not be able to keep the colleague out on the day.
    """
    place = hashlib.sha256((browser or address).encode()).hexdigest()
    recent = select(func.count()).select_from(SignInTry).where(SignInTry.at > now - IDLE)
    of_code = recent.where(SignInTry.code == code)
    limits = [(of_code.where(SignInTry.address == place), TRIES_OF_CODE)]
    if browser is None:
        limits += [
            (recent.where(SignInTry.address == place), TRIES_OF_ADDRESS),
            (of_code, TRIES_FROM_ANYWHERE),
        ]
    if any(session.scalars(counted).one() >= most for counted, most in limits):
        return False
    session.add(SignInTry(at=now, code=code, address=place))
    return True


def refuse(session: Session, code: str, *, now: Instant) -> None:
    """Record a wrong password; what was typed as an unknown code may be a password and is not kept."""
    known = session.get(Staff, code) is not None
    ledger.record(
        session, "refused", actor=code if known else ledger.SYSTEM, now=now, detail={"what": "sign_in"}
    )


def admit(session: Session, code: str, *, token_hash: str, place: str | None = None, now: Instant) -> None:
    """Open a session and forget the tries that led to it: those of `place` (address or browser), else all."""
    led = delete(SignInTry).where(SignInTry.code == code)
    if place is not None:
        led = led.where(SignInTry.address == hashlib.sha256(place.encode()).hexdigest())
    session.execute(led)
    session.add(StaffSession(token_hash=token_hash, staff_code=code, opened_at=now, seen_at=now))
    ledger.record(session, "signed_in", actor=code, now=now)


def sign_out(session: Session, token_hash: str, *, actor: str, now: Instant) -> None:
    """Close a session."""
    session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash))
    ledger.record(session, "signed_out", actor=actor, now=now)


def find_session(session: Session, token_hash: str, *, now: Instant) -> tuple[SignedIn, bool] | None:
    """Return who holds an open session, and whether its idle time should be slid on; None if none is open."""
    query = (
        select(Staff, StaffSession)
        .join(StaffSession, StaffSession.staff_code == Staff.code)
        .where(StaffSession.token_hash == token_hash, Staff.active.is_(True))
        .where(StaffSession.seen_at > now - IDLE, StaffSession.opened_at > now - LONGEST)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    staff, opened = found
    who = SignedIn(staff.code, staff.name, tuple(staff.roles), staff.language, rights_of(staff.roles))
    return who, now - opened.seen_at > SLIDE


def slide(session: Session, token_hash: str, *, now: Instant) -> None:
    """Start the quarter of an hour anew."""
    opened = session.get(StaffSession, token_hash)
    if opened is not None:
        opened.seen_at = now


def sweep(session: Session, *, now: Instant) -> None:
    """Remove sessions and tries that count no longer."""
    gone = or_(StaffSession.seen_at <= now - IDLE, StaffSession.opened_at <= now - LONGEST)
    session.execute(delete(StaffSession).where(gone))
    session.execute(delete(SignInTry).where(SignInTry.at <= now - IDLE))
