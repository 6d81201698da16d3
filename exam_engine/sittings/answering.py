"""Start, acknowledge the first question, save answers durably.

What must be remembered although it is refused (late answers, another terminal's) comes back as an outcome
and commits.
"""

import itertools
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol.life import Attempt as AttemptState
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.sittings import closing, papers, pausing, store
from exam_engine.sittings.errors import AttemptClosed, BadEntry, ClockDoubtful, HallNotOpen
from exam_engine.sittings.store import Seat
from exam_engine.sittings.tables import Attempt, FlagMark, Remark
from foundation import ledger
from foundation.canonical import LARGEST, Instant, digest
from foundation.errors import NotFound

LONGEST_REMARK = 500
MOST_ENTRIES = 200
UNACKNOWLEDGED = 30_000


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a batch: `saved`, or why not; and how time stands."""

    outcome: str
    acknowledged: int
    deadline: Instant | None
    state: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A paper to show and where its candidate had got to."""

    paper: dict[str, Any]
    answers: dict[int, list[str]]
    flags: list[int]
    acknowledged: int
    state: str
    deadline: Instant | None


def start(session: Session, who: Seat, *, now: Instant) -> Begun:
    """Give the paper to its terminal, the first time and after every interruption."""
    attempt = store.held(session, who)
    closing.close_if_overdue(session, attempt, now=now)
    if attempt.state == AttemptState.CLOSED:
        raise AttemptClosed(how=attempt.how)
    sitting = records.get_sitting(session, who.sitting)
    if sitting.state != SittingState.OPEN or (attempt.given_at is None and sitting.paused_at is not None):
        raise HallNotOpen
    if attempt.given_at is None:
        attempt.given_at = now
        session.flush()
    return Begun(
        paper=papers.view_of(session, who.sitting, who.code),
        answers=store.closing_answers(session, who.sitting, who.code),
        flags=flags(session, who),
        acknowledged=attempt.acknowledged,
        state=attempt.state,
        deadline=attempt.deadline,
    )


def opened(session: Session, who: Seat, *, now: Instant) -> Instant:
    """Start the clock: question 1 is painted. A second acknowledgement changes nothing."""
    attempt = store.held(session, who)
    if attempt.state == AttemptState.ASSIGNED:
        if attempt.given_at is None:
            raise HallNotOpen
        begin(session, attempt, now=now)
    if attempt.deadline is None:
        raise AttemptClosed(how=attempt.how)
    return attempt.deadline


def begin(session: Session, attempt: Attempt, *, now: Instant) -> None:
    """Write the journal's first entry and set the deadline; in a paused hall the clock stands at once."""
    rules = store.rules(session, attempt.sitting)
    seconds = rules.duration // 1000 + sum(grant["seconds"] for grant in attempt.grants)
    language = attempt.language or rules.languages[0]
    body = {
        "terminal": attempt.terminal,
        "language": language,
        "seconds": seconds,
        "grants": attempt.grants,
    }
    attempt.move_to(AttemptState.STARTED)
    attempt.opened_at = store.append(session, attempt, "opened", body, now=now)
    attempt.deadline = Instant(attempt.opened_at + seconds * 1000)
    attempt.added = sum(grant["seconds"] for grant in attempt.grants) * 1000
    attempt.language = language
    session.flush()
    if records.get_sitting(session, attempt.sitting).paused_at is not None:
        pausing.stop(session, attempt, by=ledger.SYSTEM, reason="hall", now=now)


def begin_unacknowledged(session: Session, sitting: str, *, now: Instant) -> int:
    """Start the clocks of papers given 30 s ago whose first question was never acknowledged."""
    query = select(Attempt.code).where(
        Attempt.sitting == sitting,
        Attempt.state == AttemptState.ASSIGNED,
        Attempt.given_at <= now - UNACKNOWLEDGED,
    )
    begun = 0
    for code in list(session.scalars(query)):
        attempt = store.locked(session, sitting, code)
        if attempt.state == AttemptState.ASSIGNED:
            begin(session, attempt, now=now)
            begun += 1
    return begun


def save(session: Session, who: Seat, sent: list[dict[str, Any]], *, now: Instant) -> Saved:
    """Append what a terminal sent, the plain way; `writer.Writer` is the quick one.

    Each line is `{number, kind, ...}`, numbers rising within the lease.

    A repeated number is acknowledged again and appended once. Raises BadEntry for what no terminal of
    ours sends; then nothing of the batch is kept.
    """
    bodies = checked(papers.form_of(session, who.sitting, who.code), sent)
    _check_languages(bodies, store.rules(session, who.sitting).languages)
    attempt = store.locked(session, who.sitting, who.code)
    refusal = _refusal(session, attempt, who, now=now)
    fresh = [line for line in bodies if line["number"] > attempt.acknowledged]
    if refusal is not None:
        if refusal in {"lease_superseded", "attempt_closed"}:
            lines = fresh if refusal == "attempt_closed" else bodies
            store.refuse(session, attempt, who, lines, reason=refusal, now=now)
        return Saved(refusal, attempt.acknowledged, attempt.deadline, attempt.state)
    _append_all(session, attempt, who, fresh, now=now)
    return Saved("saved", attempt.acknowledged, attempt.deadline, attempt.state)


def checked(form: papers.Form, sent: object) -> list[dict[str, Any]]:
    """Return the lines `{number, kind, body}` of a batch; raise BadEntry or BadResponse."""
    return [_body(form, line) for line in _in_order(sent)]


def _refusal(session: Session, attempt: Attempt, who: Seat, *, now: Instant) -> str | None:
    if attempt.lease != who.lease or attempt.released_by is not None:
        return "lease_superseded"
    try:
        closing.close_if_overdue(session, attempt, now=now)
    except ClockDoubtful as error:
        return error.code
    return {
        AttemptState.ASSIGNED: "not_started",
        AttemptState.PAUSED: "attempt_paused",
        AttemptState.CLOSED: "attempt_closed",
    }.get(AttemptState(attempt.state))


def _append_all(
    session: Session, attempt: Attempt, who: Seat, lines: list[dict[str, Any]], *, now: Instant
) -> None:
    for line in lines:
        store.append(
            session, attempt, line["kind"], line["body"], now=now, lease=who.lease, number=line["number"]
        )
        attempt.acknowledged = line["number"]
        if line["kind"] == "language":
            attempt.language = line["body"]["language"]
        if line["kind"] == "remark":
            session.add(
                Remark(
                    sitting=attempt.sitting,
                    code=attempt.code,
                    n=attempt.n,
                    position=line["body"]["position"],
                    text=line["text"],
                )
            )
    session.flush()


def _in_order(sent: object) -> list[dict[str, Any]]:
    if not isinstance(sent, list) or not 0 < len(sent) <= MOST_ENTRIES:
        raise BadEntry(reason="batch")
    numbers = [line.get("number") if isinstance(line, dict) else None for line in sent]
    if not all(type(number) is int and 0 < number <= LARGEST for number in numbers):
        raise BadEntry(reason="number")
    known = cast("list[int]", numbers)
    if any(second <= first for first, second in itertools.pairwise(known)):
        raise BadEntry(reason="order of numbers")
    return sent


def _body(form: papers.Form, line: dict[str, Any]) -> dict[str, Any]:
    """Return the line with the journal's body; raise BadEntry or BadResponse."""
    kind = line.get("kind")
    if kind == "answered":
        papers.check(form, line.get("position"), line.get("response"))
        body = {"position": line["position"], "response": line["response"]}
        return {"number": line["number"], "kind": kind, "body": body}
    if kind == "language" and isinstance(line.get("language"), str):
        return {"number": line["number"], "kind": kind, "body": {"language": line["language"]}}
    text = line.get("text")
    if kind == "remark" and isinstance(text, str) and 0 < len(text) <= LONGEST_REMARK:
        papers.check(form, line.get("position"), [])
        body = {"position": line["position"], "text_digest": digest(text)}
        return {"number": line["number"], "kind": kind, "body": body, "text": text}
    raise BadEntry(reason="kind", found=str(kind))


def _check_languages(lines: list[dict[str, Any]], known: tuple[str, ...]) -> None:
    for line in lines:
        if line["kind"] == "language" and line["body"]["language"] not in known:
            raise BadEntry(reason="language", found=line["body"]["language"])


def flag(session: Session, who: Seat, position: int, *, on: bool) -> None:
    """Set or remove a flag; asking twice changes nothing."""
    if store.held(session, who).state == AttemptState.CLOSED:
        raise AttemptClosed
    if not 1 <= position <= len(papers.form_of(session, who.sitting, who.code)):
        raise NotFound(what="position", position=position)
    place = {"sitting": who.sitting, "code": who.code, "position": position}
    session.execute(delete(FlagMark).filter_by(**place))
    if on:
        session.add(FlagMark(**place))
    session.flush()


def flags(session: Session, who: Seat) -> list[int]:
    """Return the flagged positions."""
    query = select(FlagMark.position).filter_by(sitting=who.sitting, code=who.code)
    return list(session.scalars(query.order_by(FlagMark.position)))
