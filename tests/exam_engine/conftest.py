import pytest

from tests.rehearsals import Rehearsal


@pytest.fixture
def rehearsal(tmp_path):
    scene = Rehearsal(tmp_path / "scene")
    yield scene
    scene.close_files()
