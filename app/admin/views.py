"""The list of staff; a person is added, suspended and let in again here."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.admin import blueprint
from app.context import actor, house, now
from app.guards import allow
from app.rights import ROLES, Right
from app.sign_in import services
from app.sign_in.passwords import hash_password
from app.sign_in.records import Staff


@blueprint.get("")
@allow(Right.MANAGE_STAFF)
def index() -> ResponseReturnValue:
    """Show the staff."""
    with house().reading() as session:
        people = session.scalars(select(Staff).order_by(Staff.code)).all()
    return render_template("admin/staff.html", people=people, roles=list(ROLES))


@blueprint.post("/staff")
@allow(Right.MANAGE_STAFF)
def add() -> ResponseReturnValue:
    """Add a person."""
    hashed = hash_password(request.form.get("password", ""))
    with house().writing() as session:
        services.add_staff(
            session,
            code=request.form.get("code", "").strip(),
            name=request.form.get("name", "").strip(),
            password_hash=hashed,
            roles=request.form.getlist("roles"),
            language=request.form.get("language", "ky"),
            actor=actor(),
            now=now(),
        )
    return redirect(url_for("admin.index"), 303)


@blueprint.post("/staff/<code>/active")
@allow(Right.MANAGE_STAFF)
def activate(code: str) -> ResponseReturnValue:
    """Suspend somebody or let them in again."""
    with house().writing() as session:
        services.set_active(session, code, active=request.form.get("active") == "1", actor=actor(), now=now())
    return redirect(url_for("admin.index"), 303)
