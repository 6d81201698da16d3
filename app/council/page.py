"""The page of one sitting, and what happens to it when an act is refused: a sentence at its place."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.board.words import INCIDENTS
from app.context import actor, house
from app.council import path, seen, words, working
from app.council.custody_words import BadWords
from app.council.path import Act, Path
from app.council.working import Progress, StepIsRunning
from app.demo_staff import sign_ins
from app.errors import status_of
from app.messages import sentence
from app.rights import Right
from foundation.custody import WrongPassphrase, WrongShares
from foundation.errors import Conflict, DomainError, NotFound

RIGHTS = {
    Act.CLOSE: Right.RUN_HALL,
    Act.SEAL: Right.SEAL,
    Act.KEYS: Right.OPEN_KEYS,
    Act.COMPUTE: Right.COMPUTE,
    Act.COMPARE: Right.COMPUTE,
    Act.CERTIFY: Right.CERTIFY,
    Act.DECODE: Right.DECODE,
    Act.PUBLISH: Right.PUBLISH,
    Act.DOCUMENTS: Right.PUBLISH,
}


class StepDone(Conflict):
    """Somebody has done this step already."""

    code = "step_done"


class StepNotYet(Conflict):
    """Another step comes first."""

    code = "step_not_yet"


class DisputeStands(Conflict):
    """The database keeps the disputed results and lets nobody take them back."""

    code = "dispute_stands"


class NoSigningKey(Conflict):
    """No key was made for this person in this role."""

    code = "no_signing_key"


Do = Callable[[Path, Progress], str]
"""Does a step and returns what to say."""


def show(sitting: str, errors: dict[str, str] | None = None, said: str = "") -> str:
    """Return the page."""
    with house().reading() as session:
        found = path.find(session, sitting)
        return render_template(
            "council/sitting.html",
            path=found,
            words=words,
            incident_words=INCIDENTS,
            attendance=seen.attendance(session, sitting),
            incidents=seen.incidents(session, sitting),
            signing=seen.signing(session, found),
            waiting=seen.waiting(session, sitting),
            custodians=max(2, seen.custodians(session, sitting)),
            may={act: right in g.staff.rights for act, right in RIGHTS.items()},
            has_signed=found.version is not None and actor() in found.version.certified_by,
            work=working.standing(house(), sitting),
            demo_people=house().settings.demo and bool(sign_ins(house())),
            errors=errors or {},
            said=said,
        )


def perform(sitting: str, act: Act, do: Do, *, version: int | None = None) -> ResponseReturnValue:
    """Do a step if it is the next one, and lead back to the page; a refusal is said there."""
    try:
        with house().reading() as session:
            path.find(session, sitting)
        with working.alone(house(), sitting) as tell:
            with house().reading() as session:
                found = path.find(session, sitting)
                session.expunge_all()
            _check_next(found, act, version)
            flash(do(found, tell), "success")
    except (StepDone, StepNotYet, StepIsRunning) as stale:
        flash(sentence(stale), "warning")
    except DomainError as error:
        return refused(sitting, error)
    return back(sitting)


def refused(sitting: str, error: DomainError) -> ResponseReturnValue:
    """Return the page with the refusal's sentence; raise it again where there is no page."""
    if isinstance(error, NotFound) and error.details.get("what") == "sitting":
        raise error
    if isinstance(error, NotFound) and error.details.get("what") == "key":
        error = NoSigningKey(**error.details)
    field, said = _field(error), sentence(error)
    page = show(sitting, {field: said}) if field else show(sitting, said=said)
    return page, status_of(error)


def back(sitting: str) -> ResponseReturnValue:
    """Lead back to the page."""
    return redirect(url_for("council.page", sitting=sitting), 303)


def _field(error: DomainError) -> str | None:
    """Return the field of the page that a refusal belongs to."""
    if isinstance(error, WrongPassphrase):
        return "password"
    if isinstance(error, BadWords | WrongShares):
        return f"words-{error.details.get('custodian', 1)}"
    return None


def _check_next(found: Path, act: Act, version: int | None) -> None:
    """Raise StepDone or StepNotYet unless the page offers this act; disputed results may be computed anew."""
    if version is not None and version != found.coming:
        raise StepDone(sitting=found.sitting.name)
    if act is Act.COMPUTE and found.disputed:
        return
    if next(step for step in found.steps if step.act is act).state == "done":
        raise StepDone(sitting=found.sitting.name)
    if found.next is not act:
        raise StepNotYet(sitting=found.sitting.name, next=str(words.TITLES[found.next or act]))


def confirmation(act: Act) -> str:
    """Return what is said when a step is done."""
    return _("Done: %(step)s.", step=words.TITLES[act])
