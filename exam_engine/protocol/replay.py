"""Replaying a journal: from a paper and its entries to the state they prove, or the entry that breaks it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, ClassVar

from exam_engine.protocol.objects import Object, check
from exam_engine.protocol.time import MS, Clocking, is_late, last_moment
from foundation.canonical import Instant, digest, instant
from foundation.errors import Invalid

Answers = MappingProxyType[int, list[str]]


class BrokenJournal(Invalid):
    """A journal breaks a rule; details: n of the entry, reason."""

    code: ClassVar[str] = "broken_journal"


@dataclass(frozen=True, slots=True)
class State:
    """Where an attempt stands; instants in ms. `deadline` leaves out a pause that still lasts."""

    head: str
    entries: int = 0
    at: Instant | None = None
    clocking: Clocking | None = None
    given: int = 0
    language: str | None = None
    terminal: str | None = None
    closed_at: Instant | None = None
    how: str | None = None
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))

    @property
    def opened_at(self) -> Instant | None:
        """Return when work began, or null."""
        return None if self.clocking is None else self.clocking.opened_at

    @property
    def deadline(self) -> Instant | None:
        """Return the deadline as it stands; after a close in a pause, with that pause."""
        return None if self.clocking is None else self.clocking.deadline(self.closed_at)

    @property
    def paused(self) -> bool:
        """Say whether a pause lasts."""
        return self.closed_at is None and self.clocking is not None and self.clocking.paused_since is not None


@dataclass(frozen=True, slots=True)
class _Step:
    """One entry, with what it is judged by."""

    plan: Object
    paper: Object
    entry: Object
    at: Instant

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = self.entry["body"]
        return body


def replay(paper: Object, entries: Sequence[Object], plan: Object) -> State:
    """Return the state a journal proves; raise BrokenJournal with n and reason at the first fault.

    Responses are judged by `responses.check_responses`, which needs the release.
    """
    state = State(head=digest(paper))
    for entry in entries:
        state = follow(state, paper, entry, plan)
    return state


def follow(state: State, paper: Object, entry: Object, plan: Object) -> State:
    """Return the state after one more entry; raise BrokenJournal if it may not follow."""
    at = _check_link(state, paper, entry)
    step = _Step(plan, paper, entry, at)
    number, kind = state.entries + 1, entry["kind"]
    if (reason := _order_fault(state, kind, entry["body"])) is not None:
        raise BrokenJournal(n=number, reason=reason)
    try:
        moved = _STEPS[kind](state, step)
    except _FaultError as fault:
        raise BrokenJournal(n=number, reason=fault.reason) from fault
    return replace(moved, head=digest(entry), entries=number, at=at)


class _FaultError(Exception):
    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def _check_link(state: State, paper: Object, entry: Object) -> Instant:
    """Check form, number, attempt, chain and time of an entry, and return its instant."""
    number = state.entries + 1
    try:
        check(entry, "entry")
    except Invalid as error:
        raise BrokenJournal(n=number, reason="form", path=error.details.get("path")) from error
    at = instant(entry["at"])
    faults = {
        "number": entry["n"] != number,
        "attempt": entry["attempt"] != paper["code"],
        "prev": entry["prev"] != state.head,
        "time goes back": state.at is not None and at < state.at,
        "after close": state.closed_at is not None,
    }
    for reason, broken in faults.items():
        if broken:
            raise BrokenJournal(n=number, reason=reason)
    return at


def _order_fault(state: State, kind: str, body: dict[str, Any]) -> str | None:
    """Return why this kind may not come now."""
    absent = kind == "closed" and body["how"] == "absent"
    if state.clocking is None:
        return None if kind == "opened" or absent else "not opened"
    if kind == "opened":
        return "opened twice"
    return "absent after opening" if absent else None


def _opened(state: State, step: _Step) -> State:
    body = step.body
    grants = sum(grant["seconds"] for grant in body["grants"])
    _must(body["seconds"] == step.plan["duration"] + grants, "seconds")
    _must(body["language"] in step.plan["languages"], "language")
    given = _given(state, step, MS * grants)
    clocking = Clocking(step.at, body["seconds"])
    return replace(
        state, clocking=clocking, given=given, language=body["language"], terminal=body["terminal"]
    )


def _answered(state: State, step: _Step) -> State:
    _must(not state.paused, "paused")
    _must(not is_late(step.at, _deadline(state), step.plan["grace"]), "late")
    position = step.body["position"]
    _must(position <= len(step.paper["items"]), "position")
    return replace(state, answers=MappingProxyType({**state.answers, position: step.body["response"]}))


def _language(state: State, step: _Step) -> State:
    _must(step.body["language"] in step.plan["languages"], "language")
    return replace(state, language=step.body["language"])


def _remark(state: State, step: _Step) -> State:
    _must(step.body["position"] <= len(step.paper["items"]), "position")
    return state


def _moved(state: State, step: _Step) -> State:
    _must(step.body["from"] == state.terminal, "terminal")
    return replace(state, terminal=step.body["to"])


def _paused(state: State, step: _Step) -> State:
    _must(not state.paused, "paused")
    return replace(state, clocking=replace(_clocking(state), paused_since=step.at))


def _resumed(state: State, step: _Step) -> State:
    clocking = _clocking(state)
    _must(clocking.paused_since is not None, "not paused")
    lasted = clocking.deadline(step.at) - clocking.deadline()
    given = _given(state, step, lasted)
    resumed = replace(clocking, paused=clocking.paused + lasted, paused_since=None)
    return replace(state, clocking=resumed, given=given)


def _extended(state: State, step: _Step) -> State:
    clocking, seconds = _clocking(state), step.body["seconds"]
    given = _given(state, step, MS * seconds)
    return replace(state, clocking=replace(clocking, extended=clocking.extended + seconds), given=given)


def _closed(state: State, step: _Step) -> State:
    body = step.body
    closed = replace(state, closed_at=step.at, how=body["how"])
    if body["how"] == "absent":
        return closed
    if body["how"] == "removed":
        _must(body["by"] is not None and body["reason"] is not None, "reason")
        return closed
    _must(not state.paused, "paused")
    last = last_moment(_deadline(state), step.plan["grace"])
    if body["how"] == "time":
        _must(step.at >= last, "early")
    else:
        _must(step.at <= last, "late")
    return closed


_STEPS: dict[str, Callable[[State, _Step], State]] = {
    "opened": _opened,
    "answered": _answered,
    "language": _language,
    "remark": _remark,
    "moved": _moved,
    "paused": _paused,
    "resumed": _resumed,
    "extended": _extended,
    "closed": _closed,
}


def _must(holds: bool, reason: str) -> None:
    if not holds:
        raise _FaultError(reason)


def _clocking(state: State) -> Clocking:
    if state.clocking is None:
        raise _FaultError("not opened")
    return state.clocking


def _deadline(state: State) -> Instant:
    return _clocking(state).deadline()


def _given(state: State, step: _Step, more: int) -> int:
    """Return all time given so far in ms, within the plan's bound."""
    given = state.given + more
    _must(given <= MS * step.plan["max_extension"], "max_extension")
    return given
