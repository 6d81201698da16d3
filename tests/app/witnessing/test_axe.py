"""The log's pages before axe, in the three languages, wide and narrow."""

import pytest

from app.sign_in import services
from app.sign_in.session import COOKIE, hashed
from foundation import ledger, notes, witnesses
from tests.app.room.conftest import violations
from tests.app.witnessing.conftest import act
from tests.conftest import add_person
from tests.foundation.test_notes import WITNESS, WITNESS_KEY

pytestmark = pytest.mark.chromium
OCCASIONS = ("announced", "drawn", "opened", "heads", "heads", "seal", "certification", "end", "odd")


@pytest.fixture
def told(house, clock):
    """A log with every occasion, some of it cosigned."""
    with house.writing() as session:
        witnesses.register(session, WITNESS_KEY, actor="admin", now=house.clock())
    for number, occasion in enumerate(OCCASIONS):
        clock.advance(seconds=300)
        act(house, number + 1, occasion=occasion)
        if number % 3 != 1:
            with house.writing() as session:
                head = ledger.newest_checkpoint(session)
                text = notes.read(head.note).text
                line = notes.cosignature(text, WITNESS_KEY, clock() // 1000 + 20, WITNESS.sign)
                witnesses.take(session, head.note + line, now=clock())


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("width", [1366, 390])
def test_the_page_of_the_log_is_open_to_everybody(browser, live_server, told, language, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{live_server}/log?language={language}")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".chain > li").count() == len(OCCASIONS)
    assert complaints == []
    page.close()


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_list_of_witnesses_is_open_to_everybody(browser, live_server, told, house, language):
    add_person(house, "admin", ["administrator"])
    with house.writing() as session:
        services.admit(session, "admin", token_hash=hashed("token-admin"), now=house.clock())
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    context.add_cookies([{"name": COOKIE, "value": "token-admin", "url": live_server}])
    page = context.new_page()
    page.goto(f"{live_server}/log/witnesses?language={language}")
    page.locator("#vkey").fill("nonsense")
    page.locator(".card-plain .btn-main").click()

    assert page.locator(".error-summary").count() == 1
    assert violations(page) == []
    context.close()
