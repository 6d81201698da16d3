"""The invigilator's acts. Each is one form, one service, one way back; refusals become sentences."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import keyring
from app.acts import scoring
from app.board import blueprint, seen
from app.context import actor, house, now
from app.guards import allow
from app.rights import Right
from exam_engine.sittings import services as hall
from foundation import clock_marks
from foundation.errors import Invalid

LONGEST_EXTENSION = 240


class BadMinutes(Invalid):
    """Time is given in whole minutes within bounds; details: most."""

    code = "bad_minutes"


@blueprint.post("/<sitting>/open")
@allow(Right.RUN_HALL)
def open_hall(sitting: str) -> ResponseReturnValue:
    """Open the exam."""
    with house().writing() as session:
        hall.open_hall(session, sitting, actor=actor(), now=now())
        keyring.checkpoint(house(), session, "opened", now=now())
    return _back(sitting, _("The exam is open."))


@blueprint.post("/<sitting>/pause")
@allow(Right.RUN_HALL)
def pause_hall(sitting: str) -> ResponseReturnValue:
    """Stop every clock at once; the reason is asked afterwards."""
    with house().writing() as session:
        count = hall.pause_hall(session, sitting, actor=actor(), now=now())
    return _back(sitting, _("The hall is paused. Clocks stopped: %(count)s", count=count))


@blueprint.post("/<sitting>/resume")
@allow(Right.RUN_HALL)
def resume_hall(sitting: str) -> ResponseReturnValue:
    """Let every clock run again, with the reason of the pause."""
    with house().writing() as session:
        count = hall.resume_hall(session, sitting, reason=_text("reason"), actor=actor(), now=now())
    return _back(sitting, _("The exam goes on. Clocks running again: %(count)s", count=count))


@blueprint.post("/<sitting>/close")
@allow(Right.RUN_HALL)
def close_hall(sitting: str) -> ResponseReturnValue:
    """Close the sitting."""
    scoring.close(house(), sitting, actor=actor())
    return _back(sitting, _("The sitting is closed."))


@blueprint.post("/<sitting>/clock")
@allow(Right.RUN_HALL)
def confirm_clock(sitting: str) -> ResponseReturnValue:
    """Confirm the server's time."""
    with house().writing() as session:
        clock_marks.confirm(session, actor=actor(), now=now())
    return _back(sitting, _("The time is confirmed."))


@blueprint.post("/<sitting>/call/<int:call>")
@allow(Right.RUN_HALL)
def answer_call(sitting: str, call: int) -> ResponseReturnValue:
    """Tell a candidate that the hand was seen."""
    with house().writing() as session:
        hall.answer_call(session, call, actor=actor(), now=now())
    return _back(sitting, _("The candidate sees that you are coming."))


@blueprint.post("/<sitting>/incident")
@allow(Right.RUN_HALL)
def incident(sitting: str) -> ResponseReturnValue:
    """Record what happened."""
    with house().writing() as session:
        handle = _text("handle")
        code = seen.code_of(session, sitting, handle) if handle else None
        number = hall.record_incident(
            session,
            sitting,
            _text("kind") or "other",
            code=code,
            reason=_text("reason"),
            actor=actor(),
            now=now(),
        )
    return _back(sitting, _("Recorded under number %(number)s.", number=number))


@blueprint.post("/<sitting>/seat/<handle>/extend")
@allow(Right.RUN_HALL)
def extend(sitting: str, handle: str) -> ResponseReturnValue:
    """Give a candidate more minutes with a reason."""
    minutes = asked_minutes()
    return _at_seat(
        sitting,
        handle,
        lambda session, code: hall.extend(
            session, sitting, code, minutes * 60, reason=_text("reason"), actor=actor(), now=now()
        ),
    )


@blueprint.post("/<sitting>/seat/<handle>/move")
@allow(Right.RUN_HALL)
def move(sitting: str, handle: str) -> ResponseReturnValue:
    """Let the candidate continue at another terminal."""
    return _at_seat(
        sitting,
        handle,
        lambda session, code: hall.release(
            session, sitting, code, reason=_text("reason") or "terminal", actor=actor(), now=now()
        ),
    )


@blueprint.post("/<sitting>/seat/<handle>/pause")
@allow(Right.RUN_HALL)
def pause(sitting: str, handle: str) -> ResponseReturnValue:
    """Stop one clock."""
    return _at_seat(
        sitting,
        handle,
        lambda session, code: hall.pause(
            session, sitting, code, reason=_text("reason") or "seat", actor=actor(), now=now()
        ),
    )


@blueprint.post("/<sitting>/seat/<handle>/resume")
@allow(Right.RUN_HALL)
def resume(sitting: str, handle: str) -> ResponseReturnValue:
    """Let one clock run again."""
    return _at_seat(
        sitting,
        handle,
        lambda session, code: hall.resume(
            session, sitting, code, reason=_text("reason") or "seat", actor=actor(), now=now()
        ),
    )


@blueprint.post("/<sitting>/seat/<handle>/remove")
@allow(Right.RUN_HALL)
def remove(sitting: str, handle: str) -> ResponseReturnValue:
    """Remove a candidate from the hall: the act and its incident together."""

    def act(session: Session, code: str) -> None:
        hall.remove(session, sitting, code, reason=_text("reason"), actor=actor(), now=now())
        hall.record_incident(
            session, sitting, "removal", code=code, reason=_text("reason"), actor=actor(), now=now()
        )

    return _at_seat(sitting, handle, act)


def _at_seat(sitting: str, handle: str, act: Callable[[Session, str], object]) -> ResponseReturnValue:
    with house().writing() as session:
        act(session, seen.code_of(session, sitting, handle))
    flash(_("Recorded."), "good")
    return redirect(url_for("board.seat", sitting=sitting, handle=handle), 303)


def asked_minutes() -> int:
    """Return the minutes of the form; raise BadMinutes."""
    minutes = request.form.get("minutes", 0, type=int)
    if not 0 < minutes <= LONGEST_EXTENSION:
        raise BadMinutes(most=LONGEST_EXTENSION)
    return minutes


def _text(name: str) -> str:
    return request.form.get(name, "").strip()


def _back(sitting: str, said: str) -> ResponseReturnValue:
    flash(said, "good")
    return redirect(url_for("board.page", sitting=sitting), 303)
