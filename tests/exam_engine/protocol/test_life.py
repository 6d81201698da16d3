from itertools import pairwise

import pytest

from exam_engine.protocol import life
from exam_engine.protocol.life import ATTEMPT, REVISION, SITTING, VERSION, Attempt, Sitting, advance


@pytest.mark.parametrize("table", [REVISION, SITTING, ATTEMPT, VERSION])
def test_every_state_has_a_row_and_every_move_leads_to_one(table):
    states = set(type(next(iter(table))))

    assert table.keys() == states
    assert set().union(*table.values()) <= states


@pytest.mark.parametrize(
    "path",
    [
        ["planned", "announced", "drawn", "open", "closed", "sealed"],
        ["planned", "announced", "cancelled"],
        ["planned", "announced", "drawn", "interrupted", "open", "interrupted", "annulled"],
    ],
)
def test_the_ways_of_a_sitting(path):
    for current, to in pairwise(path):
        assert advance(SITTING, Sitting(current), Sitting(to)) == to


@pytest.mark.parametrize("to", list(Attempt))
def test_closed_is_closed(to):
    with pytest.raises(life.IllegalMove) as refused:
        advance(ATTEMPT, Attempt.CLOSED, to)

    assert refused.value.details == {"what": "attempt", "current": "closed", "to": to.value}


@pytest.mark.parametrize(("current", "to"), [("open", "sealed"), ("drawn", "cancelled"), ("sealed", "open")])
def test_no_step_of_a_sitting_is_skipped(current, to):
    with pytest.raises(life.IllegalMove):
        advance(SITTING, Sitting(current), Sitting(to))
