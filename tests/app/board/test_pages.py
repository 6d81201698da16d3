import re

import pytest
from sqlalchemy import update

from exam_engine.sittings import services as hall
from exam_engine.sittings.tables import Attempt
from tests.exam_engine import halls

NAME = "sitting-1"


@pytest.fixture
def made(house, clock):
    with house.writing() as session:
        made = halls.open_hall(session, now=clock())
        halls.begin(session, made, halls.CODES[0], now=clock())
        return made


@pytest.fixture
def invigilator(client, as_staff):
    return as_staff(client, "invigilator")


@pytest.fixture
def observer(app, as_staff):
    return as_staff(app.test_client(), "observer")


def handle(client) -> str:
    return re.search(r"/seat/(\w+)", client.get(f"/board/{NAME}").text)[1]


def call(house, clock, kind: str = "help") -> None:
    with house.writing() as session:
        hall.call(session, NAME, halls.CODES[0], kind, now=clock())


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("path", ["", f"/{NAME}", f"/{NAME}/live", f"/{NAME}/admission"])
def test_every_page_of_the_hall_opens_in_three_languages(made, invigilator, path, language):
    assert invigilator.get(f"/board{path}?language={language}").status_code == 200


def test_an_observer_sees_the_board_and_no_button(made, house, clock, invigilator, observer):
    call(house, clock)

    page = observer.get(f"/board/{NAME}").text

    assert "Needs help" in page
    assert "You watch. Only an invigilator acts here." in page
    assert 'method="post" action="/board' not in page
    assert f"/board/{NAME}/seat/" not in page


@pytest.mark.parametrize("act", ["open", "pause", "resume", "close", "clock", "call/1", "incident"])
def test_an_observer_acts_nowhere(made, observer, act):
    assert observer.post(f"/board/{NAME}/{act}").status_code == 403


def test_a_hand_raised_is_a_card_with_what_to_say_in_both_languages(made, house, clock, invigilator):
    call(house, clock)

    page = invigilator.get(f"/board/{NAME}/live").text
    invigilator.post(f"/board/{NAME}/call/1")
    after = invigilator.get(f"/board/{NAME}/live").text

    assert '<span lang="ky">Азыр келем' in page
    assert '<span lang="ru">Сейчас подойду' in page
    assert "Needs help" not in after


def test_a_card_carries_what_is_read_aloud_once(made, house, clock, invigilator):
    call(house, clock)

    page = invigilator.get(f"/board/{NAME}/live").text

    assert 'data-alarm="call_help/1/1" data-say="Seat: 1. Needs help"' in page


def test_a_terminal_not_heard_of_for_half_a_minute_is_an_alarm(made, house, clock, invigilator):
    with house.writing() as session:
        session.execute(update(Attempt).values(seen_at=clock()))
    quiet = invigilator.get(f"/board/{NAME}/live").text
    clock.advance(seconds=31)

    loud = invigilator.get(f"/board/{NAME}/live").text

    assert "The terminal has not been heard of" not in quiet
    assert "The terminal has not been heard of" in loud


def test_the_hall_pauses_at_once_and_the_reason_is_asked_afterwards(made, invigilator):
    invigilator.post(f"/board/{NAME}/pause")
    paused = invigilator.get(f"/board/{NAME}").text
    without = invigilator.post(f"/board/{NAME}/resume", data={"reason": " "})
    invigilator.post(f"/board/{NAME}/resume", data={"reason": "power cut"})

    assert "The hall is paused." in paused
    assert without.status_code == 422
    assert "Write the reason" in without.text
    assert "The hall is paused." not in invigilator.get(f"/board/{NAME}").text


@pytest.mark.parametrize("minutes", ["0", "-5", "241", "ten", ""])
def test_time_is_given_in_whole_minutes(made, invigilator, minutes):
    answer = invigilator.post(
        f"/board/{NAME}/seat/{handle(invigilator)}/extend", data={"minutes": minutes, "reason": "noise"}
    )

    assert answer.status_code == 422
    assert "Enter whole minutes from 1 to 240." in answer.text


def test_more_time_than_the_plan_allows_is_refused(made, invigilator):
    answer = invigilator.post(
        f"/board/{NAME}/seat/{handle(invigilator)}/extend", data={"minutes": "240", "reason": "noise"}
    )

    assert answer.status_code == 409
    assert "The plan does not allow so much extra time." in answer.text


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("pause", {}),
        ("extend", {"minutes": "5", "reason": "noise"}),
        ("move", {"reason": "screen"}),
        ("remove", {"reason": "telephone"}),
    ],
)
def test_every_act_at_a_seat_leads_back_to_it(made, invigilator, act, data):
    seat = f"/board/{NAME}/seat/{handle(invigilator)}"

    answer = invigilator.post(f"{seat}/{act}", data=data)

    assert answer.status_code == 303
    assert answer.headers["Location"] == seat
    assert invigilator.get(seat).status_code == 200


def test_a_hall_with_somebody_writing_is_not_closed(made, invigilator):
    answer = invigilator.post(f"/board/{NAME}/close")

    assert answer.status_code == 409
    assert "Candidates are still writing: 1." in answer.text


def test_no_code_stands_on_the_board(made, invigilator):
    page = invigilator.get(f"/board/{NAME}").text

    assert [code for code in halls.CODES if code in page] == []


def test_a_seat_that_does_not_exist_is_not_found(made, invigilator):
    assert invigilator.get(f"/board/{NAME}/seat/0000000000000000").status_code == 404


def test_the_emergency_card_is_a_pdf_for_whoever_watches(made, observer):
    assert observer.get(f"/board/{NAME}/emergency.pdf").data.startswith(b"%PDF")
