"""The database's history: one line of Alembic revisions, run for the main and the key database alike.

A revision is frozen SQL of each dialect, so that no later change of a model can rewrite it, and triggers are
part of it (Alembic's own table rebuilds would drop them). `tests/schema/freeze.py` writes that SQL.
"""

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from foundation.db import WRITE

Database = Literal["main", "keys"]
HERE = Path(__file__).parent
NEXT = "-- next statement"
SCHEMAS: dict[Database, str] = {"main": "public", "keys": "keys"}
_LOCK = 0x7461_726D


def upgrade(engine: Engine, database: Database) -> None:
    """Bring a database to the newest revision, all or nothing; of two processes the second finds it done."""
    with engine.execution_options(**{WRITE: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            _settle_postgresql(connection, SCHEMAS[database])
        config = configuration()
        config.attributes["connection"] = connection
        config.attributes["database"] = database
        command.upgrade(config, "head")


def configuration() -> Config:
    """Return Alembic's configuration: where the revisions lie."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    return config


def statements(revision: str, database: Database, dialect: str) -> list[str]:
    """Return the frozen statements of a revision."""
    written = (HERE / "sql" / f"{revision}_{database}_{dialect}.sql").read_text(encoding="utf-8")
    return [part.strip() for part in written.split(NEXT) if part.strip()]


def _settle_postgresql(connection: Connection, schema: str) -> None:
    """Let one process at a time upgrade, with what has no schema in its name meaning `schema`."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    connection.exec_driver_sql(f"SET LOCAL search_path TO {schema}")
