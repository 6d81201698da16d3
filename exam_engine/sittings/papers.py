"""A candidate's paper as the terminal shows it, and what may be answered on it.

Papers, entries and contents never change once drawn, so what is built from them is kept in memory.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine.protocol.responses import check_response
from exam_engine.sittings.errors import BadEntry
from exam_engine.sittings.tables import Attempt, SittingItem
from foundation.canonical import parse
from foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Position:
    """What may be answered at a position: the kind and the ids that stand on the paper."""

    kind: str
    options: tuple[str, ...]
    gaps: tuple[str, ...]


Form = tuple[Position, ...]


def form_of(session: Session, sitting: str, code: str) -> Form:
    """Return the positions of a candidate's paper, in order."""
    return _remembered(session, sitting, code)[0]


def view_of(session: Session, sitting: str, code: str) -> dict[str, Any]:
    """Return the paper with its texts in every language: `{items: [...], sections: [...]}`."""
    return _remembered(session, sitting, code)[1]


def check(form: Form, position: object, response: object) -> None:
    """Raise BadEntry or BadResponse unless the response fits the position."""
    if not isinstance(position, int) or isinstance(position, bool) or not 1 <= position <= len(form):
        raise BadEntry(reason="position", found=position)
    place = form[position - 1]
    check_response(place.kind, place.options, place.gaps, response)


@lru_cache(maxsize=1)
def _memory() -> dict[tuple[str, str, str], tuple[Form, dict[str, Any]]]:
    return {}


def _remembered(session: Session, sitting: str, code: str) -> tuple[Form, dict[str, Any]]:
    row = session.execute(
        select(Attempt.paper_digest).where(Attempt.sitting == sitting, Attempt.code == code)
    ).one_or_none()
    if row is None:
        raise NotFound(what="attempt", sitting=sitting)
    place = (sitting, code, row.paper_digest)
    memory = _memory()
    if place not in memory:
        if len(memory) > 2000:
            memory.clear()
        memory[place] = _build(session, sitting, code)
    return memory[place]


def _build(session: Session, sitting: str, code: str) -> tuple[Form, dict[str, Any]]:
    stored = session.execute(
        select(Attempt.paper).where(Attempt.sitting == sitting, Attempt.code == code)
    ).scalar_one()
    paper = parse(stored)
    codes = [item["code"] for item in paper["items"]]
    query = select(SittingItem).where(SittingItem.sitting == sitting, SittingItem.code.in_(codes))
    known = {row.code: (parse(row.entry), parse(row.content)) for row in session.scalars(query)}
    form, shown = [], []
    for number, item in enumerate(paper["items"], start=1):
        entry, content = known[item["code"]]
        form.append(Position(entry["kind"], tuple(item["options"]), tuple(entry["gaps"])))
        shown.append(_shown(number, item, entry, content))
    return tuple(form), {"items": shown, "sections": list(dict.fromkeys(item["topic"] for item in shown))}


def _shown(
    number: int, item: dict[str, Any], entry: dict[str, Any], content: dict[str, Any]
) -> dict[str, Any]:
    """Return an item for the screen; its code stays inside: nobody in the hall needs it."""
    return {
        "position": number,
        "kind": entry["kind"],
        "topic": entry["topic"],
        "options": item["options"],
        "languages": content["languages"],
    }
