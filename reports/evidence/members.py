"""What a bundle holds: every member of PROTOCOL annex A for a stage and a disclosure, one at a time."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import packages, records
from exam_engine.results import services as results
from exam_engine.sittings.tables import Attempt, JournalEntry
from foundation import ledger, witnesses
from foundation.canonical import canonical
from foundation.errors import NotFound
from question_bank.releases import reading
from reports.evidence.readme import readme

Stage = Literal["for_certification", "complete"]
Disclosure = Literal["replay", "sealed", "full"]
Member = tuple[str, bytes]
ALWAYS = ("announcement.json", "incidents.json", "roll.json", "seal.json", "trust.json")
OPEN = ("draw.json", "keys.json", "plan.json", "register.json", "release.json")


def members(
    session: Session, sitting: str, *, stage: Stage, disclosure: Disclosure, persons: bool
) -> Iterator[Member]:
    """Yield every member but manifest and signatures; papers and journals are read one by one."""
    yield from _objects(session, sitting, disclosure)
    for row in results.versions(session, sitting):
        yield row.file, _stored(session, sitting, row.file)
    if stage == "complete":
        yield "documents.json", canonical(results.documents_object(session, sitting))
    if disclosure == "full":
        yield "contents.json", canonical(contents_object(session, sitting))
        if persons:
            yield "persons.json", _stored(session, sitting, "persons.json")
    yield from _ledger(session, sitting)
    yield "README.txt", readme(sitting, stage=stage, disclosure=disclosure).encode()
    if disclosure != "sealed":
        yield from _papers(session, sitting)
        yield from _journals(session, sitting)


def contents_object(session: Session, sitting: str) -> dict[str, Any]:
    """Return the opened contents of all drawn items."""
    root = records.get_sitting(session, sitting).release_root
    drawn = packages.drawn_items(session, sitting)
    openings = reading.content_openings(session, root, sorted(drawn))
    return {"type": "taraza/contents/1", "sitting": sitting, "openings": openings}


def _objects(session: Session, sitting: str, disclosure: Disclosure) -> Iterator[Member]:
    for name in ALWAYS if disclosure == "sealed" else (*ALWAYS, *OPEN):
        yield name, _stored(session, sitting, name)


def _stored(session: Session, sitting: str, name: str) -> bytes:
    found = records.find(session, sitting, name)
    if found is None:
        raise NotFound(what="object", sitting=sitting, file=name)
    return found.stored


def _ledger(session: Session, sitting: str) -> Iterator[Member]:
    """Yield the whole ledger and its heads, each with the cosignatures of the announced witnesses alone.

    A line of anybody else could be changed without a reader of this bundle seeing it.
    """
    said = records.load(session, sitting, "announcement.json")
    names = {witness["name"] for witness in said["witnesses"]}
    size = ledger.size(session)
    yield "ledger.jsonl", b"".join(entry + b"\n" for entry in ledger.stored_entries(session, size))
    query = select(ledger.Checkpoint).where(ledger.Checkpoint.size <= size).order_by(ledger.Checkpoint.size)
    for row in session.scalars(query):
        yield f"checkpoints/{row.size}.txt", witnesses.whole(session, row, names).encode()


def _papers(session: Session, sitting: str) -> Iterator[Member]:
    query = select(Attempt.code, Attempt.paper).where(Attempt.sitting == sitting).order_by(Attempt.code)
    for code, paper in session.execute(query.execution_options(yield_per=100)):
        yield f"papers/{code}.json", paper


def _journals(session: Session, sitting: str) -> Iterator[Member]:
    query = (
        select(JournalEntry.code, JournalEntry.entry)
        .where(JournalEntry.sitting == sitting)
        .order_by(JournalEntry.code, JournalEntry.n)
    )
    rows = session.execute(query.execution_options(yield_per=5000))
    for code, entries in groupby(rows, key=lambda row: row.code):
        yield f"journals/{code}.jsonl", b"".join(row.entry + b"\n" for row in entries)
