"""Argon2id, two at a time: each hash takes 64 MiB, and fifty people may sign in at once."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.sign_in.services import WeakPassword

SHORTEST = 12
_hasher = PasswordHasher()
_two = BoundedSemaphore(2)
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$ZGlnZXN0ZGlnZXN0ZGlnZXN0ZGlnZXN0ZGlnZXN0ZGk"
"""Stands in for the hash of an unknown code, so that a try takes as long."""


def hash_password(password: str) -> str:
    """Return the hash to keep; raise WeakPassword under twelve characters."""
    if len(password) < SHORTEST:
        raise WeakPassword(shortest=SHORTEST)
    with _two:
        return _hasher.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Say whether the password is the one whose hash was kept (None: nobody has this code)."""
    with _two:
        try:
            return _hasher.verify(kept or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
