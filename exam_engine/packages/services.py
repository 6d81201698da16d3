"""The release of a sitting, its papers, and which of its items they hold."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.sittings.tables import Attempt
from foundation.canonical import parse


def release_of(session: Session, sitting: str) -> dict[str, Any]:
    """Return the release that the sitting announced."""
    release: dict[str, Any] = records.load(session, sitting, "release.json")
    return release


def papers(session: Session, sitting: str) -> Iterator[dict[str, Any]]:
    """Yield every code's paper, by code."""
    query = select(Attempt.paper).where(Attempt.sitting == sitting).order_by(Attempt.code)
    for stored in session.scalars(query):
        yield parse(stored)


def drawn_items(session: Session, sitting: str) -> set[str]:
    """Return the codes of all items that stand on a paper."""
    return {item["code"] for paper in papers(session, sitting) for item in paper["items"]}
