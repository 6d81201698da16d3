import pytest

from exam_engine.protocol.receipt import finding_aid
from tests.app.eyes import faults, opened
from tests.app.public.test_pages import an_attempt, serial_of, sheet_of
from tests.rehearsals import NAME

pytestmark = pytest.mark.chromium
LANGUAGES = ["ky", "ru", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1366, 390])
def test_public_pages_are_open_to_everybody(browser, live_server, house, language, width):
    found = []
    paths = {
        "front": "/",
        "sittings": "/sittings",
        "public-sitting": f"/sittings/{NAME}",
        "check": "/check",
        "sheet": f"/check/sheet/{NAME}/{serial_of(house)}",
    }
    for name, path in paths.items():
        with opened(browser, live_server, width=width) as page:
            page.goto(f"{live_server}{path}?language={language}")
            found += [(name, fault) for fault in faults(page, f"p-{name}-{language}-{width}")]

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_of_the_checks_are_open_to_everybody(browser, live_server, house, tmp_path, language):
    attempt = an_attempt(house)
    document = tmp_path / "sheet.pdf"
    document.write_bytes(sheet_of(house, serial_of(house)))
    found = []
    with opened(browser, live_server) as page:
        for name, letters in (("genuine", finding_aid(attempt.head)), ("none", "0" * 16), ("mistake", "abc")):
            page.goto(f"{live_server}/check?language={language}")
            page.locator("#code").fill(attempt.code)
            page.locator("#letters").fill(letters)
            page.locator("#letters").press("Enter")
            page.locator(".verdict, .error-summary").wait_for()
            found += faults(page, f"p-receipt-{name}-{language}")
        for name in ("genuine", "changed"):
            page.goto(f"{live_server}/check")
            page.locator("#file").set_input_files(document)
            page.locator("#sheet button").click()
            page.locator(".verdict").wait_for()
            found += faults(page, f"p-sheet-{name}-{language}")
            document.write_bytes(document.read_bytes()[:-40] + b"\n" * 40)

    assert [fault for fault in found if fault] == []
