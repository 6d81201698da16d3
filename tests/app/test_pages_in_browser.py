import pytest

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_pages_fit_the_screen_and_break_no_policy(browser, live_server, language, width, height):
    page = browser.new_page(viewport={"width": width, "height": height})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    for path in ("/", "/sign-in", "/sign-in?next=/admin"):
        page.goto(f"{live_server}{path}?language={language}" if "?" not in path else f"{live_server}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")

    page.close()
    assert complaints == []


def test_a_person_signs_in_by_keyboard_alone(browser, live_server, house):
    from app.sign_in.passwords import hash_password
    from tests.conftest import add_person

    add_person(house, "admin", ["administrator"], hash_password("correct horse battery"))
    page = browser.new_page()
    page.goto(f"{live_server}/sign-in?next=/admin&language=en")

    page.locator("#code").focus()
    page.keyboard.type("admin")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Staff", exact=True).wait_for()
    assert page.url.split("?")[0].endswith("/admin")
    page.close()
