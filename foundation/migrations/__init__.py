"""The database's history: one line of Alembic revisions, run for the main and the key database alike.

A revision is frozen SQL of each dialect, so that no later change of a model can rewrite it, and triggers are
part of it (Alembic's own table rebuilds would drop them).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData
from sqlalchemy.schema import CreateIndex, CreateTable

Database = Literal["main", "keys"]
HERE = Path(__file__).parent
NEXT = "-- next statement"
_REFUSE = """CREATE OR REPLACE FUNCTION taraza_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% never changes', TG_TABLE_NAME; END $$"""


def upgrade(engine: Engine, database: Database) -> None:
    """Bring a database to the newest revision; the tables of a room and of an office are the same."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["database"] = database
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def statements(revision: str, database: Database, dialect: str) -> list[str]:
    """Return the frozen statements of a revision."""
    text = (HERE / "sql" / f"{revision}_{database}_{dialect}.sql").read_text(encoding="utf-8")
    return [part.strip() for part in text.split(NEXT) if part.strip()]


def freeze(metadata: MetaData, dialect: str, unchanging: Iterable[str]) -> str:
    """Return the SQL of all tables, indexes and triggers, for a new revision's file."""
    return f"\n{NEXT}\n".join(_all(metadata, dialect, sorted(unchanging))) + "\n"


def _all(metadata: MetaData, dialect: str, unchanging: list[str]) -> Iterator[str]:
    from sqlalchemy.dialects import registry  # noqa: PLC0415  only who freezes needs it

    made = registry.load(dialect)()
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=made)).strip()
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=made)).strip()
    if unchanging and dialect == "postgresql":
        yield _REFUSE
    for name in unchanging:
        yield from _triggers(name, dialect)


def _triggers(table: str, dialect: str) -> Iterator[str]:
    for act in ("UPDATE", "DELETE"):
        name = f"{table}_no_{act.lower()}"
        if dialect == "sqlite":
            yield (
                f"CREATE TRIGGER {name} BEFORE {act} ON {table}\n"
                f"BEGIN SELECT RAISE(ABORT, '{table} never changes'); END"
            )
        else:
            yield (
                f"CREATE TRIGGER {name} BEFORE {act} ON {table}\n"
                "FOR EACH ROW EXECUTE FUNCTION taraza_refuse()"
            )
