import pytest
from sqlalchemy import select

from exam_engine.ceremony import services as ceremony
from exam_engine.records import ProtocolObject
from exam_engine.roll import services as roll
from exam_engine.roll.errors import (
    AlreadyEnrolled,
    BadPerson,
    LineDoesNotOpen,
    NoSpare,
    NumberTwice,
    TooLateForRoll,
    TwoPeopleNeeded,
)
from exam_engine.roll.persons import doubts, tidy
from foundation import ledger
from foundation.canonical import commit
from tests.rehearsals import DRAW_DAY, LATE, PEOPLE, PEPPER


def give(rehearsal, *, actors=("office", "commissioner-1"), person=LATE, code=None):
    return roll.give_spare(
        rehearsal.session,
        rehearsal.name,
        *person,
        code=code,
        actors=actors,
        now=rehearsal.now,
        chance=rehearsal.chance,
    )


def test_every_code_of_the_register_has_one_line_and_spares_have_no_person(rehearsal):
    codes = rehearsal.object("register.json")["codes"]
    lines = rehearsal.object("roll.json")["lines"]

    assert [line["code"] for line in lines] == codes
    assert len(codes) == len(PEOPLE) + 2
    assert sum(line["person"] is None for line in lines) == 2


def test_a_line_opens_with_the_nonce_of_its_person(rehearsal):
    lines = {line["code"]: line["person"] for line in rehearsal.object("roll.json")["lines"]}

    for row in roll.persons(rehearsal.session, rehearsal.name):
        if row.name is not None:
            person = {"type": "taraza/person/1", "code": row.code, "name": row.name, "number": row.number}
            assert lines[row.code] == commit(row.nonce, person)


def test_codes_do_not_follow_the_order_of_the_list(rehearsal):
    rows = [row for row in roll.persons(rehearsal.session, rehearsal.name) if row.name]

    assert [row.name for row in rows] != [name for name, _number in PEOPLE]


def test_a_sitting_is_enrolled_once(rehearsal):
    with pytest.raises(AlreadyEnrolled):
        roll.enrol(
            rehearsal.session,
            rehearsal.name,
            PEOPLE,
            spares=0,
            actor="office",
            now=rehearsal.now,
            chance=rehearsal.chance,
        )


def test_names_are_kept_in_one_form_with_single_spaces():
    [(name, number)] = tidy([("  Асанова   Айгу\u0308л ", " 1100 1199000001 ")])

    assert (name, number) == ("Асанова Айг\u04f1л", "11001199000001")


def test_a_number_given_twice_is_refused_with_both_rows():
    with pytest.raises(NumberTwice) as refused:
        tidy([("A B", "1"), ("C D", "2"), ("E F", "1")])

    assert refused.value.details == {"rows": (1, 3)}


def test_an_empty_name_is_refused_with_its_row():
    with pytest.raises(BadPerson) as refused:
        tidy([("A B", "1"), (" ", "2")])

    assert refused.value.details == {"row": 2}


@pytest.mark.parametrize(
    ("name", "number", "reasons"),
    [
        ("Асанова Айгүл", "11201199012345", []),
        ("Асанова Айгүл", "AB123", ["number_shape"]),
        ("Асанова Айгүл", "13102199012345", ["number_date"]),
        ("Асанова", "11201199012345", ["name_one_word"]),
    ],
)
def test_an_unusual_line_is_doubted_and_never_refused(name, number, reasons):
    assert [doubt.reason for doubt in doubts([(name, number)])] == reasons
    assert tidy([(name, number)])


def test_a_spare_is_given_by_two_people_and_the_ledger_carries_the_line(rehearsal):
    rehearsal.announce()

    row = give(rehearsal)

    [entry] = ledger.entries(rehearsal.session, act="spare_given")
    assert entry["detail"]["line"] == roll.line_of(row)
    assert entry["detail"]["by"] == ["commissioner-1", "office"]
    assert LATE[0] not in str(ledger.entries(rehearsal.session))


def test_one_person_alone_gives_no_spare(rehearsal):
    rehearsal.announce()

    with pytest.raises(TwoPeopleNeeded):
        give(rehearsal, actors=("office", "office"))


def test_a_code_of_a_person_is_no_spare(rehearsal):
    rehearsal.announce()

    with pytest.raises(NoSpare):
        give(rehearsal, code=rehearsal.codes()[0])


def test_somebody_enrolled_already_gets_no_spare(rehearsal):
    rehearsal.announce()

    with pytest.raises(NumberTwice):
        give(rehearsal, person=PEOPLE[0])


def test_no_spare_is_given_after_the_draw(rehearsal):
    rehearsal.play(until="draw")

    with pytest.raises(TooLateForRoll):
        give(rehearsal, person=("Кеч Калган", "1"))


def test_a_ticket_opens_its_roll_line_and_its_secret_is_not_its_code(rehearsal):
    tickets = roll.tickets(rehearsal.session, rehearsal.name, pepper=PEPPER, chance=rehearsal.chance)

    rows = {row.code: row for row in roll.persons(rehearsal.session, rehearsal.name)}
    assert len(tickets) == len(PEOPLE)
    for ticket in tickets:
        person = {
            "type": "taraza/person/1",
            "code": ticket.code,
            "name": ticket.name,
            "number": rows[ticket.code].number,
        }
        assert ticket.person == commit(bytes.fromhex(ticket.nonce), person)
        assert ticket.code not in ticket.secret


def test_a_changed_name_does_not_open_its_line(rehearsal):
    rehearsal.announce()
    row = next(row for row in roll.persons(rehearsal.session, rehearsal.name) if row.name)
    row.name = "Башка Киши"

    with pytest.raises(LineDoesNotOpen) as stopped:
        roll.openings(rehearsal.session, rehearsal.name)

    assert stopped.value.details == {"code": row.code}


def test_a_person_taken_out_of_the_table_stops_decoding(rehearsal):
    rehearsal.announce()
    row = next(row for row in roll.persons(rehearsal.session, rehearsal.name) if row.name)
    rehearsal.session.delete(row)
    rehearsal.session.flush()

    with pytest.raises(LineDoesNotOpen):
        roll.openings(rehearsal.session, rehearsal.name)


def test_one_person_under_two_codes_of_a_campaign_stops_decoding(rehearsal):
    ceremony.plan_sitting(
        rehearsal.session,
        name="second-day",
        campaign="spring",
        plan=rehearsal.plan,
        release_root=rehearsal.bank.root,
        place="Bishkek",
        starts_at=DRAW_DAY,
        not_before=DRAW_DAY,
        now=rehearsal.now,
    )
    roll.enrol(
        rehearsal.session,
        "second-day",
        [("Башка Ысым", PEOPLE[0][1])],
        spares=0,
        actor="office",
        now=rehearsal.now,
        chance=rehearsal.chance,
    )

    with pytest.raises(NumberTwice) as stopped:
        roll.openings(rehearsal.session, rehearsal.name)

    [code] = stopped.value.details["codes"]
    row = next(row for row in roll.persons(rehearsal.session, rehearsal.name) if row.code == code)
    assert row.number == PEOPLE[0][1]


def test_no_name_stands_in_any_public_object(rehearsal):
    rehearsal.play(until="draw")

    stored = [row.stored.decode() for row in rehearsal.session.scalars(select(ProtocolObject))]

    assert not any(name in text for name, _number in [*PEOPLE, LATE] for text in stored)
