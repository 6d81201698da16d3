import pytest

from foundation.db import Base, make_engine, writing
from question_bank import tables
from question_bank.keys.tables import create_keys, make_keys_engine

TABLES = tables


@pytest.fixture
def session(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/taraza.db")
    Base.metadata.create_all(engine)
    with writing(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def keys(tmp_path):
    engine = make_keys_engine(f"sqlite:///{tmp_path}/keys.db")
    create_keys(engine)
    with writing(engine) as opened:
        yield opened
    engine.dispose()
