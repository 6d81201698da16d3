import pytest

from exam_engine.sittings import services as hall
from exam_engine.sittings.tables import Attempt
from tests.app.eyes import faults, opened
from tests.exam_engine import halls

pytestmark = pytest.mark.chromium
NAME = "sitting-1"


@pytest.fixture
def made(house, clock):
    with house.writing() as session:
        made = halls.open_hall(session, now=clock())
        halls.begin(session, made, halls.CODES[0], now=clock())
        halls.begin(session, made, halls.CODES[1], now=clock(), terminal="K-2")
        hall.call(session, NAME, halls.CODES[0], "help", now=clock())
        session.get(Attempt, (NAME, halls.CODES[1])).seen_at = clock() - 60_000
        hall.record_incident(session, NAME, "illness", reason="headache", actor="i", now=clock())
    return made


@pytest.fixture
def signed(app, as_staff):
    def sign(role: str) -> str:
        as_staff(app.test_client(), role)
        return role

    return sign


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize(("role", "width"), [("invigilator", 1366), ("observer", 1366), ("invigilator", 390)])
def test_the_board_is_open_to_everybody(browser, live_server, made, signed, language, role, width):
    found = []
    with opened(browser, live_server, signed(role), width) as page:
        paths = {"boards": "", "board": f"/{NAME}"}
        if role == "invigilator":
            paths["admission"] = f"/{NAME}/admission"
        for name, path in paths.items():
            page.goto(f"{live_server}/board{path}?language={language}")
            page.wait_for_timeout(300)
            found += faults(page, f"b-{name}-{role}-{language}-{width}")
        if role == "invigilator":
            page.goto(f"{live_server}/board/{NAME}")
            page.locator(".seat a").first.click()
            found += faults(page, f"b-seat-{language}-{width}")

    assert found == []


def test_only_a_new_alarm_is_read_aloud_and_focus_stays(browser, live_server, made, signed, house, clock):
    with opened(browser, live_server, signed("invigilator")) as page:
        page.goto(f"{live_server}/board/{NAME}?language=en")
        page.locator(".seat a").nth(1).focus()
        focused = page.evaluate("document.activeElement.href")
        page.wait_for_timeout(2500)
        quiet = page.locator("#said").inner_text()
        with house.writing() as session:
            hall.call(session, NAME, halls.CODES[1], "leave", now=clock())
        page.get_by_text("Wants to leave the room").first.wait_for(timeout=8000)
        said = page.locator("#said").inner_text()
        after = page.evaluate("document.activeElement.href")

    assert quiet == ""
    assert said == "Seat: 2. Wants to leave the room"
    assert after == focused


def test_a_touch_does_not_pause_the_hall_but_a_second_does(browser, live_server, made, signed):
    with opened(browser, live_server, signed("invigilator")) as page:
        page.goto(f"{live_server}/board/{NAME}?language=en")
        page.get_by_role("button", name="Pause the hall").click()
        page.wait_for_timeout(300)
        after_touch = page.get_by_text("The hall is paused.").count()
        page.get_by_role("button", name="Pause the hall").focus()
        page.keyboard.down("Enter")
        page.wait_for_timeout(1300)
        page.get_by_text("Nobody’s time is running.").first.wait_for()
        found = faults(page, "b-paused")

    assert after_touch == 0
    assert found == []
