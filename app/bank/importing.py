"""Questions from a file: first the verdict on each row, then the consent, then drafts."""

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.bank import blueprint, uploads, wording
from app.context import actor, chance, house, now
from app.guards import allow
from app.rights import Right
from question_bank.formats import recognise, services
from question_bank.formats.rows import Asked, Row, Unreadable, Verdict
from question_bank.items import reading
from question_bank.items.values import LANGUAGES, is_code

MOST_SHOWN = 500


@blueprint.get("/import")
@allow(Right.IMPORT_ITEMS)
def choose() -> ResponseReturnValue:
    """Ask for a file."""
    return _form({}, {})


@blueprint.post("/import")
@allow(Right.IMPORT_ITEMS)
def judge() -> ResponseReturnValue:
    """Show the verdict on each row; nothing is stored yet."""
    given = _given()
    file = request.files.get("file")
    errors = _errors(given)
    if file is None or not file.filename:
        errors["file"] = _("Choose a file.")
    if errors or file is None:
        return _form(given, errors), 422
    data = file.stream.read(recognise.LARGEST + 1)
    try:
        rows = _read(data, given)
    except Unreadable as error:
        return _form(given, {"file": wording.unreadable(error)}), 422
    token = chance(16).hex()
    uploads.keep(house(), data, token, now=now())
    return _verdicts(rows, given, token, file.filename or "")


@blueprint.post("/import/accept")
@allow(Right.IMPORT_ITEMS)
def accept() -> ResponseReturnValue:
    """Store the accepted rows as drafts of the person who consented."""
    given, token = _given(), request.form.get("token", "")
    rows = _read(uploads.take(house(), token), given)
    with house().keys() as keys, house().writing() as session:
        taken = services.take_in(session, keys, rows, bank=given["bank"], actor=actor(), now=now())
    uploads.forget(house(), token)
    count = len(taken.codes)
    flash(ngettext("%(num)d question is a draft now.", "%(num)d questions are drafts now.", count), "good")
    return redirect(url_for("bank.index", bank=given["bank"], state="draft"), 303)


def _given() -> dict[str, str]:
    return {name: request.form.get(name, "").strip() for name in ("bank", "topic", "language")}


def _errors(given: dict[str, str]) -> dict[str, str]:
    said = _("Up to 40 Latin letters, digits, dots, dashes or underscores.")
    errors = {} if is_code(given["bank"]) else {"bank": said}
    return errors | ({"topic": said} if given["topic"] and not is_code(given["topic"]) else {})


def _read(data: bytes, given: dict[str, str]) -> list[Row]:
    language = given["language"] if given["language"] in LANGUAGES else None
    rows = recognise.read(data, Asked(given["bank"], given["topic"] or None, language))
    with house().reading() as session:
        return services.compare(session, rows)


def _form(given: dict[str, str], errors: dict[str, str]) -> str:
    with house().reading() as session:
        banks = reading.banks(session)
    return render_template("bank/import.html", given=given, errors=errors, banks=banks)


def _verdicts(rows: list[Row], given: dict[str, str], token: str, name: str) -> str:
    counted = Counter(row.verdict for row in rows)
    # The worst first: whoever looks at three thousand rows wants to see what went wrong.
    ordered = sorted(rows, key=lambda row: -row.verdict)
    return render_template(
        "bank/verdicts.html",
        rows=ordered[:MOST_SHOWN],
        hidden=max(0, len(rows) - MOST_SHOWN),
        counts=[(wording.VERDICTS[verdict], verdict, counted[verdict]) for verdict in Verdict],
        accepted=sum(row.accepted for row in rows),
        total=len(rows),
        given=given,
        token=token,
        name=name,
        wording=wording,
    )
