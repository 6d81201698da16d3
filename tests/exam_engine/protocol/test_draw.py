import hmac
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_engine.protocol import draw, objects
from exam_engine.protocol.feasibility import InfeasiblePlan, check_feasible
from exam_engine.protocol.tickets import Tickets
from tests.exam_engine.protocol.samples import CODES, entry, plan, quota, release

SEEDS = st.binary(min_size=32, max_size=32)
QUICK = settings(max_examples=30, deadline=None)


def _entries(paper, bank):
    by_code = {one["code"]: one for one in bank["entries"]}
    return [by_code[item["code"]] for item in paper["items"]]


@given(SEEDS, st.text(max_size=60))
def test_a_ticket_is_hmac_sha256(key, text):
    assert Tickets(key).of(text) == hmac.digest(key, text.encode(), "sha256")


@given(SEEDS, st.randoms())
@QUICK
def test_the_order_of_storage_does_not_matter(seed, chance):
    bank = release()
    shuffled = {**bank, "entries": chance.sample(bank["entries"], len(bank["entries"]))}

    drawn = draw.draw_papers(plan(), bank, CODES, seed, "s")

    assert drawn == draw.draw_papers(plan(), shuffled, chance.sample(CODES, 3), seed, "s")


@given(SEEDS)
@QUICK
def test_quotas_are_met_without_repeats_and_in_sections(seed):
    rules = plan(quota("criminal", 3), quota("civil", 2), quota("criminal", 1, pretest=True))

    paper = draw.draw_paper(rules, release(), CODES[0], seed, "s")

    assert objects.check(paper, "paper") == paper
    assert sorted(item["quota"] for item in paper["items"]) == [0, 0, 0, 1, 1, 2]
    assert [one["topic"] for one in _entries(paper, release())] == ["criminal"] * 4 + ["civil"] * 2


@given(SEEDS)
@QUICK
def test_enemies_never_meet_not_even_across_quotas(seed):
    bank = objects.release(
        [entry(f"a{n}", "a", enemies=f"e{n % 3}") for n in range(9)]
        + [entry(f"b{n}", "b", enemies=f"e{n % 4}") for n in range(8)]
        + [entry("b8", "b"), entry("b9", "b")]
    )

    paper = draw.draw_paper(plan(quota("a", 2), quota("b", 3)), bank, CODES[0], seed, "s")

    groups = [one["enemies"] for one in _entries(paper, bank) if one["enemies"]]
    assert len(groups) == len(set(groups))


@given(SEEDS)
@QUICK
def test_a_target_and_a_bound_of_time_hold(seed):
    entries = [entry(f"i{n}", difficulty=300 + 30 * n, seconds=40 + 7 * (n % 5)) for n in range(20)]
    rules = plan(quota("civil", 4, target=2300, tolerance=60, seconds_max=230))

    paper = draw.draw_paper(rules, objects.release(entries), CODES[0], seed, "s")

    drawn = _entries(paper, objects.release(entries))
    assert abs(sum(one["difficulty"] for one in drawn) - 2300) <= 60
    assert paper["difficulty"] == [sum(one["difficulty"] for one in drawn)]
    assert sum(one["seconds"] for one in drawn) <= 230


@given(SEEDS)
@QUICK
def test_fixed_options_keep_their_place(seed):
    options = [{"id": name, "fixed": name in "be"} for name in "abcde"]
    bank = objects.release([entry("x", options=options), entry("y", options=options)])

    paper = draw.draw_paper(plan(quota()), bank, CODES[0], seed, "s")

    for item in paper["items"]:
        assert (item["options"][1], item["options"][4]) == ("b", "e")
        assert sorted(item["options"]) == list("abcde")


@given(SEEDS)
@QUICK
def test_common_papers_hold_the_same_items_in_their_own_order(seed):
    papers = draw.draw_papers(plan(paper="common", order="mixed"), release(), CODES, seed, "s")

    assert len({frozenset(item["code"] for item in paper["items"]) for paper in papers}) == 1


def test_a_paper_of_one_candidate_does_not_depend_on_the_others():
    alone = draw.draw_paper(plan(), release(), CODES[1], b"\1" * 32, "s")

    assert alone == draw.draw_papers(plan(), release(), CODES, b"\1" * 32, "s")[1]


def test_difficulty_is_null_where_an_item_has_none():
    bank = objects.release([entry("x"), entry("y", difficulty=None, difficulty_basis=None)])

    assert draw.draw_paper(plan(quota()), bank, CODES[0], b"\1" * 32, "s")["difficulty"] == [None]


def test_progress_is_told():
    told = []

    draw.draw_papers(plan(), release(), CODES, b"\1" * 32, "s", progress=lambda *done: told.append(done))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_known_answer_that_no_refactoring_may_move():
    paper = draw.draw_paper(plan(), release(), CODES[0], bytes(range(32)), "s")

    assert [item["code"] for item in paper["items"]] == ["civil-0", "civil-6", "criminal-0", "criminal-3"]


def _ticket(code):
    order = hmac.digest(b"\1" * 32, f"paper/{CODES[0]}".encode(), "sha256")
    return hmac.digest(order, f"item/0/0/{code}".encode(), "sha256")


@pytest.mark.parametrize(("free", "count"), [(150, 20), (30, 30)])
def test_a_draw_from_a_large_pool_takes_the_first_tickets_of_those_that_may_stand_together(free, count):
    chance = random.Random(3)
    entries = [entry(f"i{n:03}", enemies=None if n < free else f"e{chance.randrange(4)}") for n in range(300)]
    wanted, groups = set(), set()
    for one in sorted(entries, key=lambda one: _ticket(one["code"])):
        if one["enemies"] not in groups and len(wanted) < count:
            wanted.add(one["code"])
            groups |= {one["enemies"]} - {None}

    paper = draw.draw_paper(plan(quota("civil", count)), objects.release(entries), CODES[0], b"\1" * 32, "s")

    assert {item["code"] for item in paper["items"]} == wanted


@pytest.mark.parametrize(
    ("quotas", "reason", "number"),
    [
        ([quota("civil"), quota("criminal", 9)], "too few", 1),
        ([quota("civil", target=10, tolerance=5)], "target", 0),
        ([quota("civil", target=9000, tolerance=5)], "target", 0),
        ([quota("civil", seconds_max=119)], "seconds", 0),
        ([quota("civil", 5), quota("civil", 4)], "shared", 1),
    ],
)
def test_an_infeasible_plan_is_refused_before_it_is_announced(quotas, reason, number):
    with pytest.raises(InfeasiblePlan) as refused:
        check_feasible(plan(*quotas), release())

    assert (refused.value.details["reason"], refused.value.details["quota"]) == (reason, number)


def test_a_feasible_plan_has_no_shortfall():
    assert draw.feasibility(plan(), release()) == ()


@pytest.mark.parametrize(
    ("quotas", "reason"),
    [
        ([quota("civil", 9)], "too few"),
        ([quota("civil", target=655, tolerance=4)], "target"),
        ([quota("civil", seconds_max=1)], "seconds"),
        ([quota("civil", 8), quota("civil", 1)], "too few"),
    ],
)
def test_a_draw_that_no_round_fills_fails_by_name(quotas, reason):
    with pytest.raises(InfeasiblePlan) as refused:
        draw.draw_paper(plan(*quotas), release(), CODES[0], b"\1" * 32, "s")

    assert refused.value.details["reason"] == reason
    assert refused.value.details["topic"] == "civil"
