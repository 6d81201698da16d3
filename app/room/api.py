"""Before and beside the answers: entering, the language, how things stand, raised hands, the receipt."""

from typing import Any, ClassVar

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from app.context import house, now
from app.guards import NoLease, candidate, public
from app.messages import gathered
from app.room import blueprint, receipts, said, seats
from app.room.seats import seat
from exam_engine.protocol.codes import is_code
from exam_engine.sittings import services
from exam_engine.sittings.errors import LeaseSuperseded
from exam_engine.sittings.tickets import secret_hmac, too_many_tries
from foundation.errors import Invalid, NotFound

CALL = frozenset({"too_many_tries", "not_admitted", "second_terminal", "over"})
"""Refusals at the door that only a person can mend."""


LARGEST_BODY = 2 * 1024 * 1024
"""Bytes: more than two hundred answers of a thousand letters."""


class BadBody(Invalid):
    """The request's body is not the JSON object the interface asks for."""

    code: ClassVar[str] = "bad_body"


def body(**kinds: type) -> dict[str, Any]:
    """Return the request's JSON object; raise BadBody unless it has these members of these types."""
    request.max_content_length = LARGEST_BODY
    try:
        sent = request.get_json(silent=True)
    except RecursionError as error:
        raise BadBody(member="body") from error
    if not isinstance(sent, dict):
        raise BadBody(member="body")
    for name, kind in kinds.items():
        if type(sent.get(name)) is not kind:
            raise BadBody(member=name)
    return sent


def refusal(code: str, status: int, **more: Any) -> Response:
    """Return a refusal that was remembered and is no error of the program's."""
    response = jsonify(error=code, sentence=str(gathered()[code]) % more, **more)
    response.status_code = status
    return response


@blueprint.post("/api/enter")
@public
def enter() -> ResponseReturnValue:
    """Let the holder of a ticket in at this terminal, or say why not."""
    sent = body(secret=str, terminal=str)
    terminal, address = sent["terminal"], request.remote_addr or ""
    if not is_code(terminal) or len(sent["secret"]) > 200:
        raise BadBody(member="terminal")
    with house().reading() as session:
        # Whoever guesses without end must not keep the writer's place from those who answer.
        if too_many_tries(session, terminal, address, now=now()):
            return refusal("too_many_tries", 403, call=True, seat=None)
    found = secret_hmac(house().settings.pepper, sent["secret"])
    with house().writing() as session:
        entry = services.enter(session, secret_hmac=found, terminal=terminal, address=address, now=now())
        if entry.seat is not None:
            return seats.remember(jsonify(said.session_of(session, entry.seat)), entry.seat)
    status = 403 if entry.outcome in {"unknown_ticket", "too_many_tries"} else 409
    return refusal(entry.outcome, status, call=entry.outcome in CALL, seat=entry.number)


@blueprint.get("/api/session")
@public
def session() -> ResponseReturnValue:
    """Say again what entering said, for a page that was loaded anew; nobody at the terminal is no error."""
    try:
        seats.gate()
    except NoLease:
        return jsonify(session=None)
    with house().reading() as reading:
        return jsonify(session=said.session_of(reading, seat()))


@blueprint.post("/api/leave")
@public
def leave() -> ResponseReturnValue:
    """Clear the terminal for the next candidate; the attempt stays as it is."""
    body()  # JSON: a form of another site cannot send it
    return seats.forget(jsonify(left=True))


@blueprint.post("/api/confirm")
@candidate
def confirm() -> ResponseReturnValue:
    """Confirm the seat and choose the language of the questions."""
    sent = body(language=str)
    with house().writing() as session:
        services.choose_language(session, seat(), sent["language"], now=now())
    return jsonify(confirmed=True)


@blueprint.get("/api/state")
@candidate
def state() -> ResponseReturnValue:
    """Say how the attempt stands; whoever asks after the end closes what is overdue."""
    with house().reading() as session:
        found = said.state(session, seat(), now=now())
        unseen = services.is_unseen(session, seat(), now=now())
    overdue = found["state"] == "started" and now() > (found["deadline"] or now())
    if not (overdue or unseen):
        return jsonify(found)
    with house().writing() as session:
        if overdue:
            services.close_overdue(session, seat().sitting, now=now())
        services.note_seen(session, seat(), now=now())
        return jsonify(said.state(session, seat(), now=now()))


@blueprint.post("/api/call")
@candidate
def call() -> ResponseReturnValue:
    """Raise a hand: help, leaving the room, being back."""
    sent = body(kind=str)
    with house().writing() as session:
        services.call(session, seat().sitting, seat().code, sent["kind"], now=now())
        return jsonify(seen=services.state_of(session, seat()).call_seen)


@blueprint.get("/api/receipt")
@candidate
def receipt() -> ResponseReturnValue:
    """Show the receipt of a closed attempt, at the terminal where it ended."""
    with house().reading() as session:
        _check_holds(services.state_of(session, seat()))
        return jsonify(said.receipt(session, services.receipt(session, seat().sitting, seat().code)))


@blueprint.get("/api/receipt.svg")
@candidate
def receipt_picture() -> ResponseReturnValue:
    """Draw the signed receipt as a QR."""
    with house().reading() as session:
        _check_holds(services.state_of(session, seat()))
        text = receipts.signed(session, seat(), house().keys_folder)
    if text is None:
        raise NotFound(what="key", role="hall")
    return Response(receipts.picture(text), content_type="image/svg+xml")


def _check_holds(standing: services.Standing) -> None:
    if not standing.holds:
        raise LeaseSuperseded(seat=standing.seat)
