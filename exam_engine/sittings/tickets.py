"""Ticket secrets: sixteen digits, bound to a sitting, kept only as HMAC under the installation's pepper."""

import hashlib
import hmac
from collections.abc import Callable, Iterable

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from exam_engine.protocol.codes import ticket_secret
from exam_engine.sittings.tables import Attempt, Ticket, TicketTry
from foundation.canonical import Instant

TRIES = 10
"""Wrong tickets of one terminal at one address within `WINDOW` (ms)."""
TRIES_OF_ADDRESS = 500
"""Wrong tickets of one address by any names: one for each seat of the largest hall."""
WINDOW = 10 * 60_000
_ALIKE = str.maketrans(
    {"O": "0", "o": "0", "О": "0", "о": "0", "l": "1", "I": "1", "І": "1", "З": "3", "з": "3", "б": "6"}
)


def issue(
    session: Session, sitting: str, codes: Iterable[str], *, pepper: bytes, chance: Callable[[int], bytes]
) -> dict[str, str]:
    """Give each code a secret and return them; they are not kept and cannot be read again."""
    secrets = {code: ticket_secret(chance) for code in codes}
    if secrets:
        rows = [
            {"secret_hmac": secret_hmac(pepper, secret), "sitting": sitting, "code": code}
            for code, secret in secrets.items()
        ]
        session.execute(insert(Ticket), rows)
    return secrets


def secret_hmac(pepper: bytes, typed: str) -> str:
    """Return the form in which a secret is kept; spaces, dashes and look-alike letters are forgiven."""
    digits = "".join(letter for letter in typed.translate(_ALIKE) if letter.isdigit())
    return hmac.new(pepper, digits.encode(), "sha256").hexdigest()


def too_many_tries(session: Session, terminal: str, address: str, *, now: Instant) -> bool:
    """Say whether too many wrong tickets came lately from this terminal at this address.

    A terminal's name is its own word, so it is counted within the address the request came from: nobody
    shuts another address's terminal. An address that has used up its own tries, by whatever names, is shut
    to names never heard of; terminals at which somebody sits go on, so a whole hall behind one address does.
    """
    place = _place(address)
    lately = select(func.count()).select_from(TicketTry).where(TicketTry.at > now - WINDOW)
    if session.scalars(lately.where(TicketTry.terminal == place + terminal)).one() >= TRIES:
        return True
    if session.scalars(lately.where(TicketTry.terminal.startswith(place))).one() < TRIES_OF_ADDRESS:
        return False
    return session.scalars(select(Attempt.code).where(Attempt.terminal == terminal).limit(1)).first() is None


def note_try(session: Session, terminal: str, address: str, *, now: Instant) -> None:
    """Remember a wrong ticket, and forget those that count no longer."""
    session.execute(delete(TicketTry).where(TicketTry.at <= now - WINDOW))
    session.add(TicketTry(terminal=_place(address) + terminal, at=now))
    session.flush()


def _place(address: str) -> str:
    """Return what stands for an address before a terminal's name; no code holds a slash."""
    return f"{hashlib.sha256(address.encode()).hexdigest()[:16]}/"
