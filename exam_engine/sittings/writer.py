"""The hot path's writer: one thread a process commits the answers of many waiting terminals at once.

A commit costs one wait for the disk however much is in it, so what waits together is written together.
Only the plain case goes this way: the present lease, a running attempt, in time, answers. Whatever else a
batch meets goes the slow path (`answering.save`), which says why. Nothing is acknowledged before the commit.
"""

import queue
import threading
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from exam_engine.protocol import building
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.sittings import answering, papers, statements, store
from exam_engine.sittings.answering import Saved
from exam_engine.sittings.statements import Entry, Move
from exam_engine.sittings.store import Seat
from foundation import db
from foundation.canonical import Instant, canonical, digest_of

MOST_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class _Wish:
    """A terminal's answers, waiting; `done` gets what was saved, or None for the slow path."""

    who: Seat
    lines: list[dict[str, Any]]
    grace: int
    now: Instant
    done: "Future[Saved | None]" = field(default_factory=Future)

    @property
    def place(self) -> tuple[str, str]:
        return self.who.sitting, self.who.code


@dataclass
class _Batch:
    """Rows that one transaction will write."""

    entries: list[Entry] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    outcomes: list[tuple[_Wish, Saved | None]] = field(default_factory=list)


class Writer:
    """Saves answers for the threads of one process; its thread starts at first use, so after any fork."""

    def __init__(self, engine: Engine) -> None:
        """Write through `engine`, whose transactions take the writer's place."""
        self._engine = engine
        self._line = statements.Line(engine)
        self._waiting: queue.SimpleQueue[_Wish] = queue.SimpleQueue()
        self._forms: dict[tuple[str, str], tuple[papers.Form, int]] = {}
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None

    def save(self, who: Seat, sent: list[dict[str, Any]], *, now: Instant) -> Saved:
        """Append what a terminal sent, as `answering.save` does; return after the commit."""
        form, grace = self._known(who)
        lines = answering.checked(form, sent)
        if all(line["kind"] == "answered" for line in lines):
            self._ensure_thread()
            wish = _Wish(who, lines, grace, now)
            self._waiting.put(wish)
            saved = wish.done.result()
            if saved is not None:
                return saved
        return self._slowly(who, sent, now)

    def _known(self, who: Seat) -> tuple[papers.Form, int]:
        """Return what may be answered on a paper, and the plan's grace: neither changes after the draw."""
        place = (who.sitting, who.code)
        if place not in self._forms:
            with db.reading(self._engine) as session:
                self._forms[place] = (
                    papers.form_of(session, *place),
                    store.rules(session, who.sitting).grace,
                )
        return self._forms[place]

    def _slowly(self, who: Seat, sent: list[dict[str, Any]], now: Instant) -> Saved:
        with db.writing(self._engine) as session, session.begin():
            return answering.save(session, who, sent, now=now)

    def _ensure_thread(self) -> None:
        with self._start:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="answers", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        held_back: list[_Wish] = []
        while True:
            wishes, held_back = _one_each(held_back or [self._waiting.get()], self._waiting)
            try:
                batch = self._write(wishes)
            except BaseException:  # noqa: BLE001  one that cannot be written must not take the others with it
                for wish in wishes:
                    wish.done.set_result(None)  # the slow path writes each by itself, or says why not
            else:
                for wish, saved in batch.outcomes:
                    wish.done.set_result(saved)

    def _write(self, wishes: list[_Wish]) -> _Batch:
        batch = _Batch()
        with self._line.begin() as connection:
            rows = statements.read(connection, [wish.place for wish in wishes])
            for wish in wishes:
                _add(batch, wish, rows.get(wish.place))
            statements.write(connection, batch.entries, batch.moves)
        return batch


def _one_each(first: Iterable[_Wish], waiting: "queue.SimpleQueue[_Wish]") -> tuple[list[_Wish], list[_Wish]]:
    """Return at most one wish an attempt for this batch, and those that must wait for the next."""
    taken: dict[tuple[str, str], _Wish] = {}
    later: list[_Wish] = []
    candidates = list(first)
    while len(candidates) < MOST_AT_ONCE:
        try:
            candidates.append(waiting.get_nowait())
        except queue.Empty:
            break
    for wish in candidates:
        if wish.place in taken:
            later.append(wish)
        else:
            taken[wish.place] = wish
    return list(taken.values()), later


def _add(batch: _Batch, wish: _Wish, row: Any) -> None:
    """Add a wish's rows to the batch, or send it the slow path."""
    if row is None or not _is_plain(wish, row):
        batch.outcomes.append((wish, None))
        return
    fresh = [line for line in wish.lines if line["number"] > row.acknowledged]
    at, n, head = Instant(max(wish.now, row.last_at)), row.n, row.head
    for line in fresh:
        n += 1
        entry = building.entry(attempt=row.code, n=n, at=at, kind="answered", body=line["body"], prev=head)
        stored = canonical(entry)
        head = digest_of(stored)
        batch.entries.append(
            Entry(row.sitting, row.code, n, at, "answered", stored, wish.who.lease, line["number"])
        )
    acknowledged = fresh[-1]["number"] if fresh else row.acknowledged
    if fresh:
        batch.moves.append(Move(n, head, at, acknowledged, row.sitting, row.code))
    batch.outcomes.append((wish, Saved("saved", acknowledged, row.deadline, row.state)))


def _is_plain(wish: _Wish, row: Any) -> bool:
    return (
        row.lease == wish.who.lease
        and row.released_by is None
        and row.state == AttemptState.STARTED
        and row.deadline is not None
        and wish.now <= row.deadline + wish.grace
    )
