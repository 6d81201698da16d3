"""Sealing a sitting: needs a closed hall, closed journals, and heads in the ledger that cover them all.

Signers come in as callables, so that this package needs no key.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol import objects
from exam_engine.protocol import seal as rules
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.protocol.seal import NotClosed
from exam_engine.sittings.tables import Attempt, Incident, JournalEntry
from foundation import ledger
from foundation.canonical import Instant, digest, instant, instant_text, parse
from foundation.errors import Conflict, Invalid

Signer = Callable[[str, dict[str, Any], str], dict[str, str]]
"""From file name, object and its digest to a line of `signatures.json`."""
SEAL, INCIDENTS = "seal.json", "incidents.json"
_REQUIRED = frozenset({"hall", "commissioner"})


class NotCovered(Conflict):
    """A journal's head is not in the ledger's last `heads`: record them first."""

    code: ClassVar[str] = "not_covered"


class SignersMissing(Invalid):
    """The seal needs the hall's key and a commissioner's."""

    code: ClassVar[str] = "signers_missing"


def seal(session: Session, sitting: str, *, signers: Sequence[Signer], actor: str, now: Instant) -> str:
    """Seal the sitting and return the seal's digest; raise NotClosed, NotCovered or SignersMissing."""
    found = records.get_sitting(session, sitting, lock=True)
    if SittingState(found.state) is not SittingState.CLOSED:
        raise NotClosed(sitting=sitting, state=found.state)
    lines = answers_lines(session, sitting)
    _check_all_there(session, sitting, lines)
    _check_covered(session, sitting, lines)
    incidents = incidents_object(session, sitting)
    records.store(session, sitting, INCIDENTS, objects.check(incidents, "incidents"), now=now)
    value = rules.seal(
        sitting=sitting,
        draw=records.load(session, sitting, "draw.json"),
        lines=lines,
        incidents=incidents,
        heads=len(ledger.entries(session, sitting=sitting, act="heads")),
        at=max([now, *(instant(line["closed_at"]) for line in lines)]),  # whatever the clock did since
    )
    sealed = records.store(session, sitting, SEAL, objects.check(value, "seal"), now=now)
    _sign(session, sitting, value, sealed, signers)
    ledger.record(session, "sealed", actor=actor, now=now, sitting=sitting, object=sealed)
    found.move_to(SittingState.SEALED)
    return sealed


def answers_lines(session: Session, sitting: str) -> list[dict[str, Any]]:
    """Return the leaf of `answers_root` of every journal, by code; raise NotClosed for an open one."""
    query = (
        select(Attempt.code, JournalEntry.entry)
        .outerjoin(
            JournalEntry,
            and_(
                JournalEntry.sitting == Attempt.sitting,
                JournalEntry.code == Attempt.code,
                JournalEntry.n == Attempt.n,
            ),
        )
        .where(Attempt.sitting == sitting)
        .order_by(Attempt.code)
    )
    rows = session.execute(query).all()
    for row in rows:
        if row.entry is None:
            raise NotClosed(code=row.code)
    return [rules.answers_line([parse(row.entry)]) for row in rows]


def incidents_object(session: Session, sitting: str) -> dict[str, Any]:
    """Return the sitting's incidents as they stand; texts as digests only."""
    rows = session.scalars(select(Incident).where(Incident.sitting == sitting).order_by(Incident.n))
    return objects.incidents(sitting, map(_incident, rows))


def _incident(row: Incident) -> dict[str, Any]:
    line: dict[str, Any] = {"n": row.n, "kind": row.kind, "code": row.code, "terminal": row.terminal}
    line |= {"by": row.by, "reason": row.reason, "text_digest": digest(row.text) if row.text else None}
    return line | {"at": instant_text(row.at)}


def _check_all_there(session: Session, sitting: str, lines: list[dict[str, Any]]) -> None:
    registered = records.load(session, sitting, "register.json")["codes"]
    for code in set(registered) ^ {line["code"] for line in lines}:
        raise NotClosed(code=code)


def _check_covered(session: Session, sitting: str, lines: list[dict[str, Any]]) -> None:
    last = ledger.entries(session, sitting=sitting, act="heads")[-1:]
    covered = {line["code"]: line["head"] for entry in last for line in entry["detail"]["lines"]}
    loose = [line["code"] for line in lines if covered.get(line["code"]) != line["head"]]
    if loose:
        raise NotCovered(sitting=sitting, codes=tuple(loose))


def _sign(
    session: Session, sitting: str, value: dict[str, Any], sealed: str, signers: Sequence[Signer]
) -> None:
    lines = [sign(SEAL, value, sealed) for sign in signers]
    missing = _REQUIRED - {line["role"] for line in lines}
    if missing:
        raise SignersMissing(roles=tuple(sorted(missing)))
    records.sign(session, sitting, lines)
