"""Check a receipt, check a sheet: one sentence first, then what it does not prove. Names are never shown."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.ceremony import wording
from app.context import house, now
from app.guards import public
from app.public import blueprint, receipts, sheets
from app.translating import OWN_NAMES
from exam_engine.protocol.receipt import BadReceipt

KINDS: dict[str, Any] = {
    "sheet": _l("Result sheet"),
    "protocol": _l("Protocol of the sitting"),
}


@blueprint.get("/check")
@public
def check() -> ResponseReturnValue:
    """Show the two checks."""
    return _page({})


@blueprint.post("/check/receipt")
@public
def check_receipt() -> ResponseReturnValue:
    """Check a receipt by code and sixteen characters."""
    try:
        with house().reading() as session:
            code, letters = request.form.get("code", ""), request.form.get("letters", "")
            if not any(letter.isdigit() for letter in code):
                return _page({"code": _("Enter the candidate code: eight digits.")}), 422
            verdict = receipts.by_hand(session, code, letters)
            return render_template("public/receipt.html", verdict=verdict)
    except BadReceipt:
        said = _("The receipt has 16 characters in four groups. Compare it with your paper.")
        return _page({"letters": said}), 422


@blueprint.post("/check/receipt-text")
@public
def check_receipt_text() -> ResponseReturnValue:
    """Check the text of a receipt's QR."""
    try:
        with house().reading() as session:
            verdict = receipts.by_text(session, request.form.get("text", ""))
            return render_template("public/receipt.html", verdict=verdict)
    except BadReceipt:
        said = _(
            "This is not the text of a receipt’s QR. Copy all of it, from the first bracket to the last."
        )
        return _page({"text": said}), 422


@blueprint.post("/check/sheet")
@public
def check_sheet() -> ResponseReturnValue:
    """Check a document by its file."""
    sent = request.files.get("file")
    document = sent.read() if sent is not None else b""
    if not document:
        return _page({"file": _("Choose the PDF file of the document.")}), 422
    with house().reading() as session:
        verdict = sheets.by_file(session, document, now=now())
        return _verdict(verdict, by_file=True)


@blueprint.get("/check/sheet/<sitting>/<serial>")
@public
def sheet(sitting: str, serial: str) -> ResponseReturnValue:
    """Show what is known of a document by its number: where the QR of a sheet leads."""
    with house().reading() as session:
        verdict = sheets.by_serial(session, sitting, serial)
        shown = sheets.figures(session, verdict.row) if verdict.row is not None else None
        return _verdict(verdict, by_file=False, figures=shown)


@blueprint.get("/check/sheet/<serial>")
@public
def sheet_by_serial(serial: str) -> ResponseReturnValue:
    """Lead from a number to its document."""
    with house().reading() as session:
        row = sheets.find_serial(session, serial)
        return redirect(url_for("public.sheet", sitting=row.sitting, serial=row.serial), 303)


def _verdict(verdict: sheets.Verdict, *, by_file: bool, figures: sheets.Figures | None = None) -> str:
    return render_template(
        "public/sheet.html",
        verdict=verdict,
        by_file=by_file,
        figures=figures,
        kind=_kind(verdict.row.kind) if verdict.row is not None else "",
        words=wording,
    )


def _kind(kind: str) -> str:
    """Return a document's kind in words, with its language in brackets."""
    what, _dash, language = kind.partition("-")
    named = str(KINDS.get(what, what))
    return f"{named} ({OWN_NAMES[language]})" if language in OWN_NAMES else named


def _page(errors: dict[str, str]) -> str:
    return render_template("public/check.html", errors=errors)
