import pytest

from exam_engine import records
from foundation.errors import NotFound
from reports import facts
from tests.rehearsals import Rehearsal, tiny_plan


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    scene = Rehearsal(tmp_path_factory.mktemp("story") / "usual").play()
    yield scene
    scene.close_files()


def kinds(scene, code):
    return [event.kind for event in facts.story(scene.session, scene.name, code)]


def test_a_story_goes_from_the_announcement_to_the_published_result(published):
    told = facts.story(published.session, published.name, published.codes()[0])

    assert [event.kind for event in told[:3]] == ["announced", "drawn", "opened"]
    assert [event.kind for event in told[-3:]] == ["closed", "sealed", "published"]
    assert [event.at for event in told] == sorted(event.at for event in told)


def test_every_entry_of_the_journal_is_told_once_and_in_order(published):
    for code in published.codes():
        entries = [line["kind"] for line in journal(published, code)]

        assert kinds(published, code)[2:-2] == entries


def journal(scene, code):
    from exam_engine.sittings import store

    return store.journal(scene.session, scene.name, code)


def test_no_answer_is_told(published):
    for code in published.codes():
        paper = published.paper(code)
        options = {option for item in paper["items"] for option in item["options"]}
        told = facts.story(published.session, published.name, code)

        assert not [option for option in options if f"'{option}'" in repr(told)]
        assert all(event.position for event in told if event.kind == "answered")


def test_given_time_has_its_author_and_reason(published):
    second, third = published.codes()[1:3]
    extended = [
        event for event in facts.story(published.session, published.name, second) if event.kind == "extended"
    ]

    assert [(event.seconds, event.by, event.reason) for event in extended] == [
        (120, "invigilator-1", "screen went dark")
    ]
    assert {"paused", "resumed"} <= set(kinds(published, third))


def test_the_end_says_how(published):
    ways = set()
    for code in published.codes():
        told = facts.story(published.session, published.name, code)
        ways |= {event.how for event in told if event.kind == "closed"}

    assert ways == {"handed_in", "time", "absent"}


def test_the_score_is_that_of_the_results(published):
    for code in published.codes():
        line, last = published.line(code), facts.story(published.session, published.name, code)[-1]

        assert (last.score.total, last.score.rank, last.score.passed, last.score.status) == (
            line["total"],
            line["rank"],
            line["passed"],
            line["status"],
        )


def test_before_the_seal_the_story_ends_in_the_hall(tmp_path):
    scene = Rehearsal(tmp_path / "scene").play(until="close")

    assert {kinds(scene, code)[-1] for code in scene.codes()} == {"closed"}
    scene.close_files()


def test_results_that_are_not_published_are_not_told(tmp_path):
    scene = Rehearsal(tmp_path / "scene").play(until="decode")

    assert {kinds(scene, code)[-1] for code in scene.codes()} == {"sealed"}
    scene.close_files()


def test_in_a_small_group_no_score_is_told(tmp_path):
    scene = Rehearsal(tmp_path / "scene", plan=tiny_plan(min_group=10)).play()

    told = facts.story(scene.session, scene.name, scene.codes()[0])

    assert (told[-1].kind, told[-1].score) == ("published", None)
    scene.close_files()


def test_an_unknown_code_has_no_story(published):
    assert records.find(published.session, published.name, "seal.json") is not None
    with pytest.raises(NotFound):
        facts.story(published.session, published.name, "00000000")
