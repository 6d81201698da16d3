"""An installation of its own, served by `taraza serve`, and its people, each at a browser of their own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from app.context import chance, open_house, setup_schema
from app.demo_staff import ensure_demo_staff
from app.settings import load
from question_bank import shelves
from question_bank.shelves import People

WITHIN = 60
VIEW = {"width": 1366, "height": 768}


@dataclass
class Place:
    """Where it is served, who works there, and the pages that stand open."""

    browser: Browser
    folder: Path
    port: int
    passwords: dict[str, str]
    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def staff(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def room(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}"

    def visitor(self, language: str = "en") -> Page:
        """A browser that nobody has used before, on the front page."""
        page = self.browser.new_context(viewport=VIEW, accept_downloads=True).new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{self.staff}/?language={language}")
        return page

    def person(self, code: str) -> Page:
        """A person's own browser, signed in by the form at the first call."""
        if code not in self.pages:
            page = self.visitor()
            page.get_by_role("link", name="Staff sign-in").first.click()
            page.get_by_label("Staff code").fill(code)
            page.get_by_label("Password").fill(self.passwords[code])
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.get_by_role("button", name="Sign out").wait_for()
            self.pages[code] = page
        return self.pages[code]

    def come(self, *codes: str) -> None:
        """Sign people in who will be needed at their hour."""
        for code in codes:
            self.person(code)


@contextmanager
def served(browser: Browser, folder: Path) -> Iterator[Place]:
    """Fill an installation with people and the sample bank, serve it, stop it."""
    passwords = _filled(folder)
    port = _two_ports()
    program = [sys.executable, "-c", "from app.cli import main; main()"]
    command = [*program, "serve", "--port", str(port), "--workers", "1"]
    environment = os.environ | {"TARAZA_INSTANCE": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert str(port) in process.stdout.readline()
            yield Place(browser, folder, port, passwords)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(WITHIN)


def _filled(folder: Path) -> dict[str, str]:
    house = open_house(load(folder), with_keys=True)
    setup_schema(house)
    people = ensure_demo_staff(house, chance=chance, now=house.clock())
    with house.keys() as keys, house.writing() as session:
        shelves.load_samples(session, keys, People("author", "reviewer", "keeper"), now=house.clock())
    house.close()
    return {person.code: person.password for person in people}


def _two_ports() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            number: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", number + 1))
            except OSError:
                continue
            return number
