import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_engine.protocol import time

SECONDS = st.lists(st.integers(1, 10_000), max_size=4)


@given(st.integers(0, 10**13), st.integers(1, 10**5), SECONDS, SECONDS)
def test_a_deadline_is_the_sum_of_all_that_was_given(opened_at, seconds, extended, lasted):
    pauses = [(opened_at + 5, opened_at + 5 + ms) for ms in lasted]

    due = time.deadline(opened_at, seconds, extended, pauses)

    assert due == opened_at + 1000 * (seconds + sum(extended)) + sum(lasted)
    assert due - opened_at - 1000 * seconds == time.granted([], extended, pauses)


def test_the_grace_is_inclusive():
    assert not time.is_late(11_000, 1_000, 10)
    assert time.is_late(11_001, 1_000, 10)


def test_a_close_by_time_bears_the_end_of_grace_or_the_moment_of_notice():
    assert time.time_out_at(1_000, 10, 5_000) == 11_000
    assert time.time_out_at(1_000, 10, 12_345) == 12_345


def test_an_open_pause_counts_only_up_to_a_given_moment():
    clocking = time.Clocking(time.Instant(0), 10, paused=500, paused_since=time.Instant(2_000))

    assert clocking.deadline() == 10_500
    assert clocking.deadline(time.Instant(2_750)) == 11_250


def test_time_up_to_the_bound_may_be_given_and_no_more():
    time.check_granted(time.granted([300], [300], [(0, 1)]) - 1, 600)

    with pytest.raises(time.TooMuchTime):
        time.check_granted(600_001, 600)
