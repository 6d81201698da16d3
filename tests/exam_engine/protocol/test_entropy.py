import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine.protocol import entropy

DICE = {"source": "dice", "min": 1, "max": 6, "count": 20}


@pytest.mark.parametrize("change", [{"count": 19}, {"max": 5}, {"min": 2}])
def test_fewer_than_two_to_the_fiftieth_sequences_are_too_few(change):
    with pytest.raises(entropy.BadEntropy) as refused:
        entropy.check_form(DICE | change)

    assert refused.value.details["reason"] == "too few sequences"


def test_exactly_two_to_the_fiftieth_is_enough():
    form = {"source": "coins", "min": 0, "max": 1, "count": 50}

    assert entropy.check_form(form) == form


@pytest.mark.parametrize(
    "form",
    [
        None,
        {**DICE, "more": 1},
        {**DICE, "min": -1},
        {**DICE, "count": True},
        {**DICE, "max": 0},
        {**DICE, "source": ""},
        {**DICE, "count": 10**9},
    ],
)
def test_what_is_no_form_of_entropy(form):
    with pytest.raises(entropy.BadEntropy):
        entropy.check_form(form)


@given(st.lists(st.integers(1, 6), min_size=20, max_size=20))
def test_what_is_thrown_is_read(thrown):
    assert entropy.parse_entropy(DICE, " ".join(map(str, thrown))) == tuple(thrown)


@pytest.mark.parametrize(
    ("text", "position"), [("1 2 x" + " 1" * 17, 3), ("1 7" + " 1" * 18, 2), ("1\t1" + " 1" * 18, 1), ("", 1)]
)
def test_a_wrong_number_is_named_by_its_position(text, position):
    with pytest.raises(entropy.BadEntropy) as refused:
        entropy.parse_entropy(DICE, text)

    assert refused.value.details["position"] == position


@pytest.mark.parametrize("ending", ["\n", " ", "\u200b", "\ufeff", "\r"])
def test_an_invisible_variant_is_refused(ending):
    with pytest.raises(entropy.BadEntropy):
        entropy.parse_entropy(DICE, " ".join("1" * 20) + ending)


@pytest.mark.parametrize("shares", [[], [b"\1" * 32, b"\1" * 32], [b"\1" * 31]])
def test_shares_that_are_missing_equal_or_short_are_refused(shares):
    with pytest.raises(entropy.BadShare):
        entropy.seed(shares, "0" * 64, "1")


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=4, unique=True), st.randoms())
def test_the_order_in_which_custodians_come_does_not_matter(shares, chance):
    shuffled = chance.sample(shares, len(shares))

    assert entropy.seed(shares, "0" * 64, "1") == entropy.seed(shuffled, "0" * 64, "1")


def test_another_announcement_or_another_throw_gives_another_seed():
    seeds = {
        entropy.seed([b"\1" * 32], announcement * 64, text)
        for announcement in "01"
        for text in ("1 2", "2 1")
    }

    assert len(seeds) == 4
