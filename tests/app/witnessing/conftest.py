import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from werkzeug.serving import make_server

from app import keyring
from app.context import House
from foundation import ledger
from tests.conftest import ChanceStream


@pytest.fixture
def house(house):
    keyring.ensure_server_keys(house, now=house.clock(), chance=ChanceStream("log"))
    return house


def act(
    house: House, count: int = 1, *, head: bool = True, name: str = "act", occasion: str = "heads"
) -> None:
    """So many acts, and the head after them."""
    with house.writing() as session:
        for _ in range(count):
            ledger.record(session, name, actor="staff-1", now=house.clock())
        if head:
            keyring.checkpoint(house, session, occasion, now=house.clock())


@contextmanager
def served(app) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
