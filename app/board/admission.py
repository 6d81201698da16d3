"""Admission: who was identified draws a seat blind; another invigilator looks at the seat again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.board import blueprint, seen
from app.board.acts import asked_minutes
from app.context import actor, chance, house, now
from app.guards import allow
from app.rights import Right
from exam_engine import records
from exam_engine.sittings import services as hall
from foundation.errors import Conflict


class NoFreeSeat(Conflict):
    """Every seat is taken."""

    code = "no_free_seat"


@blueprint.get("/<sitting>/admission")
@allow(Right.ADMIT)
def admission(sitting: str) -> ResponseReturnValue:
    """Show who is expected and who has a seat."""
    with house().reading() as session:
        found = records.get_sitting(session, sitting)
        return render_template("board/admission.html", sitting=found, people=seen.expected(session, sitting))


@blueprint.post("/<sitting>/admission/<handle>")
@allow(Right.ADMIT)
def admit(sitting: str, handle: str) -> ResponseReturnValue:
    """Give a person a seat drawn blind."""
    with house().writing() as session:
        code = seen.code_of(session, sitting, handle)
        seat = _draw_seat(seen.free_seats(session, sitting))
        hall.admit(session, sitting, code, seat=seat, now=now())
    flash(_("Seat drawn: %(seat)s", seat=seat), "good")
    return redirect(url_for("board.admission", sitting=sitting) + f"#p-{handle}", 303)


@blueprint.post("/<sitting>/accommodation/<handle>")
@allow(Right.ADMIT)
def accommodate(sitting: str, handle: str) -> ResponseReturnValue:
    """Fix extra time before the start."""
    with house().writing() as session:
        hall.grant(
            session,
            sitting,
            seen.code_of(session, sitting, handle),
            asked_minutes() * 60,
            reason=request.form.get("reason", "").strip(),
            actor=actor(),
            now=now(),
        )
    flash(_("Recorded."), "good")
    return redirect(url_for("board.seat", sitting=sitting, handle=handle), 303)


def _draw_seat(free: list[int]) -> int:
    if not free:
        raise NoFreeSeat
    return free[int.from_bytes(chance(8)) % len(free)]
