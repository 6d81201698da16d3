"""Hashes of the ledger's entries, kept in the process: an entry never changes, so only new ones are read."""

import threading
from typing import cast

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import merkle
from foundation.ledger import LedgerEntry

WIDTH = 256
"""Hashes in a full tile (C2SP `tlog-tiles`)."""


class Leaves:
    """The leaf hashes read so far, and the digest of the last of those entries."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = threading.Lock()
        self._hashes: list[bytes] = []
        self._last = ""

    def below(self, session: Session, size: int) -> list[bytes]:
        """Return the hashes of entries 0 to `size` - 1."""
        with self._lock:
            self._forget_another_ledger(session)
            if len(self._hashes) < size:
                self._read_on(session, size)
            return self._hashes[:size]

    def _forget_another_ledger(self, session: Session) -> None:
        """Start anew if the database was replaced under the running program by a restored one."""
        if self._hashes:
            query = select(LedgerEntry.digest).where(LedgerEntry.n == len(self._hashes) - 1)
            if session.scalars(query).one_or_none() != self._last:
                self._hashes = []

    def _read_on(self, session: Session, size: int) -> None:
        query = (
            select(LedgerEntry.entry, LedgerEntry.digest)
            .where(LedgerEntry.n >= len(self._hashes), LedgerEntry.n < size)
            .order_by(LedgerEntry.n)
        )
        for row in session.execute(query.execution_options(yield_per=1000)):
            self._hashes.append(merkle.leaf_hash(row.entry))
            self._last = row.digest


def leaves(session: Session, size: int) -> list[bytes]:
    """Return the first `size` leaf hashes, read once in this process."""
    kept = current_app.extensions.setdefault("taraza_leaves", Leaves())
    return cast("Leaves", kept).below(session, size)


def tile(hashes: list[bytes], level: int, number: int, width: int) -> bytes | None:
    """Return `width` hashes of a tile, each over 256 of the tile below; None if the tree has fewer."""
    span = WIDTH**level
    first, last = number * WIDTH, number * WIDTH + width
    if last * span > len(hashes):
        return None
    return b"".join(merkle.tree_hash(hashes[i * span : (i + 1) * span]) for i in range(first, last))
