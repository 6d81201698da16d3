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

from sqlalchemy import Engine, bindparam, insert, select, tuple_, update

from exam_engine.protocol import building
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.sittings import answering, papers, store
from exam_engine.sittings.answering import Saved
from exam_engine.sittings.store import Seat
from exam_engine.sittings.tables import Attempt, JournalEntry
from foundation import db
from foundation.canonical import Instant, canonical, digest_of

MOST_AT_ONCE = 256
_COLUMNS = (
    Attempt.sitting,
    Attempt.code,
    Attempt.state,
    Attempt.lease,
    Attempt.released_by,
    Attempt.deadline,
    Attempt.acknowledged,
    Attempt.n,
    Attempt.head,
    Attempt.last_at,
)
_READ = (
    select(*_COLUMNS)
    .where(tuple_(Attempt.sitting, Attempt.code).in_(bindparam("places", expanding=True)))
    .order_by(Attempt.sitting, Attempt.code)
)
_WRITE = insert(JournalEntry.__table__)  # type: ignore[arg-type]
_MOVE = (
    update(Attempt.__table__)  # type: ignore[arg-type]
    .where(Attempt.sitting == bindparam("of_sitting"), Attempt.code == bindparam("of_code"))
    .values(
        n=bindparam("new_n"),
        head=bindparam("new_head"),
        last_at=bindparam("new_last_at"),
        acknowledged=bindparam("new_acknowledged"),
        seen_at=bindparam("new_last_at"),
    )
)


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

    entries: list[dict[str, Any]] = field(default_factory=list)
    moves: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[tuple[_Wish, Saved | None]] = field(default_factory=list)


class Writer:
    """Saves answers for the threads of one process; its thread starts at first use, so after any fork."""

    def __init__(self, engine: Engine) -> None:
        """Write through `engine`, whose transactions take the writer's place."""
        self._engine = engine
        self._writing = engine.execution_options(**{db.WRITE: True})
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
            except BaseException as error:  # noqa: BLE001  the waiting threads must learn of any failure
                for wish in wishes:
                    wish.done.set_exception(error)
            else:
                for wish, saved in batch.outcomes:
                    wish.done.set_result(saved)

    def _write(self, wishes: list[_Wish]) -> _Batch:
        batch = _Batch()
        with self._writing.begin() as connection:
            read = _READ if connection.dialect.name == "sqlite" else _READ.with_for_update()
            rows = {
                (row.sitting, row.code): row
                for row in connection.execute(read, {"places": [wish.place for wish in wishes]})
            }
            for wish in wishes:
                _add(batch, wish, rows.get(wish.place))
            if batch.entries:
                connection.execute(_WRITE, batch.entries)
            if batch.moves:
                connection.execute(_MOVE, batch.moves)
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
            {
                "sitting": row.sitting,
                "code": row.code,
                "n": n,
                "at": at,
                "kind": "answered",
                "entry": stored,
                "lease": wish.who.lease,
                "number": line["number"],
            }
        )
    acknowledged = fresh[-1]["number"] if fresh else row.acknowledged
    if fresh:
        batch.moves.append(
            {
                "of_sitting": row.sitting,
                "of_code": row.code,
                "new_n": n,
                "new_head": head,
                "new_last_at": at,
                "new_acknowledged": acknowledged,
            }
        )
    batch.outcomes.append((wish, Saved("saved", acknowledged, row.deadline, row.state)))


def _is_plain(wish: _Wish, row: Any) -> bool:
    return (
        row.lease == wish.who.lease
        and row.released_by is None
        and row.state == AttemptState.STARTED
        and row.deadline is not None
        and wish.now <= row.deadline + wish.grace
    )
