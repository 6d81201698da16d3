"""Who guesses a staff password is shut out; who is not guessing is not."""

import pytest

from app.sign_in.passwords import hash_password
from app.sign_in.services import TRIES_FROM_ANYWHERE, TRIES_OF_ADDRESS, BadStaffCode, StaffCodeTaken
from tests.conftest import add_person

PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)


@pytest.fixture(autouse=True)
def _staff(house):
    add_person(house, "invigilator-1", ["invigilator"], HASH)


@pytest.fixture
def quick(monkeypatch):
    """Wrong passwords cost nothing here: the limits count, not the hashing."""
    monkeypatch.setattr("app.sign_in.views.fits", lambda password, kept: password == PASSWORD and bool(kept))


def enter(client, password=PASSWORD, code="invigilator-1", address="127.0.0.1", **more):
    sent = {"code": code, "password": password} | more
    return client.post("/sign-in", data=sent, environ_base={"REMOTE_ADDR": address})


@pytest.mark.usefixtures("quick")
def test_a_stranger_who_knows_the_code_locks_nobody_out_who_has_signed_in_before(app):
    own = app.test_client()
    enter(own)
    for n in range(TRIES_FROM_ANYWHERE):
        enter(app.test_client(), "wrong", address=f"10.0.{n}.1")

    assert enter(app.test_client(), address="10.9.9.9").status_code == 429
    assert enter(own).status_code == 303


@pytest.mark.usefixtures("quick")
def test_five_wrong_passwords_elsewhere_do_not_lock_this_address(app):
    for _ in range(6):
        last = enter(app.test_client(), "wrong", address="10.0.0.66")

    assert last.status_code == 429
    assert enter(app.test_client()).status_code == 303


@pytest.mark.usefixtures("quick")
def test_in_a_known_browser_too_the_sixth_guess_waits(app):
    own = app.test_client()
    enter(own)
    for _ in range(5):
        enter(own, "wrong")

    assert enter(own).status_code == 429


@pytest.mark.usefixtures("quick")
def test_the_mark_of_a_browser_opens_no_other_code_and_cannot_be_made_up(app, house):
    add_person(house, "custodian-1", ["custodian"], HASH)
    own = app.test_client()
    enter(own)
    for _ in range(5):
        enter(own, "wrong", code="custodian-1")

    assert enter(own, code="custodian-1").status_code == 429
    made_up = app.test_client()
    made_up.set_cookie("taraza_known", "x.y.z", path="/sign-in")
    assert enter(made_up, "wrong").status_code == 401


@pytest.mark.usefixtures("quick")
def test_an_address_that_tries_many_codes_waits(app):
    for n in range(TRIES_OF_ADDRESS):
        enter(app.test_client(), "wrong", code=f"guess-{n}")

    assert enter(app.test_client(), "wrong", code="invigilator-1").status_code == 429


@pytest.mark.parametrize(
    ("code", "password"),
    [("", ""), ("a\u0000b", "x"), ("к" * 50, "x"), ("x" * 100_000, "x"), ("invigilator-1", "x" * 1_000_000)],
    ids=["nothing", "nul", "cyrillic", "long", "long password"],
)
def test_what_is_no_code_is_an_ordinary_wrong_try(client, code, password):
    assert enter(client, password, code=code).status_code == 401


def test_signing_in_makes_a_new_secret_whatever_the_browser_brought(app):
    client = app.test_client()
    client.set_cookie("taraza_staff", "f" * 64)

    cookies = enter(client).headers.getlist("Set-Cookie")

    session = next(cookie for cookie in cookies if cookie.startswith("taraza_staff="))
    assert "f" * 64 not in session
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)",
     "/x\r\nSet-Cookie: a=b", "\u2028//evil", "/%0d%0aX: y"],
)  # fmt: skip
def test_after_signing_in_nobody_is_led_away(app, target):
    reply = enter(app.test_client(), next=target)

    assert reply.status_code == 303
    assert reply.headers["Location"].startswith("/")
    assert not reply.headers["Location"].startswith("//")
    assert "evil" not in reply.headers["Location"]
    assert "X" not in reply.headers


@pytest.mark.parametrize("code", ["админ", "a b", "", "..", "system", "x" * 41, "a/b"])
def test_a_staff_code_that_no_ledger_could_hold_is_refused(house, code):
    with pytest.raises(BadStaffCode):
        add_person(house, code, ["office"])


def test_two_staff_codes_differ_in_more_than_the_case_of_a_letter(house):
    with pytest.raises(StaffCodeTaken):
        add_person(house, "Invigilator-1", ["office"])
