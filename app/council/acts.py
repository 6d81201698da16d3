"""The acts of the way: each is one button, one function of `app.acts`, one way back to the page."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError

from app.acts import documents, scoring
from app.acts.software import programs
from app.context import House, actor, house
from app.council import blueprint, custody_words, page, parcel, seen
from app.council.path import Act, Path
from app.council.working import Progress
from app.guards import allow
from app.rights import Right
from exam_engine.results import services as results
from exam_engine.results.agreeing import Agreement


@blueprint.post("/<sitting>/seal")
@allow(Right.SEAL)
def seal(sitting: str) -> ResponseReturnValue:
    """Seal with the hall's key and that of whoever is signed in."""

    def do(_found: Path, _tell: Progress) -> str:
        scoring.seal(house(), sitting, commissioner=actor(), passphrase=_password())
        return page.confirmation(Act.SEAL)

    return page.perform(sitting, Act.SEAL, do)


@blueprint.post("/<sitting>/keys")
@allow(Right.OPEN_KEYS)
def keys(sitting: str) -> ResponseReturnValue:
    """Open the keys with the words that custodians have just typed; the words go nowhere else."""

    def do(_found: Path, _tell: Progress) -> str:
        typed = custody_words.enough(request.form.getlist("words"))
        scoring.open_keys(house(), sitting, typed, actor=actor())
        return page.confirmation(Act.KEYS)

    return page.perform(sitting, Act.KEYS, do)


@blueprint.post("/<sitting>/compute")
@allow(Right.COMPUTE)
def compute(sitting: str) -> ResponseReturnValue:
    """Compute the next version."""

    def do(found: Path, _tell: Progress) -> str:
        try:
            compute_next(house(), sitting, actor=actor())
        except DBAPIError as error:
            if found.disputed:
                raise page.DisputeStands(sitting=sitting) from error
            raise
        return page.confirmation(Act.COMPUTE)

    return page.perform(sitting, Act.COMPUTE, do, version=_version())


@blueprint.post("/<sitting>/compare")
@allow(Right.COMPUTE)
def compare(sitting: str) -> ResponseReturnValue:
    """Run the second program on the built evidence and keep what it says."""

    def do(found: Path, _tell: Progress) -> str:
        agreement, _report = scoring.compare(house(), sitting, found.coming, actor=actor())
        return said_of(agreement)

    return page.perform(sitting, Act.COMPARE, do, version=_version())


@blueprint.post("/<sitting>/certify")
@allow(Right.CERTIFY)
def certify(sitting: str) -> ResponseReturnValue:
    """Sign the results as one commissioner."""

    def do(found: Path, _tell: Progress) -> str:
        whole = scoring.certify(house(), sitting, found.coming, commissioner=actor(), passphrase=_password())
        if whole:
            return page.confirmation(Act.CERTIFY)
        return _("You have signed. A second member of the commission has to sign too.")

    return page.perform(sitting, Act.CERTIFY, do, version=_version())


@blueprint.post("/<sitting>/decode")
@allow(Right.DECODE)
def decode(sitting: str) -> ResponseReturnValue:
    """Open whose the codes are."""

    def do(_found: Path, _tell: Progress) -> str:
        scoring.decode(house(), sitting, actor=actor())
        return page.confirmation(Act.DECODE)

    return page.perform(sitting, Act.DECODE, do)


@blueprint.post("/<sitting>/publish")
@allow(Right.PUBLISH)
def publish(sitting: str) -> ResponseReturnValue:
    """Publish the certified version."""

    def do(found: Path, _tell: Progress) -> str:
        scoring.publish(house(), sitting, found.coming, actor=actor())
        return page.confirmation(Act.PUBLISH)

    return page.perform(sitting, Act.PUBLISH, do, version=_version())


@blueprint.post("/<sitting>/documents")
@allow(Right.PUBLISH)
def issue(sitting: str) -> ResponseReturnValue:
    """Make, sign and record the documents, and lay the files ready."""

    def do(found: Path, tell: Progress) -> str:
        issue_documents(house(), sitting, found.coming, actor=actor(), tell=tell)
        return page.confirmation(Act.DOCUMENTS)

    return page.perform(sitting, Act.DOCUMENTS, do, version=_version())


def compute_next(house: House, sitting: str, *, actor: str) -> None:
    """Compute the next version; its reason is what the corrections since the last one say."""
    with house.writing() as session:
        reasons = dict.fromkeys(correction["reason"] for correction in seen.waiting(session, sitting))
        results.compute(
            session,
            sitting,
            programs=programs(),
            reason="; ".join(reasons) or None,
            actor=actor,
            now=house.clock(),
        )


def issue_documents(house: House, sitting: str, version: int, *, actor: str, tell: Progress) -> None:
    """Issue the documents of a version and prepare their files."""
    documents.issue_all(house, sitting, actor=actor, progress=tell)
    parcel.prepare(house, sitting, version)


def said_of(agreement: Agreement) -> str:
    """Return what the comparison came to."""
    if agreement.agreed:
        return _("The two programs agree on every candidate.")
    return _("The two programs do not agree. Nobody can certify; see below.")


def _password() -> str:
    return request.form.get("password", "")


def _version() -> int | None:
    return request.form.get("version", type=int)
