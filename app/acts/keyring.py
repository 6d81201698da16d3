"""The installation's signing keys, as the acts need them. A room's process never imports this."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from app.context import House
from foundation import ledger
from foundation.canonical import Instant
from foundation.custody import KeyLine, KeyRing

Signer = Callable[[str, dict[str, Any], str], dict[str, str]]


def ring(house: House) -> KeyRing:
    """Return the keys of the installation."""
    return KeyRing(house.keys_folder)


def signer(house: House, role: str, holder: str | None = None, passphrase: str | None = None) -> Signer:
    """Return what signs objects as a role: with the holder's passphrase, or the server's own key."""
    keys = ring(house)
    line: KeyLine = keys.find(role, holder)

    def sign(file: str, value: dict[str, Any], digest: str) -> dict[str, str]:
        return keys.signature(line, file, value, digest, passphrase)

    return sign


def log_key(house: House) -> ledger.LogKey:
    """Return the key that signs the ledger's heads."""
    keys = ring(house)
    line = keys.find("log")
    return ledger.LogKey(
        house.settings.origin, bytes.fromhex(line.public), lambda note: keys.sign(line.key, note)
    )


def checkpoint(house: House, session: Session, occasion: str, *, now: Instant) -> str:
    """Sign the ledger's head and return the note."""
    return ledger.checkpoint(session, log_key(house), occasion=occasion, now=now).note
