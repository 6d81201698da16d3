"""An installation with demonstration people, made once and copied: passphrases are slow on purpose."""

import shutil
from pathlib import Path

import pytest

from app.context import open_house, setup_schema
from foundation.clock import FakeClock
from tests.app.ceremony.day import Day, staff_it
from tests.conftest import START, settings_for


@pytest.fixture(scope="session")
def _staffed_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staffed")
    house = open_house(settings_for(folder), FakeClock(START), with_keys=True)
    setup_schema(house)
    staff_it(house)
    house.close()
    return folder


@pytest.fixture
def house(tmp_path, clock, _staffed_files):
    folder = tmp_path / "instance"
    shutil.copytree(_staffed_files, folder)
    house = open_house(settings_for(folder), clock, with_keys=True)
    yield house
    house.close()


@pytest.fixture
def day(app, house) -> Day:
    return Day(app, house)
