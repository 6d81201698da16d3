"""Write the frozen SQL of the newest revision from the models: `python -m tests.schema.freeze`.

Only while that revision has not been released; afterwards a change is a new revision, written by hand.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import sqlalchemy.dialects.postgresql
import sqlalchemy.dialects.sqlite
from sqlalchemy import Dialect, MetaData
from sqlalchemy.schema import CreateIndex, CreateTable

from foundation import migrations
from foundation.db import Base
from question_bank.keys.tables import KeyBase
from tests.schema.guards import GUARDS, TRUNCATED, Guard

REVISION = "0001"
RECORDS = (
    "foundation.clock_marks",
    "foundation.ledger",
    "foundation.witnesses",
    "question_bank.tables",
    "exam_engine.tables",
    "app.sign_in.records",
)
"""Modules that register tables on `Base` when imported."""
for module in RECORDS:
    import_module(module)
DATABASES: dict[migrations.Database, MetaData] = {"main": Base.metadata, "keys": KeyBase.metadata}
DIALECTS: dict[str, Dialect] = {
    "sqlite": sqlalchemy.dialects.sqlite.dialect(),
    "postgresql": sqlalchemy.dialects.postgresql.dialect(),
}
REFUSE = """CREATE FUNCTION taraza_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% never changes', TG_TABLE_NAME; END $$"""


def main() -> None:
    """Write four files."""
    for path, text in frozen().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def frozen() -> dict[Path, str]:
    """Return each file of the revision and what it must hold."""
    return {
        Path(migrations.HERE, "sql", f"{REVISION}_{database}_{name}.sql"): _file(database, name)
        for database in DATABASES
        for name in DIALECTS
    }


def _file(database: migrations.Database, dialect: str) -> str:
    return f"\n{migrations.NEXT}\n".join(_statements(database, dialect)) + "\n"


def _statements(database: migrations.Database, dialect: str) -> Iterator[str]:
    made = DIALECTS[dialect]
    for table in DATABASES[database].sorted_tables:
        yield _tidy(str(CreateTable(table).compile(dialect=made)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield _tidy(str(CreateIndex(index).compile(dialect=made)))
    if database == "main":
        yield from _triggers(dialect)


def _tidy(statement: str) -> str:
    return "\n".join(line.rstrip() for line in statement.strip().splitlines())


def _triggers(dialect: str) -> Iterator[str]:
    if dialect == "postgresql":
        yield REFUSE
    for guard in GUARDS:
        yield _sqlite(guard) if dialect == "sqlite" else _postgresql(guard)
    if dialect == "postgresql":
        for table in TRUNCATED:
            yield (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}\n"
                "FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()"
            )


def _sqlite(guard: Guard) -> str:
    when = f" WHEN {guard.when}" if guard.when else ""
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table}{when}\n"
        f"BEGIN SELECT RAISE(ABORT, '{guard.table} never changes'); END"
    )


def _postgresql(guard: Guard) -> str:
    if "SELECT" in guard.when:
        return _postgresql_with_a_look(guard)
    when = f" WHEN ({guard.when})" if guard.when else ""
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table}\n"
        f"FOR EACH ROW{when} EXECUTE FUNCTION taraza_refuse()"
    )


def _postgresql_with_a_look(guard: Guard) -> str:
    """Return a trigger that looks into another table, which PostgreSQL's WHEN may not."""
    return (
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS\n"
        f"$$ BEGIN IF {guard.when}\n"
        "THEN RAISE EXCEPTION '% never changes', TG_TABLE_NAME; END IF; RETURN OLD; END $$\n"
        f"{migrations.NEXT}\n"
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table}\n"
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


if __name__ == "__main__":
    main()
