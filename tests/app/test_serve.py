import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.cli import main

WITHIN = 60


@pytest.fixture
def port() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            number = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", number + 1))
            except OSError:
                continue
            return number


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    return {**os.environ, "TARAZA_INSTANCE": str(tmp_path / "instance")}


@pytest.fixture
def served(environment, port) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        serve(port), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    yield process
    process.kill()
    process.communicate()


def serve(port: int) -> list[str]:
    program = "from app.cli import main; main()"
    return [sys.executable, "-c", program, "serve", "--port", str(port), "--workers", "1"]


def family(pid: int) -> dict[int, str]:
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found[int(child)] = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        found |= family(int(child))
    return found


def others(served, keeper: int) -> list[str]:
    return [command for pid, command in family(served.pid).items() if pid != keeper]


def wait_until(condition) -> None:
    until = time.monotonic() + WITHIN
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_the_servers_start_survive_a_death_and_stop_together(served, port):
    line = served.stdout.readline()
    everybody = family(served.pid)
    keeper = next(pid for pid, command in everybody.items() if "app.cli.keep" in command)

    assert f"http://127.0.0.1:{port}" in line
    assert httpx.get(f"http://127.0.0.1:{port}/healthz").text == "ok\n"
    assert httpx.get(f"http://127.0.0.1:{port + 1}/healthz").text == "ok\n"
    os.kill(keeper, signal.SIGKILL)
    wait_until(
        lambda: any(
            "app.cli.keep" in command and pid != keeper for pid, command in family(served.pid).items()
        )
    )
    everybody = family(served.pid)
    served.send_signal(signal.SIGTERM)
    assert served.wait(WITHIN) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in everybody)


def test_the_servers_end_even_if_their_supervisor_is_killed(served):
    served.stdout.readline()
    everybody = family(served.pid)
    served.kill()
    served.wait()

    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everybody))


def test_a_taken_port_is_said_at_once(environment, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()

        said = subprocess.run(
            serve(port), env=environment, capture_output=True, text=True, check=False, timeout=WITHIN
        )

    assert said.returncode == 1
    assert f"Port {port} cannot be used" in said.stderr


def test_every_command_is_listed_in_one_line():
    from click.testing import CliRunner

    listed = CliRunner().invoke(main, ["--help"], terminal_width=200).output

    for name in ("demo", "keep", "serve", "translations"):
        assert f"\n  {name} " in listed
