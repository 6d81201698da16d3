"""One installation as a process sees it: its engines, clock and settings; the only place that commits.

Nothing here imports keys, custody or names: a room's process stands on this module too.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from flask import current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.settings import Settings
from foundation import clock_marks, db, migrations
from foundation.canonical import Instant
from foundation.clock import AnchoredClock, Clock

chance = secrets.token_bytes


class NoKeysHere(RuntimeError):
    """This process is a room: it has no way to the answer keys."""


@dataclass(frozen=True)
class House:
    """The engines, clock and settings of one installation in one process."""

    settings: Settings
    clock: Clock
    engine: Engine
    keys_engine: Engine | None

    @property
    def keys_folder(self) -> Path:
        """The folder of the signing keys (`app.keyring` opens it)."""
        return self.settings.instance / "keys"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that never waits for a writer and leaves nothing behind."""
        with db.reading(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session; commit at the end, roll back on an error."""
        with db.writing(self.engine) as session, session.begin():
            yield session

    @contextmanager
    def keys(self) -> Iterator[Session]:
        """Give a session of the key database; commit at the end, roll back on an error."""
        if self.keys_engine is None:
            raise NoKeysHere
        with db.writing(self.keys_engine) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        if self.keys_engine is not None:
            self.keys_engine.dispose()


def open_house(settings: Settings, clock: Clock | None = None, *, with_keys: bool) -> House:
    """Open an installation; a room's process opens it without keys. Its own clock comes by `settled`."""
    return House(
        settings=settings,
        clock=clock or AnchoredClock(),
        engine=db.make_engine(settings.database_url),
        keys_engine=_keys_engine(settings) if with_keys else None,
    )


def settled(house: House) -> House:
    """Return the house with the clock that all its processes share; the tables must stand."""
    with house.writing() as session:
        return replace(house, clock=clock_marks.settle(session))


def setup_schema(house: House) -> None:
    """Bring the databases that this process may open to the newest schema."""
    migrations.upgrade(house.engine, "main")
    if house.keys_engine is not None:
        migrations.upgrade(house.keys_engine, "keys")


def house() -> House:
    """Return the installation of the current application."""
    return cast("House", current_app.extensions["taraza"])


def now() -> Instant:
    """Return the current instant; one request asks once."""
    if "now" not in g:
        g.now = house().clock()
    return cast("Instant", g.now)


def actor() -> str:
    """Return the code of the staff member who is signed in; only behind `@allow`."""
    return cast("str", g.staff.code)


def _keys_engine(settings: Settings) -> Engine:
    engine = db.make_engine(settings.keys_url, pool_size=5)
    if engine.dialect.name == "postgresql":
        return engine.execution_options(schema_translate_map={None: "keys"})
    return engine
