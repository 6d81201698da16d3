"""Engines, column types and the two kinds of transaction; nothing here knows a table.

SQLite: WAL, `synchronous=FULL`, STRICT tables. A writer takes a lock file before `BEGIN IMMEDIATE`, because
SQLite's own back-off costs seconds when many wait. PostgreSQL: as it comes, READ COMMITTED.
"""

import fcntl
import json
import os
import threading
from pathlib import Path
from typing import Annotated, Any, cast

from sqlalchemy import (
    BigInteger,
    Connection,
    Dialect,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

from foundation.canonical import Instant

WRITE = "taraza_write"
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
Whole = BigInteger().with_variant(Integer(), "sqlite")


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0: STRICT tables know no boolean."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Store as an integer."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Return a bool."""
        return None if value is None else bool(value)


class Json(TypeDecorator[Any]):
    """A small value as JSON text: for lists and drafts, never for what is hashed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Store as text."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the value."""
        return None if value is None else json.loads(value)


JsonList = Annotated[list[Any], mapped_column(Json)]
JsonMap = Annotated[dict[str, Any], mapped_column(Json)]
TYPES: dict[Any, Any] = {str: Text(), int: Whole, Instant: Whole, bytes: LargeBinary(), bool: Flag()}


class Base(DeclarativeBase):
    """Every table but the keys'; all are STRICT on SQLite."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = TYPES
    __table_args__: Any = ({"sqlite_strict": True},)


class _Lock:
    """One writer a file, among threads by a lock and among processes by flock."""

    def __init__(self, path: Path) -> None:
        self._threads = threading.Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self) -> None:
        self._threads.acquire()
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def free(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()


def make_engine(url: str, *, pool_size: int = 20) -> Engine:
    """Return an engine for `sqlite:///path` or `postgresql://...` with our rules of transactions."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)
    engine = create_engine(url, pool_size=pool_size, max_overflow=pool_size)
    path = make_url(url).database
    _settle_sqlite(engine, _Lock(Path(f"{path}.lock")) if path and path != ":memory:" else None)
    return engine


def writing(engine: Engine) -> Session:
    """Return a session whose transaction takes the writer's place from its first statement."""
    return Session(engine.execution_options(**{WRITE: True}), expire_on_commit=False)


def reading(engine: Engine) -> Session:
    """Return a session that never waits for a writer; what it writes fails on SQLite under load."""
    return Session(engine, expire_on_commit=False)


def is_sqlite(session: Session) -> bool:
    """Say whether the session talks to SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def _settle_sqlite(engine: Engine, lock: _Lock | None) -> None:
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", lambda connection: _begin(connection, lock))
    # The event "commit" comes before the commit itself; a connection is back in its pool only after it.
    event.listen(engine, "checkin", lambda _dbapi, record: _free(record.info))


def _pragmas(dbapi_connection: Any, _record: ConnectionPoolEntry) -> None:
    # Without this pysqlite begins transactions by itself, deferred, where we do not want them.
    dbapi_connection.isolation_level = None
    # Recursive triggers: else `INSERT OR REPLACE` removes a row past the trigger that refuses it.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "recursive_triggers=ON",
    ):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection, lock: _Lock | None) -> None:
    if not connection.get_execution_options().get(WRITE):
        connection.exec_driver_sql("BEGIN")
        return
    if lock is not None:
        lock.take()
        connection.info["lock"] = lock
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        _free(connection.info)
        raise


def _free(info: dict[Any, Any]) -> None:
    lock = cast("_Lock | None", info.pop("lock", None))
    if lock is not None:
        lock.free()
