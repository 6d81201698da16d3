import csv
from io import StringIO
from pathlib import Path

import pytest

from exam_engine.plans import (
    BankMissing,
    PlanTooCostly,
    demo,
    plan_of,
    preset,
    presets,
    rehearse_plan,
    require_bank,
    trial,
    with_targets,
)
from exam_engine.protocol import objects
from exam_engine.protocol.feasibility import InfeasiblePlan
from exam_engine.protocol.plan import check_plan, length, maximum
from foundation.canonical import digest, instant
from foundation.errors import NotFound
from tests.bank_factory import entries_of
from tests.rehearsals import Chance

UNTIL = instant("2026-06-30T18:00:00.000Z")
SAMPLES = Path(__file__).resolve().parents[3] / "question_bank" / "samples"
SINGLE = ("single",)


@pytest.fixture(scope="module")
def sample_entries():
    return entries_of(preset("sample").need.topics | {}, chance=Chance("plans"), kinds=SINGLE) + [
        entry | {"code": f"more-{entry['code']}"}
        for entry in entries_of(preset("sample").need.topics, chance=Chance("more"), kinds=SINGLE)
    ]


def sample_plan(entries):
    return plan_of(preset("sample"), entries, correct_until=UNTIL)


def release_of(entries):
    return objects.release(entries)


@pytest.mark.parametrize("each", presets(), ids=lambda each: each.name)
def test_every_preset_is_a_plan_that_may_be_announced(each, sample_entries):
    plan = plan_of(each, sample_entries, correct_until=UNTIL)

    assert check_plan(plan) == plan
    assert length(plan) == each.questions
    assert plan["detail"]["example"] is True


def test_the_default_preset_is_the_sample(sample_entries):
    plan = sample_plan(sample_entries)

    assert presets()[0].name == "sample"
    assert length(plan) == 50
    assert [quota["count"] for quota in plan["quotas"]] == [10] * 5
    assert plan["duration"] == 3600
    assert plan["languages"] == ["ky", "ru"]


@pytest.mark.parametrize(
    ("name", "questions", "minutes", "cut"),
    [
        ("kg-2012", 100, 120, 60_000),
        ("moldova-2016", 400, 180, 200_000),
        ("azerbaijan", 100, 120, 60_000),
        ("ukraine-cognitive", 60, 30, 33_000),
    ],
)
def test_examples_of_other_exams_hold_their_known_facts(name, questions, minutes, cut):
    plan = plan_of(preset(name), [], correct_until=UNTIL)

    assert (length(plan), plan["duration"], plan["pass"]["cut"]) == (questions, minutes * 60, cut)


def test_the_ukrainian_cognitive_test_gives_sixty_points():
    assert maximum(plan_of(preset("ukraine-cognitive"), [], correct_until=UNTIL)) == 60_000


def test_an_unknown_preset_is_not_found():
    with pytest.raises(NotFound):
        preset("atlantis")


def test_targets_are_the_banks_mean_to_the_nearest_fifty():
    entries = entries_of({"civil": 4}, chance=Chance("four"), kinds=SINGLE)
    for entry, difficulty in zip(entries, (600, 610, 630, 671), strict=True):
        entry["difficulty"] = difficulty
    plan = with_targets(two_of("civil"), entries)

    # 2 x 627.75 = 1255.5
    assert (plan["quotas"][0]["target"], plan["quotas"][0]["tolerance"]) == (1250, 250)


def test_a_topic_without_ratings_stays_without_target():
    entries = [
        entry | {"difficulty": None, "difficulty_basis": None}
        for entry in entries_of({"civil": 4}, chance=Chance("four"), kinds=SINGLE)
    ]

    assert with_targets(two_of("civil"), entries)["quotas"][0]["target"] is None


def test_a_preset_without_its_bank_says_what_is_missing():
    entries = entries_of({"constitution": 30, "civil": 12}, chance=Chance("few"), kinds=SINGLE)

    with pytest.raises(BankMissing) as refused:
        require_bank(preset("sample"), entries)

    gaps = {gap["topic"]: (gap["wanted"], gap["found"]) for gap in refused.value.details["gaps"]}
    assert "constitution" not in gaps
    assert gaps["civil"] == (25, 12)
    assert gaps["criminal"] == (25, 0)
    assert gaps[None] == (150, 42)


def test_a_bank_in_another_language_or_with_other_options_does_not_count(sample_entries):
    with pytest.raises(BankMissing):
        require_bank(preset("law-en"), sample_entries)
    with pytest.raises(BankMissing):
        require_bank(preset("moldova-2016"), sample_entries * 10)


def test_a_bank_that_is_there_is_accepted(sample_entries):
    require_bank(preset("sample"), sample_entries)


def test_the_sample_questions_are_a_bank_for_the_sample_plan():
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(SAMPLES.glob("*.csv"))]
    rows = [row for text in texts for row in csv.DictReader(StringIO(text, newline=""))]
    entries = [
        {
            "topic": row["topic"],
            "languages": ["ky", "ru"],
            "difficulty": int(row["difficulty"]),
            "options": [],
        }
        for row in rows
    ]

    require_bank(preset("sample"), entries)


def test_a_trial_says_so_in_the_plan_and_has_another_digest(sample_entries):
    plan = sample_plan(sample_entries)

    tried, shown = trial(plan, duration=20, grace=1), demo(plan)

    assert tried["detail"]["origin"] == "trial"
    assert (tried["duration"], tried["grace"]) == (20, 1)
    assert shown["detail"]["origin"] == "demo"
    assert "origin" not in plan["detail"]
    assert len({digest(plan), digest(tried), digest(shown)}) == 3


def test_a_rehearsal_tells_rounds_difficulty_exposure_and_overlap(sample_entries):
    plan, told = sample_plan(sample_entries), []

    report = rehearse_plan(
        plan,
        release_of(sample_entries),
        seed=b"throw-away",
        papers=40,
        progress=lambda done, of: told.append((done, of)),
    )

    assert told[-1] == (40, 40)
    assert report.papers == 40
    for quota, planned in zip(report.quotas, plan["quotas"], strict=True):
        assert quota.rounds >= 100
        assert abs(quota.difficulty.mean - planned["target"]) <= planned["tolerance"]
    assert sum(report.exposure.values()) == 40 * 50
    assert 0 <= report.overlap.least <= report.overlap.mean <= report.overlap.most <= 50


def test_the_same_seed_rehearses_the_same_papers(sample_entries):
    plan, release = sample_plan(sample_entries), release_of(sample_entries)

    assert rehearse_plan(plan, release, seed=b"a", papers=5) == rehearse_plan(
        plan, release, seed=b"a", papers=5
    )


def test_a_plan_that_cannot_be_filled_names_its_quota(sample_entries):
    plan = sample_plan(sample_entries)
    plan["quotas"][3]["count"] = 500

    with pytest.raises(InfeasiblePlan) as refused:
        rehearse_plan(plan, release_of(sample_entries), seed=b"a", papers=5)

    assert refused.value.details["quota"] == 3


def test_a_plan_of_more_than_fifty_rounds_is_refused_with_the_banks_mean(sample_entries):
    plan = sample_plan(sample_entries)
    plan["quotas"][0] |= {"target": plan["quotas"][0]["target"] + 500, "tolerance": 20}

    with pytest.raises(PlanTooCostly) as refused:
        rehearse_plan(plan, release_of(sample_entries), seed=b"a", papers=10)

    details = refused.value.details
    assert details["quota"] == 0
    assert details["rounds"] > 50
    assert details["target"] - details["mean"] > 400


def two_of(topic):
    plan = plan_of(preset("sample"), [], correct_until=UNTIL)
    quota = plan["quotas"][0] | {"topic": topic, "count": 2}
    return plan | {"quotas": [quota], "pass": plan["pass"] | {"cut": 1000}}
