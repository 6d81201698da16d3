"""The hall's screen: what happens at the draw, large enough for the last row. Nothing is done here."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.acts import preparing
from app.ceremony import blueprint, wording
from app.ceremony.drawing import stage_of
from app.ceremony.standing import standing
from app.context import house, now
from app.guards import allow
from app.rights import Right
from app.sign_in.records import Staff
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.sittings.tables import Attempt

MOST_SHEETS = 400


@dataclass(frozen=True, slots=True)
class Paper:
    """A drawn paper: whose code, and the beginning of its digest."""

    code: str
    digest: str


@blueprint.get("/<sitting>/screen")
@allow(Right.WATCH_CEREMONY)
def screen(sitting: str) -> ResponseReturnValue:
    """Show the screen."""
    return _render("ceremony/screen.html", sitting)


@blueprint.get("/<sitting>/screen/live")
@allow(Right.WATCH_CEREMONY)
def screen_live(sitting: str) -> ResponseReturnValue:
    """Return the part that renews itself."""
    return _render("ceremony/_screen.html", sitting)


def _render(template: str, sitting: str) -> str:
    with house().reading() as session:
        found = standing(session, sitting)
        form = found.form or preparing.DICE
        return render_template(
            template,
            found=found,
            stage=stage_of(found),
            title=wording.title_of(found.plan),
            form=form,
            form_words=wording.form_words(form),
            thrown=found.entropy.text.split(" ") if found.entropy and found.read else [],
            readers=_readers(session, found.entropy.typed_by, found.entropy.read_by) if found.entropy else [],
            papers=_papers(session, sitting) if found.draw else [],
            most=MOST_SHEETS,
            seed=found.draw["seed"] if found.draw and found.state is SittingState.SEALED else None,
            now=now(),
        )


def _readers(session: Session, *codes: str | None) -> list[str]:
    people = [session.get(Staff, code) for code in codes if code]
    return [person.name for person in people if person is not None]


def _papers(session: Session, sitting: str) -> list[Paper]:
    query = (
        select(Attempt.code, Attempt.paper_digest).where(Attempt.sitting == sitting).order_by(Attempt.code)
    )
    return [Paper(code, digest) for code, digest in session.execute(query)]
