import pytest

from tests.rehearsals import Rehearsal

pytestmark = pytest.mark.postgresql


@pytest.fixture
def scene(tmp_path, postgresql_url):
    scene = Rehearsal(tmp_path / "scene", url=postgresql_url)
    yield scene
    scene.close_files()


def test_a_whole_sitting_runs_on_postgresql_and_both_programs_agree(scene):
    scene.play()

    complete = scene.verify(scene.bundle("complete"))

    assert scene.report["verdict"] == complete["verdict"] == "consistent"
    assert [check for check in complete["checks"] if check["verdict"] == "failed"] == []


def test_the_same_chance_gives_the_same_papers_on_either_database(scene, tmp_path):
    other = Rehearsal(tmp_path / "other")
    for one in (scene, other):
        one.play(until="draw")

    assert [scene.paper(code) for code in scene.codes()] == [other.paper(code) for code in other.codes()]
    other.close_files()
