"""Votes on corrections: taken and recorded before their effect on any score is computed (PROTOCOL 7)."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.orm import Session

from exam_engine import packages, records
from exam_engine.protocol.responses import check_response
from exam_engine.protocol.tables_after import AMENDMENT
from exam_engine.results.errors import BadAmendment, NotCarried, TooLateToCorrect
from exam_engine.results.key_opening import keys_by_item
from exam_engine.results.reading import voted
from exam_engine.results.tables import Vote
from exam_engine.sittings.tables import Attempt, Incident
from foundation import ledger
from foundation.canonical import Instant, canonical, digest_of, instant, instant_text
from foundation.errors import Invalid


@dataclass(frozen=True, slots=True)
class Motion:
    """What the commission votes on: the members that its action needs, null elsewhere (annex A)."""

    action: Literal["annul", "accept", "void", "restore", "count_late"]
    reason: str
    code: str | None = None
    correct: tuple[str, ...] | None = None
    candidate: str | None = None
    position: int | None = None
    response: tuple[str, ...] | None = None
    incident: int | None = None


def vote(
    session: Session,
    sitting: str,
    motion: Motion,
    *,
    votes_for: int,
    votes_against: int,
    actor: str,
    now: Instant,
) -> Vote:
    """Record a motion that was carried; the next version of the results will hold it.

    Raises TooLateToCorrect, NotCarried, or BadAmendment where it names nothing there is.
    """
    records.get_sitting(session, sitting, lock=True)
    plan = records.load(session, sitting, "plan.json")
    if now > instant(plan["correct_until"]):
        raise TooLateToCorrect(until=plan["correct_until"])
    if votes_for <= votes_against:
        raise NotCarried(votes_for=votes_for, votes_against=votes_against)
    _check(session, sitting, motion)
    value = _amendment(session, sitting, motion) | {
        "votes": {"for": votes_for, "against": votes_against},
        "voted_at": instant_text(now),
    }
    try:
        AMENDMENT.check(value, "amendment")
    except Invalid as error:
        raise BadAmendment(
            **{**error.details, "form": error.details.get("reason"), "reason": "form"}
        ) from error
    return _keep(session, sitting, value, actor=actor, now=now)


def _keep(session: Session, sitting: str, value: dict[str, Any], *, actor: str, now: Instant) -> Vote:
    stored = canonical(value)
    row = Vote(sitting=sitting, n=value["n"], stored=stored, digest=digest_of(stored), at=now)
    session.add(row)
    detail = {"n": value["n"], "action": value["action"], "votes": value["votes"]}
    ledger.record(session, "voted", actor=actor, now=now, sitting=sitting, object=row.digest, detail=detail)
    return row


def _amendment(session: Session, sitting: str, motion: Motion) -> dict[str, Any]:
    revisions = {
        entry["code"]: entry["revision"] for entry in packages.release_of(session, sitting)["entries"]
    }
    return {
        "n": len(voted(session, sitting)) + 1,
        "action": motion.action,
        "code": motion.code,
        "revision": revisions.get(motion.code) if motion.code is not None else None,
        "correct": None if motion.correct is None else list(motion.correct),
        "candidate": motion.candidate,
        "position": motion.position,
        "response": None if motion.response is None else list(motion.response),
        "incident": motion.incident,
        "reason": motion.reason,
    }


def _check(session: Session, sitting: str, motion: Motion) -> None:
    """Raise BadAmendment unless item, candidate, position and incident exist."""
    if motion.code is not None and motion.code not in keys_by_item(session, sitting):
        raise BadAmendment(reason="item", item=motion.code)
    if motion.candidate is not None and session.get(Attempt, (sitting, motion.candidate)) is None:
        raise BadAmendment(reason="candidate", candidate=motion.candidate)
    if motion.incident is not None and session.get(Incident, (sitting, motion.incident)) is None:
        raise BadAmendment(reason="incident", incident=motion.incident)
    if motion.candidate is not None and motion.position is not None and motion.response is not None:
        _check_late(session, sitting, motion.candidate, motion.position, list(motion.response))


def _check_late(session: Session, sitting: str, candidate: str, position: int, response: list[str]) -> None:
    """Raise BadAmendment unless the late response could have been given on this paper."""
    paper = next(paper for paper in packages.papers(session, sitting) if paper["code"] == candidate)
    if not 1 <= position <= len(paper["items"]):
        raise BadAmendment(reason="position", position=position)
    item = paper["items"][position - 1]
    entry = next(
        entry for entry in packages.release_of(session, sitting)["entries"] if entry["code"] == item["code"]
    )
    options = [option["id"] for option in entry["options"]]
    try:
        check_response(entry["kind"], options, entry["gaps"], response)
    except Invalid as error:
        raise BadAmendment(reason="response", position=position) from error
