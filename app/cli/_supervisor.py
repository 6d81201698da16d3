"""Child processes that are started, started again when they die, and stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click
import httpx

STOP_WITHIN = 15.0
READY_WITHIN = 60.0
CALM = 1.0
"""Seconds before a dead child is started again: one that dies at once must not spin."""
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Child:
    """A module of Python with its arguments; `health` is where it answers when it is ready."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    health: str | None = None
    process: subprocess.Popen[bytes] | None = None
    again_at: float = 0.0

    def start(self) -> None:
        """Start it, without our input: a terminal's Ctrl-C reaches only us."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.cli._child", str(os.getpid()), *self.arguments],
            env={**os.environ, **self.environment, "PYTHONUNBUFFERED": "1"},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def is_dead(self) -> bool:
        """Say whether it has ended."""
        return self.process is None or self.process.poll() is not None

    def answers(self) -> bool:
        """Say whether it is ready for requests."""
        if self.health is None:
            return not self.is_dead()
        try:
            return httpx.get(self.health, timeout=2, trust_env=False).is_success
        except httpx.HTTPError:
            return False


class Supervisor:
    """Keeps its children alive until a signal."""

    def __init__(self, children: list[Child], ready: str) -> None:
        """Take what to start, and what to say once it answers."""
        self.children = children
        self.ready = ready
        self.stopping = False
        self.announced = False
        self.began = 0.0

    def run(self) -> int:
        """Start, watch, stop; return 0, or 1 if the servers never answered."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.began = time.monotonic()
        for child in self.children:
            child.start()
        try:
            return self._watch()
        finally:
            self._end()

    def _stop(self, _number: int, _frame: object) -> None:
        self.stopping = True

    def _watch(self) -> int:
        while not self.stopping:
            self._revive()
            if not self.announced and not self._announce():
                return 1
            time.sleep(0.2)
        return 0

    def _announce(self) -> bool:
        """Say once that all answer; False if they take too long."""
        if all(child.answers() for child in self.children):
            self.announced = True
            click.echo(self.ready)
        elif time.monotonic() - self.began > READY_WITHIN:
            click.echo("The servers do not answer; see the lines above.", err=True)
            return False
        return True

    def _revive(self) -> None:
        at = time.monotonic()
        for child in self.children:
            if not child.is_dead():
                child.again_at = 0.0
            elif not child.again_at:
                child.again_at = at + CALM
                click.echo(f"{child.name} ended; starting it again", err=True)
            elif at >= child.again_at:
                child.start()

    def _end(self) -> None:
        """Ask every child to finish what it does; what does not end in time is killed."""
        alive = [child.process for child in self.children if child.process is not None]
        for process in alive:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + STOP_WITHIN
        for process in alive:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def gunicorn(part: str, host: str, port: int, workers: int) -> tuple[str, ...]:
    """Return the arguments of a server for one part of the program."""
    options = {
        "bind": f"{host}:{port}",
        "worker-class": "gthread",
        "workers": workers,
        "threads": 8,
        "keep-alive": 75,
        "backlog": 2048,
        "graceful-timeout": 10,
        "log-level": "warning",
    }
    given = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return ("gunicorn", *given, f"app.factory:create_app(parts=('{part}',))")
