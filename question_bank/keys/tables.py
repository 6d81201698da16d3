"""The key database: its own metadata and engine; schema `keys` on PostgreSQL."""

from typing import Any

from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import CreateSchema

from foundation.db import NAMES, TYPES, JsonList, make_engine

SCHEMA = "keys"


class KeyBase(DeclarativeBase):
    """The tables that hold answer keys, and nothing else."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = TYPES
    __table_args__: Any = ({"sqlite_strict": True},)


class DraftKey(KeyBase):
    """The key of a revision that is not released; a release seals it away and deletes this row."""

    __tablename__ = "draft_key"

    item_code: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    correct: Mapped[JsonList]
    folds: Mapped[JsonList]


def make_keys_engine(url: str) -> Engine:
    """Return the engine of the key database for `sqlite:///path` or `postgresql://...`."""
    engine = make_engine(url, pool_size=5)
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(schema_translate_map={None: SCHEMA})


def create_keys(engine: Engine) -> None:
    """Make the key database's tables where they do not stand."""
    KeyBase.metadata.create_all(engine)


@event.listens_for(KeyBase.metadata, "before_create")
def _make_schema(_metadata: MetaData, connection: Connection, **_told: object) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
