"""The list of staff; a person is added, suspended and let in again here."""

import re
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.admin import blueprint
from app.context import actor, house, now
from app.guards import allow
from app.keyring import give_keys
from app.messages import sentence
from app.pages import ROLE_NAMES
from app.rights import Right, Role
from app.settings import LANGUAGES
from app.sign_in import services
from app.sign_in.passwords import hash_password
from app.sign_in.records import Staff
from foundation.errors import DomainError

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,39}", re.ASCII)
PLACES = {"weak_password": "password", "unknown_role": "roles"}


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What the form about a new person holds."""

    code: str
    name: str
    roles: tuple[str, ...]
    language: str


@blueprint.get("")
@allow(Right.MANAGE_STAFF)
def index() -> ResponseReturnValue:
    """Show the staff."""
    return _page({})


@blueprint.post("/staff")
@allow(Right.MANAGE_STAFF)
def add() -> ResponseReturnValue:
    """Add a person; on a mistake show the form again as it was filled."""
    person = _read()
    errors = _errors(person)
    if errors:
        return _page(errors), 422
    try:
        _add(person)
    except DomainError as error:
        return _page({PLACES.get(error.code, "code"): sentence(error)}), 422
    return redirect(url_for("admin.index"), 303)


@blueprint.post("/staff/<code>/active")
@allow(Right.MANAGE_STAFF)
def activate(code: str) -> ResponseReturnValue:
    """Suspend somebody or let them in again."""
    with house().writing() as session:
        services.set_active(session, code, active=request.form.get("active") == "1", actor=actor(), now=now())
    return redirect(url_for("admin.index"), 303)


def _read() -> NewPerson:
    form = request.form
    return NewPerson(
        code=form.get("code", "").strip(),
        name=form.get("name", "").strip(),
        roles=tuple(form.getlist("roles")),
        language=form.get("language", "ky"),
    )


def _errors(person: NewPerson) -> dict[str, str]:
    errors = {}
    if not CODE.fullmatch(person.code):
        errors["code"] = _("Enter a code of 2 to 40 Latin letters, digits and hyphens.")
    if not person.name:
        errors["name"] = _("Enter the name.")
    if not person.roles:
        errors["roles"] = _("Choose at least one role from the list.")
    return errors


def _add(person: NewPerson) -> None:
    password = request.form.get("password", "")
    hashed = hash_password(password)
    with house().writing() as session:
        services.add_staff(
            session,
            code=person.code,
            name=person.name,
            password_hash=hashed,
            roles=list(person.roles),
            language=person.language if person.language in LANGUAGES else "ky",
            actor=actor(),
            now=now(),
        )
        give_keys(house(), session, person.code, person.roles, passphrase=password, actor=actor(), now=now())


def _page(errors: dict[str, str]) -> str:
    with house().reading() as session:
        people = session.scalars(select(Staff).order_by(Staff.code)).all()
    roles = [(role.value, ROLE_NAMES[role.value]) for role in Role]
    return render_template("admin/staff.html", people=people, roles=roles, errors=errors, given=_read())
