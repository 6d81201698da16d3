"""The chain of heads as the public page shows it, the newest first."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import witnesses
from foundation.canonical import Instant
from foundation.ledger import Checkpoint
from foundation.witnesses import Seen

PAGE = 40


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head; `added` counts the entries since the head before."""

    size: int
    at: Instant
    occasion: str
    root: str
    added: int
    seen: tuple[Seen, ...]


def chain(session: Session, below: int | None) -> tuple[list[Head], int | None]:
    """Return a page of heads, and below which size the next page begins (None at the first head)."""
    query = select(Checkpoint).order_by(Checkpoint.size.desc()).limit(PAGE + 1)
    if below is not None:
        query = query.where(Checkpoint.size < below)
    rows = list(session.scalars(query))
    seen = witnesses.seen(session, [row.size for row in rows])
    before = [*(row.size for row in rows[1:]), 0][: len(rows)]
    heads = [
        Head(row.size, row.at, row.occasion, row.root, row.size - older, tuple(seen[row.size]))
        for row, older in zip(rows, before, strict=True)
    ]
    return heads[:PAGE], heads[PAGE - 1].size if len(heads) > PAGE else None
