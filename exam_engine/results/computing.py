"""Computing a version of the results: facts are gathered here, the arithmetic is that of the protocol."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import packages, records
from exam_engine.protocol import journal, objects, score
from exam_engine.protocol.life import Version
from exam_engine.results.errors import NotCertified, NothingVoted
from exam_engine.results.key_opening import KEYS, keys_by_item
from exam_engine.results.reading import newest, voted
from exam_engine.results.tables import ResultsVersion
from exam_engine.sittings.tables import Attempt, JournalEntry
from foundation import ledger
from foundation.canonical import Instant, parse

_UNFINISHED = frozenset({Version.COMPUTED, Version.AGREED})
Answers = dict[int, list[str]]


def compute(
    session: Session,
    sitting: str,
    *,
    programs: Iterable[dict[str, str]],
    reason: str | None = None,
    actor: str,
    now: Instant,
) -> ResultsVersion:
    """Compute the next version with every amendment voted so far and store it; state `computed`.

    `programs`: `{name, software}` of the engine and the verifier. A later version needs a new vote,
    and the one before must be certified: every version stays in the evidence, signed.
    """
    records.get_sitting(session, sitting, lock=True)  # two presses of the button make one version
    _withdraw_disputed(session, sitting)
    former = newest(session, sitting)
    if former is not None and Version(former.state) in _UNFINISHED:
        raise NotCertified(version=former.version, state=former.state)
    votes = voted(session, sitting)
    before = None if former is None else records.load(session, sitting, former.file)
    if before is not None and len(votes) <= len(before["amendments"]):
        raise NothingVoted(sitting=sitting)
    value = score.results(
        *_scored(session, sitting),
        [parse(vote.stored) for vote in votes],
        sitting=sitting,
        version=1 if former is None else former.version + 1,
        previous=None if former is None else former.digest,
        seal_digest=records.digest_in(session, sitting, "seal.json"),
        keys_digest=records.digest_in(session, sitting, KEYS),
        reason=reason,
        programs=programs,
        before=before,
    )
    return _store(session, sitting, value, actor=actor, now=now)


def _scored(session: Session, sitting: str) -> tuple[Any, Any, Any, Any, Any]:
    """Return what is scored: plan, release, papers, closing answers, keys."""
    return (
        records.load(session, sitting, "plan.json"),
        packages.release_of(session, sitting),
        list(packages.papers(session, sitting)),
        answers_of(session, sitting),
        keys_by_item(session, sitting),
    )


def answers_of(session: Session, sitting: str) -> dict[str, Answers | None]:
    """Return every code's closing answers by position, None for who stayed away."""
    ways = session.execute(select(Attempt.code, Attempt.how).where(Attempt.sitting == sitting)).all()
    given: dict[str, Answers | None] = {row.code: None if row.how == "absent" else {} for row in ways}
    query = (
        select(JournalEntry.code, JournalEntry.entry)
        .where(JournalEntry.sitting == sitting, JournalEntry.kind == "answered")
        .order_by(JournalEntry.code, JournalEntry.n)
    )
    for code, stored in session.execute(query.execution_options(yield_per=5000)):
        answers = given[code]
        if answers is not None:
            answers.update(journal.closing_answers([parse(stored)]))
    return given


def _withdraw_disputed(session: Session, sitting: str) -> None:
    """Take back a version on which the programs differ, so that a mended engine can compute it again.

    Nobody can have certified it; its `computed` entry stays in the ledger.
    """
    former = newest(session, sitting)
    if former is None or Version(former.state) is not Version.COMPUTED or not former.differing:
        return
    session.delete(records.find(session, sitting, former.file))
    session.delete(former)
    session.flush()


def _store(
    session: Session, sitting: str, value: dict[str, Any], *, actor: str, now: Instant
) -> ResultsVersion:
    row = ResultsVersion(
        sitting=sitting,
        version=value["version"],
        state=Version.COMPUTED,
        digest="",
        reason=value["reason"],
        at=now,
        verdict=None,
        differing=[],
        certified_by=[],
        published_at=None,
    )
    row.digest = records.store(session, sitting, row.file, objects.check(value, "results"), now=now)
    session.add(row)
    detail = {"version": row.version}
    ledger.record(
        session, "computed", actor=actor, now=now, sitting=sitting, object=row.digest, detail=detail
    )
    return row
