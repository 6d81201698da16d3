"""The installation's signing keys: made at the first run, opened here and nowhere in a room's process."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.context import House, chance
from foundation import ledger
from foundation.canonical import Instant
from foundation.custody import SERVERS, KeyLine, KeyRing
from foundation.ledger import LogKey

Chance = Callable[[int], bytes]
PERSONAL = frozenset({"custodian", "commissioner"})


def key_ring(house: House) -> KeyRing:
    """Return the ring of this installation; unlocked server keys stay open in the process."""
    return _ring(house.keys_folder)


def ensure_server_keys(house: House, *, now: Instant, chance: Chance = chance) -> None:
    """Make the keys of office, hall and log that are missing."""
    ring = key_ring(house)
    standing = {line.role for line in ring.lines()}
    for role in SERVERS:
        if role not in standing:
            ring.make(role, role, chance=chance, now=now)


def give_keys(
    house: House,
    session: Session,
    code: str,
    roles: Iterable[str],
    *,
    passphrase: str,
    actor: str,
    now: Instant,
) -> None:
    """Make the signing keys that a person's roles need, locked with the person's password.

    A new password makes new keys: nobody, the administrator included, can open the former ones for it.
    """
    for role in sorted(PERSONAL & set(roles)):
        line = key_ring(house).make(role, code, chance=chance, now=now, passphrase=passphrase)
        detail = {"key": line.key, "role": role, "holder": code}
        ledger.record(session, "key_added", actor=actor, now=now, detail=detail)


def server_key(house: House, role: str) -> KeyLine:
    """Return the newest key of `office`, `hall` or `log`; raise NotFound before the first run."""
    return key_ring(house).find(role)


def log_key(house: House) -> LogKey:
    """Return what signs the ledger's heads."""
    ring = key_ring(house)
    line = ring.find("log")
    return LogKey(
        house.settings.origin, bytes.fromhex(line.public), lambda message: ring.sign(line.key, message)
    )


@cache
def _ring(folder: Path) -> KeyRing:
    return KeyRing(folder)


def signer(
    house: House, role: str, holder: str | None = None, passphrase: str | None = None
) -> Callable[[str, dict[str, Any], str], dict[str, str]]:
    """Return what signs (file, object, digest) as a role: by the server's key or a person's passphrase."""
    ring = key_ring(house)
    line = ring.find(role, holder)
    return lambda file, value, digest: ring.signature(line, file, value, digest, passphrase)


def checkpoint(house: House, session: Session, occasion: str, *, now: Instant) -> str:
    """Sign the ledger's head for an occasion and return the note."""
    return ledger.checkpoint(session, log_key(house), occasion=occasion, now=now).note
