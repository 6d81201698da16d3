"""The journal of an attempt: a chain of entries, appended, never changed (PROTOCOL 4)."""

from collections.abc import Iterable, Sequence

from exam_engine.protocol import objects
from exam_engine.protocol.objects import Object
from exam_engine.protocol.replay import BrokenJournal, State, replay
from exam_engine.protocol.responses import BadResponse, check_response, check_responses
from foundation.canonical import digest

__all__ = [
    "BadResponse",
    "BrokenJournal",
    "State",
    "append",
    "check_response",
    "check_responses",
    "closing_answers",
    "first_prev",
    "head",
    "head_lines",
    "replay",
]


def first_prev(paper: Object) -> str:
    """Return what the first entry follows: the digest of the paper."""
    return digest(paper)


def append(previous: Object, kind: str, body: Object, at: int, attempt: str) -> Object:
    """Return the entry that follows `previous`, an entry or the paper; `at` in ms."""
    number = 1 if objects.name_of(previous) == "paper" else previous["n"] + 1
    return objects.entry(attempt=attempt, n=number, at=at, kind=kind, body=body, prev=digest(previous))


def head(entries: Sequence[Object]) -> str:
    """Return the digest of the last entry; a journal without one has no head."""
    return digest(entries[-1])


def head_lines(journals: Iterable[Sequence[Object]]) -> list[Object]:
    """Return the lines of `heads` for these journals, by code."""
    lines = [
        objects.head_line(entries[-1]["attempt"], entries[-1]["n"], head(entries)) for entries in journals
    ]
    return sorted(lines, key=lambda line: str(line["code"]))


def closing_answers(entries: Iterable[Object]) -> dict[int, list[str]]:
    """Return each position's last response; a cleared one is an empty list."""
    answered = (entry["body"] for entry in entries if entry["kind"] == "answered")
    return {body["position"]: body["response"] for body in answered}
