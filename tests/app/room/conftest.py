"""A hall of four candidates behind a real server, and a browser that counts as one of its terminals."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from app.context import House
from app.factory import create_app
from exam_engine.sittings import services, tickets
from foundation.clock import FakeClock
from foundation.custody import KeyRing
from tests.exam_engine import halls

AXE = Path(__file__).parents[2] / "vendor" / "axe" / "axe.min.js"
SITTING = "sitting-1"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CODE = halls.CODES[0]
DETAIL = {"origin": "trial", "title": {"ky": "Сыноо", "ru": "Проба", "en": "Trial"}, "topics": {}}


@dataclass
class Room:
    """The hall as a test sees it."""

    app: Flask
    house: House
    clock: FakeClock
    secrets: dict[str, str] = field(default_factory=dict)
    address: str = ""

    @property
    def secret(self) -> str:
        return self.secrets[CODE]

    def do(self, act: Any, *arguments: Any, **more: Any) -> Any:
        with self.house.writing() as session:
            return act(session, *arguments, **more, now=self.clock())

    def open(self) -> None:
        self.do(services.open_hall, SITTING, actor="invigilator-1")

    def journal(self, kind: str) -> list[dict[str, Any]]:
        from exam_engine.sittings import store

        with self.house.reading() as session:
            return [entry["body"] for entry in store.journal(session, SITTING, CODE) if entry["kind"] == kind]


@pytest.fixture
def room(house: House, clock: FakeClock, chance: Any) -> Iterator[Room]:
    app = create_app(house.settings, clock=clock, parts={"room"})
    app.extensions["taraza"].close()
    app.extensions["taraza"] = house
    KeyRing(house.keys_folder).make("hall", "hall", chance=chance, now=clock())
    made = Room(app, house, clock)
    plan = halls.a_plan(detail=DETAIL)
    made.do(_plan, plan)
    with house.writing() as session:
        made.secrets = tickets.issue(
            session, SITTING, halls.CODES, pepper=house.settings.pepper, chance=chance
        )
    for seat, code in enumerate(halls.CODES, start=14):
        made.do(services.admit, SITTING, code, seat=seat)
    return made


def _plan(session: Any, plan: dict[str, Any], *, now: Any) -> None:
    halls.plan_it(session, SITTING, plan, now=now)
    halls.announce(session, SITTING, now=now)
    halls.draw(session, SITTING, now=now)


@dataclass
class Terminal:
    """A kiosk made of requests."""

    client: FlaskClient
    token: str = ""
    lease: int = 0

    def post(self, path: str, **body: Any) -> Any:
        return self.client.post(path, json=body, headers={"X-Room-Token": self.token})

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def enter(self, secret: str, terminal: str = "K-14") -> Any:
        reply = self.post("/api/enter", secret=secret, terminal=terminal)
        self.token, self.lease = reply.json.get("token", ""), reply.json.get("lease", 0)
        return reply

    def begin(self, secret: str, terminal: str = "K-14") -> dict[str, Any]:
        self.enter(secret, terminal)
        begun: dict[str, Any] = self.post("/api/start").json
        self.post("/api/opened")
        return begun

    def answer(self, number: int, position: int, response: list[str]) -> Any:
        line = {"number": number, "kind": "answered", "position": position, "response": response}
        return self.post("/api/entries", lease=self.lease, entries=[line])


@pytest.fixture
def terminal(room: Room) -> Terminal:
    return Terminal(room.app.test_client())


@pytest.fixture
def live_room(room: Room) -> Iterator[Room]:
    server = make_server("127.0.0.1", 0, room.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    room.address = f"http://127.0.0.1:{server.server_port}"
    yield room
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Any, live_room: Room) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(8_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{live_room.address}/?terminal=K-14&language=en")
    yield page
    context.close()
    assert not errors


def come_in(page: Any, room: Room) -> None:
    """Go from the code to the waiting screen."""
    page.get_by_label("Access code").fill(room.secret)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Yes, this is my seat").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("I have read the rules").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Finish practice").click()


def sit_down(page: Any, room: Room) -> None:
    """Come in and see the first question."""
    come_in(page, room)
    room.open()
    page.get_by_role("heading", name="Question 1 of 5").wait_for()


def violations(page: Any) -> list[str]:
    """Return what axe finds on the page as it stands."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]
