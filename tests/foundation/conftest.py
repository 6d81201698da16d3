import pytest

from foundation import migrations
from foundation.db import make_engine, writing


@pytest.fixture
def engine(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/taraza.db")
    migrations.upgrade(engine, "main")
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine):
    with writing(engine) as opened:
        yield opened
