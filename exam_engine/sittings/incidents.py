"""Incidents and raised hands: a fact cannot be deleted; its text can be finished while the hall is open."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.sittings.errors import ReasonMissing, UnknownKind
from exam_engine.sittings.tables import Call, Incident
from foundation import ledger
from foundation.canonical import Instant
from foundation.errors import NotFound

CALLS = frozenset({"help", "leave", "back"})
KINDS = (
    "non_admission",
    "late_arrival",
    "forbidden_object",
    "removal",
    "technical_failure",
    "illness",
    "left_the_room",
    "change_of_seat",
    "evacuation",
    "wish_to_stop",
    "complaint",
    "second_terminal",
    "late_answers",
    "clock_doubtful",
    "other",
)


def record(
    session: Session,
    sitting: str,
    kind: str,
    *,
    code: str | None = None,
    terminal: str | None = None,
    reason: str,
    text: str = "",
    actor: str,
    now: Instant,
) -> int:
    """Record an incident, in the hall's list and the ledger, and return its number."""
    if not reason.strip():
        raise ReasonMissing
    if kind not in KINDS:
        raise UnknownKind(kind=kind)
    records.get_sitting(session, sitting)
    # Two incidents must not take the same number. Not the sitting's lock: whoever comes in at a second
    # terminal holds an attempt already, and who pauses the hall takes the sitting before the attempts.
    ledger.claim(session)
    query = select(func.max(Incident.n)).where(Incident.sitting == sitting)
    number = (session.execute(query).scalar_one() or 0) + 1
    session.add(
        Incident(
            sitting=sitting,
            n=number,
            at=now,
            kind=kind,
            code=code,
            terminal=terminal,
            by=actor,
            reason=reason,
            text=text,
        )
    )
    ledger.record(
        session, "incident", actor=actor, now=now, sitting=sitting, detail={"n": number, "kind": kind}
    )
    return number


def listed(session: Session, sitting: str) -> list[Incident]:
    """Return the incidents of a sitting in order."""
    return list(session.scalars(select(Incident).where(Incident.sitting == sitting).order_by(Incident.n)))


def call(session: Session, sitting: str, code: str, kind: str, *, now: Instant) -> int:
    """Raise a hand at a seat; an unanswered call of the same kind is not doubled."""
    if kind not in CALLS:
        raise NotFound(what="call", kind=kind)
    query = select(Call).where(
        Call.sitting == sitting, Call.code == code, Call.kind == kind, Call.answered_at.is_(None)
    )
    open_call = session.scalars(query).first()
    if open_call is None:
        open_call = Call(sitting=sitting, code=code, kind=kind, at=now, answered_at=None, answered_by=None)
        session.add(open_call)
        session.flush()
    return open_call.id


def answer_call(session: Session, call_id: int, *, actor: str, now: Instant) -> None:
    """Tell the candidate that the hand was seen."""
    found = session.get(Call, call_id)
    if found is None:
        raise NotFound(what="call", id=call_id)
    if found.answered_at is None:
        found.answered_at, found.answered_by = now, actor
        session.flush()


def open_calls(session: Session, sitting: str) -> list[Call]:
    """Return the hands that nobody has answered yet, oldest first."""
    query = select(Call).where(Call.sitting == sitting, Call.answered_at.is_(None)).order_by(Call.id)
    return list(session.scalars(query))


def last_call(session: Session, sitting: str, code: str) -> Call | None:
    """Return the newest call of a seat."""
    query = select(Call).where(Call.sitting == sitting, Call.code == code).order_by(Call.id.desc())
    return session.scalars(query.limit(1)).one_or_none()
