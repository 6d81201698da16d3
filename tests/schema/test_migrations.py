import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, delete, insert, inspect, text, update
from sqlalchemy.exc import DBAPIError

from foundation import migrations
from foundation.db import Base, Json, make_engine
from question_bank.keys.tables import KeyBase, make_keys_engine
from tests.schema.freeze import frozen
from tests.schema.guards import GUARDS, TRUNCATED, UNCHANGING

STATES = {"document": {"superseded_by": None}, "revision": {"state": "released"}}
EVERY_DIALECT = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
ONLY_SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
ONLY_POSTGRESQL = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


@pytest.fixture(scope="module")
def engine(request, tmp_path_factory):
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").new_database()
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('schema') / 'main.db'}"
    engine = make_engine(url)
    migrations.upgrade(engine, "main")
    yield engine
    engine.dispose()


def test_the_frozen_files_are_what_the_models_say():
    stale = [path.name for path, wanted in frozen().items() if path.read_text(encoding="utf-8") != wanted]

    assert stale == [], (
        "a model changed: write a new revision (before release: python -m tests.schema.freeze)"
    )


def test_there_is_one_line_of_revisions_with_one_head():
    script = ScriptDirectory.from_config(migrations.configuration())

    revisions = [revision.revision for revision in script.walk_revisions()]

    assert script.get_heads() == revisions[:1]
    assert len(script.get_bases()) == 1


@EVERY_DIALECT
def test_the_migrated_schema_equals_the_models(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


@EVERY_DIALECT
def test_upgrading_again_changes_nothing(engine):
    before = schema_of(engine)

    migrations.upgrade(engine, "main")

    assert schema_of(engine) == before


@ONLY_SQLITE
def test_every_table_is_strict_on_sqlite(engine):
    with engine.connect() as connection:
        query = "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict"
        strict = set(connection.scalars(text(query)))

    assert strict == set(Base.metadata.tables)


@EVERY_DIALECT
@pytest.mark.parametrize("table", sorted(TRUNCATED))
def test_the_database_refuses_to_remove_what_stands(engine, table):
    with engine.connect() as connection:
        stand(connection, table)
        with pytest.raises(DBAPIError, match=f"{table} never changes"):
            connection.execute(delete(Base.metadata.tables[table]))


@EVERY_DIALECT
@pytest.mark.parametrize("table", [*UNCHANGING, "protocol_object"])
def test_the_database_refuses_to_change_what_stands(engine, table):
    model = Base.metadata.tables[table]
    for column in model.columns:
        with engine.connect() as connection:
            stand(connection, table)
            with pytest.raises(DBAPIError, match=f"{table} never changes"):
                connection.execute(update(model).values({column: column}))


@EVERY_DIALECT
def test_an_issued_document_may_only_be_superseded_and_only_once(engine):
    model = Base.metadata.tables["document"]
    with engine.connect() as connection:
        stand(connection, "document")
        connection.execute(update(model).values(superseded_by="next"))
        with pytest.raises(DBAPIError, match="document never changes"):
            connection.execute(update(model).values(superseded_by="another"))
    with engine.connect() as connection:
        stand(connection, "document")
        with pytest.raises(DBAPIError, match="document never changes"):
            connection.execute(update(model).values(sha256="another"))


@EVERY_DIALECT
def test_results_may_be_withdrawn_until_somebody_has_signed_them(engine):
    model = Base.metadata.tables["protocol_object"]
    results = {"sitting": "one", "file": "results-1.json"}
    with engine.connect() as connection:
        stand(connection, "protocol_object", **results)
        assert connection.execute(delete(model)).rowcount == 1
    with engine.connect() as connection:
        stand(connection, "protocol_object", **results)
        stand(connection, "object_signature", **results)
        with pytest.raises(DBAPIError, match="protocol_object never changes"):
            connection.execute(delete(model))


@EVERY_DIALECT
def test_an_incidents_text_may_be_finished_but_not_its_fact(engine):
    model = Base.metadata.tables["incident"]
    with engine.connect() as connection:
        stand(connection, "incident")
        connection.execute(update(model).values(text="finished"))
        with pytest.raises(DBAPIError, match="incident never changes"):
            connection.execute(update(model).values(kind="another"))


@EVERY_DIALECT
def test_a_released_revision_may_retire_but_keeps_its_wording(engine):
    model = Base.metadata.tables["revision"]
    with engine.connect() as connection:
        stand(connection, "revision")
        connection.execute(update(model).values(state="retired"))
        with pytest.raises(DBAPIError, match="revision never changes"):
            connection.execute(update(model).values(draft={"stem": "another"}))


@EVERY_DIALECT
def test_a_draft_can_be_written_and_thrown_away(engine):
    model = Base.metadata.tables["revision"]
    with engine.connect() as connection:
        stand(connection, "revision", state="draft")
        connection.execute(update(model).values(draft={"stem": "another"}))

        assert connection.execute(delete(model)).rowcount == 1


@ONLY_SQLITE
@pytest.mark.parametrize("table", [*UNCHANGING, "protocol_object"])
def test_sqlite_refuses_to_replace_a_row_that_never_changes(engine, table):
    with engine.connect() as connection:
        stand(connection, table)
        with pytest.raises(DBAPIError, match=f"{table} never changes"):
            connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))


@pytest.mark.postgresql
@ONLY_POSTGRESQL
@pytest.mark.parametrize("table", TRUNCATED)
def test_postgresql_refuses_to_empty_a_table_that_never_changes(engine, table):
    with engine.connect() as connection, pytest.raises(DBAPIError, match=f"{table} never changes"):
        connection.execute(text(f"TRUNCATE {table} CASCADE"))


@EVERY_DIALECT
def test_every_guard_stands_as_a_trigger(engine):
    with engine.connect() as connection:
        query = {
            "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
            "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        }[engine.dialect.name]
        standing = set(connection.scalars(text(query)))

    assert {guard.name for guard in GUARDS} <= standing


def test_the_keys_have_a_file_of_their_own(tmp_path):
    engine = make_keys_engine(f"sqlite:///{tmp_path}/keys.db")

    migrations.upgrade(engine, "keys")

    assert set(inspect(engine).get_table_names()) == {"draft_key", "alembic_version"}
    engine.dispose()


@pytest.mark.postgresql
def test_the_keys_have_a_schema_of_their_own(postgresql_url):
    main, keys = make_engine(postgresql_url), make_keys_engine(postgresql_url)

    for engine, database in ((main, "main"), (keys, "keys"), (main, "main"), (keys, "keys")):
        migrations.upgrade(engine, database)

    assert set(inspect(keys).get_table_names(schema="keys")) == {"draft_key", "alembic_version"}
    assert "draft_key" not in inspect(main).get_table_names(schema="public")
    for engine in (main, keys):
        engine.dispose()


def test_no_table_of_the_keys_stands_among_the_others():
    assert not set(KeyBase.metadata.tables) & set(Base.metadata.tables)


def test_a_failing_revision_leaves_nothing_behind(tmp_path, monkeypatch):
    engine = make_engine(f"sqlite:///{tmp_path}/main.db")
    broken = ["CREATE TABLE first (a INTEGER) STRICT", "CREATE TABLE second (a NOSUCHTYPE) STRICT"]
    monkeypatch.setattr(migrations, "statements", lambda *_: broken)

    with pytest.raises(DBAPIError):
        migrations.upgrade(engine, "main")

    assert inspect(engine).get_table_names() == []
    engine.dispose()


def stand(connection, table, **values):
    """A row of made-up values, and what it refers to."""
    model = Base.metadata.tables[table]
    for key in model.foreign_keys:
        stand(connection, key.column.table.name)
    row = {column.name: made_up(column) for column in model.columns}
    connection.execute(insert(model).values(row | STATES.get(table, {}) | values))


def made_up(column):
    if isinstance(column.type, Json):
        return {}
    return {str: "x", bytes: b"x"}.get(column.type.python_type, 1)


def schema_of(engine: Engine) -> dict[str, list[str]]:
    found = inspect(engine)
    return {
        table: sorted(re.sub(r"\s+", " ", str(column)) for column in found.get_columns(table))
        for table in sorted(found.get_table_names())
    }
