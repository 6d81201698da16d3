"""A drawn sitting, made once and copied: each attack plays its own day on it and asks the verifier."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from exam_engine.sittings import services as hall
from tests.app.room.conftest import room, terminal
from tests.rehearsals import Rehearsal, tiny_plan

__all__ = ["room", "terminal"]

BOARD = "invigilator-1"


class Day(Rehearsal):
    """A rehearsal whose stages between draw and seal are acted by hand."""

    def act(self, act: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
        """An act of the invigilator in the sitting, committed."""
        done = act(self.session, self.name, *arguments, **more, actor=BOARD, now=self.now)
        self.session.commit()
        return done

    def of_seat(self, act: Callable[..., Any], code: str, *arguments: Any, **more: Any) -> Any:
        """An act of a candidate's terminal, committed."""
        done = act(self.session, self.seats[code], *arguments, **more, now=self.now)
        self.session.commit()
        return done

    def send(self, code: str, *lines: dict[str, Any]) -> hall.Saved:
        saved: hall.Saved = self.of_seat(hall.save, code, list(lines))
        return saved

    def verdict(self) -> tuple[str, list[Any]]:
        """Seal, open, compute and ask the verifier: its verdict and the checks that failed."""
        for stage in ("seal", "open_keys", "compute"):
            getattr(self, stage)()
        report = self.verify(self.bundle())
        failed = [check for check in report["checks"] if check["verdict"] == "failed"]
        return report["verdict"], failed

    def closed(self) -> tuple[str, list[Any]]:
        """Wait until every clock has run out, close, and ask the verifier."""
        self.close()
        return self.verdict()


def an_answer(rehearsal: Rehearsal, code: str, number: int, position: int = 1) -> dict[str, Any]:
    item = rehearsal.paper(code)["items"][position - 1]
    response = item["options"][:1] if item["options"] else []
    entry = next(line for line in rehearsal.bank.entries if line["code"] == item["code"])
    if entry["kind"] not in {"single", "multiple"}:
        response = []
    return {"number": number, "kind": "answered", "position": position, "response": response}


@pytest.fixture(scope="session")
def _drawn(tmp_path_factory: pytest.TempPathFactory) -> Day:
    drawn = Day(tmp_path_factory.mktemp("drawn") / "scene")
    drawn.play(until="draw")
    return drawn


@pytest.fixture
def day(_drawn: Day, tmp_path: Path) -> Iterator[Day]:
    made = _drawn.copied(tmp_path / "scene")
    yield made
    made.close_files()


@pytest.fixture
def a_day(tmp_path: Path) -> Iterator[Callable[..., Day]]:
    """Make a drawn day of other people or another plan."""
    made: list[Day] = []

    def make(**changes: Any) -> Day:
        plan = tiny_plan(**changes.pop("plan", {}))
        made.append(Day(tmp_path / f"day-{len(made)}", plan=plan, **changes))
        made[-1].play(until="draw")
        return made[-1]

    yield make
    for one in made:
        one.close_files()
