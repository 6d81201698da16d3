"""A new sitting: where, when, by which plan, from which release. What cannot be drawn is refused at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.ceremony import blueprint, wording
from app.ceremony.standing import taken
from app.context import house, now
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from exam_engine import plans
from exam_engine.ceremony import services as ceremony
from exam_engine.plans import BankMissing, PlanTooCostly
from exam_engine.plans.presets import TITLES
from exam_engine.protocol.codes import is_code
from exam_engine.protocol.feasibility import InfeasiblePlan
from foundation.canonical import Instant
from foundation.errors import DomainError, NotFound
from question_bank.releases import reading
from reports.documents.figures import ZONE, local

DAY = 86_400_000
CORRECTIONS = 30 * DAY
MOST_SPARES = 500
RESERVED = {"new"}


@dataclass(frozen=True, slots=True)
class NewSitting:
    """What the form about a new sitting holds, as typed."""

    name: str
    campaign: str
    place: str
    date: str
    time: str
    draw_date: str
    draw_time: str
    preset: str
    release: str
    spares: str

    @property
    def starts_at(self) -> Instant | None:
        """The start, None if it is no date and time."""
        return _instant(self.date, self.time)

    @property
    def not_before(self) -> Instant | None:
        """Before which nothing may be drawn."""
        return _instant(self.draw_date, self.draw_time)


@blueprint.get("/new")
@allow(Right.PLAN)
def new() -> ResponseReturnValue:
    """Show the form."""
    return _page(_proposed(), {})


@blueprint.post("/new")
@allow(Right.PLAN)
def plan() -> ResponseReturnValue:
    """Plan a sitting; on a mistake show the form again as it was filled."""
    given = NewSitting(**{name: request.form.get(name, "").strip() for name in NewSitting.__slots__})
    with house().reading() as session:
        errors = _errors(session, given)
    if errors:
        return _page(given, errors), 422
    try:
        with house().writing() as session:
            _make(session, given)
    except DomainError as error:
        return _page(given, {_PLACES.get(error.code, "preset"): _said(error, given)}), 422
    return redirect(url_for("ceremony.page", sitting=given.name), 303)


_PLACES = {"already_stored": "name", "not_found": "release"}


def _proposed() -> NewSitting:
    """Return a form for the day after tomorrow, nine o'clock."""
    day = local(Instant(now() + 2 * DAY))
    stamp = f"{day:%Y-%m-%d}"
    return NewSitting(stamp, stamp[:7], "", stamp, "09:00", stamp, "08:00", "sample", "", "2")


def _errors(session: Session, given: NewSitting) -> dict[str, str]:
    errors = {}
    if not is_code(given.name) or given.name in RESERVED:
        errors["name"] = _("Enter a code of up to 40 Latin letters, digits, dots, dashes or underscores.")
    elif taken(session, given.name):
        errors["name"] = _("A sitting of this name exists already. Choose another name.")
    if not is_code(given.campaign):
        errors["campaign"] = _("Enter a code of up to 40 Latin letters, digits, dots, dashes or underscores.")
    if not given.place:
        errors["place"] = _("Enter where the exam is held.")
    return errors | _errors_of_times(given) | _errors_of_numbers(given)


def _errors_of_times(given: NewSitting) -> dict[str, str]:
    if given.starts_at is None:
        return {"date": _("Enter the date and the time of the start.")}
    if given.not_before is None:
        return {"draw_date": _("Enter the date and the time from which the papers may be drawn.")}
    if given.not_before <= now():
        return {"draw_date": _("The hour of the draw has passed. Choose a later one.")}
    if given.not_before > given.starts_at:
        return {"draw_date": _("The papers are drawn before the exam starts.")}
    return {}


def _errors_of_numbers(given: NewSitting) -> dict[str, str]:
    if not (given.spares.isascii() and given.spares.isdigit() and int(given.spares) <= MOST_SPARES):
        return {"spares": _("Enter a whole number from 0 to %(most)s.", most=MOST_SPARES)}
    if not given.release:
        return {"release": _("Choose a release. If there is none, the keeper of the bank makes one first.")}
    return {}


def _plan_of(session: Session, given: NewSitting) -> dict[str, Any]:
    """Return the plan for this bank; raise BankMissing."""
    chosen = plans.preset(given.preset)
    entries = reading.entries(session, given.release)
    plans.require_bank(chosen, entries)
    until = Instant((given.starts_at or 0) + CORRECTIONS)
    made = plans.plan_of(chosen, entries, correct_until=until)
    if house().settings.demo:
        made = plans.demo(made)
    return made | {"detail": made["detail"] | {"spares": int(given.spares)}}


def _make(session: Session, given: NewSitting) -> None:
    starts_at, not_before = given.starts_at, given.not_before
    if starts_at is None or not_before is None:
        raise NotFound(what="time")
    ceremony.plan_sitting(
        session,
        name=given.name,
        campaign=given.campaign,
        plan=_plan_of(session, given),
        release_root=given.release,
        place=given.place,
        starts_at=starts_at,
        not_before=not_before,
        now=now(),
    )


def _said(error: DomainError, given: NewSitting) -> str:
    if isinstance(error, BankMissing):
        return wording.bank_words(error, TITLES)
    if isinstance(error, InfeasiblePlan | PlanTooCostly):
        with house().reading() as session:
            return wording.infeasible_words(error, _plan_of(session, given))
    return sentence(error)


def _page(given: NewSitting, errors: dict[str, str]) -> str:
    with house().reading() as session:
        releases = [
            (
                line.root,
                _(
                    "%(name)s · questions: %(n)s · %(digest)s",
                    name=line.name,
                    n=line.items,
                    digest=line.root[:16],
                ),
            )
            for line in reading.releases(session)
        ]
    presets = [(preset.name, wording.said(preset.title)) for preset in plans.presets()]
    return render_template(
        "ceremony/new.html", given=given, errors=errors, releases=releases, presets=presets
    )


def _instant(date: str, time: str) -> Instant | None:
    """Return the instant of a date and time in Bishkek; a trial may name seconds."""
    form = "%Y-%m-%d %H:%M:%S" if time.count(":") > 1 else "%Y-%m-%d %H:%M"
    try:
        moment = datetime.strptime(f"{date} {time}", form).replace(tzinfo=ZONE)
    except ValueError:
        return None
    return Instant(int(moment.timestamp()) * 1000) if 2000 <= moment.year <= 2100 else None
