"""The list of sittings, and one sitting with the way from its plan to its papers."""

from dataclasses import dataclass

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.ceremony import blueprint, wording
from app.ceremony.standing import BEFORE_DRAW, NEVER_HELD, Standing, listed, standing
from app.context import house
from app.guards import allow
from app.rights import Right
from exam_engine import records
from exam_engine.protocol.life import Sitting as SittingState

SEES = (Right.WATCH_CEREMONY, Right.PLAN, Right.ANNOUNCE, Right.ENROL, Right.PRINT_TICKETS)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way: `endpoint` is its page, for those who hold one of `rights`."""

    title: str
    note: str
    state: str
    endpoint: str | None = None
    label: str = ""


@blueprint.get("")
@allow(*SEES)
def index() -> ResponseReturnValue:
    """List the sittings."""
    with house().reading() as session:
        lines = [
            (row, wording.title_of(records.load(session, row.name, "plan.json"))) for row in listed(session)
        ]
        return render_template("ceremony/index.html", lines=lines)


@blueprint.get("/<sitting>")
@allow(*SEES)
def page(sitting: str) -> ResponseReturnValue:
    """Show a sitting and what comes next."""
    with house().reading() as session:
        found = standing(session, sitting)
        return render_template(
            "ceremony/sitting.html",
            found=found,
            steps=_steps(found),
            words=wording,
            public=url_for("public.sitting", name=sitting),
        )


def _steps(found: Standing) -> list[Step]:
    """Return the way with its next step marked."""
    planned, announced = found.state is SittingState.PLANNED, found.announcement is not None
    lines = [
        (_("Plan and release"), wording.title_of(found.plan), True, None, ""),
        (_("List of candidates"), _list_note(found), found.codes > 0, "ceremony.roll", _("Open the list")),
        (_("Tickets"), _ticket_note(found), found.tickets, "ceremony.tickets", _("Tickets")),
        (
            _("Custodians' commitments"),
            _("Commitments given: %(n)s", n=len(found.shares)),
            bool(found.shares),
            "ceremony.share" if planned else None,
            _("My share"),
        ),
        (_("Announcement"), found.announcement or "", announced, "ceremony.announcement", _("Announcement")),
        (
            _("Shares in the hall"),
            _("In the hall: %(n)s of %(all)s", n=found.deposited, all=len(found.shares)),
            announced and found.deposited == len(found.shares),
            "ceremony.share" if announced else None,
            _("Deposit my share"),
        ),
        (
            _("Dice, read back, draw"),
            _draw_note(found),
            found.draw is not None,
            "ceremony.draw",
            _("The draw"),
        ),
    ]
    next_one = next((place for place, line in enumerate(lines) if not line[2]), len(lines))
    stopped = found.state in NEVER_HELD
    return [
        Step(
            title, note, _state(place, next_one, done=done, stopped=stopped), *_door(endpoint, label, planned)
        )
        for place, (title, note, done, endpoint, label) in enumerate(lines)
    ]


def _state(place: int, next_one: int, *, done: bool, stopped: bool) -> str:
    if done:
        return "done"
    if place != next_one:
        return "later"
    return "bad" if stopped else "now"


def _door(endpoint: str | None, label: str, planned: bool) -> tuple[str | None, str]:
    """Return the page of a step for those who may open it now."""
    needed: dict[str, set[Right]] = {
        "ceremony.roll": {Right.ENROL},
        "ceremony.tickets": {Right.PRINT_TICKETS},
        "ceremony.share": {Right.DEPOSIT_SHARE},
        "ceremony.announcement": set(SEES),
        "ceremony.draw": {Right.WATCH_CEREMONY},
    }
    if endpoint is None or not g.staff.rights & needed[endpoint]:
        return None, ""
    if planned and endpoint == "ceremony.draw":
        return None, ""
    return endpoint, label


def _list_note(found: Standing) -> str:
    if not found.codes:
        return _("Nobody has been enrolled yet.")
    return _("Candidates: %(persons)s, spare codes: %(spares)s", persons=found.persons, spares=found.spares)


def _ticket_note(found: Standing) -> str:
    return _("Made; they cannot be printed again.") if found.tickets else _("Not made yet.")


def _draw_note(found: Standing) -> str:
    if found.draw is not None:
        return _("Papers drawn: %(n)s", n=found.codes)
    if found.state in BEFORE_DRAW:
        return _("In public, in the hall, before the start.")
    return ""
