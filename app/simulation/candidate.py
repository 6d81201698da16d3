"""One simulated candidate: enters with a ticket, answers over HTTP, and keeps what was acknowledged.

Speaks the documented room API and nothing else, so that it also serves benchmarks and drills.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import httpx

from app.simulation.chance import Stream

Knowledge = Mapping[str, frozenset[str]]
"""From a stem to the texts of its right options: what a perfect candidate would know."""


class Conduct(StrEnum):
    """How a candidate behaves."""

    STEADY = "steady"
    RUNS_OUT = "runs_out"
    MOVES = "moves"
    ABSENT = "absent"


class RoomRefused(RuntimeError):
    """The room answered what a well-behaved candidate does not expect."""


@dataclass
class Candidate:
    """What one candidate brings and takes home; `acknowledged` is what the room said is durable."""

    address: str
    code: str
    secret: str
    conduct: Conduct
    ability: float
    chance: Stream
    knowledge: Knowledge
    pace: float = 0.0
    """Seconds between answers."""
    acknowledged: dict[int, list[str]] = field(default_factory=dict)
    receipt: dict[str, Any] | None = None
    saves: list[float] = field(default_factory=list)
    """Seconds each save took."""

    def sit(self, ask_to_move: Any) -> None:
        """Sit the whole exam; `ask_to_move(code)` is the invigilator's release of the terminal."""
        if self.conduct is Conduct.ABSENT:
            return
        with _Terminal(self.address, f"K-{self.code}") as terminal:
            paper = terminal.begin(self)
            items = self.chance.shuffled(paper["items"]) if self.chance.below(3) == 0 else paper["items"]
            if self.conduct is not Conduct.MOVES:
                self._answer(terminal, items)
                self._end(terminal)
                return
            half = len(items) // 2
            self._answer(terminal, items[:half])
        ask_to_move(self.code)
        with _Terminal(self.address, f"R-{self.code}") as terminal:
            terminal.begin(self)
            self._answer(terminal, items[half:])
            self._end(terminal)

    def _answer(self, terminal: "_Terminal", items: list[dict[str, Any]]) -> None:
        last = len(items) - 3 if self.conduct is Conduct.RUNS_OUT else len(items)
        for item in items[:last]:
            response = self._response(item)
            if response is None:
                continue
            began = time.monotonic()
            if not terminal.save(item["position"], response):
                return
            self.saves.append(time.monotonic() - began)
            self.acknowledged[item["position"]] = response
            if self.pace:
                time.sleep(self.pace)

    def _end(self, terminal: "_Terminal") -> None:
        if self.conduct is Conduct.RUNS_OUT:
            self.receipt = terminal.wait_for_the_end()
        else:
            self.receipt = terminal.hand_in()

    def _response(self, item: dict[str, Any]) -> list[str] | None:
        """Return an answer: the right one as often as the ability says, else any, seldom none."""
        if self.chance.below(1000) < 15:
            return None
        texts = next(iter(item["languages"].values()))
        right = self.knowledge.get(texts["stem"], frozenset())
        known = sorted(name for name, text in texts["options"].items() if text in right)
        if known and self.chance.below(1000) < self.ability * 1000:
            return known
        wanted = max(1, len(known)) if item["kind"] == "multiple" else 1
        return sorted(self.chance.shuffled(item["options"])[:wanted])


class _Terminal:
    """A kiosk as far as the room can tell."""

    def __init__(self, address: str, name: str) -> None:
        self._name = name
        self._http = httpx.Client(base_url=address, timeout=30)
        self._lease = 0
        self._number = 0

    def __enter__(self) -> "_Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def begin(self, candidate: Candidate) -> dict[str, Any]:
        entered = self._post("/api/enter", {"secret": candidate.secret, "terminal": self._name})
        self._http.headers["X-Room-Token"] = entered["token"]
        self._lease = entered["lease"]
        language = candidate.chance.pick(entered["languages"])
        self._post("/api/confirm", {"seat": True, "language": language})
        while self.state()["hall"] != "open":
            time.sleep(0.2)
        begun = self._post("/api/start", {})
        self._number = begun["acknowledged"]
        self._post("/api/opened", {})
        paper: dict[str, Any] = begun["paper"]
        return paper

    def save(self, position: int, response: list[str]) -> bool:
        """Save one answer; say whether it was acknowledged (False: the attempt has ended)."""
        self._number += 1
        line = {"number": self._number, "kind": "answered", "position": position, "response": response}
        while True:
            reply = self._http.post("/api/entries", json={"lease": self._lease, "entries": [line]})
            said = reply.json()
            if reply.status_code == 200:
                return int(said["acknowledged"]) >= self._number
            if said.get("error") == "attempt_closed":
                return False
            if said.get("error") != "attempt_paused":
                raise RoomRefused(f"{reply.status_code} {said}")
            time.sleep(0.5)

    def hand_in(self) -> dict[str, Any]:
        """Hand in and return the receipt."""
        return self._post("/api/hand-in", {"lease": self._lease})

    def wait_for_the_end(self) -> dict[str, Any]:
        """Do nothing until the room has closed the attempt; return its receipt."""
        while True:
            said = self.state()
            if said["state"] == "closed":
                receipt: dict[str, Any] = said["receipt"]
                return receipt
            time.sleep(0.5)

    def state(self) -> dict[str, Any]:
        """Ask how the attempt stands."""
        return self._read(self._http.get("/api/state"))

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._read(self._http.post(path, json=body))

    def _read(self, reply: httpx.Response) -> dict[str, Any]:
        if reply.status_code != 200:
            raise RoomRefused(f"{reply.status_code} {reply.text[:300]}")
        said: dict[str, Any] = reply.json()
        return said
