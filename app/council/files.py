"""Downloads: five files with plain names, all as one ZIP, a candidate's sheet, the evidence to be checked."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.acts import documents
from app.context import actor, house
from app.council import blueprint, parcel, path, words
from app.council.path import Path
from app.guards import allow
from app.rights import Right
from exam_engine.results import services as results
from foundation.errors import Conflict, NotFound


class NoDocumentsYet(Conflict):
    """The documents of the newest version have not been issued."""

    code = "no_documents_yet"


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the five: its title, what it is for, and its forms as (name, label, language)."""

    title: Any
    hint: Any
    forms: tuple[tuple[str, Any], ...]


OFFERS = (
    Offer(
        _l("Protocol of the sitting"),
        _l("What happened, hour by hour, with the digests. Signed PDF."),
        (
            ("protocol.pdf", _l("in Kyrgyz")),
            ("protocol-ru.pdf", _l("in Russian")),
            ("protocol-en.pdf", _l("in English")),
        ),
    ),
    Offer(
        _l("Results as a table"),
        _l("For Excel, or for any other program."),
        (("results.xlsx", "XLSX"), ("results.csv", "CSV")),
    ),
    Offer(_l("All result sheets"), _l("Signed PDFs, one for each candidate."), ((parcel.SHEETS, "ZIP"),)),
    Offer(
        _l("Evidence"),
        _l(
            "With it anybody can compute the exam again. The full one holds questions and names:"
            " for the commission, observers and courts only."
        ),
        ((parcel.FULL, _l("full, confidential")), (parcel.OPEN, _l("public"))),
    ),
    Offer(
        _l("Certificate for checking"),
        _l("With it any PDF reader recognises the signature on the documents."),
        (("trust-root.pem", "PEM"),),
    ),
)


@blueprint.get("/<sitting>/files")
@allow(Right.TAKE_DOCUMENTS)
def files(sitting: str) -> ResponseReturnValue:
    """Offer what is there."""
    found = _found(sitting)
    version = _offered(found)
    names = {} if version is None else parcel.names(house(), sitting, version)
    return render_template(
        "council/files.html",
        path=found,
        version=version,
        words=words,
        offers=[offer for offer in OFFERS if any(name in names for name, _label in offer.forms)],
        names=names,
        all_name=parcel.ALL,
    )


@blueprint.get("/<sitting>/files/<name>")
@allow(Right.TAKE_DOCUMENTS)
def take(sitting: str, name: str) -> ResponseReturnValue:
    """Send a file under a name that says whose it is."""
    found = _found(sitting)
    version = _offered(found)
    if version is None:
        raise NoDocumentsYet(sitting=sitting)
    kept = parcel.file(house(), sitting, version, name)
    shown = kept.name if name == "trust-root.pem" else f"{sitting}-{kept.name}"
    return send_file(kept, as_attachment=True, download_name=shown)


@blueprint.get("/<sitting>/sheet/<serial>")
@allow(Right.TAKE_DOCUMENTS)
def sheet(sitting: str, serial: str) -> ResponseReturnValue:
    """Send one issued document."""
    with house().reading() as session:
        content = results.content(session, sitting, serial)
    return send_file(
        BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=f"{serial}.pdf"
    )


@blueprint.post("/<sitting>/candidate/<code>/english")
@allow(Right.TAKE_DOCUMENTS)
def english(sitting: str, code: str) -> ResponseReturnValue:
    """Make the English sheet that somebody asked for, and send it."""
    if not _found(sitting).certified:
        raise NotFound(what="sheet")
    serial = documents.issue_one(house(), sitting, code, "en", actor=actor())
    return redirect(url_for("council.sheet", sitting=sitting, serial=serial), 303)


@blueprint.get("/<sitting>/evidence-for-certification.zip")
@allow(Right.CERTIFY)
def before_certifying(sitting: str) -> ResponseReturnValue:
    """Send what the second program was given, for those who would rather check it themselves first."""
    found = _found(sitting)
    number = 0 if found.version is None else found.version.version
    kept = house().settings.instance / "evidence" / f"{sitting}-{number}-for_certification-full.zip"
    if not kept.exists():
        raise NotFound(what="file", name=kept.name)
    return send_file(
        kept, as_attachment=True, download_name=f"{sitting}-{number}-evidence-for-certification.zip"
    )


def _found(sitting: str) -> Path:
    with house().reading() as session:
        found = path.find(session, sitting)
        session.expunge_all()
    return found


def _offered(found: Path) -> int | None:
    """Return the version whose files may be taken: the newest, or the one it is about to replace."""
    if found.version is None:
        return None
    newest, sitting = found.version.version, found.sitting.name
    if found.next is None:
        parcel.prepare(house(), sitting, newest)
    ready = (number for number in range(newest, 0, -1) if parcel.names(house(), sitting, number))
    return next(ready, None)
