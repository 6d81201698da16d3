import pytest
from sqlalchemy import inspect

from foundation import custody
from foundation.db import Base, make_engine, writing
from question_bank import shelves, tables
from question_bank.items import reading
from question_bank.keys import services as kept
from question_bank.keys.tables import create_keys, make_keys_engine
from question_bank.releases import services as releases
from tests.question_bank.bank_tools import NOW, chance_of

SHARED = custody.share_out(2, 3, chance=chance_of("custody"))


@pytest.mark.postgresql
def test_the_sample_bank_is_frozen_on_postgresql_and_its_keys_live_in_their_own_schema(postgresql_url):
    engine, keys_engine = make_engine(postgresql_url), make_keys_engine(postgresql_url)
    Base.metadata.create_all(engine, tables=[Base.metadata.tables[name] for name in owned()])
    create_keys(keys_engine)
    people = shelves.People("author", "reviewer", "keeper")
    with writing(keys_engine) as keys, writing(engine) as session, keys.begin(), session.begin():
        codes = shelves.load_samples(session, keys, people, now=NOW)
        before = kept.find(keys, (codes[0], 1))

        root = releases.release(
            session,
            keys,
            name="2026",
            codes=codes,
            recipient=SHARED.recipient,
            actor="keeper",
            now=NOW,
            chance=chance_of("release"),
        )

        assert before is not None
        assert kept.find(keys, (codes[0], 1)) is None
        assert len(releases.entries(session, root)) == len(codes)
        assert reading.listing(session, reading.Filter(text="МЫЙЗАМ", state="released")).total > 0
    assert inspect(engine).get_table_names(schema="keys") == ["draft_key"]
    assert "draft_key" not in inspect(engine).get_table_names()
    engine.dispose()
    keys_engine.dispose()


def owned():
    return [
        table.__tablename__ for table in (tables.Item, tables.Revision, tables.Release, tables.ReleaseItem)
    ] + ["ledger_entry"]
