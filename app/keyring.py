"""The installation's signing keys: made at the first run, opened here and nowhere in a room's process."""

from functools import cache
from pathlib import Path

from app.context import House, chance
from foundation.canonical import Instant
from foundation.custody import SERVERS, KeyLine, KeyRing
from foundation.ledger import LogKey


def key_ring(house: House) -> KeyRing:
    """Return the ring of this installation; unlocked server keys stay open in the process."""
    return _ring(house.keys_folder)


def ensure_server_keys(house: House, *, now: Instant) -> None:
    """Make the keys of office, hall and log that are missing."""
    ring = key_ring(house)
    standing = {line.role for line in ring.lines()}
    for role in SERVERS:
        if role not in standing:
            ring.make(role, role, chance=chance, now=now)


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
