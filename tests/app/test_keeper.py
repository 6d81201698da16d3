from sqlalchemy import select

from app.context import settled
from app.work import duties, keep, perform
from foundation.clock_marks import ClockMark


def test_every_duty_stands_where_the_keeper_looks_for_it():
    assert all(callable(turn.find()) for turn in duties())


def test_the_keeper_marks_the_clock_until_it_is_told_to_stop(house):
    rounds = iter([False, False, True])

    keep(house.settings, lambda: next(rounds))

    with house.reading() as session:
        assert session.scalars(select(ClockMark.marked_at)).one() > 0


def test_one_duty_that_fails_does_not_keep_the_others_from_theirs(house, caplog):
    turn = duties()[0]

    perform(turn, lambda _house: 1 / 0, house, house.clock())

    assert turn.next_at == house.clock() + turn.every
    assert "ZeroDivisionError" in caplog.text


def test_a_duty_waits_for_its_turn(house):
    done: list[object] = []
    turn = duties()[0]

    perform(turn, done.append, house, house.clock())
    perform(turn, done.append, house, house.clock())

    assert len(done) == 1


def test_the_clock_of_a_settled_house_follows_the_machine(house):
    assert settled(house).clock() > house.clock()
