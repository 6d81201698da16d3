"""The committed page in Chromium, from its file, without a network; and its modules laid open beside it."""

import importlib.util
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.verifier.loaded import verifier as v

HERE = Path(__file__).parent
VERIFIER = Path(__file__).parents[3] / "verifier"
PAGE = VERIFIER / "taraza_verify.html"


def builder():
    spec = importlib.util.spec_from_file_location("build_page", VERIFIER / "build_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def aside(work):
    # CPython 3.11 miscounts its parser's depth beside Playwright's greenlets, so parsing goes to a thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


class Visit:
    """One page without a network, and everything it complained about."""

    def __init__(self, browser):
        self.context = browser.new_context(accept_downloads=True)
        self.context.set_offline(True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, language="en"):
        self.page.goto(f"{PAGE.as_uri()}#{language}")
        return self.page

    def asked_outside(self):
        return [url for url in self.asked if not url.startswith((PAGE.as_uri(), "blob:"))]


@pytest.fixture
def visit(browser):
    visit = Visit(browser)
    yield visit
    visit.context.close()
    assert visit.said == []
    assert visit.asked_outside() == []


@pytest.fixture(scope="session")
def lab(browser):
    visit = Visit(browser)
    page = visit.open()
    page.evaluate(aside(lambda: builder().bundle(HERE / "lab.js")))

    def call(name, *arguments):
        return page.evaluate("([name, given]) => lab[name](...given)", [name, list(arguments)])

    yield call
    visit.context.close()


def text64(raw):
    return b64encode(raw).decode()


def by_page(lab, raw, *, announcement="", checkpoints=(), receipt=""):
    """What the page's modules find in an archive: verdict, and every check's verdict or why not."""
    notes = [text64(note) for note in checkpoints]
    held = {"announcement": announcement, "checkpoints": notes, "receipt": receipt}
    found = lab("check", {"archive": text64(raw), **held})
    return found["verdict"], {(c["code"], c["verdict"], reason(c)) for c in found["checks"]}


def reason(check):
    return check["found"] if check["verdict"] == "not checked" else None


def by_python(path, raw, *, announcement="", checkpoints=(), receipt=""):
    """The same, found by taraza_verify.py."""
    path.write_bytes(raw)
    notes = [v.read_note(note) for note in checkpoints]
    case = v.verify(path, anchor=announcement or None, notes=notes, receipt=receipt or None)
    rows = {
        (code, state, found if state == "not checked" else None)
        for code, _, state, _, found in case.report.rows()
    }
    return v.verdict(case), rows
