"""A build that promises before it keeps, to see that the drill finds out. Served only by its test."""

import threading
from typing import Any

from flask import Flask

from app.factory import create_app
from exam_engine.sittings import answering, papers
from exam_engine.sittings.answering import Saved
from exam_engine.sittings.writer import Writer
from foundation import db

LATE = 0.25


def acknowledges_before_it_commits() -> Flask:
    """Return the room, with a writer that answers at once and writes a quarter of a second later."""
    Writer.save = _promise  # type: ignore[method-assign]
    return create_app(parts=("room",))


def _promise(self: Writer, who: Any, sent: Any, *, now: Any) -> Saved:
    with db.reading(self._engine) as session:
        answering.checked(papers.form_of(session, who.sitting, who.code), sent)
    threading.Timer(LATE, _keep, (self, who, sent, now)).start()
    return Saved("saved", sent[-1]["number"], None, "started")


def _keep(writer: Writer, who: Any, sent: Any, now: Any) -> None:
    with db.writing(writer._engine) as session, session.begin():
        answering.save(session, who, sent, now=now)
