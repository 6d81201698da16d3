import hashlib

import pytest

from tests.app.ceremony.day import NAME, PEOPLE, THROWN
from tests.app.eyes import faults, opened

pytestmark = pytest.mark.chromium
LANGUAGES = ["ky", "ru", "en"]


@pytest.fixture
def see(browser, live_server, day):
    def look(who: str, path: str, language: str, name: str, width: int = 1366) -> list:
        day.person(who)
        with opened(browser, live_server, who, width) as page:
            page.goto(f"{live_server}/ceremony{path}?language={language}")
            page.wait_for_timeout(700)
            return [(name, fault) for fault in faults(page, f"{name}-{language}-{width}")]

    return look


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_before_the_announcement_are_open_to_everybody(see, day, language):
    day.planned()
    found = see("office", "", language, "list") + see("office", f"/{NAME}/roll", language, "roll")
    found += see("office", "/new", language, "new") + see("custodian-1", f"/{NAME}/share", language, "share")
    day.enrolled().committed()
    found += see("office", f"/{NAME}", language, "sitting")
    found += see("office", f"/{NAME}/rehearsal", language, "rehearsal")
    found += see("office", f"/{NAME}/tickets", language, "tickets")
    found += see("office", f"/{NAME}/announcement", language, "announce")

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1366, 390])
def test_pages_of_the_draw_are_open_to_everybody(see, day, language, width):
    day.deposited()
    found = see("observer", f"/{NAME}/screen", language, "screen-shares", width)
    found += see("commissioner-1", f"/{NAME}/draw", language, "draw-type", width)
    day.rolled()
    found += see("commissioner-2", f"/{NAME}/draw", language, "draw-read", width)
    found += see("commissioner-1", f"/{NAME}/draw", language, "draw-wait", width)
    day.read_and_drawn()
    found += see("observer", f"/{NAME}/draw", language, "drawn", width)
    found += see("observer", f"/{NAME}/screen", language, "screen", width)
    found += see("observer", f"/{NAME}", language, "sitting-drawn", width)

    assert found == []


def test_a_list_with_faults_says_them_beside_the_lines(browser, live_server, day):
    day.planned()
    day.person("office")
    with opened(browser, live_server, "office") as page:
        page.goto(f"{live_server}/ceremony/{NAME}/roll?language=ky")
        page.locator("#persons").fill(f"{PEOPLE}\nБекова Бермет;\nТашев; AN12345")
        page.locator("button[value=check]").click()
        found = faults(page, "roll-faults-ky-1366")
        rows = page.locator("tbody tr").count()

    assert found == []
    assert rows == 4


def test_the_browser_makes_a_share_whose_commitment_python_makes_too(browser, live_server, day):
    day.planned()
    day.person("custodian-1")
    with opened(browser, live_server, "custodian-1") as page:
        page.goto(f"{live_server}/ceremony/{NAME}/share?language=en")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.post_data or ""))
        page.locator("#make").click()
        share = "".join(page.locator("#share-text").inner_text().split())
        commitment = page.locator("#commitment").input_value().replace(" ", "")
        found = faults(page, "share-made-en-1366")
        page.locator("#kept").check()
        page.get_by_role("button", name="Give my commitment").click()
        page.get_by_text("Your commitment was recorded.").first.wait_for()

    assert found == []
    assert len(share) == 64
    assert hashlib.sha256(b"taraza/share/1" + bytes.fromhex(share)).hexdigest() == commitment
    assert not any(share in body.replace("+", "") for body in sent)


def test_dice_are_typed_by_keyboard_without_a_mouse(browser, live_server, day):
    day.deposited()
    day.person("commissioner-1")
    with opened(browser, live_server, "commissioner-1") as page:
        page.goto(f"{live_server}/ceremony/{NAME}/draw?language=en")
        page.locator(".boxes input").first.focus()
        page.keyboard.type("".join(THROWN))
        page.keyboard.press("Enter")
        page.get_by_text("A second person, signed in at another computer").wait_for()

    assert day.entropy() == " ".join(THROWN)


def test_the_halls_screen_renews_itself(browser, live_server, day):
    day.thrown()
    day.person("observer")
    with opened(browser, live_server, "observer") as page:
        page.goto(f"{live_server}/ceremony/{NAME}/screen?language=en")
        page.get_by_text("A second person reads the numbers back").first.wait_for()
        day.read_and_drawn()
        page.get_by_role("heading", name="The papers are drawn").wait_for(timeout=8000)
        dice = page.locator("svg.die").count()

    assert dice == 20
