"""What tests stand on: a temporary installation, a clock and a chance that do as told, tools by marker."""

import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.context import House, open_house, setup_schema
from app.factory import create_app
from app.settings import Settings
from app.sign_in import services
from app.sign_in.records import Staff
from app.sign_in.session import COOKIE, hashed
from foundation.canonical import Instant, instant
from foundation.clock import FakeClock
from tests.tools import Cluster, missing

START = instant("2026-03-16T03:00:00.000Z")
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser: it gets processes of its own, since Playwright leaves an event loop."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.chromium)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in ("postgresql", "chromium", "poppler"):
        if item.get_closest_marker(marker) and (what := missing(marker)):
            required = os.environ.get("TARAZA_REQUIRE", "").split(",")
            say = pytest.fail if marker in required else pytest.skip
            say(f"layer {marker} could not run: {what} is missing")


@dataclass
class ChanceStream:
    seed: str
    place: int = 0

    def __call__(self, count: int) -> bytes:
        out = b""
        while len(out) < count:
            out += hashlib.sha256(f"{self.seed}/{self.place}".encode()).digest()
            self.place += 1
        return out[:count]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(START)


@pytest.fixture
def now() -> Instant:
    return START


@pytest.fixture
def chance() -> ChanceStream:
    return ChanceStream("tests")


def settings_for(folder: Path, **told: Any) -> Settings:
    values: dict[str, Any] = {
        "instance": folder,
        "database_url": f"sqlite:///{folder / 'taraza.db'}",
        "keys_url": f"sqlite:///{folder / 'keys.db'}",
        "origin": "taraza.local/test",
        "secret_key": b"k" * 32,
        "pepper": b"p" * 32,
        "default_language": "en",
    }
    return Settings(**(values | told))


@pytest.fixture(scope="session")
def _empty_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    house = open_house(settings_for(folder), FakeClock(START), with_keys=True)
    setup_schema(house)
    house.close()
    return folder


@pytest.fixture
def house(tmp_path: Path, clock: FakeClock, _empty_files: Path) -> Iterator[House]:
    folder = tmp_path / "instance"
    shutil.copytree(_empty_files, folder)
    house = open_house(settings_for(folder), clock, with_keys=True)
    yield house
    house.close()


@pytest.fixture
def app(house: House, clock: FakeClock) -> Iterator[Flask]:
    app = create_app(house.settings, clock=clock)
    app.extensions["taraza"].close()
    app.extensions["taraza"] = house
    app.config.update(TESTING=False, WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


AsStaff = Callable[..., FlaskClient]


@pytest.fixture
def as_staff(house: House) -> AsStaff:
    def sign_in(client: FlaskClient, role: str, code: str | None = None) -> FlaskClient:
        code = code or role
        add_person(house, code, [role])
        token = f"token-{code}"
        with house.writing() as session:
            services.admit(session, code, token_hash=hashed(token), now=house.clock())
        client.set_cookie(COOKIE, token)
        return client

    return sign_in


def add_person(house: House, code: str, roles: list[str], password_hash: str = "none") -> None:
    with house.writing() as session:
        if session.get(Staff, code) is None:
            services.add_staff(
                session,
                code=code,
                name=code.title(),
                password_hash=password_hash,
                roles=roles,
                language="en",
                actor="system",
                now=house.clock(),
            )


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster.started() as cluster:
        yield cluster


@pytest.fixture
def postgresql_url(cluster: Cluster) -> str:
    return cluster.new_database()
