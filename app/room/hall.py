"""The exam itself: the paper, the clock's start, the answers, the flags, the hand-in."""

from flask import Response, current_app, json, jsonify
from flask.typing import ResponseReturnValue

from app.context import house, now
from app.guards import candidate
from app.room import blueprint, said
from app.room.api import body, refusal
from app.room.seats import seat, seat_at
from app.room.shell import packed
from exam_engine.sittings import services
from exam_engine.sittings.services import Saved
from exam_engine.sittings.writer import Writer


@blueprint.post("/api/start")
@candidate
def start() -> ResponseReturnValue:
    """Give the paper: at the start, and again after every interruption."""
    with house().writing() as session:
        given = services.start(session, seat(), now=now())
        found = said.begun(session, seat(), given, now=now())
    return packed(json.dumps(found).encode(), "application/json")


@blueprint.post("/api/opened")
@candidate
def opened() -> ResponseReturnValue:
    """Start the clock: the first question stands on the screen."""
    with house().writing() as session:
        deadline = services.opened(session, seat(), now=now())
    return jsonify(deadline=deadline, server_now=now())


@blueprint.post("/api/entries")
@candidate
def entries() -> ResponseReturnValue:
    """Record answers, durably before the answer goes out; what is refused is kept as evidence."""
    sent = body(entries=list)
    return _saved(writer().save(seat_at(sent.get("lease")), sent["entries"], now=now()))


@blueprint.post("/api/flag")
@candidate
def flag() -> ResponseReturnValue:
    """Set or take away a flag."""
    sent = body(position=int, on=bool)
    with house().writing() as session:
        services.flag(session, seat(), sent["position"], on=sent["on"])
    return jsonify(flagged=sent["on"])


@blueprint.post("/api/hand-in")
@candidate
def hand_in() -> ResponseReturnValue:
    """Close the attempt at its candidate's wish and give the receipt."""
    body()
    with house().writing() as session:
        receipt = services.hand_in(session, seat(), now=now())
        return jsonify(said.receipt(session, receipt))


def writer() -> Writer:
    """Return this process's writer of answers."""
    found: Writer | None = current_app.extensions.get("taraza_writer")
    return found or current_app.extensions.setdefault("taraza_writer", Writer(house().engine))


def _saved(saved: Saved) -> Response:
    how = {
        "acknowledged": saved.acknowledged,
        "deadline": saved.deadline,
        "state": saved.state,
        "server_now": now(),
    }
    if saved.outcome != "saved":
        return refusal(saved.outcome, 409, **how)
    return Response(json.dumps(how), content_type="application/json")
