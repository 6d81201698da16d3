import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.acts import documents
from app.context import open_house
from foundation.clock import FakeClock
from tests.app.staffed import _staffed_files, day
from tests.app.staffed import house as staffed
from tests.conftest import settings_for
from tests.rehearsals import Rehearsal

__all__ = ["_staffed_files", "day", "staffed"]


@pytest.fixture(scope="session")
def _published_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rehearsal]:
    folder = tmp_path_factory.mktemp("published") / "instance"
    # In a thread of its own: a browser that runs already holds this thread's event loop.
    with ThreadPoolExecutor(1) as thread:
        return folder, thread.submit(_publish, folder).result()


def _publish(folder: Path) -> Rehearsal:
    held = Rehearsal(folder).play()
    house = open_house(settings_for(folder, origin="taraza.example/log"), held.clock, with_keys=True)
    documents.issue_all(house, held.name, actor="office")
    house.close()
    held.close_files()
    return held


@pytest.fixture
def held(_published_files) -> Rehearsal:
    return _published_files[1]


@pytest.fixture
def house(tmp_path, _published_files):
    folder = tmp_path / "instance"
    shutil.copytree(_published_files[0], folder)
    house = open_house(
        settings_for(folder, origin="taraza.example/log"), FakeClock(_published_files[1].now), with_keys=True
    )
    yield house
    house.close()
