import json
import threading
from html import unescape

import pytest
from sqlalchemy import func, select

from app.demo_staff import PEOPLE, ensure_demo_staff
from app.factory import create_app
from app.keyring import key_ring
from app.sign_in.passwords import fits, hash_password
from app.sign_in.records import SignInTry, StaffSession
from app.sign_in.services import IDLE, StaffCodeTaken, UnknownRole, WeakPassword, add_staff, sweep
from app.sign_in.session import COOKIE, local_path
from foundation import ledger
from foundation.custody import WrongPassphrase
from tests.conftest import add_person

PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)


@pytest.fixture
def administrator(house):
    add_person(house, "admin", ["administrator"], HASH)


def enter(client, password=PASSWORD, **more):
    return client.post("/sign-in", data={"code": "admin", "password": password, "next": "/admin", **more})


def acts(house):
    with house.reading() as session:
        return [(entry["act"], entry["actor"]) for entry in ledger.entries(session)]


@pytest.mark.usefixtures("administrator")
def test_the_right_password_leads_to_the_page_that_was_asked_for(client, house):
    answer = enter(client)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/admin")
    assert client.get("/admin").status_code == 200
    assert acts(house)[-1] == ("signed_in", "admin")


@pytest.mark.usefixtures("administrator")
def test_a_wrong_password_is_refused_and_recorded(client, house):
    answer = enter(client, "wrong password")

    assert answer.status_code == 401
    assert client.get_cookie(COOKIE) is None
    assert acts(house)[-1] == ("refused", "admin")


def test_an_unknown_code_is_not_written_down(client, house):
    enter(client, code="perhaps a password")

    assert acts(house)[-1] == ("refused", "system")
    with house.reading() as session:
        assert b"perhaps" not in b"".join(ledger.stored_entries(session, 99))


@pytest.mark.usefixtures("administrator")
def test_five_wrong_passwords_lock_the_code_for_a_quarter_of_an_hour(client, clock):
    for _ in range(5):
        enter(client, "wrong password")

    assert enter(client).status_code == 429
    clock.advance(milliseconds=IDLE)
    assert enter(client).status_code == 303


@pytest.mark.usefixtures("administrator")
def test_a_quarter_of_an_hour_without_a_sign_ends_the_session(client, clock):
    enter(client)
    clock.advance(milliseconds=IDLE)

    assert client.get("/admin").status_code == 303


@pytest.mark.usefixtures("administrator")
def test_each_page_starts_the_quarter_of_an_hour_anew(client, clock):
    enter(client)
    for _ in range(3):
        clock.advance(milliseconds=IDLE - 1)
        assert client.get("/admin").status_code == 200


@pytest.mark.usefixtures("administrator")
def test_what_was_sent_after_the_session_ended_is_kept_and_shown_for_sending_again(client, clock):
    enter(client)
    clock.advance(milliseconds=IDLE)
    lost = client.post(
        "/admin/staff", data={"code": "new-one", "name": "Айжан «А» <b>", "roles": ["author", "office"]}
    )
    kept = unescape(lost.text.split('name="kept" value="')[1].split('">')[0])

    resumed = enter(client, next="/admin/staff?", kept=kept)

    assert lost.status_code == 401
    assert [tuple(pair) for pair in json.loads(kept)][:2] == [("code", "new-one"), ("name", "Айжан «А» <b>")]
    assert 'action="/admin/staff?"' in resumed.text
    assert resumed.text.count('name="roles"') == 2


@pytest.mark.usefixtures("administrator")
def test_signing_out_ends_the_session_on_the_server(client, house):
    enter(client)
    token = client.get_cookie(COOKIE).value

    client.post("/sign-out")
    client.set_cookie(COOKIE, token)

    assert client.get("/admin").status_code == 303
    assert acts(house)[-1] == ("signed_out", "admin")


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:x",
        "",
        None,
    ],
)
def test_the_way_back_never_leads_to_another_site(target):
    assert local_path(target) == "/"


def test_a_role_without_the_right_is_refused(client, as_staff):
    assert as_staff(client, "author").get("/admin").status_code == 403


def test_somebody_suspended_is_out_at_once(client, as_staff, app, house):
    as_staff(client, "administrator")
    other = as_staff(app.test_client(), "administrator", "second")

    client.post("/admin/staff/second/active", data={"active": "0"})

    assert other.get("/admin").status_code == 303


def test_a_form_without_its_token_is_refused(house, clock):
    app = create_app(house.settings, clock=clock)

    answer = app.test_client().post("/sign-in", data={"code": "admin"})
    app.extensions["taraza"].close()

    assert answer.status_code == 400


def test_a_person_is_added_with_a_password_of_their_own(client, as_staff):
    person = {"code": "aibek", "name": "Айбек", "roles": ["author"], "language": "ky", "password": PASSWORD}

    added = as_staff(client, "administrator").post("/admin/staff", data=person)

    assert added.status_code == 303
    assert "Айбек" in client.get("/admin").text


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("code", "a b", "code"),
        ("code", "administrator", "code"),
        ("name", "", "name"),
        ("roles", [], "roles"),
        ("roles", ["king"], "roles"),
        ("password", "short", "password"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_is_lost(client, as_staff, field, value, place):
    person = {"code": "aibek", "name": "Айбек", "roles": ["author"], "language": "ky", "password": PASSWORD}

    answer = as_staff(client, "administrator").post("/admin/staff", data={**person, field: value})

    assert answer.status_code == 422
    assert f'id="{place}-error"' in answer.text
    assert field == "name" or "Айбек" in answer.text


def test_the_same_code_is_given_once_and_only_known_roles(house):
    add_person(house, "one", ["author"])

    with pytest.raises(UnknownRole):
        add_person(house, "two", ["king"])
    with pytest.raises(WeakPassword):
        hash_password("eleven char")
    with house.writing() as session, pytest.raises(StaffCodeTaken):
        add_staff(session, code="one", name="x", password_hash="", roles=["author"], **ordinary(house))


def ordinary(house):
    return {"language": "ky", "actor": "a", "now": house.clock()}


def test_six_people_at_once_find_their_passwords_fit():
    verdicts: list[bool] = []
    threads = [threading.Thread(target=lambda: verdicts.append(fits(PASSWORD, HASH))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert verdicts == [True] * 6


def test_nobody_has_a_password():
    assert not fits(PASSWORD, None)


@pytest.mark.usefixtures("administrator")
def test_what_counts_no_longer_is_swept_away(client, house, clock):
    enter(client)
    enter(client, "wrong password")
    clock.advance(milliseconds=IDLE)

    with house.writing() as session:
        sweep(session, now=clock())

    with house.reading() as session:
        assert session.scalar(select(func.count()).select_from(StaffSession)) == 0
        assert session.scalar(select(func.count()).select_from(SignInTry)) == 0


def test_the_demonstration_makes_a_person_for_every_role_once_with_keys_under_their_passwords(house, chance):
    people = ensure_demo_staff(house, chance=chance, now=house.clock())

    again = ensure_demo_staff(house, chance=chance, now=house.clock())

    assert again == people
    assert [person.code for person in people] == [code for code, _, _ in PEOPLE]
    assert (house.settings.instance / "demo" / "sign-ins.json").stat().st_mode & 0o777 == 0o600
    check_key_of(next(person for person in people if person.role == "custodian"), house)


def check_key_of(person, house):
    ring = key_ring(house)
    key = ring.find(person.role, person.code).key

    assert len(ring.sign(key, b"x", person.password)) == 64
    with pytest.raises(WrongPassphrase):
        ring.sign(key, b"x", "something else")


@pytest.mark.usefixtures("administrator")
def test_who_asked_for_no_page_begins_in_the_own_room(client):
    answer = enter(client, next="")

    assert answer.location == "/admin"
