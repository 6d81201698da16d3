from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.protocol import objects, score
from exam_engine.protocol.fractions_of import fold, fraction
from foundation.canonical import digest
from tests.exam_engine.protocol import samples
from tests.exam_engine.protocol.samples import CODES, ZEROS, amendment, paper, plan, quota, release

RIGHT = {1: ["a"], 2: ["a"], 3: ["a"], 4: ["a"]}


def _lines(answers, rules=None, amendments=(), bank=None, keys=None):
    bank = bank or release()
    papers = [paper(code) for code in answers]
    lines = score.candidates(rules or plan(), bank, papers, answers, keys or samples.keys(bank), amendments)
    return {line["code"]: line for line in lines}


def _one(answers, rules=None, amendments=(), **more):
    return _lines({CODES[0]: answers}, rules, amendments, **more)[CODES[0]]


def _total(answers, rules=None, amendments=(), **more):
    return _one(answers, rules, amendments, **more)["total"]


@pytest.mark.parametrize(
    ("kind", "response", "correct", "partial", "exact"),
    [
        ("single", ["a"], ["a"], 1, 1),
        ("single", ["b"], ["a"], 0, 0),
        ("multiple", ["a", "b"], ["a", "b"], 1, 1),
        ("multiple", ["a"], ["a", "b"], Fraction(1, 2), 0),
        ("multiple", ["a", "c"], ["a", "b"], 0, 0),
        ("multiple", ["a", "b", "c"], ["a", "b"], Fraction(1, 2), 0),
        ("multiple", ["c", "d"], ["a", "b"], 0, 0),
        ("order", ["a", "c", "b"], ["a", "b", "c"], Fraction(1, 3), 0),
        ("order", ["a", "b", "c"], ["a", "b", "c"], 1, 1),
        ("match", ["p:a", "q:b"], ["p:a", "q:a"], Fraction(1, 2), 0),
        ("match", ["q:a"], ["p:a", "q:a"], Fraction(1, 2), 0),
        ("match", ["p:a", "q:a"], ["p:a", "q:a"], 1, 1),
        ("number", ["2.5"], ["2.5", "3"], 1, 1),
        ("number", ["3.000000"], ["2.5", "3"], 1, 1),
        ("number", ["3.000001"], ["2.5", "3"], 0, 0),
        ("number", ["-0"], ["0", "0"], 1, 1),
        ("number", ["1e0"], ["1", "1"], 0, 0),
        ("text", ["Сот"], ["Сот", "Суд"], 1, 1),
        ("text", ["сот"], ["Сот", "Суд"], 0, 0),
    ],
)
def test_fractions(kind, response, correct, partial, exact):
    assert fraction(kind, "partial", response, correct) == partial
    assert fraction(kind, "exact", response, correct) == exact


@pytest.mark.parametrize("kind", ["single", "multiple", "order", "match", "number", "text"])
def test_no_answer_earns_nothing(kind):
    assert fraction(kind, "partial", [], ["a"]) == 0


def test_folds_change_only_what_they_name():
    text = " Ёлка  ҢӨҮ Ärger "

    assert fold(text, []) == text
    assert fold(text, ["trim"]) == "Ёлка  ҢӨҮ Ärger"
    assert fold(text, ["spaces"]) == " Ёлка ҢӨҮ Ärger "
    assert fold(text, ["lower"]) == " ёлка  ңөү Ärger "
    assert fold(text, ["yo"]) == " Елка  ҢӨҮ Ärger "
    assert fold("\u00a0x\t", ["trim", "spaces"]) == "\u00a0x\t"
    assert fold("АЯЖ", ["lower"]) == "аяж"


def test_folds_work_on_both_sides():
    assert fraction("text", "exact", ["елка  1"], ["Ёлка 1"], ["yo", "lower", "spaces"]) == 1


def test_a_whole_paper_right_is_the_maximum():
    line = _one(RIGHT)

    assert (line["total"], line["maximum"], line["rank"], line["passed"]) == (4000, 4000, 1, True)


def test_a_penalty_is_taken_for_a_wrong_answer_and_never_for_an_empty_one():
    assert _total({1: ["a"], 2: ["b"], 3: []}) == 750
    assert _total({1: ["a"]}) == 1000


RESPONSES = st.dictionaries(st.integers(1, 4), st.lists(st.sampled_from("abcd"), max_size=1))
RULES = st.builds(
    lambda floor, place, rule, unit, penalty: plan(
        scoring={"rules": {}, "penalty": penalty, "floor_zero": floor},
        rounding={"place": place, "rule": rule, "unit": unit},
    ),
    st.sampled_from(["none", "item", "section", "total"]),
    st.sampled_from(["item", "section", "total"]),
    st.sampled_from(["half_up", "floor"]),
    st.sampled_from([1, 100, 250, 500, 1000]),
    st.integers(0, 1000),
)


@given(RESPONSES, RULES)
@settings(deadline=None)
def test_scores_stay_within_bounds_and_units(answers, rules):
    line = _one(answers, rules)

    assert -4000 <= line["total"] <= 4000
    assert line["total"] % rules["rounding"]["unit"] == 0
    if rules["scoring"]["floor_zero"] != "none":
        assert line["total"] >= 0
    if rules["rounding"]["place"] != "total" and rules["scoring"]["floor_zero"] != "total":
        assert line["total"] == sum(section["points"] for section in line["sections"])


@given(RESPONSES, RULES, st.integers(1, 4))
@settings(deadline=None)
def test_a_right_answer_instead_of_another_never_lowers_the_total(answers, rules, position):
    assert _total({**answers, position: ["a"]}, rules) >= _total(answers, rules)


@given(st.permutations(CODES))
def test_the_order_of_storage_does_not_matter(codes):
    answers = dict(zip(CODES, ({1: ["a"]}, None, {1: ["b"]}), strict=True))

    assert _lines({code: answers[code] for code in codes}) == _lines(answers)


def test_half_up_and_floor_below_zero():
    wrong = {1: ["b"]}
    for rule, total in (("half_up", -200), ("floor", -300)):
        rules = plan(rounding={"place": "total", "rule": rule, "unit": 100})
        assert _total(wrong, rules) == total


def test_a_section_below_its_minimum_fails_the_whole():
    passing = {
        "cut": 2000,
        "cut_source": "act",
        "sections": [{"topic": "civil", "min": 1001}],
        "places": None,
    }

    assert not _one({1: ["a"], 3: ["a"], 4: ["a"]}, plan(**{"pass": passing}))["passed"]
    assert _one({1: ["a"], 2: ["a"], 3: ["a"]}, plan(**{"pass": passing}))["passed"]


def test_ties_share_a_rank_and_all_get_the_last_place():
    passing = {"cut": 0, "cut_source": "act", "sections": [], "places": 2}
    answers = {CODES[0]: {1: ["a"]}, CODES[1]: RIGHT, CODES[2]: {2: ["a"]}}

    lines = _lines(answers, plan(**{"pass": passing}))

    assert [lines[code]["rank"] for code in CODES] == [2, 1, 2]
    assert all(line["passed"] for line in lines.values())


def test_who_stayed_away_has_no_figures_and_takes_no_rank():
    lines = _lines({CODES[0]: None, CODES[1]: {}})

    assert lines[CODES[0]] == {
        "code": CODES[0], "status": "absent", "sections": None, "total": None,
        "maximum": None, "rank": None, "passed": False,
    }  # fmt: skip
    assert lines[CODES[1]]["rank"] == 1


def test_a_void_attempt_is_scored_but_has_no_rank_until_it_is_restored():
    answers = {CODES[0]: RIGHT, CODES[1]: {1: ["a"]}}
    void, restore = amendment(1, "void", candidate=CODES[0]), amendment(2, "restore", candidate=CODES[0])

    voided, restored = _lines(answers, None, [void]), _lines(answers, None, [restore, void])

    assert voided[CODES[0]] | {"sections": 0} == {
        "code": CODES[0], "status": "void", "sections": 0, "total": 4000,
        "maximum": 4000, "rank": None, "passed": False,
    }  # fmt: skip
    assert voided[CODES[1]]["rank"] == 1
    assert restored == _lines(answers)


def test_an_annulled_item_gives_its_full_mark_to_all_who_came():
    annulled = amendment(1, "annul", code="civil-0")

    assert _total({1: ["b"]}, None, [annulled]) == 1000
    assert _total({}, None, [annulled]) == 1000
    assert _lines({CODES[0]: None}, None, [annulled])[CODES[0]]["total"] is None


def test_a_further_key_counts_where_it_is_better():
    accepted = amendment(1, "accept", code="civil-0", correct=["b"])

    assert _total({1: ["b"]}, None, [accepted]) == 1000
    assert _total({1: ["a"]}, None, [accepted]) == 1000
    assert _total({1: ["c"]}, None, [accepted]) == -250


def test_a_late_answer_counts_where_the_commission_says_so():
    late = amendment(1, "count_late", candidate=CODES[0], position=2, response=["a"], incident=3)

    assert _total({1: ["a"], 2: ["b"]}, None, [late]) == 2000


def _dropping(cut, sections=()):
    passing = {"cut": cut, "cut_source": "act", "sections": list(sections), "places": None}
    return plan(paper="common", annulment="drop", **{"pass": passing})


def test_a_dropped_item_leaves_points_maximum_cut_and_section_minimum():
    minimum = {"topic": "civil", "min": 1300}
    annulled = amendment(1, "annul", code="civil-0")

    line = _one({2: ["a"], 3: ["a"]}, _dropping(2300, [minimum]), [annulled])

    assert (line["total"], line["maximum"], line["passed"]) == (2000, 3000, True)
    assert not _one({2: ["a"], 3: ["a"]}, _dropping(2301, [minimum]), [annulled])["passed"]
    assert not _one({2: ["a"], 3: ["a"]}, _dropping(2300, [{**minimum, "min": 1301}]), [annulled])["passed"]


def test_an_unrated_dropped_item_lowers_the_cut_by_its_share_of_it():
    bank = release()
    unrated = {**bank["entries"][0], "difficulty": None, "difficulty_basis": None}
    bank = objects.release([unrated, *bank["entries"][1:]])
    annulled = amendment(1, "annul", code="civil-0")

    passed = {
        cut: _one({2: ["a"], 3: ["a"]}, _dropping(cut), [annulled], bank=bank)["passed"]
        for cut in (2666, 2668)
    }

    assert passed == {2666: True, 2668: False}


def test_nobody_who_had_passed_fails_by_a_drop():
    both = [amendment(1, "annul", code="civil-0"), amendment(2, "annul", code="civil-1")]

    assert _one({1: ["a"], 2: ["a"]}, _dropping(2000), both)["passed"]
    assert _one({1: ["a"], 2: ["a"]}, _dropping(2000), both)["total"] == 0
    assert _one({2: ["a"]}, _dropping(700), both)["passed"]


def test_pretest_items_count_for_nothing():
    rules = plan(quota("civil", 2), quota("criminal", 2, pretest=True))

    line = _one({1: ["a"], 3: ["b"], 4: ["a"]}, rules)

    assert (line["total"], line["maximum"]) == (1000, 2000)
    assert [section["topic"] for section in line["sections"]] == ["civil"]


@pytest.mark.parametrize(
    ("answers", "keys", "amendments", "reason"),
    [
        ({CODES[1]: {}}, None, (), "papers and answers differ"),
        ({CODES[0]: {}}, {"x": {}}, (), "no key"),
        ({CODES[0]: {}}, None, [amendment(1, "annul", code="civil-9")], "unknown item"),
        ({CODES[0]: {}}, None, [amendment(1, "void", candidate=CODES[1])], "unknown candidate"),
    ],
)
def test_what_cannot_be_scored_is_named(answers, keys, amendments, reason):
    bank = release()

    with pytest.raises(score.CannotScore) as refused:
        score.candidates(plan(), bank, [paper()], answers, keys or samples.keys(bank), amendments)

    assert refused.value.details["reason"] == reason


def _version(version, answers, amendments=(), before=None):
    return score.results(
        plan(),
        release(),
        [paper(code) for code in answers],
        answers,
        samples.keys(release()),
        amendments,
        sitting="s",
        version=version,
        previous=before and digest(before),
        seal_digest=ZEROS,
        keys_digest=ZEROS,
        reason=None,
        programs=[{"name": "taraza", "software": ZEROS}],
        before=before,
    )


def test_versions_name_every_changed_code_and_keep_the_others_out():
    answers = {CODES[0]: {1: ["a"]}, CODES[1]: {1: ["a"], 2: ["a"]}, CODES[2]: {}}
    first = objects.check(_version(1, answers))
    void = amendment(1, "void", candidate=CODES[1])

    second = objects.check(_version(2, answers, [void], first))

    assert first["changes"] == []
    assert second["previous"] == digest(first)
    assert second["changes"] == [
        {
            "code": CODES[0],
            "before": {"total": 1000, "rank": 2, "passed": False},
            "after": {"total": 1000, "rank": 1, "passed": False},
        },
        {
            "code": CODES[1],
            "before": {"total": 2000, "rank": 1, "passed": True},
            "after": {"total": 2000, "rank": None, "passed": False},
        },
        {
            "code": CODES[2],
            "before": {"total": 0, "rank": 3, "passed": False},
            "after": {"total": 0, "rank": 2, "passed": False},
        },
    ]
