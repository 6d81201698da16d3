"""The list of candidates and their tickets. The list is looked at first, then taken over whole."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.ceremony import blueprint, lists, papers
from app.ceremony.errors import NotEnrolled, TicketsMade
from app.ceremony.lists import Line
from app.ceremony.standing import Standing, has_tickets, standing
from app.context import actor, chance, house, now
from app.guards import allow
from app.rights import Right
from app.translating import language
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.roll import services as roll_of
from foundation.errors import DomainError
from question_bank.formats.rows import Unreadable

MOST_SPARES = 500
REASONS: dict[str, Any] = {
    "columns": _l("More than two columns are filled. Only the name and the personal number belong here."),
    "no_name": _l("The name is missing."),
    "no_number": _l("The personal number is missing."),
    "formula": _l("This is a formula of a spreadsheet. Write the text itself."),
    "letters": _l("The name has a character that cannot be printed."),
    "long_name": _l("The name is longer than 120 characters."),
    "number_signs": _l("The personal number may have 4 to 24 digits and letters."),
    "number_twice": _l("This personal number stands in the list twice."),
    "number_shape": _l(
        "The personal number does not have the usual 14 digits. Right for a foreigner's document."
    ),
    "number_date": _l("The date inside the personal number does not exist."),
    "name_one_word": _l("The name has one word only."),
    "name_twice": _l("This name stands in the list twice. Right for two people of one name."),
}
FILES: dict[str, Any] = {
    "empty": _l("The file is empty."),
    "too_many": _l("The list is too long. Split it."),
    "old_or_encrypted_excel": _l("Save the file as XLSX without a password, or as CSV."),
}


@blueprint.get("/<sitting>/roll")
@allow(Right.ENROL)
def roll(sitting: str) -> ResponseReturnValue:
    """Show the form for the list, or what was taken over."""
    with house().reading() as session:
        found = standing(session, sitting)
    return _page(found, "", _spares(found), [], {})


@blueprint.post("/<sitting>/roll")
@allow(Right.ENROL)
def enrol(sitting: str) -> ResponseReturnValue:
    """Look the list over; take it over when asked and nothing in it is refused."""
    with house().reading() as session:
        found = standing(session, sitting)
    spares = request.form.get("spares", "").strip()
    text, errors = _given()
    lines: list[Line] = []
    if not errors:
        lines, errors = _judged(text)
    if not (spares.isascii() and spares.isdigit() and int(spares) <= MOST_SPARES):
        errors["spares"] = _("Enter a whole number from 0 to %(most)s.", most=MOST_SPARES)
    wanted = request.form.get("act") == "enrol" and not _file()
    if errors or not wanted or any(line.refused for line in lines):
        refused = bool(errors) or wanted
        return _page(found, text, spares, lines, errors), 422 if refused else 200
    with house().writing() as session:
        roll_of.enrol(
            session, sitting, lists.pairs(lines), spares=int(spares), actor=actor(), now=now(), chance=chance
        )
    flash(_("The list was taken over. Candidates: %(n)s", n=len(lines)), "good")
    return redirect(url_for("ceremony.page", sitting=sitting), 303)


@blueprint.get("/<sitting>/tickets")
@allow(Right.PRINT_TICKETS)
def tickets(sitting: str) -> ResponseReturnValue:
    """Say what tickets are, and that they are made once."""
    with house().reading() as session:
        return render_template("ceremony/tickets.html", found=standing(session, sitting))


@blueprint.post("/<sitting>/tickets")
@allow(Right.PRINT_TICKETS)
def make_tickets(sitting: str) -> ResponseReturnValue:
    """Make the secrets and give the PDF; if the PDF cannot be made, the secrets are not kept either."""
    with house().writing() as session:
        found = standing(session, sitting)
        if has_tickets(session, sitting):
            raise TicketsMade(sitting=sitting)
        if not found.persons:
            raise NotEnrolled(sitting=sitting)
        made = roll_of.tickets(session, sitting, pepper=house().settings.pepper, chance=chance)
        document = papers.tickets(session, sitting, made, language())
    return pdf(document, f"{sitting}-tickets.pdf")


def pdf(document: bytes, name: str, *, inline: bool = False) -> Response:
    """Return a PDF to keep, or to look at."""
    answer = Response(document, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return answer


def _given() -> tuple[str, dict[str, str]]:
    """Return the list as text, from the file if one was chosen."""
    file = _file()
    if not file:
        return request.form.get("persons", ""), {}
    try:
        return lists.text_of(file), {}
    except Unreadable as error:
        reason = str(error.details.get("reason"))
        return request.form.get("persons", ""), {"file": str(FILES.get(reason) or _unreadable())}


def _file() -> bytes:
    sent = request.files.get("file")
    return sent.read() if sent is not None and sent.filename and not sent.stream.seek(0) else b""


def _unreadable() -> str:
    return _("The file cannot be read. Choose an XLSX or CSV file with names and personal numbers.")


def _judged(text: str) -> tuple[list[Line], dict[str, str]]:
    try:
        lines = lists.judged(text)
    except DomainError:
        return [], {"persons": str(FILES["too_many"])}
    if not lines:
        return [], {"persons": _("The list is empty: paste at least one line or choose a file.")}
    return lines, {}


def _spares(found: Standing) -> str:
    return str(found.plan["detail"].get("spares", 1))


def _page(found: Standing, text: str, spares: str, lines: list[Line], errors: dict[str, str]) -> str:
    return render_template(
        "ceremony/roll.html",
        found=found,
        open=found.state is SittingState.PLANNED and not found.codes,
        text=text,
        spares=spares,
        lines=lines,
        refused=sum(line.refused for line in lines),
        doubted=sum(line.verdict == "doubt" for line in lines),
        reasons=REASONS,
        errors=errors,
    )
