import pytest

from exam_engine.ceremony.drawing import AlreadyDrawn
from exam_engine.sittings import services as hall
from exam_engine.sittings.errors import AttemptClosed, StillWriting
from foundation import ledger
from foundation.canonical import parse
from foundation.db import reading
from tests.conftest import START
from tests.exam_engine import halls
from tests.races import acts
from tests.races.arena import NAME, Arena, racing

TIMES = 12
OVER = START + 600_000 + 5_000 + 1
IN_TIME = START + 600_000


def test_two_hand_ins_close_once_and_give_the_same_receipt(made):
    made.open(TIMES)
    seats = {code: made.begin(code) for code in made.codes}
    with racing(made) as racers:
        for seat in seats.values():
            first, second = racers.race(*[(acts.hand_in, {"seat": seat, "now": START})] * 2)

            assert first == second
            assert made.kinds(seat.code) == ["opened", "closed"]


def test_one_ticket_at_two_terminals_gives_one_lease_and_one_incident(made):
    made.open(TIMES)
    with racing(made) as racers:
        for code in made.codes:
            ticket = {"secret_hmac": made.made.hmac(code), "now": START}
            entries = racers.race(*[(acts.enter, ticket | {"terminal": name}) for name in ("K-1", "K-2")])

            assert sorted(entry.outcome for entry in entries) == ["in", "second_terminal"]
    with made.house.reading() as session:
        incidents = hall.listed(session, NAME)
        assert [(one.n, one.code) for one in incidents] == list(enumerate(made.codes, start=1))
        assert [place.terminal for place in hall.board(session, NAME)].count(None) == 0


def test_hand_in_against_the_end_of_time_closes_once(made):
    made.open(TIMES)
    seats = [made.begin(code) for code in made.codes]
    with racing(made) as racers:
        for seat in seats:
            receipt, _ = racers.race(
                (acts.hand_in, {"seat": seat, "now": IN_TIME}), (acts.close_overdue, {"now": OVER})
            )

            assert made.kinds(seat.code) == ["opened", "closed"]
            assert receipt.how == made.replayed(seat.code).how


def test_nothing_follows_a_close_and_every_acknowledged_answer_precedes_it(made):
    made.open(TIMES)
    seats = [made.begin(code) for code in made.codes]
    batches = {seat: [[made.answer(seat, n, 1 + n % 5, n % 3)] for n in range(1, 16)] for seat in seats}
    with racing(made) as racers:
        for seat in seats:
            saved, receipt = racers.race(
                (acts.save, {"seat": seat, "sent": batches[seat], "now": START}),
                (acts.hand_in, {"seat": seat, "now": START}),
            )
            acknowledged = sum(1 for one in saved if one.outcome == "saved")

            assert made.kinds(seat.code) == ["opened", *["answered"] * acknowledged, "closed"]
            assert receipt.entries == acknowledged + 2
            assert {one.outcome for one in saved[acknowledged:]} <= {"attempt_closed"}


def test_an_answer_sent_by_two_processes_at_once_is_kept_once(made):
    made.open(TIMES)
    seats = [made.begin(code) for code in made.codes]
    with racing(made) as racers:
        for seat in seats:
            sent = {"seat": seat, "sent": [[made.answer(seat, 1)], [made.answer(seat, 2)]], "now": START}
            first, second = racers.race((acts.save, sent), (acts.save, sent))

            assert made.kinds(seat.code) == ["opened", "answered", "answered"]
            assert {one.outcome for one in first + second} == {"saved"}


def test_an_old_terminal_writes_nothing_once_the_new_one_is_in(made):
    made.open(TIMES)
    seats = [made.begin(code) for code in made.codes]
    with racing(made) as racers:
        for seat in seats:
            made.do(hall.release, NAME, seat.code, reason="screen went dark", actor="invigilator-1")
            sent = [[made.answer(seat, number)] for number in range(1, 8)]
            ticket = {"secret_hmac": made.made.hmac(seat.code), "terminal": "K-9", "now": START}
            saved, entry = racers.race(
                (acts.save, {"seat": seat, "sent": sent, "now": START}), (acts.enter, ticket)
            )

            assert entry.outcome == "in"
            assert {one.outcome for one in saved} == {"lease_superseded"}
            assert made.kinds(seat.code) == ["opened", "moved"]


def test_a_hall_never_closes_over_a_running_attempt(ground):
    for number in range(5):
        made = Arena(ground(f"hall-{number}"), START)
        made.open(2)
        seats = []
        for code in made.codes:
            with made.house.writing() as session:
                seats.append(halls.enter(session, made.made, code, now=START, terminal=f"K-{code}"))
        with racing(made, 3) as racers:
            *begun, closed = racers.race(
                *[(acts.start_and_open, {"seat": seat, "now": START}) for seat in seats],
                (acts.close_hall, {"now": START}),
            )
        kinds = {code: made.kinds(code) for code in made.codes}
        made.close()

        if closed == "closed":
            assert set(map(tuple, kinds.values())) == {("closed",)}
            assert {one.kind for one in begun} == {AttemptClosed}
        else:
            assert closed.kind is StillWriting
            assert ["opened"] in kinds.values()


def test_staff_who_stop_the_hall_and_terminals_that_write_do_not_block_each_other(made):
    made.open(6)
    seats = [made.begin(code) for code in made.codes]
    many = [[made.answer(seats[0], number)] for number in range(1, 30)]
    ticket = {"secret_hmac": made.made.hmac(made.codes[-1]), "terminal": "K-2", "now": START}
    with racing(made, 3) as racers:
        for _ in range(4):
            stopped, saved, entry = racers.race(
                (acts.pause_and_resume, {"now": START}),
                (acts.save, {"seat": seats[0], "sent": many, "now": START}),
                (acts.enter, ticket),
            )

            assert stopped == 6
            assert {one.outcome for one in saved} <= {"saved", "attempt_paused"}
            assert entry.outcome == "second_terminal"
    for code in made.codes:
        made.replayed(code)


def test_writers_of_two_processes_continue_one_chain(made):
    made.open(1)
    with made.house.reading() as session:
        before = ledger.size(session)
    with racing(made) as racers:
        racers.race(*[(acts.record, {"actor": f"staff-{n}", "count": 30, "now": START}) for n in (1, 2)])
    with reading(made.house.engine) as session:
        stored = ledger.stored_entries(session, before + 60)

    assert len(stored) == before + 60
    assert ledger.first_broken(stored) is None
    assert {parse(entry)["actor"] for entry in stored[before:]} == {"staff-1", "staff-2"}


def test_of_two_draws_one_stands(ground):
    for number in range(3):
        made = Arena(ground(f"hall-{number}"), START)
        with made.house.writing() as session:
            halls.plan_it(session, NAME, halls.a_plan(), now=START)
            halls.announce(session, NAME, now=START)
            for custodian, share in halls.SHARES.items():
                halls.ceremony.deposit_share(session, NAME, share, custodian=custodian, now=START)
            halls.ceremony.type_entropy(session, NAME, halls.THROWN, actor="staff-1", now=START)
            halls.ceremony.read_back(session, NAME, halls.THROWN, actor="staff-2", now=START)
        with racing(made) as racers:
            outcomes = racers.race(*[(acts.draw, {"actor": f"staff-{n}", "now": START}) for n in (1, 2)])
        with made.house.reading() as session:
            drawn = ledger.entries(session, act="drawn")
        made.close()

        won = [one for one in outcomes if isinstance(one, str)]
        assert len(won) == len(drawn) == 1
        assert [one.kind for one in outcomes if not isinstance(one, str)] == [AlreadyDrawn]


def test_races_would_show_a_build_that_forgets_the_lease(made, monkeypatch):
    from exam_engine.sittings import answering, writer

    monkeypatch.setattr(writer, "_is_plain", lambda wish, row: True)
    monkeypatch.setattr(answering, "_refusal", lambda *_, **__: None)

    with pytest.raises(AssertionError):
        test_an_old_terminal_writes_nothing_once_the_new_one_is_in(made)
