"""The announcement: what will be fixed is shown first; the office and a custodian sign together."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import keyring
from app.acts import preparing
from app.acts.software import software
from app.ceremony import blueprint, papers, wording
from app.ceremony.enrolment import pdf
from app.ceremony.errors import NotEnrolled, NoticeTooShort
from app.ceremony.standing import Digest, Standing, standing
from app.ceremony.views import SEES
from app.context import actor, house, now
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from app.sign_in.records import Staff
from exam_engine import records
from exam_engine.protocol.life import Sitting as SittingState
from foundation.canonical import digest
from foundation.errors import DomainError
from question_bank.releases import reading

DAY = 86_400_000
FIELDS = {"wrong_passphrase": "passphrase", "no_shares": "custodian", "not_found": "custodian"}
WHAT = {
    "announcement": _l("Announcement"),
    "release": _l("Release of questions"),
    "plan": _l("Plan"),
    "register": _l("Register of codes"),
    "keys": _l("Package of answer keys"),
    "trust": _l("Public keys of all roles"),
    "software": _l("This program"),
}


@blueprint.get("/<sitting>/announcement")
@allow(*SEES)
def announcement(sitting: str) -> ResponseReturnValue:
    """Show what is fixed, or will be."""
    with house().reading() as session:
        return _page(session, standing(session, sitting), {})


@blueprint.post("/<sitting>/announcement")
@allow(Right.ANNOUNCE)
def announce(sitting: str) -> ResponseReturnValue:
    """Announce with the office's key and a custodian's passphrase."""
    custodian = request.form.get("custodian", "")
    try:
        with house().reading() as session:
            _check(standing(session, sitting))
        preparing.announce(
            house(),
            sitting,
            custodian=custodian,
            passphrase=request.form.get("passphrase", ""),
            actor=actor(),
            now=now(),
        )
    except DomainError as error:
        with house().reading() as session:
            errors = {FIELDS.get(error.code, "custodian"): sentence(error)}
            return _page(session, standing(session, sitting), errors), 422
    flash(_("The sitting is announced. Print the notice and hang it up."), "good")
    return redirect(url_for("ceremony.announcement", sitting=sitting), 303)


@blueprint.get("/<sitting>/notice.pdf")
@allow(*SEES)
def notice(sitting: str) -> ResponseReturnValue:
    """Give the notice to print."""
    with house().reading() as session:
        return pdf(papers.notice(session, sitting), f"{sitting}-notice.pdf", inline=True)


def digests(session: Session, found: Standing) -> list[Digest]:
    """Return the digests that the announcement binds, or would bind now."""
    if found.announcement is None:
        return _future(session, found)
    said = records.load(session, found.name, "announcement.json")
    values = {
        "announcement": found.announcement,
        "release": said["release_root"],
        "plan": said["plan_digest"],
        "register": said["register_digest"],
        "keys": said["keys_package"],
        "trust": said["trust_digest"],
        "software": said["software"],
    }
    return [Digest(str(WHAT[name]), value) for name, value in values.items()]


def _future(session: Session, found: Standing) -> list[Digest]:
    root = found.sitting.release_root
    register = records.find(session, found.name, "register.json")
    values = {
        "release": root,
        "plan": records.digest_in(session, found.name, "plan.json"),
        "register": register.digest if register else "",
        "keys": reading.keys_package_sha256(session, root),
        "trust": digest(keyring.key_ring(house()).trust()),
        "software": software(),
    }
    return [Digest(str(WHAT[name]), value) for name, value in values.items()]


def _check(found: Standing) -> None:
    if not found.codes:
        raise NotEnrolled(sitting=found.name)
    if found.sitting.origin is None and found.sitting.not_before < now() + DAY:
        raise NoticeTooShort(not_before=found.sitting.not_before)


def _page(session: Session, found: Standing, errors: dict[str, str]) -> str:
    return render_template(
        "ceremony/announcement.html",
        found=found,
        digests=digests(session, found),
        form_words=wording.form_words(found.form or preparing.DICE),
        custodians=_custodians(session, found),
        may=Right.ANNOUNCE in g.staff.rights and found.state is SittingState.PLANNED,
        ready=bool(found.codes and found.shares),
        words=wording,
        errors=errors,
    )


def _custodians(session: Session, found: Standing) -> list[tuple[str, str]]:
    """Return those custodians of this sitting who hold a signing key."""
    holders = {line.holder for line in keyring.key_ring(house()).lines() if line.role == "custodian"}
    givers = sorted({share.custodian for share in found.shares} & holders)
    people = {code: session.get(Staff, code) for code in givers}
    return [(code, person.name if person else code) for code, person in people.items()]
