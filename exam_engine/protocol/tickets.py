"""Tickets: HMAC-SHA256 of many short texts under one key, with the key's state computed once.

About twice as fast as `hmac.digest` for each, and the draw is nothing but tickets.
"""

import hashlib
from collections.abc import Callable, Iterable

_BLOCK = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


class Tickets:
    """HMAC-SHA256 under one key (RFC 2104)."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        """Take a key of at most 64 bytes, as every seed is."""
        padded = key.ljust(_BLOCK, b"\x00")
        self._inner = hashlib.sha256(padded.translate(_INNER))
        self._outer = hashlib.sha256(padded.translate(_OUTER))

    def of(self, text: str) -> bytes:
        """Return the ticket of one text."""
        return self.many("", (text.encode(),))[0]

    def many(self, prefix: str, codes: Iterable[bytes]) -> list[bytes]:
        """Return the tickets of prefix + code for every code, in their order."""
        # The prefix goes into the inner state once; bound methods save a look-up for each ticket.
        started = self._inner.copy()
        started.update(prefix.encode())
        inner: Callable[[], hashlib._Hash] = started.copy
        outer: Callable[[], hashlib._Hash] = self._outer.copy
        tickets: list[bytes] = []
        append = tickets.append
        for code in codes:
            first, second = inner(), outer()
            first.update(code)
            second.update(first.digest())
            append(second.digest())
        return tickets
