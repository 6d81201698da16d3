"""Ticket secrets: sixteen digits, bound to a sitting, kept only as HMAC under the installation's pepper."""

import hmac
from collections.abc import Callable, Iterable

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from exam_engine.protocol.codes import ticket_secret
from exam_engine.sittings.tables import Ticket, TicketTry
from foundation.canonical import Instant

TRIES = 10
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


def too_many_tries(session: Session, terminal: str, *, now: Instant) -> bool:
    """Say whether this terminal has typed too many wrong tickets lately."""
    query = (
        select(func.count())
        .select_from(TicketTry)
        .where(TicketTry.terminal == terminal, TicketTry.at > now - WINDOW)
    )
    return session.execute(query).scalar_one() >= TRIES


def note_try(session: Session, terminal: str, *, now: Instant) -> None:
    """Remember a wrong ticket."""
    session.add(TicketTry(terminal=terminal, at=now))
    session.flush()
