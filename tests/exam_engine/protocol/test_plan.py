import pytest

from exam_engine.protocol.objects import MalformedObject
from exam_engine.protocol.plan import BadPlan, check_plan, eligible, length, maximum, topics
from tests.exam_engine.protocol.samples import entry, plan, quota


def test_a_sound_plan_passes_and_tells_its_maximum():
    sound = plan(quota("b", 2, mark=1500), quota("a"), quota("b", 1, pretest=True))

    assert check_plan(sound) == sound
    assert maximum(sound) == 5000
    assert topics(sound) == ["b", "a"]
    assert length(sound) == 5


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"target": 900}, "target without tolerance"),
        ({"tolerance": 90}, "target without tolerance"),
        ({"target": 900, "tolerance": 501}, "tolerance"),
        ({"band": [600, 500]}, "band"),
        ({"pretest": True, "band": [1, 2]}, "pretest with target or band"),
        ({"pretest": True, "target": 900, "tolerance": 1}, "pretest with target or band"),
    ],
)
def test_a_quota_that_breaks_a_rule_is_named(changes, reason):
    with pytest.raises(BadPlan) as refused:
        check_plan(plan(quota("a"), quota("b", **changes)))

    assert refused.value.details == {"reason": reason, "quota": 1, "topic": "b"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pass": {"cut": 4001, "cut_source": "act", "sections": [], "places": None}}, "cut"),
        (
            {"pass": {"cut": 1, "cut_source": "a", "sections": [{"topic": "x", "min": 1}], "places": None}},
            "unknown section",
        ),
        (
            {
                "pass": {
                    "cut": 1,
                    "cut_source": "a",
                    "sections": [{"topic": "civil", "min": 2001}],
                    "places": None,
                }
            },
            "section minimum",
        ),
        ({"annulment": "drop"}, "drop"),
        (
            {
                "annulment": "drop",
                "paper": "common",
                "pass": {"cut": 1, "cut_source": "a", "sections": [], "places": 3},
            },
            "drop",
        ),
        ({"quotas": [quota(pretest=True)]}, "nothing scored"),
        ({"quotas": [quota("civil"), quota("Civil")]}, "codes differ only in case"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused(changes, reason):
    with pytest.raises(BadPlan) as refused:
        check_plan(plan(**changes))

    assert refused.value.details["reason"] == reason


def test_a_plan_with_a_malformed_member_is_refused_by_path():
    with pytest.raises(MalformedObject) as refused:
        check_plan(plan(quota(count=0)))

    assert refused.value.details["path"] == "plan.quotas[0].count"


def test_only_items_in_all_languages_of_the_plan_are_eligible():
    entries = [entry("b"), entry("a"), entry("c", languages=["ky"]), entry("d", "criminal")]

    assert [one["code"] for one in eligible(plan(), quota(), entries)] == ["a", "b"]


def test_a_band_is_inclusive_and_needs_a_known_difficulty():
    rated = [entry(str(rating), difficulty=rating) for rating in (499, 500, 700, 701)]
    unrated = entry("x", difficulty=None, difficulty_basis=None)

    fitting = eligible(plan(), quota(band=[500, 700]), [*rated, unrated])

    assert [one["difficulty"] for one in fitting] == [500, 700]


def test_a_target_needs_a_known_difficulty():
    unrated = entry("x", difficulty=None, difficulty_basis=None)

    assert eligible(plan(), quota(target=1000, tolerance=10), [unrated]) == []
    assert eligible(plan(), quota(), [unrated]) == [unrated]
