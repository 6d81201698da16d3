"""The draw: numbers typed by one person, read back blind by another, then the papers."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.acts import preparing
from app.ceremony import blueprint, papers, wording
from app.ceremony.enrolment import pdf
from app.ceremony.standing import Standing, standing
from app.context import actor, house, now
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from exam_engine.ceremony import services as ceremony
from exam_engine.protocol.entropy import BadEntropy
from exam_engine.protocol.life import Sitting as SittingState
from foundation.errors import DomainError

MOST_BOXES = 40


@blueprint.get("/<sitting>/draw")
@allow(Right.WATCH_CEREMONY)
def draw(sitting: str) -> ResponseReturnValue:
    """Show where the draw stands and what this person may do now."""
    return _page(sitting, [], {})


@blueprint.post("/<sitting>/entropy")
@allow(Right.RUN_CEREMONY)
def type_entropy(sitting: str) -> ResponseReturnValue:
    """Take the numbers as thrown, exactly in the announced form."""
    text = _typed()
    try:
        with house().writing() as session:
            ceremony.type_entropy(session, sitting, text, actor=actor(), now=now())
    except DomainError as error:
        return _page(sitting, text.split(" "), {"numbers": _said(error, sitting)}), 422
    flash(_("The numbers are typed. Now a second person reads them back from the paper form."), "good")
    return redirect(url_for("ceremony.draw", sitting=sitting), 303)


@blueprint.post("/<sitting>/read-back")
@allow(Right.READ_BACK)
def read_back(sitting: str) -> ResponseReturnValue:
    """Compare what the second person typed from the paper with what the first typed."""
    text = _typed()
    try:
        with house().writing() as session:
            ceremony.read_back(session, sitting, text, actor=actor(), now=now())
    except DomainError as error:
        return _page(sitting, text.split(" "), {"numbers": _said(error, sitting)}), 422
    flash(_("Both have typed the same numbers. The papers can be drawn."), "good")
    return redirect(url_for("ceremony.draw", sitting=sitting), 303)


@blueprint.post("/<sitting>/draw")
@allow(Right.RUN_CEREMONY)
def draw_papers(sitting: str) -> ResponseReturnValue:
    """Draw every paper."""
    preparing.draw(house(), sitting, actor=actor(), now=now())
    flash(_("The papers are drawn. Hang the slip up in the hall."), "good")
    return redirect(url_for("ceremony.draw", sitting=sitting), 303)


@blueprint.get("/<sitting>/slip.pdf")
@allow(Right.WATCH_CEREMONY)
def slip(sitting: str) -> ResponseReturnValue:
    """Give the slip that hangs in the hall."""
    with house().reading() as session:
        return pdf(papers.slip(session, sitting), f"{sitting}-draw.pdf", inline=True)


def stage_of(found: Standing) -> str:
    """Return `early`, `shares`, `type`, `read`, `draw`, `drawn` or `none`."""
    if found.draw is not None:
        return "drawn"
    if found.state is not SittingState.ANNOUNCED:
        return "early" if found.state is SittingState.PLANNED else "none"
    if found.deposited < len(found.shares):
        return "shares"
    if found.entropy is None:
        return "type"
    return "draw" if found.read else "read"


def _typed() -> str:
    """Return the numbers of one field, or of one box each, a single space between; nothing is mended."""
    boxes = request.form.getlist("number")
    return " ".join(boxes) if boxes else request.form.get("numbers", "")


def _said(error: DomainError, sitting: str) -> str:
    if isinstance(error, BadEntropy):
        with house().reading() as session:
            return wording.entropy_words(error, standing(session, sitting).form or preparing.DICE)
    return sentence(error)


def _page(sitting: str, typed: list[str], errors: dict[str, str]) -> str:
    with house().reading() as session:
        found = standing(session, sitting)
        form: dict[str, Any] = found.form or preparing.DICE
        return render_template(
            "ceremony/draw.html",
            found=found,
            stage=stage_of(found),
            form=form,
            form_words=wording.form_words(form),
            boxes=form["count"] if form["count"] <= MOST_BOXES else 0,
            typed=typed,
            errors=errors,
            early=now() < found.sitting.not_before,
            typist=found.entropy is not None and found.entropy.typed_by == g.staff.code,
            words=wording,
        )
