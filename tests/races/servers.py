"""A room's real server that can be killed, and terminals that remember what it acknowledged."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli._supervisor import gunicorn
from app.settings import Settings
from tests.races.arena import Arena

WITHIN = 60
Acknowledged = dict[tuple[str, int, int], tuple[int, list[str]]]
"""From code, lease and client number to position and response."""


@dataclass
class Server:
    """Gunicorn with two processes of the room; `factory` may name a broken build."""

    settings: Settings
    factory: str = "app.factory:create_app(parts=('room',))"
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.port = self.port or free_port()
        settings = self.settings
        environment = {
            **os.environ,
            "TARAZA_INSTANCE": str(settings.instance),
            "DATABASE_URL": settings.database_url,
            "KEYS_URL": settings.keys_url,
        }
        arguments = [*gunicorn("room", "127.0.0.1", self.port, 2)[:-1], self.factory]
        with (settings.instance / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                env=environment,
                cwd=Path(__file__).parents[2],
                stdin=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        """Wait until requests are answered."""
        until = time.monotonic() + WITHIN
        while time.monotonic() < until:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            finally:
                connection.close()
        raise TimeoutError((self.settings.instance / "server.log").read_text()[-2000:])

    @property
    def workers(self) -> list[int]:
        assert self.process is not None
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def kill_worker(self) -> None:
        os.kill(random.choice(self.workers), signal.SIGKILL)

    def kill_all(self) -> None:
        """As a power cut would, as far as processes are concerned."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill_all()


class Terminal(threading.Thread):
    """A kiosk that answers without pause; it sends again only what was not acknowledged."""

    def __init__(self, port: int, secret: str, code: str) -> None:
        super().__init__(daemon=True)
        self._secret, self._code = secret, code
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self._cookie, self._token, self._lease = "", "", 0
        self.acknowledged: Acknowledged = {}
        self.stopping = threading.Event()
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            self._sit()
        except BaseException as error:  # noqa: BLE001  the test asks for it after the join
            self.fault = error
        finally:
            self._http.close()

    def finish(self) -> None:
        self.stopping.set()
        self.join(WITHIN)
        assert self.fault is None, self.fault
        assert not self.is_alive()

    def _sit(self) -> None:
        entered = self._post("/api/enter", {"secret": self._secret, "terminal": f"K-{self._code}"})
        self._token, self._lease = entered["token"], entered["lease"]
        items = self._post("/api/start", {})["paper"]["items"]
        self._post("/api/opened", {})
        number = 0
        while not self.stopping.is_set():
            number += 1
            item = random.choice(items)
            response = [random.choice(item["options"])]
            line = {"number": number, "kind": "answered", "position": item["position"], "response": response}
            said = self._post("/api/entries", {"lease": self._lease, "entries": [line]})
            assert said["acknowledged"] >= number, said
            self.acknowledged[self._code, self._lease, number] = (item["position"], response)

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        while True:
            try:
                return self._once(path, body)
            except (OSError, http.client.HTTPException):
                self._http.close()
                if self.stopping.is_set():
                    raise
                time.sleep(0.02)

    def _once(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Cookie": self._cookie, "X-Room-Token": self._token}
        self._http.request("POST", path, json.dumps(body), headers)
        reply = self._http.getresponse()
        content = reply.read()
        assert reply.status == 200, (reply.status, content)
        if given := reply.headers.get("Set-Cookie"):
            self._cookie = given.split(";")[0]
        said: dict[str, Any] = json.loads(content)
        return said


def terminals(arena: Arena, port: int) -> list[Terminal]:
    started = [Terminal(port, secret, code) for code, secret in arena.made.secrets.items()]
    for terminal in started:
        terminal.start()
    return started


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
