"""A stranger's laptop on the hall's network speaks to the room as no kiosk would."""

import json
import threading

import pytest
from sqlalchemy import func, select

from exam_engine.sittings import services, store, tickets
from exam_engine.sittings.tables import JournalEntry, RefusedEntry, TicketTry
from exam_engine.sittings.writer import Writer
from foundation.clock_marks import ClockMark
from tests.app.room.conftest import CODE, SITTING, Terminal
from tests.exam_engine import halls

ALIVE = {"number": 1, "kind": "answered", "position": 1, "response": []}


@pytest.fixture
def open_room(room):
    room.open()
    return room


@pytest.fixture
def sitting_down(open_room, terminal):
    terminal.begin(open_room.secret)
    return terminal


def sent(terminal, **line):
    return terminal.post("/api/entries", lease=terminal.lease, entries=[ALIVE | line])


def entries(room):
    with room.house.reading() as session:
        return session.scalar(select(func.count()).select_from(JournalEntry))


def at_once(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Torn(Writer):
    torn = ""

    def _write(self, wishes):
        if any(wish.who.code == self.torn for wish in wishes):
            raise OverflowError
        return super()._write(wishes)


LINES = [
    {"number": True},
    {"number": 0},
    {"number": -1},
    {"number": 1.5},
    {"number": 2**53},
    {"number": 2**70},
    {"number": "1"},
    {"position": True},
    {"position": 0},
    {"position": 6},
    {"position": -1},
    {"position": 1.0},
    {"position": [1]},
    {"position": None},
    {"response": None},
    {"response": "q1"},
    {"response": ["not on the paper"]},
    {"response": ["q1", "q1"]},
    {"response": [["q1"]]},
    {"response": [1]},
    {"response": ["\ud800"]},
    {"kind": "closed"},
    {"kind": ["answered"]},
    {"kind": None},
    {"kind": "language", "language": "en"},
    {"kind": "language", "language": "xx"},
    {"kind": "language", "language": ["ky"]},
    {"kind": "remark", "text": ""},
    {"kind": "remark", "text": "x" * 501},
    {"kind": "remark", "text": "\ud800"},
    {"kind": "remark", "text": None},
]


def test_what_no_kiosk_sends_is_refused_and_leaves_no_trace(open_room, sitting_down):
    before = entries(open_room)

    replies = [(sent(sitting_down, **line), line) for line in LINES]

    assert [line for reply, line in replies if reply.status_code != 422 or not reply.json["sentence"]] == []
    assert entries(open_room) == before


BODIES = [
    b"",
    b"null",
    b"[]",
    b'{"entries": NaN}',
    b'{"entries": {}}',
    b'{"entries": []}',
    b'{"entries": [null]}',
    b'{"entries": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}",
    b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    b'{"entries": ' + b"9" * 6_000 + b"}",
    b"\xff\xfe{}",
]


def test_a_body_that_is_no_body_gets_a_sentence(sitting_down):
    headers = {"X-Room-Token": sitting_down.token, "Content-Type": "application/json"}

    replies = [sitting_down.client.post("/api/entries", data=body, headers=headers) for body in BODIES]

    assert {reply.status_code for reply in replies} == {422}
    assert {reply.json["error"] for reply in replies} == {"bad_body", "bad_entry"}


def test_a_body_larger_than_any_answers_is_refused_unread(sitting_down):
    reply = sitting_down.post("/api/entries", lease=1, entries=["x" * 3_000_000])

    assert reply.status_code == 413


def test_two_equal_numbers_in_a_batch_are_refused_whole(open_room, sitting_down):
    before = entries(open_room)

    reply = sitting_down.post("/api/entries", lease=1, entries=[ALIVE, ALIVE])

    assert reply.status_code == 422
    assert entries(open_room) == before


def test_one_entry_that_cannot_be_written_takes_no_neighbour_with_it(open_room):
    first, second = halls.CODES[:2]
    seats = []
    for number, code in enumerate((first, second)):
        terminal = Terminal(open_room.app.test_client())
        terminal.begin(open_room.secrets[code], terminal=f"K-{number}")
        seats.append(services.Seat(SITTING, code, terminal.lease, f"K-{number}"))
    writer = Torn(open_room.house.engine)
    writer.torn = first
    outcomes = {}

    def save(seat):
        outcomes[seat.code] = writer.save(seat, [ALIVE], now=open_room.clock()).outcome

    at_once([threading.Thread(target=save, args=(seat,)) for seat in seats])

    assert outcomes == {first: "saved", second: "saved"}


def test_a_cookie_without_its_token_and_a_token_without_its_cookie_write_nothing(open_room, sitting_down):
    before = entries(open_room)
    stranger = Terminal(open_room.app.test_client(), token=sitting_down.token, lease=1)
    thief = Terminal(sitting_down.client, token="0" * 32, lease=1)

    assert sent(stranger).json["error"] == "no_lease"
    assert sent(thief).json["error"] == "wrong_token"
    assert entries(open_room) == before


def test_another_candidates_token_does_not_open_this_ones_attempt(open_room, sitting_down):
    other = Terminal(open_room.app.test_client())
    other.begin(open_room.secrets[halls.CODES[1]], terminal="K-2")
    forged = Terminal(other.client, token=sitting_down.token, lease=1)

    assert sent(forged).json["error"] == "wrong_token"


def test_a_stolen_lease_is_worth_nothing_after_the_move_and_is_kept_as_evidence_once(open_room, sitting_down):
    open_room.do(services.release, SITTING, CODE, reason="screen died", actor="invigilator-1")
    other = Terminal(open_room.app.test_client())
    other.enter(open_room.secret, terminal="K-99")

    replies = [sent(sitting_down) for _ in range(3)]

    assert [reply.json["error"] for reply in replies] == ["lease_superseded"] * 3
    assert sitting_down.get("/api/receipt").json["error"] != "unexpected"
    with open_room.house.reading() as session:
        assert session.scalar(select(func.count()).select_from(RefusedEntry)) == 1


def test_what_arrives_after_the_close_has_an_end(open_room, sitting_down):
    sitting_down.post("/api/hand-in")
    for start in range(0, store.MOST_REFUSED + 400, 200):
        lines = [ALIVE | {"number": start + n} for n in range(1, 201)]
        assert sitting_down.post("/api/entries", lease=1, entries=lines).status_code == 409

    with open_room.house.reading() as session:
        assert session.scalar(select(func.count()).select_from(RefusedEntry)) == store.MOST_REFUSED


def test_after_the_close_not_even_a_flag_changes(sitting_down):
    sitting_down.post("/api/hand-in")

    assert sitting_down.post("/api/flag", position=1, on=True).json["error"] == "attempt_closed"


NAMES = ["", "Зал 1", "K 1", "../x", "..", "a" * 41, "K-1\r\nX: y", "K\u0000", "\ud800"]


def test_a_terminal_has_a_code_for_a_name_so_that_the_journal_can_hold_it(open_room, terminal):
    replies = [terminal.enter(open_room.secret, terminal=name) for name in NAMES]

    assert [reply.json["error"] for reply in replies] == ["bad_body"] * len(NAMES)


def test_a_new_name_for_each_guess_does_not_help_and_shuts_out_nobody_else(open_room, monkeypatch):
    monkeypatch.setattr(tickets, "TRIES_OF_ADDRESS", 30)
    neighbour = Terminal(open_room.app.test_client())
    neighbour.begin(open_room.secrets[halls.CODES[1]], terminal="K-2")
    guesser = Terminal(open_room.app.test_client())

    said = [guesser.enter(f"{n:016}", terminal=f"X-{n}").json["error"] for n in range(40)]
    shut = guesser.enter(open_room.secret, terminal="X-new").json["error"]
    elsewhere = open_room.app.test_client().post(
        "/api/enter",
        json={"secret": open_room.secret, "terminal": "X-new"},
        environ_base={"REMOTE_ADDR": "10.0.0.7"},
    )

    assert said == ["unknown_ticket"] * 30 + ["too_many_tries"] * 10
    assert shut == "too_many_tries"
    assert elsewhere.status_code == 200
    assert neighbour.enter(open_room.secrets[halls.CODES[1]], terminal="K-2").status_code == 200


def test_wrong_tickets_typed_elsewhere_in_a_kiosks_name_do_not_shut_the_kiosk(open_room, terminal):
    laptop = {"REMOTE_ADDR": "10.0.0.66"}
    for n in range(15):
        body = {"secret": f"{n:016}", "terminal": "K-14"}
        open_room.app.test_client().post("/api/enter", json=body, environ_base=laptop)

    assert terminal.enter(open_room.secret, terminal="K-14").status_code == 200


def test_tries_that_count_no_longer_are_forgotten(open_room, terminal):
    terminal.enter("1" * 16)
    open_room.clock.advance(milliseconds=tickets.WINDOW + 1)
    terminal.enter("2" * 16)

    with open_room.house.reading() as session:
        assert session.scalar(select(func.count()).select_from(TicketTry)) == 1


def test_while_the_time_is_in_doubt_nobody_is_closed_and_nothing_late_is_taken(open_room, sitting_down):
    with open_room.house.writing() as session:
        session.add(ClockMark(id=1, boot="x", anchor=0, booted=0, marked_at=0, doubtful_since=1))
    open_room.clock.advance(seconds=3600)

    refused = sent(sitting_down)
    handed_in = sitting_down.post("/api/hand-in")
    state = sitting_down.get("/api/state").json["state"]
    with open_room.house.writing() as session:
        session.get(ClockMark, 1).doubtful_since = None
    closed = sent(sitting_down, number=2)

    assert (refused.status_code, refused.json["error"]) == (409, "clock_doubtful")
    assert handed_in.json["error"] == "clock_doubtful"
    assert state == "started"
    assert closed.json["error"] == "attempt_closed"


def test_hand_in_and_an_answer_raced_leave_one_close_at_the_end(open_room, sitting_down):
    client = open_room.app.test_client
    cookie = sitting_down.client.get_cookie("taraza_room").value

    def race(path, **body):
        own = client()
        own.set_cookie("taraza_room", cookie)
        own.post(path, json=body, headers={"X-Room-Token": sitting_down.token})

    threads = [threading.Thread(target=race, args=("/api/hand-in",)) for _ in range(3)]
    for n in range(1, 6):
        body = {"lease": 1, "entries": [ALIVE | {"number": n}]}
        threads.append(threading.Thread(target=race, args=("/api/entries",), kwargs=body))
    at_once(threads)

    with open_room.house.reading() as session:
        kinds = [entry["kind"] for entry in store.journal(session, SITTING, CODE)]
    assert kinds.count("closed") == 1
    assert kinds[-1] == "closed"


FORMS = ["/api/enter", "/api/leave", "/api/entries", "/api/hand-in"]


def test_a_form_of_another_site_reaches_nothing(open_room, sitting_down):
    before = entries(open_room)
    form = json.dumps({"secret": open_room.secret, "terminal": "K-1"})

    for path in FORMS:
        reply = sitting_down.client.post(path, data=form, content_type="text/plain")
        assert reply.status_code in {403, 422}
        assert "Set-Cookie" not in reply.headers
    assert entries(open_room) == before


PATHS = [
    "/static/../settings.py",
    "/static/%2e%2e/settings.py",
    "/static/..%2f..%2fsetup.cfg",
    "/static//etc/passwd",
    "/static/room/%2e%2e/api.py",
    "/static/room/../../settings.py",
    "/static/room/%00",
    "/static/room/./room.css",
    "/static/./room/room.css",
    "/static/sign_in/../../../setup.cfg",
    "/words/..%2f.json",
    "/words/ky.000000000000.json",
    "/room.000000000000.js",
]


def test_no_path_leads_out_of_the_folders(open_room):
    client = open_room.app.test_client()

    found = [path for path in PATHS if client.get(path, follow_redirects=True).status_code != 404]

    assert found == []


METHODS = ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "GET", "HEAD"]


def test_no_other_method_does_what_a_post_does(open_room, sitting_down):
    before = entries(open_room)

    for method in METHODS:
        assert sitting_down.client.open("/api/hand-in", method=method).status_code in {200, 405}

    assert entries(open_room) == before


def test_replies_are_kept_by_nobody_and_cookies_are_read_by_no_script(open_room, terminal):
    reply = terminal.enter(open_room.secret)
    given = terminal.post("/api/start")

    cookie = reply.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    for one in (reply, given, terminal.get("/api/state"), terminal.get("/api/receipt")):
        assert one.headers["Cache-Control"] == "no-store"
        assert one.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert one.headers["X-Content-Type-Options"] == "nosniff"


def test_a_host_of_ones_own_stands_in_no_answer(open_room):
    client = open_room.app.test_client()
    for path in ("/", "/nowhere", "/api/session"):
        reply = client.get(path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
        assert "evil.example" not in reply.text + str(reply.headers)


LANGUAGES = ["../../etc", "ky\r\nX: y", "<script>", "zz", "ky" * 5000]


def test_a_language_nobody_speaks_changes_nothing(open_room):
    plain = open_room.app.test_client().get("/").text

    for language in LANGUAGES:
        reply = open_room.app.test_client().get("/", query_string={"language": language})
        assert (reply.status_code, reply.text) == (200, plain)
        assert "Set-Cookie" not in reply.headers


def test_an_error_of_our_own_tells_nothing_of_itself_and_logs_no_word_that_was_typed(
    open_room, sitting_down, monkeypatch, caplog
):
    def fail(*_args, **_more):
        raise RuntimeError(f"secret words of {CODE}")

    monkeypatch.setattr(services, "flag", fail)
    reply = sitting_down.post("/api/flag", position=1, on=True)

    assert reply.status_code == 500
    assert reply.json["error"] == "unexpected"
    assert CODE not in reply.text + caplog.text
    assert "secret words" not in reply.text + caplog.text
