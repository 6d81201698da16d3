"""Looking at items: one with its history, or lists with filters. Keys only where a key session is given."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from foundation.canonical import Instant
from foundation.db import is_sqlite
from foundation.errors import NotFound
from question_bank.items.tables import Item, Revision
from question_bank.items.values import Draft, from_json
from question_bank.keys import services as kept

PAGE = 50
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty texts mean all."""

    bank: str = ""
    topic: str = ""
    state: str = ""
    kind: str = ""
    text: str = ""
    author: str = ""
    reviewed: str = ""
    """`yes` or `no`: whether the reviewer has agreed already."""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """An item in a list, as its newest revision says."""

    code: str
    n: int
    bank: str
    topic: str
    state: str
    kind: str
    author: str
    reviewer: str | None
    languages: tuple[str, ...]
    stem: dict[str, str]
    difficulty: int | None
    changed_at: Instant


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, and how many there are in all."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


def get(session: Session, code: str, n: int | None = None, *, lock: bool = False) -> Revision:
    """Return a revision, the newest unless `n` is given; raise NotFound."""
    query = select(Revision).where(Revision.item_code == code).order_by(Revision.n.desc()).limit(1)
    query = query if n is None else query.where(Revision.n == n)
    query = query.execution_options(populate_existing=True)
    if lock and not is_sqlite(session):
        query = query.with_for_update()
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(what="item", item=code, revision=n)
    return found


def item(session: Session, code: str) -> Item:
    """Return an item; raise NotFound."""
    found = session.get(Item, code, populate_existing=True)
    if found is None:
        raise NotFound(what="item", item=code)
    return found


def history(session: Session, code: str) -> list[Revision]:
    """Return every revision of an item, the newest first; raise NotFound."""
    item(session, code)
    query = select(Revision).where(Revision.item_code == code).order_by(Revision.n.desc())
    return list(session.scalars(query))


def draft_of(keys: Session | None, revision: Revision) -> Draft:
    """Return the revision as a draft; with its key where it is kept and the key database is given."""
    key = None if keys is None else kept.find(keys, (revision.item_code, revision.n))
    found = key or kept.Key(())
    return from_json(revision.item_code, revision.draft, correct=found.correct, folds=found.folds)


def drafts_of(keys: Session, revisions: Sequence[Revision]) -> list[Draft]:
    """Return many revisions as drafts with their keys; raise NoKey."""
    refs = [(revision.item_code, revision.n) for revision in revisions]
    found = kept.load(keys, refs)
    return [
        from_json(ref[0], revision.draft, correct=found[ref].correct, folds=found[ref].folds)
        for ref, revision in zip(refs, revisions, strict=True)
    ]


def newest(session: Session, codes: Sequence[str], *, lock: bool = False) -> list[Revision]:
    """Return the newest revisions of items, by code; raise NotFound naming the strange ones."""
    found: list[Revision] = []
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), _AT_ONCE):
        query = _newest().where(Item.code.in_(wanted[start : start + _AT_ONCE])).order_by(Item.code)
        query = query.execution_options(populate_existing=True)
        found += session.scalars(query.with_for_update() if lock and not is_sqlite(session) else query)
    missing = set(wanted) - {revision.item_code for revision in found}
    if missing or not wanted:
        raise NotFound(what="item", items=sorted(missing))
    return found


def of_bank(session: Session, bank: str) -> list[Revision]:
    """Return the newest revision of every item of a bank, by code."""
    return list(session.scalars(_newest().where(Item.bank == bank).order_by(Item.code)))


def codes_taken(session: Session, codes: Sequence[str]) -> set[str]:
    """Return those of the codes, in lower case, that items have already."""
    folded = sorted({code.lower() for code in codes})
    taken: set[str] = set()
    for start in range(0, len(folded), _AT_ONCE):
        part = folded[start : start + _AT_ONCE]
        taken |= set(session.scalars(select(Item.folded).where(Item.folded.in_(part))))
    return taken


def find(session: Session, code: str) -> str | None:
    """Return the code of the item that has this code, ignoring case, or None."""
    return session.scalar(select(Item.code).where(Item.folded == code.lower()))


def listing(session: Session, wanted: Filter) -> Page:
    """Return a page of items whose newest revision fits."""
    total = session.execute(_narrow(select(func.count()).select_from(Revision), wanted)).scalar_one()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, wanted.page), pages)
    query = _narrow(select(Item, Revision).select_from(Revision), wanted).order_by(Item.code)
    rows = session.execute(query.limit(PAGE).offset((page - 1) * PAGE))
    return Page(tuple(_line(*row) for row in rows), total, page, pages)


def counts(session: Session, *, bank: str = "", author: str = "") -> Counter[str]:
    """Return how many items stand in each state."""
    query = select(Revision.state, func.count()).select_from(Revision)
    query = _narrow(query, Filter(bank=bank, author=author)).group_by(Revision.state)
    return Counter({row[0]: row[1] for row in session.execute(query)})


def shelf(session: Session, bank: str) -> list[tuple[str, str, int, int]]:
    """Return topic, state, how many items, and how many of them without a rating, by topic and state."""
    query = select(Item.topic, Revision.state, func.count(), func.count(Revision.difficulty))
    query = _narrow(query.select_from(Revision), Filter(bank=bank)).group_by(Item.topic, Revision.state)
    rows = session.execute(query.order_by(Item.topic, Revision.state))
    return [(topic, state, count, count - rated) for topic, state, count, rated in rows]


def banks(session: Session) -> list[str]:
    """Return the banks that have items."""
    return list(session.scalars(select(Item.bank).distinct().order_by(Item.bank)))


def topics(session: Session) -> list[str]:
    """Return the topics that have items."""
    return list(session.scalars(select(Item.topic).distinct().order_by(Item.topic)))


def _newest() -> Select[Revision]:
    return select(Revision).join(Item, (Item.code == Revision.item_code) & (Item.latest == Revision.n))


def _narrow(query: Select[*tuple[Any, ...]], wanted: Filter) -> Select[*tuple[Any, ...]]:
    query = query.join(Item, (Item.code == Revision.item_code) & (Item.latest == Revision.n))
    exact = {
        Item.bank: wanted.bank,
        Item.topic: wanted.topic,
        Revision.state: wanted.state,
        Revision.kind: wanted.kind,
        Revision.author: wanted.author,
    }
    for column, value in exact.items():
        query = query.where(column == value) if value else query
    if wanted.reviewed:
        query = query.where(Revision.reviewer.is_not(None) == (wanted.reviewed == "yes"))
    for word in wanted.text.lower().split():
        query = query.where(Revision.searched.contains(word, autoescape=True))
    return query


def _line(found: Item, revision: Revision) -> Line:
    return Line(
        code=found.code,
        n=revision.n,
        bank=found.bank,
        topic=found.topic,
        state=revision.state,
        kind=revision.kind,
        author=revision.author,
        reviewer=revision.reviewer,
        languages=tuple(revision.languages),
        stem={name: text["stem"] for name, text in revision.draft["languages"].items()},
        difficulty=revision.difficulty,
        changed_at=revision.changed_at,
    )
