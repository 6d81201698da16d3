"""DEMO only: the demonstration's people do the next step; one person sees the whole way in a minute."""

from collections.abc import Callable

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.acts import demonstrating, scoring
from app.context import House, house
from app.council import acts, blueprint, custody_words, page, path, words, working
from app.council.path import Act, Path
from app.council.working import Progress, StepIsRunning
from app.demo_staff import DemoSignIn, sign_ins
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from exam_engine.results import services as results
from foundation.errors import Conflict, DomainError, Forbidden

_MOST = 20


class NoDemonstration(Forbidden):
    """This installation is no demonstration, or has no demonstration people."""

    code = "no_demonstration"


class ProgramsDiffer(Conflict):
    """The two programs disagree: not even a demonstration goes on."""

    code = "programs_differ"


@blueprint.post("/<sitting>/demonstration")
@allow(Right.SEE_RESULTS, Right.OPEN_KEYS)
def demonstrate(sitting: str) -> ResponseReturnValue:
    """Let the demonstration's people do the next step, or all that are left."""
    try:
        with house().reading() as session:
            path.find(session, sitting)
        with working.alone(house(), sitting) as tell:
            done = walk(house(), sitting, tell, most=_MOST if request.form.get("all") else 1)
    except StepIsRunning as stale:
        flash(sentence(stale), "warning")
    except DomainError as error:
        return page.refused(sitting, error)
    else:
        for act in done:
            flash(_("The demonstration did: %(step)s", step=words.TITLES[act]), "success")
        if not done:
            flash(_("Everything is done already."), "warning")
    return page.back(sitting)


def walk(house: House, sitting: str, tell: Progress, *, most: int) -> list[Act]:
    """Do up to so many steps as the demonstration's people and return them."""
    if not house.settings.demo or not sign_ins(house):
        raise NoDemonstration
    done: list[Act] = []
    while len(done) < most:
        found = _look(house, sitting)
        if found.next is None or (done and done[-1] is found.next):
            break
        _STEPS[found.next](house, found, tell)
        done.append(found.next)
    return done


def _look(house: House, sitting: str) -> Path:
    with house.reading() as session:
        found = path.find(session, sitting)
        session.expunge_all()
    return found


def _people(house: House, role: str) -> list[DemoSignIn]:
    found = [person for person in sign_ins(house) if person.role == role]
    if not found:
        raise NoDemonstration
    return found


def _first(house: House) -> DemoSignIn:
    return _people(house, "commissioner")[0]


def _close(house: House, found: Path, _tell: Progress) -> None:
    scoring.close(house, found.sitting.name, actor=_people(house, "invigilator")[0].code)


def _seal(house: House, found: Path, _tell: Progress) -> None:
    first = _first(house)
    scoring.seal(house, found.sitting.name, commissioner=first.code, passphrase=first.password)


def _keys(house: House, found: Path, _tell: Progress) -> None:
    lines = demonstrating.custody_words(house)
    custodian = _people(house, "custodian")[0].code
    scoring.open_keys(house, found.sitting.name, custody_words.enough(lines), actor=custodian)


def _compute(house: House, found: Path, _tell: Progress) -> None:
    acts.compute_next(house, found.sitting.name, actor=_first(house).code)


def _compare(house: House, found: Path, _tell: Progress) -> None:
    agreement, _report = scoring.compare(house, found.sitting.name, found.coming, actor=_first(house).code)
    if not agreement.agreed:
        raise ProgramsDiffer(codes=", ".join(agreement.differing))


def _certify(house: House, found: Path, _tell: Progress) -> None:
    for person in _people(house, "commissioner")[: found.needed]:
        with house.reading() as session:
            signed = results.get_version(session, found.sitting.name, found.coming).certified_by
            is_next = person.code not in signed and len(signed) < found.needed
        if is_next:
            scoring.certify(
                house,
                found.sitting.name,
                found.coming,
                commissioner=person.code,
                passphrase=person.password,
            )


def _decode(house: House, found: Path, _tell: Progress) -> None:
    scoring.decode(house, found.sitting.name, actor=_first(house).code)


def _publish(house: House, found: Path, _tell: Progress) -> None:
    scoring.publish(house, found.sitting.name, found.coming, actor=_first(house).code)


def _documents(house: House, found: Path, tell: Progress) -> None:
    first = _first(house).code
    acts.issue_documents(house, found.sitting.name, found.coming, actor=first, tell=tell)


_STEPS: dict[Act, Callable[[House, Path, Progress], None]] = {
    Act.CLOSE: _close,
    Act.SEAL: _seal,
    Act.KEYS: _keys,
    Act.COMPUTE: _compute,
    Act.COMPARE: _compare,
    Act.CERTIFY: _certify,
    Act.DECODE: _decode,
    Act.PUBLISH: _publish,
    Act.DOCUMENTS: _documents,
}
