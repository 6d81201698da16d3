import threading
import time

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from foundation.db import Flag, Json, make_engine, reading, writing

LONG = 30


@pytest.fixture
def engine(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/taraza.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE thing (n INTEGER PRIMARY KEY, m INTEGER) STRICT"))
    yield engine
    engine.dispose()


def count(session):
    return session.execute(text("SELECT count(*) FROM thing")).scalar_one()


def add(session, number):
    session.execute(text("INSERT INTO thing (n) VALUES (:n)"), {"n": number})


def started(function):
    thread = threading.Thread(target=function)
    thread.start()
    return thread


def test_sqlite_writes_through_to_the_disk_ahead_of_its_log(engine):
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_reader_does_not_wait_for_a_writer_and_sees_only_what_is_committed(engine):
    with writing(engine) as writer, reading(engine) as reader:
        add(writer, 1)

        assert count(reader) == 0

        writer.commit()
        reader.rollback()
        assert count(reader) == 1


def test_a_reader_sees_one_state_as_long_as_it_reads(engine):
    with reading(engine) as reader:
        assert count(reader) == 0
        with writing(engine) as writer, writer.begin():
            add(writer, 1)

        assert count(reader) == 0


def test_a_second_writer_waits_for_the_first_and_then_goes_on(engine):
    order = []

    def second():
        with writing(engine) as session, session.begin():
            add(session, 2)
            order.append("second")

    with writing(engine) as first, first.begin():
        add(first, 1)
        thread = started(second)
        time.sleep(0.1)
        order.append("first")
    thread.join(LONG)

    assert order == ["first", "second"]


def test_writers_of_many_threads_lose_nothing(engine):
    def work(start):
        for number in range(start, start + 20):
            with writing(engine) as session, session.begin():
                add(session, number)

    for thread in [started(lambda start=start: work(start)) for start in range(0, 160, 20)]:
        thread.join(LONG)

    with reading(engine) as session:
        assert count(session) == 160


def test_a_failed_writer_leaves_nothing_and_does_not_keep_its_place(engine):
    def fail():
        with writing(engine) as session, session.begin():
            add(session, 1)
            add(session, 1)

    with pytest.raises(IntegrityError):
        fail()

    with writing(engine) as session, session.begin():
        assert count(session) == 0
        add(session, 1)


def test_two_engines_on_one_file_stand_in_the_same_line(engine):
    other = make_engine(str(engine.url))
    seen = []

    def second():
        with writing(other) as session, session.begin():
            seen.append(count(session))

    with writing(engine) as first, first.begin():
        add(first, 1)
        thread = started(second)
        time.sleep(0.1)
        add(first, 2)
    thread.join(LONG)
    other.dispose()

    assert seen == [2]


def test_a_strict_table_takes_no_text_for_a_number(engine):
    with pytest.raises(DBAPIError, match="cannot store TEXT"), engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO thing VALUES (1, 'many')")


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Flag(), True), (Flag(), False), (Flag(), None), (Json(), {"ң": [1, None, "ө"]}), (Json(), None)],
)
def test_a_value_comes_back_as_it_went_in(engine, kind, value):
    table = Table("kept", MetaData(), Column("n", Integer, primary_key=True), Column("value", kind))
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(insert(table).values(n=1, value=value))

        found = connection.execute(select(table.c.value)).scalar_one()

    assert (type(found), found) == (type(value), value)


@pytest.mark.postgresql
def test_postgresql_is_served_by_the_same_functions(postgresql_url):
    engine = make_engine(postgresql_url)
    with writing(engine) as session, session.begin():
        session.execute(text("CREATE TABLE thing (n BIGINT PRIMARY KEY)"))
        add(session, 1)
    with reading(engine) as session:
        assert count(session) == 1
    engine.dispose()
