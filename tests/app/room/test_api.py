import re

import pytest

from app.room import seats
from exam_engine.sittings import services
from tests.app.room.conftest import CODE, SITTING, Terminal


def test_a_ticket_leads_to_a_seat_and_a_lease(room, terminal):
    said = terminal.enter(room.secret).json

    assert (said["code"], said["seat"], said["lease"], said["state"]) == (CODE, 14, 1, "assigned")
    assert set(said["rules"]) == {"ky", "ru", "en"}
    assert all(len(lines) <= 10 for lines in said["rules"].values())


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(room, terminal):
    cookie = terminal.enter(room.secret).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_wrong_ticket_is_told_what_to_do(terminal):
    reply = terminal.enter("0000000000000000")

    assert (reply.status_code, reply.json["error"]) == (403, "unknown_ticket")
    assert "invigilator" in reply.json["sentence"]


def test_the_eleventh_wrong_ticket_is_not_even_looked_at(room, terminal):
    for _ in range(10):
        terminal.enter("0000000000000000")

    assert terminal.enter(room.secret).json["error"] == "too_many_tries"


def test_a_second_terminal_is_refused_and_remembered(room, terminal):
    terminal.enter(room.secret)

    reply = Terminal(room.app.test_client()).enter(room.secret, terminal="K-99")

    assert (reply.status_code, reply.json["error"]) == (409, "second_terminal")
    with room.house.reading() as session:
        assert [incident.kind for incident in services.listed(session, SITTING)] == ["second_terminal"]


def test_a_ticket_written_with_letters_that_look_like_digits_is_read(room, terminal):
    typed = room.secret.replace("0", "О").replace("1", "l")

    assert terminal.enter(f" {typed[:4]} {typed[4:8]}-{typed[8:]}").status_code == 200


def test_no_paper_is_given_before_the_hall_opens(room, terminal):
    terminal.enter(room.secret)

    reply = terminal.post("/api/start")

    assert (reply.status_code, reply.json["error"]) == (409, "hall_not_open")


def test_a_paper_holds_no_key_and_no_item_code(room, terminal):
    room.open()

    paper = terminal.begin(room.secret)["paper"]

    assert len(paper["items"]) == 5
    assert set(paper["items"][0]) == {"position", "kind", "topic", "options", "languages"}


def test_an_answer_is_acknowledged_once_and_repeated_harmlessly(room, terminal):
    room.open()
    option = terminal.begin(room.secret)["paper"]["items"][0]["options"][0]

    first = terminal.answer(1, 1, [option]).json
    again = terminal.answer(1, 1, [option]).json

    assert first["acknowledged"] == again["acknowledged"] == 1
    assert first["deadline"] == room.clock() + 600_000
    assert room.journal("answered") == [{"position": 1, "response": [option]}]


def test_without_the_leases_token_nothing_is_taken(room, terminal):
    room.open()
    option = terminal.begin(room.secret)["paper"]["items"][0]["options"][0]
    terminal.token = "another"

    reply = terminal.answer(1, 1, [option])

    assert (reply.status_code, reply.json["error"]) == (403, "wrong_token")
    assert room.journal("answered") == []


def test_a_forged_cookie_is_nobody(room, terminal):
    terminal.client.set_cookie(seats.COOKIE, "WyJzaXR0aW5nLTEiLCIwODMwNTA3NSIsMSwiSy0xIl0.forged")

    assert terminal.get("/api/state").status_code == 403
    assert terminal.get("/api/session").json == {"session": None}


def test_a_superseded_terminal_is_refused_and_learns_only_where_to(room, terminal):
    room.open()
    option = terminal.begin(room.secret)["paper"]["items"][0]["options"][0]
    room.do(services.release, SITTING, CODE, reason="screen dead", actor="invigilator-1")
    Terminal(room.app.test_client()).enter(room.secret, terminal="K-20")

    reply = terminal.answer(1, 1, [option])

    assert (reply.status_code, reply.json["error"]) == (409, "lease_superseded")
    assert set(terminal.get("/api/state").json) == {"holds", "seat", "hall", "state", "server_now", "notice"}
    assert room.journal("answered") == []


def test_while_paused_nothing_is_taken(room, terminal):
    room.open()
    option = terminal.begin(room.secret)["paper"]["items"][0]["options"][0]
    room.do(services.pause_hall, SITTING, actor="invigilator-1")

    assert terminal.answer(1, 1, [option]).json["error"] == "attempt_paused"
    assert terminal.get("/api/state").json["state"] == "paused"


def test_whoever_asks_after_the_end_closes_the_attempt(room, terminal):
    room.open()
    terminal.begin(room.secret)
    room.clock.advance(seconds=606)

    said = terminal.get("/api/state").json

    assert (said["state"], said["how"], said["receipt"]["answered"]) == ("closed", "time", 0)


def test_the_receipt_says_what_was_recorded(room, terminal):
    room.open()
    item = terminal.begin(room.secret)["paper"]["items"][1]
    terminal.answer(1, 2, [item["options"][2]])

    receipt = terminal.post("/api/hand-in", lease=terminal.lease).json

    assert receipt["answers"] == [[], [2], [], [], []]
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", receipt["finding_aid"])
    assert terminal.get("/api/receipt").json["head"] == receipt["head"]


def test_the_receipts_picture_is_drawn_once_there_is_a_receipt(room, terminal):
    room.open()
    terminal.begin(room.secret)

    before = terminal.get("/api/receipt.svg").status_code
    terminal.post("/api/hand-in", lease=terminal.lease)
    after = terminal.get("/api/receipt.svg")

    assert before == 409
    assert (after.status_code, after.content_type[:13]) == (200, "image/svg+xml")


@pytest.mark.parametrize(
    "body", [None, [], {}, {"entries": 3}, {"entries": []}, {"entries": [{"number": "1"}]}]
)
def test_a_malformed_batch_gets_a_sentence(room, terminal, body):
    room.open()
    terminal.begin(room.secret)

    reply = terminal.client.post("/api/entries", json=body, headers={"X-Room-Token": terminal.token})

    assert reply.status_code == 422
    assert reply.json["sentence"]


def test_flags_and_calls_are_kept(room, terminal):
    room.open()
    terminal.begin(room.secret)

    terminal.post("/api/flag", position=3, on=True)
    seen = terminal.post("/api/call", kind="help").json

    assert terminal.post("/api/start").json["flags"] == [3]
    assert seen == {"seen": False}
