import pytest

from tests.conftest import START
from tests.races import arena

EACH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=EACH)
def ground(request, tmp_path):
    """Settings of an empty installation on each kind of database."""

    def fresh(name="instance"):
        if request.param == "sqlite":
            return arena.sqlite(tmp_path / name)
        return arena.postgresql(tmp_path / name, request.getfixturevalue("cluster").new_database())

    return fresh


@pytest.fixture
def made(ground):
    made = arena.Arena(ground(), START)
    yield made
    made.close()
