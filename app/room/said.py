"""What the room's interface says, as plain values (docs/room-api.md describes each)."""

from typing import Any

from sqlalchemy.orm import Session

from app.room import rules
from app.room.seats import token
from exam_engine import records
from exam_engine.sittings import papers, services, store
from exam_engine.sittings.services import Begun, Receipt, Seat, Standing
from foundation.canonical import Instant


def session_of(session: Session, who: Seat) -> dict[str, Any]:
    """Return everything a terminal needs before the paper."""
    standing = services.state_of(session, who)
    plan = records.load(session, who.sitting, "plan.json")
    return {
        "code": who.code,
        "seat": standing.seat,
        "sitting": who.sitting,
        "token": token(who),
        "lease": who.lease,
        "state": standing.state,
        "languages": plan["languages"],
        "title": plan["detail"].get("title"),
        "starts_at": standing.starts_at,
        "rules": rules.of(plan),
    }


def state(session: Session, who: Seat, *, now: Instant) -> dict[str, Any]:
    """Return how the attempt stands; a terminal that lost its lease learns only where to."""
    standing = services.state_of(session, who)
    said: dict[str, Any] = {"holds": standing.holds, "seat": standing.seat, "hall": standing.hall}
    if standing.holds:
        said |= _held(standing)
    else:
        said["state"] = "moved"
    if standing.holds and standing.state == "closed":
        said["receipt"] = receipt(session, services.receipt(session, who.sitting, who.code))
    return said | {"server_now": now, "notice": []}


def begun(session: Session, who: Seat, given: Begun, *, now: Instant) -> dict[str, Any]:
    """Return the paper with the answers and flags so far."""
    topics = records.load(session, who.sitting, "plan.json")["detail"].get("topics", {})
    return {
        "paper": {**given.paper, "names": topics},
        "answers": {str(position): response for position, response in given.answers.items()},
        "flags": given.flags,
        "acknowledged": given.acknowledged,
        "state": given.state,
        "deadline": given.deadline,
        "server_now": now,
    }


def receipt(session: Session, given: Receipt) -> dict[str, Any]:
    """Return what the candidate takes home."""
    detail = records.load(session, given.sitting, "plan.json")["detail"]
    return {
        "sitting": given.sitting,
        "code": given.code,
        "answered": given.answered,
        "entries": given.entries,
        "finding_aid": given.finding_aid,
        "head": given.head,
        "closed_at": given.closed_at,
        "how": given.how,
        "qr": "/api/receipt.svg",
        "results_place": detail.get("results_place"),
        "appeal_until": detail.get("appeal_until"),
        "answers": _recorded(session, given),
    }


def _recorded(session: Session, given: Receipt) -> list[list[int]]:
    """Return, by position, the places of the chosen options on this candidate's paper, 0 being the first."""
    answers = store.closing_answers(session, given.sitting, given.code)
    form = papers.form_of(session, given.sitting, given.code)
    return [
        [place for place, option in enumerate(item.options) if option in answers.get(position, [])]
        for position, item in enumerate(form, start=1)
    ]


def _held(standing: Standing) -> dict[str, Any]:
    return {
        "state": standing.state,
        "deadline": standing.deadline,
        "starts_at": standing.starts_at,
        "how": standing.how,
        "call": standing.call,
        "call_seen": standing.call_seen,
    }
