import pytest

from app.acts import banks, staging
from app.ceremony import wording
from exam_engine import records
from exam_engine.protocol.entropy import BadEntropy
from exam_engine.protocol.feasibility import InfeasiblePlan
from foundation.canonical import instant
from tests.app.ceremony.test_pages import FORM
from tests.exam_engine import halls


def a_sample_release(day, chance) -> str:
    cast = staging.cast(day.house, chance=chance, now=day.house.clock())
    stocked = banks.stock(day.house, None, "sample")
    return staging.release(day.house, cast, stocked.codes, name="spring", chance=chance)


def test_a_sitting_is_planned_by_a_preset_on_the_sample_bank(day, chance):
    root = a_sample_release(day, chance)

    answer = day.person("office").post("/ceremony/new", data=FORM | {"release": root})

    assert answer.status_code == 303, answer.text
    with day.house.reading() as session:
        sitting = records.get_sitting(session, "exam-7")
        plan = records.load(session, "exam-7", "plan.json")
    assert sitting.starts_at == instant("2026-03-20T03:00:00.000Z")
    assert sitting.not_before == instant("2026-03-20T02:00:00.000Z")
    assert (plan["name"], plan["detail"]["spares"]) == ("sample", 2)
    page = day.person("office").get("/ceremony/exam-7").text
    assert "Constitutional law <b>10</b>" in page
    assert 'value="2"' in day.person("office").get("/ceremony/exam-7/roll").text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("too few", "too few questions may stand together on one paper"),
        ("shared", "other quotas draw from the same questions"),
        ("target", "the target of difficulty cannot be reached"),
        ("seconds", "the time set for the section is too short"),
    ],
)
def test_a_quota_that_cannot_be_filled_is_named_with_its_reason(app, reason, said):
    error = InfeasiblePlan(quota=1, topic="criminal", reason=reason, wanted=3, found=2)

    with app.test_request_context():
        words = wording.infeasible_words(error, halls.a_plan())

    assert words == f"Quota 2 (criminal) cannot be filled: {said}. Needed: 3, possible: 2."


def test_an_unknown_fault_of_numbers_is_still_a_sentence(app):
    with app.test_request_context():
        assert wording.entropy_words(BadEntropy(reason="form"), halls.FORM)


def test_points_read_as_numbers_of_the_language(app):
    with app.test_request_context("/?language=ru"):
        assert [wording.points(value) for value in (0, 1000, 7500, 5600, 125)] == [
            "0",
            "1",
            "7,5",
            "5,6",
            "0,125",
        ]
