"""The board's pages: the list of sittings, the map of seats, one seat."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from app.board import blueprint, seen
from app.board.words import ALARMS, INCIDENTS, SENTENCES_ALOUD, STATES
from app.ceremony import papers
from app.context import house, now
from app.guards import allow
from app.rights import Right
from exam_engine.sittings import services as hall


@blueprint.get("")
@allow(Right.WATCH_BOARD)
def index() -> ResponseReturnValue:
    """List the sittings."""
    with house().reading() as session:
        return render_template("board/index.html", sittings=seen.sittings(session))


@blueprint.get("/<sitting>")
@allow(Right.WATCH_BOARD)
def page(sitting: str) -> ResponseReturnValue:
    """Show the whole board."""
    return _board("board/board.html", sitting)


@blueprint.get("/<sitting>/live")
@allow(Right.WATCH_BOARD)
def live(sitting: str) -> ResponseReturnValue:
    """Return the part of the board that changes by itself."""
    return _board("board/_live.html", sitting)


@blueprint.get("/<sitting>/seat/<handle>")
@allow(Right.RUN_HALL)
def seat(sitting: str, handle: str) -> ResponseReturnValue:
    """Show one seat and what may be done there."""
    with house().reading() as session:
        return render_template(
            "board/seat.html",
            board=seen.board(session, sitting, now=now()),
            seat=seen.one(session, sitting, handle, now=now()),
            states=STATES,
            incidents=INCIDENTS,
        )


@blueprint.get("/<sitting>/emergency.pdf")
@allow(Right.WATCH_BOARD)
def emergency(sitting: str) -> ResponseReturnValue:
    """Give the card that works when the server does not: printed with the tickets."""
    with house().reading() as session:
        document = papers.emergency(session, sitting)
    answer = Response(document, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{sitting}-emergency.pdf"'
    return answer


def _board(template: str, sitting: str) -> ResponseReturnValue:
    with house().reading() as session:
        return render_template(
            template,
            board=seen.board(session, sitting, now=now()),
            incidents=list(reversed(hall.listed(session, sitting))),
            incident_words=INCIDENTS,
            states=STATES,
            alarms=ALARMS,
            aloud=SENTENCES_ALOUD,
        )
