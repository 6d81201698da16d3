"""The list of witnesses, kept by the administrator; every change is an act in the log itself."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.context import actor, house, now
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from app.witnessing import blueprint
from foundation import notes, witnesses
from foundation.errors import DomainError


@blueprint.get("/witnesses")
@allow(Right.MANAGE_STAFF)
def register() -> ResponseReturnValue:
    """Show who witnesses, and the form."""
    return _page({})


@blueprint.post("/witnesses")
@allow(Right.MANAGE_STAFF)
def add() -> ResponseReturnValue:
    """Let in a witness by the line that its program printed."""
    try:
        key = notes.read_verifier_key(request.form.get("vkey", ""))
        with house().writing() as session:
            witnesses.register(session, key, actor=actor(), now=now())
    except DomainError as error:
        return _page({"vkey": sentence(error)}), 422
    return redirect(url_for("witnessing.register"), 303)


@blueprint.post("/witnesses/retire")
@allow(Right.MANAGE_STAFF)
def retire() -> ResponseReturnValue:
    """Name a witness in no new announcement."""
    with house().writing() as session:
        witnesses.retire(session, request.form.get("name", ""), actor=actor(), now=now())
    return redirect(url_for("witnessing.register"), 303)


def _page(errors: dict[str, str]) -> str:
    with house().reading() as session:
        known = witnesses.listed(session)
    given = request.form.get("vkey", "")
    return render_template("witnessing/register.html", witnesses=known, errors=errors, given=given)
