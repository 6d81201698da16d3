import pytest
from sqlalchemy import select

from exam_engine.protocol.replay import replay
from exam_engine.records import load
from exam_engine.sittings import services as hall
from exam_engine.sittings import store
from exam_engine.sittings.errors import (
    AttemptClosed,
    HallNotOpen,
    LeaseSuperseded,
    NotStarted,
    StillWriting,
    TooMuchTime,
)
from exam_engine.sittings.tables import Attempt, RefusedEntry
from foundation.canonical import parse
from foundation.errors import Invalid
from tests.exam_engine import halls

CODE = halls.CODES[0]


@pytest.fixture
def session(house):
    with house.writing() as session:
        yield session


@pytest.fixture
def made(session, clock):
    return halls.open_hall(session, now=clock())


def replayed(session, code=CODE):
    attempt = session.get(Attempt, ("sitting-1", code), populate_existing=True)
    entries = store.journal(session, "sitting-1", code)
    return replay(parse(attempt.paper), entries, load(session, "sitting-1", "plan.json"))


def test_a_candidate_enters_answers_and_takes_a_receipt_home(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    clock.advance(seconds=10)
    saved = hall.save(session, seat, [halls.an_answer(session, seat)], now=clock())
    clock.advance(seconds=10)

    receipt = hall.hand_in(session, seat, now=clock())

    assert saved.outcome == "saved"
    assert saved.acknowledged == 1
    assert receipt.answered == 1
    assert receipt.how == "handed_in"
    assert receipt.head == store.locked(session, "sitting-1", CODE).head
    assert replayed(session).how == "handed_in"


def test_the_clock_starts_when_the_first_question_is_acknowledged(session, made, clock):
    seat = halls.enter(session, made, CODE, now=clock())
    hall.start(session, seat, now=clock())
    clock.advance(seconds=7)

    deadline = hall.opened(session, seat, now=clock())

    assert deadline == clock() + 600_000
    assert hall.opened(session, seat, now=clock()) == deadline


def test_an_unacknowledged_paper_starts_thirty_seconds_after_it_was_given(session, made, clock):
    seat = halls.enter(session, made, CODE, now=clock())
    hall.start(session, seat, now=clock())
    clock.advance(seconds=29)
    early = hall.begin_unacknowledged(session, made.name, now=clock())
    clock.advance(seconds=1)

    assert early == 0
    assert hall.begin_unacknowledged(session, made.name, now=clock()) == 1


def test_a_paper_is_not_given_before_the_hall_is_open(session, clock):
    halls.plan_it(session, "sitting-1", halls.a_plan(), now=clock())
    halls.announce(session, "sitting-1", now=clock())
    halls.draw(session, "sitting-1", now=clock())
    made = halls.Hall(
        "sitting-1",
        halls.tickets.issue(session, "sitting-1", [CODE], pepper=halls.PEPPER, chance=halls._counter()),
    )
    hall.admit(session, "sitting-1", CODE, seat=1, now=clock())
    seat = halls.enter(session, made, CODE, now=clock())

    with pytest.raises(HallNotOpen):
        hall.start(session, seat, now=clock())


def test_a_wrong_ticket_is_remembered_and_ten_close_the_terminal(session, made, clock):
    for _ in range(10):
        assert hall.enter(session, secret_hmac="x", terminal="K-9", now=clock()).outcome == "unknown_ticket"

    blocked = hall.enter(session, secret_hmac=made.hmac(CODE), terminal="K-9", now=clock())
    clock.advance(seconds=601)
    later = hall.enter(session, secret_hmac=made.hmac(CODE), terminal="K-9", now=clock())

    assert blocked.outcome == "too_many_tries"
    assert later.outcome == "in"


def test_nobody_enters_who_was_not_admitted(session, made, clock):
    session.get(Attempt, (made.name, CODE)).admitted_at = None
    session.flush()

    assert hall.enter(session, secret_hmac=made.hmac(CODE), terminal="K-1", now=clock()).outcome == (
        "not_admitted"
    )


def test_a_second_terminal_is_kept_out_and_becomes_an_incident(session, made, clock):
    halls.begin(session, made, CODE, now=clock())

    second = hall.enter(session, secret_hmac=made.hmac(CODE), terminal="K-2", now=clock())

    assert second.outcome == "second_terminal"
    assert [incident.kind for incident in hall.listed(session, made.name)] == ["second_terminal"]


def test_after_a_release_the_new_terminal_goes_on_and_the_old_one_is_refused(session, made, clock):
    old = halls.begin(session, made, CODE, now=clock())
    hall.save(session, old, [halls.an_answer(session, old)], now=clock())
    hall.release(session, made.name, CODE, reason="screen died", actor="invigilator-1", now=clock())
    new = halls.enter(session, made, CODE, now=clock(), terminal="K-2")

    begun = hall.start(session, new, now=clock())
    refused = hall.save(session, old, [halls.an_answer(session, old, 2, 2)], now=clock())

    assert list(begun.answers) == [1]
    assert refused.outcome == "lease_superseded"
    assert session.scalars(select(RefusedEntry.reason)).all() == ["lease_superseded"]
    assert replayed(session).answers.keys() == {1}
    with pytest.raises(LeaseSuperseded):
        hall.hand_in(session, old, now=clock())


def test_a_repeated_delivery_is_acknowledged_again_and_appended_once(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    line = halls.an_answer(session, seat)
    hall.save(session, seat, [line], now=clock())

    again = hall.save(session, seat, [line], now=clock())

    assert again.acknowledged == 1
    assert replayed(session).entries == 2


def test_answers_count_until_the_deadline_and_its_grace_to_the_millisecond(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    clock.advance(seconds=605)
    in_time = hall.save(session, seat, [halls.an_answer(session, seat)], now=clock())
    clock.advance(milliseconds=1)
    late = hall.save(session, seat, [halls.an_answer(session, seat, 2, 2)], now=clock())

    assert in_time.outcome == "saved"
    assert late.outcome == "attempt_closed"
    state = replayed(session)
    assert state.how == "time"
    assert state.answers.keys() == {1}
    assert session.scalars(select(RefusedEntry.reason)).all() == ["attempt_closed"]


def test_handing_in_twice_gives_the_same_receipt(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    first = hall.hand_in(session, seat, now=clock())
    clock.advance(seconds=5)

    assert hall.hand_in(session, seat, now=clock()) == first


def test_nothing_is_handed_in_that_was_not_begun(session, made, clock):
    seat = halls.enter(session, made, CODE, now=clock())

    with pytest.raises(NotStarted):
        hall.hand_in(session, seat, now=clock())


@pytest.mark.parametrize(
    "line",
    [
        {"number": 1, "kind": "answered", "position": 6, "response": ["q1"]},
        {"number": 1, "kind": "answered", "position": True, "response": ["q1"]},
        {"number": 1, "kind": "answered", "position": 1, "response": ["zz"]},
        {"number": 1, "kind": "answered", "position": 1, "response": ["q1", "q2"]},
        {"number": 1, "kind": "answered", "position": 1, "response": "q1"},
        {"number": 0, "kind": "answered", "position": 1, "response": ["q1"]},
        {"number": 1, "kind": "closed"},
        {"number": 1, "kind": "remark", "position": 1, "text": "x" * 501},
        {"number": 1, "kind": "language", "language": "de"},
    ],
)
def test_what_does_not_fit_the_paper_is_refused_whole(session, made, clock, line):
    seat = halls.begin(session, made, CODE, now=clock())

    with pytest.raises(Invalid) as caught:
        hall.save(session, seat, [line], now=clock())

    assert caught.value.code in {"bad_entry", "bad_response"}
    assert replayed(session).entries == 1


def test_a_pause_gives_back_exactly_what_it_took(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    before = hall.state_of(session, seat).deadline
    clock.advance(seconds=100)
    hall.pause_hall(session, made.name, actor="invigilator-1", now=clock())
    clock.advance(milliseconds=61_234)
    while_paused = hall.save(session, seat, [halls.an_answer(session, seat)], now=clock())

    hall.resume_hall(session, made.name, reason="power cut", actor="invigilator-1", now=clock())

    assert while_paused.outcome == "attempt_paused"
    assert hall.state_of(session, seat).deadline == before + 61_234
    assert replayed(session).deadline == before + 61_234
    assert hall.save(session, seat, [halls.an_answer(session, seat)], now=clock()).outcome == "saved"


def test_a_paused_attempt_is_not_closed_for_time(session, made, clock):
    halls.begin(session, made, CODE, now=clock())
    hall.pause_hall(session, made.name, actor="invigilator-1", now=clock())
    clock.advance(seconds=700)

    assert hall.close_overdue(session, made.name, now=clock()) == []


def test_more_time_is_given_with_a_reason_and_up_to_the_plans_limit(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    before = hall.state_of(session, seat).deadline

    after = hall.extend(session, made.name, CODE, 300, reason="noise", actor="invigilator-1", now=clock())

    assert after == before + 300_000
    assert replayed(session).deadline == after
    with pytest.raises(TooMuchTime):
        hall.extend(session, made.name, CODE, 901, reason="noise", actor="invigilator-1", now=clock())


def test_an_accommodation_is_part_of_the_opening(session, made, clock):
    hall.grant(session, made.name, CODE, 300, reason="accommodation", actor="office", now=clock())

    seat = halls.begin(session, made, CODE, now=clock())

    assert hall.state_of(session, seat).deadline == clock() + 900_000
    assert replayed(session).deadline == clock() + 900_000


def test_the_hall_does_not_close_while_somebody_writes(session, made, clock):
    halls.begin(session, made, CODE, now=clock())

    with pytest.raises(StillWriting):
        hall.close_hall(session, made.name, actor="invigilator-1", now=clock())


def test_who_did_not_come_is_absent_when_the_hall_closes(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    hall.hand_in(session, seat, now=clock())

    hall.close_hall(session, made.name, actor="invigilator-1", now=clock())

    assert hall.counts(session, made.name) == {"handed_in": 1, "absent": 3}
    assert replayed(session, halls.CODES[1]).how == "absent"


def test_a_closed_attempt_can_not_be_given_time(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    hall.hand_in(session, seat, now=clock())

    with pytest.raises(AttemptClosed):
        hall.extend(session, made.name, CODE, 60, reason="late wish", actor="invigilator-1", now=clock())


def test_flags_stand_beside_the_journal(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    hall.flag(session, seat, 2, on=True)
    hall.flag(session, seat, 2, on=True)
    hall.flag(session, seat, 3, on=True)
    hall.flag(session, seat, 3, on=False)

    assert hall.flags(session, seat) == [2]
    assert replayed(session).entries == 1


def test_a_raised_hand_waits_once_until_it_is_seen(session, made, clock):
    seat = halls.begin(session, made, CODE, now=clock())
    first = hall.call(session, made.name, CODE, "help", now=clock())
    again = hall.call(session, made.name, CODE, "help", now=clock())
    hall.answer_call(session, first, actor="invigilator-1", now=clock())

    assert first == again
    assert hall.state_of(session, seat).call_seen
    assert hall.open_calls(session, made.name) == []
