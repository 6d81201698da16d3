"""The council's pages as a browser shows them: three languages, a phone, axe, keyboard."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from app.sign_in.session import COOKIE
from tests.app.council.conftest import aside, clients
from tests.app.council.scene import NAME, Scene

AXE = Path(__file__).parents[2] / "vendor" / "axe" / "axe.min.js"
RULES = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']"
PAGE = f"/council/{NAME}"
pytestmark = pytest.mark.chromium


@dataclass
class Shown:
    """A scene behind a real server, and browsers of its people."""

    scene: Scene
    browser: Any
    address: str
    sign: Any

    def page(self, code: str, language: str = "en", width: int = 1366) -> Any:
        self.sign(code)
        context = self.browser.new_context(viewport={"width": width, "height": 800})
        context.add_cookies(
            [
                {"name": COOKIE, "value": f"token-of-{code}", "url": self.address},
                {"name": "language", "value": language, "url": self.address},
            ]
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page


@contextmanager
def served(browser: Any, scene: Scene) -> Iterator[Shown]:
    sign = clients(scene)
    server = make_server("127.0.0.1", 0, sign("council").application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Shown(scene, browser, f"http://127.0.0.1:{server.server_port}", sign)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def shown(browser: Any, closed: Scene) -> Iterator[Shown]:
    with served(browser, closed) as shown:
        yield shown


@pytest.fixture
def shown_agreed(browser: Any, agreed: Scene) -> Iterator[Shown]:
    with served(browser, agreed) as shown:
        yield shown


def faults(page: Any) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    said = [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]
    return [*said, *(["wider than the window"] if wide else [])]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("width", [1366, 390])
def test_every_page_is_sound_in_every_language_and_on_a_phone(shown_agreed, language, width):
    shown = shown_agreed
    page = shown.page("commissioner-1", language, width)

    found = {}
    for path in (
        "/council",
        PAGE,
        *(f"{PAGE}/{name}" for name in ("results", "corrections", "files", "screen")),
    ):
        page.goto(shown.address + path)
        found[path] = faults(page)

    assert {path: said for path, said in found.items() if said} == {}


def test_the_way_is_walked_with_the_keyboard_alone(shown):
    page = shown.page("commissioner-1")
    page.goto(shown.address + PAGE)

    page.get_by_label("Password of your key").focus()
    page.keyboard.type(shown.scene.passphrase("commissioner-1"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_text("Done: Answers sealed.").wait_for()
    assert faults(page) == []


def test_custodians_words_open_the_keys_and_are_blurred_when_left(shown):
    shown.scene.seal()
    page = shown.page("custodian-1")
    page.goto(shown.address + PAGE)

    for number, words in enumerate(shown.scene.words[:2], start=1):
        page.get_by_label(f"Custodian {number}: words").fill(words)
    colour = page.locator("#words-1").evaluate("field => getComputedStyle(field).color")
    page.get_by_role("button", name="Open the answer keys").click()

    page.get_by_text("Done: Answer keys opened.").wait_for()
    assert colour == "rgba(0, 0, 0, 0)"


def test_the_demonstration_reaches_the_documents_while_the_page_waits(shown):
    page = shown.page("council")
    page.goto(shown.address + PAGE)

    page.get_by_role("button", name="All steps up to the documents").click(no_wait_after=True)

    page.get_by_text("Everything is done.").wait_for(timeout=90_000)
    page.get_by_role("link", name="Take the documents").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Everything as one ZIP").click()
    assert taken.value.suggested_filename == f"{NAME}-all.zip"
    assert faults(page) == []


def test_the_halls_screen_renews_itself(shown):
    shown.scene.play("open_keys")
    page = shown.page("observer")
    page.goto(f"{shown.address}{PAGE}/screen")
    page.get_by_text("The list appears here as soon as both programs agree.").wait_for()

    shown.scene.compute()
    aside(shown.scene.compare)

    page.get_by_text("Both programs agree, version 1").wait_for()
    assert page.get_by_role("cell", name=next(iter(shown.scene.codes().values()))).count() <= 1
    assert faults(page) == []
