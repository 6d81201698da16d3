import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine.protocol import codes

CHANCE = random.Random(7).randbytes


@pytest.mark.parametrize(("digits", "check"), [("0794", "5"), ("00200667308", "5"), ("0830507", "5")])
def test_check_digits_of_the_standard_and_of_the_vectors(digits, check):
    assert codes.check_digit(digits) == check


@given(st.text("0123456789", min_size=7, max_size=7), st.integers(0, 7), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(digits, place, shift):
    code = digits + codes.check_digit(digits)
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]

    assert codes.is_candidate_code(code)
    assert not codes.is_candidate_code(wrong)


@pytest.mark.parametrize("text", ["", "0830507", "083050755", "0830507a", "٠٨٣٠٥٠٧٥", None, 8305075])
def test_what_is_no_candidate_code(text):
    assert not codes.is_candidate_code(text)


@pytest.mark.parametrize("text", ["", ".", "..", "a b", "ң", "a/b", "x" * 41, None, "a\n"])
def test_what_is_no_code(text):
    assert not codes.is_code(text)


@pytest.mark.parametrize("text", ["a", "A-07", "civil-0000", "x" * 40, "...", "i_2.b"])
def test_what_is_a_code(text):
    assert codes.is_code(text)


def test_candidate_codes_are_sorted_distinct_and_checked():
    made = codes.candidate_codes(500, CHANCE)

    assert made == sorted(set(made))
    assert len(made) == 500
    assert all(map(codes.is_candidate_code, made))


def test_more_codes_than_can_be_told_apart_are_refused():
    with pytest.raises(codes.TooManyCodes):
        codes.candidate_codes(1_000_001, CHANCE)


def test_digits_of_chance_are_even():
    drawn = "".join(code[:7] for code in codes.candidate_codes(5000, CHANCE))

    for digit in "0123456789":
        assert 3000 < drawn.count(digit) < 4000


def test_a_ticket_secret_is_grouped_in_fours():
    secret = codes.ticket_secret(CHANCE)

    assert codes.is_secret(secret)
    assert codes.grouped("1234567890123456") == "1234 5678 9012 3456"
    assert codes.grouped(secret).replace(" ", "") == secret
