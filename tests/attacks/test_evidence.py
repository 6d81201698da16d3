"""Days on which nobody lies and everything goes wrong: the independent verifier must still agree."""

import pytest

from exam_engine.sittings import services as hall
from exam_engine.sittings import store
from exam_engine.sittings.errors import (
    AttemptClosed,
    AttemptPaused,
    BadEntry,
    HallNotOpen,
    ReasonMissing,
    StillWriting,
    TooMuchTime,
)
from exam_engine.sittings.tables import Attempt
from exam_engine.sittings.tickets import secret_hmac
from foundation.canonical import instant
from foundation.errors import Invalid
from tests.attacks.conftest import an_answer
from tests.rehearsals import PEPPER

GOOD = ("consistent", [])


def kinds(day, code):
    return [entry["kind"] for entry in store.journal(day.session, day.name, code)]


def test_a_language_the_plan_does_not_have_never_reaches_a_journal(day):
    day.enter()
    code = day.codes()[0]
    with pytest.raises(BadEntry):
        day.send(code, {"number": 1, "kind": "language", "language": "en"})
    day.session.rollback()
    day.send(code, {"number": 1, "kind": "language", "language": "ru"})
    assert kinds(day, code) == ["opened", "language"]
    assert day.closed() == GOOD


def test_a_language_chosen_after_the_last_moment_finds_the_attempt_closed(day):
    day.enter()
    code = day.codes()[0]
    day.wait(day.plan["duration"])
    day.clock.advance(seconds=day.plan["grace"] + 1)
    day.of_seat(hall.choose_language, code, "ru")
    assert kinds(day, code) == ["opened", "closed"]
    assert day.closed() == GOOD


def test_a_pause_that_uses_up_the_plan_s_time_ends_by_itself_at_that_moment(day):
    day.enter()
    first, second, *_ = day.codes()
    day.act(hall.extend, second, 1700, reason="screen went dark")
    day.act(hall.pause_hall)
    day.wait(1801)
    attempt = day.session.get(Attempt, (day.name, first), populate_existing=True)
    assert attempt.state == "started"
    assert attempt.added == 1800_000
    assert day.act(hall.resume_hall, reason="power is back") == 0
    day.wait(240)
    assert day.send(first, an_answer(day, first, 1)).outcome == "saved"
    assert day.closed() == GOOD


def test_whoever_looks_first_at_a_spent_pause_finds_it_ended_at_the_same_moment(day):
    day.enter()
    code = day.codes()[0]
    paused_at = day.now
    day.act(hall.pause, code, reason="ill")
    day.clock.advance(seconds=1900)
    day.act(hall.remove, code, reason="taken to hospital")
    entries = store.journal(day.session, day.name, code)
    assert [entry["kind"] for entry in entries] == ["opened", "paused", "resumed", "closed"]
    assert instant(entries[2]["at"]) == paused_at + 1800_000
    assert day.closed() == GOOD


def test_more_time_than_the_plan_allows_is_refused_though_a_pause_still_lasts(day):
    day.enter()
    code = day.codes()[0]
    day.act(hall.pause, code, reason="ill")
    day.clock.advance(seconds=120)
    with pytest.raises(TooMuchTime):
        day.act(hall.extend, code, 1700, reason="ill")
    day.session.rollback()
    day.act(hall.extend, code, 1600, reason="ill")
    day.act(hall.resume, code, reason="well again")
    day.of_seat(hall.hand_in, code)
    assert day.closed() == GOOD


def test_no_seconds_or_fewer_are_no_extension(day):
    day.enter()
    for seconds in (0, -60):
        with pytest.raises(Invalid):
            day.act(hall.extend, day.codes()[0], seconds, reason="screen went dark")
    day.session.rollback()


def test_an_extension_in_the_last_millisecond_counts_and_one_later_is_refused(day):
    day.enter()
    first, second, *_ = day.codes()
    opened = day.session.get(Attempt, (day.name, first)).opened_at
    day.wait(day.plan["duration"])
    day.clock.at = opened + 1000 * (day.plan["duration"] + day.plan["grace"])
    day.act(hall.extend, first, 60, reason="screen went dark")
    day.clock.advance(milliseconds=1)
    with pytest.raises(AttemptClosed):
        day.act(hall.extend, second, 60, reason="screen went dark")
    day.session.rollback()
    assert day.closed() == GOOD


def test_a_move_after_the_last_moment_finds_the_attempt_closed(day):
    day.enter()
    code = day.codes()[0]
    secrets = {ticket.code: ticket.secret for ticket in day.tickets}
    day.act(hall.release, code, reason="screen died")
    day.wait(day.plan["duration"])
    day.clock.advance(seconds=day.plan["grace"] + 1)
    entry = hall.enter(
        day.session, secret_hmac=secret_hmac(PEPPER, secrets[code]), terminal="K-99", now=day.now
    )
    assert entry.outcome == "over"
    assert day.closed() == GOOD


def test_acts_without_a_reason_are_refused(day):
    day.enter()
    code = day.codes()[0]
    for act in (hall.pause, hall.release, hall.resume, hall.remove):
        with pytest.raises(ReasonMissing):
            day.act(act, code, reason=" ")
    day.session.rollback()


def test_in_a_paused_hall_nobody_starts_and_a_paper_already_given_stands_paused(day):
    first, second, *_ = day.codes()
    secrets = {ticket.code: ticket.secret for ticket in day.tickets}
    hall.open_hall(day.session, day.name, actor="invigilator-1", now=day.now)
    for seat, code in enumerate((first, second), start=1):
        hall.admit(day.session, day.name, code, seat=seat, now=day.now)
        secret = secret_hmac(PEPPER, secrets[code])
        day.seats[code] = hall.enter(day.session, secret_hmac=secret, terminal=f"K-{seat}", now=day.now).seat
    day.of_seat(hall.start, first)
    day.act(hall.pause_hall)
    with pytest.raises(HallNotOpen):
        day.of_seat(hall.start, second)
    day.session.rollback()
    day.of_seat(hall.opened, first)
    assert kinds(day, first) == ["opened", "paused"]
    assert day.send(first, an_answer(day, first, 1)).outcome == "attempt_paused"
    day.wait(300)
    day.act(hall.resume_hall, reason="power is back")
    assert day.send(first, an_answer(day, first, 1)).outcome == "saved"
    assert day.closed() == GOOD


def test_while_paused_nobody_hands_in_nobody_answers_and_the_hall_does_not_close(day):
    day.enter()
    code = day.codes()[0]
    day.act(hall.pause, code, reason="ill")
    with pytest.raises(AttemptPaused):
        day.of_seat(hall.hand_in, code)
    day.session.rollback()
    assert day.send(code, an_answer(day, code, 1)).outcome == "attempt_paused"
    day.wait(day.plan["duration"] + day.plan["grace"] + 1)
    with pytest.raises(StillWriting):
        day.act(hall.close_hall)
    day.session.rollback()
    day.act(hall.remove, code, reason="taken to hospital")
    assert day.closed() == GOOD


def test_a_resumption_when_nothing_is_paused_writes_nothing(day):
    day.enter()
    code = day.codes()[0]
    assert day.act(hall.resume, code, reason="well again") is False
    assert day.act(hall.resume_hall, reason="nothing happened") == 0
    assert kinds(day, code) == ["opened"]


def test_a_clock_that_goes_back_moves_no_entry_before_another(day):
    day.enter()
    first, second, *_ = day.codes()
    day.wait(100)
    day.send(first, an_answer(day, first, 1))
    day.clock.advance(seconds=-60)
    day.send(first, an_answer(day, first, 2, position=2))
    day.send(second, an_answer(day, second, 1))
    hall.record_heads(day.session, day.name, now=day.now)
    day.checkpoint("heads")
    day.of_seat(hall.hand_in, first)
    assert day.closed() == GOOD


def test_an_answer_that_waited_while_heads_were_written_stands_after_them(day):
    day.enter()
    code = day.codes()[0]
    arrived = day.now
    day.wait(5)
    hall.save(day.session, day.seats[code], [an_answer(day, code, 1)], now=arrived)
    assert day.closed() == GOOD


def test_two_answers_in_the_same_millisecond_and_a_start_in_that_of_the_draw_hold(day):
    day.enter()
    code = day.codes()[0]
    day.send(code, an_answer(day, code, 1), an_answer(day, code, 2, position=2))
    day.send(code, an_answer(day, code, 3))
    entries = store.journal(day.session, day.name, code)
    assert len({entry["at"] for entry in entries}) == 1
    assert entries[0]["at"] == day.object("draw.json")["at"]
    assert day.closed() == GOOD


def test_nobody_came(day):
    day.act(hall.open_hall)
    assert day.closed() == GOOD


def test_a_paper_given_but_not_yet_acknowledged_keeps_the_hall_open(day):
    code = day.codes()[0]
    day.enter()
    for other in day.codes()[:-1]:
        day.of_seat(hall.hand_in, other)
    last = day.codes()[-1]
    hall.admit(day.session, day.name, last, seat=9, now=day.now)
    secret = next(ticket.secret for ticket in day.tickets if ticket.code == last)
    entry = hall.enter(day.session, secret_hmac=secret_hmac(PEPPER, secret), terminal="K-9", now=day.now)
    hall.start(day.session, entry.seat, now=day.now)
    day.session.commit()
    assert last != code
    with pytest.raises(StillWriting):
        day.act(hall.close_hall)
    day.session.rollback()


def test_a_candidate_removed_in_a_pause_remarks_and_spares_in_use(day):
    day.enter()
    first, second, *_ = day.codes()
    day.send(first, {"number": 1, "kind": "remark", "position": 1, "text": "Эки жооп туура. \u0000 ё"})
    day.act(hall.pause, second, reason="ill")
    day.act(hall.remove, second, reason="taken to hospital")
    for text in ("", "Эскертүү: ң ө ү", "line\nline\t\u2028"):
        day.act(hall.record_incident, "other", reason="Ы" * 500, text=text)
    assert day.closed() == GOOD


def test_an_incident_has_a_kind_of_the_list_so_that_no_name_enters_the_ledger(day):
    with pytest.raises(Invalid):
        day.act(hall.record_incident, "Асанова Айгүл", reason="ill")
    day.session.rollback()


def test_a_hall_without_heads_for_more_than_five_minutes_says_so_whoever_writes_the_next(day):
    day.enter()
    for code in day.codes()[:-1]:
        day.send(code, an_answer(day, code, 1))
    day.clock.advance(seconds=580)
    for code in day.codes()[:-1]:
        day.of_seat(hall.hand_in, code)
    day.act(hall.close_hall)
    day.checkpoint("heads")
    assert day.verdict() == GOOD


def test_one_candidate_and_no_spare_code(a_day):
    alone = a_day(people=[("Асанова Айгүл", "11001199000001")], spares=0)
    alone.act(hall.open_hall)
    code = alone.codes()[0]
    hall.admit(alone.session, alone.name, code, seat=1, now=alone.now)
    secret = secret_hmac(PEPPER, alone.tickets[0].secret)
    alone.seats[code] = hall.enter(alone.session, secret_hmac=secret, terminal="K-1", now=alone.now).seat
    alone.of_seat(hall.start, code)
    alone.of_seat(hall.opened, code)
    alone.send(code, an_answer(alone, code, 1))
    assert alone.closed() == GOOD
