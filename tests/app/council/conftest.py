from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.sign_in import services
from app.sign_in.session import COOKIE, hashed
from tests.app.council.scene import Scene, written

Sign = Callable[[str], FlaskClient]


def aside(act: Callable[[], Any]) -> Any:
    """Act in another thread: documents are signed in a loop of their own, and a browser holds one here."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


class AsideClient(FlaskClient):
    """Sends its requests from another thread, as a server would handle them."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return aside(lambda: super(AsideClient, self).open(*args, **kwargs))


@pytest.fixture(scope="session")
def _closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    scene = written(tmp_path_factory.mktemp("council") / "closed")
    yield scene
    scene.house.close()


@pytest.fixture(scope="session")
def _agreed(_closed: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    scene = _closed.copied(tmp_path_factory.mktemp("council") / "agreed")
    aside(lambda: scene.play("compare"))
    yield scene
    scene.house.close()


@pytest.fixture(scope="session")
def _published(_agreed: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    scene = _agreed.copied(tmp_path_factory.mktemp("council") / "published")
    for stage in (scene.certify, scene.decode, scene.publish):
        stage()
    yield scene
    scene.house.close()


@pytest.fixture
def closed(_closed: Scene, tmp_path: Path) -> Iterator[Scene]:
    scene = _closed.copied(tmp_path / "closed")
    yield scene
    scene.house.close()


@pytest.fixture
def agreed(_agreed: Scene, tmp_path: Path) -> Iterator[Scene]:
    scene = _agreed.copied(tmp_path / "agreed")
    yield scene
    scene.house.close()


@pytest.fixture
def published(_published: Scene, tmp_path: Path) -> Iterator[Scene]:
    scene = _published.copied(tmp_path / "published")
    yield scene
    scene.house.close()


def clients(scene: Scene) -> Sign:
    """Return what signs a demonstration person in and gives the browser."""
    app = create_app(scene.house.settings, clock=scene.clock)
    app.extensions["taraza"].close()
    app.extensions["taraza"] = scene.house
    app.test_client_class = AsideClient
    app.config.update(TESTING=False, WTF_CSRF_ENABLED=False)

    def sign(code: str) -> FlaskClient:
        client = app.test_client()
        token = f"token-of-{code}"
        with scene.house.writing() as session:
            if services.find_session(session, hashed(token), now=scene.clock()) is None:
                services.admit(session, code, token_hash=hashed(token), now=scene.clock())
        client.set_cookie(COOKIE, token)
        return client

    return sign
