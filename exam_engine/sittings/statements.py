"""The writer's three statements, as each database takes many rows fastest; nothing here decides anything.

Written by hand: building them anew from expressions for every batch costs more than running them.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row

from foundation import db


class Entry(NamedTuple):
    """A row of `journal_entry`."""

    sitting: str
    code: str
    n: int
    at: int
    kind: str
    entry: bytes
    lease: int
    number: int


class Move(NamedTuple):
    """How far an attempt's journal has come."""

    n: int
    head: str
    last_at: int
    acknowledged: int
    sitting: str
    code: str


_SQLITE_READ = """SELECT
    a.sitting, a.code, a.state, a.lease, a.released_by, a.deadline, a.acknowledged, a.n, a.head, a.last_at
FROM json_each(?) AS wanted JOIN attempt AS a
ON a.sitting = json_extract(wanted.value, '$[0]') AND a.code = json_extract(wanted.value, '$[1]')"""
_SQLITE_WRITE = """INSERT INTO journal_entry (sitting, code, n, at, kind, entry, lease, number)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_SQLITE_MOVE = """UPDATE attempt SET n = ?, head = ?, last_at = ?3, acknowledged = ?4, seen_at = ?3
WHERE sitting = ?5 AND code = ?6"""
# Whoever locks several attempts does it in this order.
_POSTGRESQL_READ = """SELECT
    a.sitting, a.code, a.state, a.lease, a.released_by, a.deadline, a.acknowledged, a.n, a.head, a.last_at
FROM attempt AS a
WHERE a.sitting = ANY(%s) AND a.code = ANY(%s) ORDER BY a.sitting, a.code FOR UPDATE"""
_POSTGRESQL_WRITE = """INSERT INTO journal_entry (sitting, code, n, at, kind, entry, lease, number)
SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[],
    %s::text[], %s::bytea[], %s::bigint[], %s::bigint[])"""
_POSTGRESQL_MOVE = """UPDATE attempt AS a SET n = new.n, head = new.head, last_at = new.last_at,
acknowledged = new.acknowledged, seen_at = new.last_at
FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[])
AS new (n, head, last_at, acknowledged, sitting, code)
WHERE a.sitting = new.sitting AND a.code = new.code"""


class Line:
    """The writer's own transactions, on a connection that is kept where that costs nobody else anything."""

    def __init__(self, engine: Engine) -> None:
        """Connect at first use, so after any fork."""
        self._engine = engine.execution_options(**{db.WRITE: True})
        self._kept: Connection | None = None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Give a connection in a transaction that commits at the end and rolls back on an error."""
        if (
            self._engine.dialect.name == "sqlite"
        ):  # its line of writers goes on when a connection is given back
            with self._engine.begin() as connection:
                yield connection
            return
        if self._kept is None:
            self._kept = self._engine.connect()
        try:
            with self._kept.begin():
                yield self._kept
        except BaseException:
            kept, self._kept = self._kept, None
            kept.invalidate()
            kept.close()
            raise


def read(connection: Connection, places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Row[Any]]:
    """Return the attempts at these places of sitting and code, locked until the transaction ends."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(_SQLITE_READ, (json.dumps(places),))
    else:
        sittings, codes = (sorted(set(part)) for part in zip(*places, strict=True))
        found = connection.exec_driver_sql(_POSTGRESQL_READ, (sittings, codes))
    return {(row.sitting, row.code): row for row in found}


def write(connection: Connection, entries: list[Entry], moves: list[Move]) -> None:
    """Append the entries and move the attempts' heads."""
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_SQLITE_WRITE, [tuple(entry) for entry in entries])
        connection.exec_driver_sql(_SQLITE_MOVE, [tuple(move) for move in moves])
    else:
        connection.exec_driver_sql(_POSTGRESQL_WRITE, _columns(entries))
        connection.exec_driver_sql(_POSTGRESQL_MOVE, _columns(moves))


def _columns(rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(list(column) for column in zip(*rows, strict=True))
