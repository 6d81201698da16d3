"""A light load generator: one thread, raw sockets kept open, requests made beforehand as far as they can be.

Its own cost is measured (`Run.own`), since it shares the machine with the server.
"""

import selectors
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Requests = Callable[[], bytes | None]
"""Gives a client's next request, or None when it has nothing more to ask."""


@dataclass
class Run:
    """What came back: seconds of each request, statuses, wall and own CPU seconds of the whole."""

    times: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    wall: float = 0.0
    own: float = 0.0
    last: bytes = b""

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.wall

    def at(self, part: float) -> float:
        """Return the milliseconds within which this part of the requests was answered."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000


@dataclass
class _Client:
    ask: Requests
    sock: socket.socket
    buffer: bytes = b""
    sent_at: float = 0.0

    def send(self) -> bool:
        """Send the next request; False if there is none."""
        request = self.ask()
        if request is None:
            return False
        self.sent_at = time.perf_counter()
        self.sock.sendall(request)
        return True


def post(path: str, body: bytes, headers: str = "") -> bytes:
    """Return the bytes of a request; `headers` ends each line with CRLF."""
    head = f"POST {path} HTTP/1.1\r\nHost: room\r\nContent-Type: application/json\r\n{headers}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def run(port: int, clients: list[Requests], seconds: float | None = None) -> Run:
    """Let every client ask, wait for the answer and ask again; until `seconds` have passed or all is said."""
    found = Run()
    with selectors.EpollSelector() as waiting:
        for ask in clients:
            sock = socket.create_connection(("127.0.0.1", port))
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            waiting.register(sock, selectors.EVENT_READ, _Client(ask, sock))
        began, spent = time.perf_counter(), time.process_time()
        _ask_and_answer(waiting, found, None if seconds is None else began + seconds)
        found.wall, found.own = time.perf_counter() - began, time.process_time() - spent
        for key in list(waiting.get_map().values()):
            key.data.sock.close()
    return found


def _ask_and_answer(waiting: selectors.EpollSelector, found: Run, until: float | None) -> None:
    clients = [key.data for key in waiting.get_map().values()]
    asking = sum(client.send() for client in clients)
    while asking:
        for key, _ in waiting.select(timeout=30):
            client: _Client = key.data
            for status in _answers(client, found):
                found.statuses[status] = found.statuses.get(status, 0) + 1
                over = until is not None and time.perf_counter() >= until
                if over or not client.send():
                    asking -= 1


def _answers(client: _Client, found: Run) -> Iterator[int]:
    received = client.sock.recv(1 << 18)
    if not received:
        raise ConnectionError("the server closed the connection")
    client.buffer += received
    head, gap, body = client.buffer.partition(b"\r\n\r\n")
    if not gap:
        return
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    if len(body) < length:
        return
    client.buffer = body[length:]
    found.last = body[:length]
    found.times.append(time.perf_counter() - client.sent_at)
    yield int(head[9:12])
