"""Every screen of the kiosk before axe, in the three languages and every look."""

import pytest

from exam_engine.sittings import services
from tests.app.room.conftest import SITTING, sit_down, violations

pytestmark = pytest.mark.chromium
LOOKS = [("normal", "normal"), ("largest", "dark"), ("large", "light")]


def look(page, size, contrast):
    page.evaluate(f"localStorage['taraza.view'] = JSON.stringify({{size: '{size}', contrast: '{contrast}'}})")
    page.reload()


@pytest.mark.parametrize(("size", "contrast"), LOOKS)
def test_the_way_in_is_open_to_everybody(page, room, size, contrast):
    look(page, size, contrast)
    found = {"code": violations(page)}
    page.get_by_label("Access code").fill(room.secret)
    for name in ("Continue", "Yes, this is my seat", "Continue"):
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(300)
        found[name + page.title()] = violations(page)
    page.get_by_label("I have read the rules").check()
    page.get_by_role("button", name="Continue").click()
    found["practice"] = violations(page)
    page.get_by_role("button", name="Finish practice").click()
    found["waiting"] = violations(page)

    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(("size", "contrast"), LOOKS)
@pytest.mark.parametrize("width", [1366, 1024])
def test_the_exam_is_open_to_everybody(page, room, size, contrast, width):
    page.set_viewport_size({"width": width, "height": 768})
    look(page, size, contrast)
    sit_down(page, room)
    page.locator(".option").nth(1).click()
    page.keyboard.press("f")
    found = {"question": violations(page)}
    for panel in ("#open-help", "#open-view", "#open-remark"):
        page.locator(panel).click()
        found[panel] = violations(page)
        page.keyboard.press("Escape")
        if page.locator(".panel-head").count():
            page.get_by_role("button", name="Close").click()
    page.keyboard.press("m")
    found["map"] = violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).focus()
    for _ in range(5):
        page.keyboard.press("PageDown")
    found["review"] = violations(page)
    page.get_by_role("button", name="Hand in…").click()
    found["confirm"] = violations(page)
    page.get_by_role("button", name="Yes, hand in").click()
    page.get_by_text("You may leave quietly.").wait_for()
    found["receipt"] = violations(page)

    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_covers_are_open_to_everybody(page, room, language):
    sit_down(page, room)
    page.locator("#open-view").click()
    page.locator(f"#view-language-{language}").check()
    page.locator("#open-help").click()
    page.locator(".panel-body .button").nth(1).click()
    page.locator(".cover").wait_for()
    found = {"away": violations(page)}
    page.locator("#back").click()
    room.do(services.pause_hall, SITTING, actor="invigilator-1")
    page.locator(".cover").wait_for()
    found["paused"] = violations(page)

    assert {name: what for name, what in found.items() if what} == {}
