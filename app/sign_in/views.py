"""Sign in, sign out, and send again what a lost session held back."""

import json

from flask import Response, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.context import house, now
from app.guards import allow, public
from app.homes import home_of
from app.rights import Right
from app.sign_in import blueprint, services
from app.sign_in.passwords import fits
from app.sign_in.records import Staff
from app.sign_in.services import Outcome
from app.sign_in.session import (
    COOKIE,
    hashed,
    known_browser,
    load_staff,
    local_path,
    new_token,
    remember_browser,
)
from exam_engine.protocol.codes import is_code

LONGEST = 1_000
"""Letters of a password that is looked at: hashing more costs more and nobody types it."""


@blueprint.get("/sign-in")
@public
def page() -> ResponseReturnValue:
    """Show the sign-in form."""
    load_staff()
    target = local_path(request.args.get("next"))
    if g.staff is not None:
        return redirect(target, 303)
    return render_template("sign_in/sign_in.html", next=target, lost=target != "/")


@blueprint.post("/sign-in")
@public
def enter() -> ResponseReturnValue:
    """Let in whoever knows the password."""
    code, password = request.form.get("code", "").strip(), request.form.get("password", "")
    if not is_code(code) or len(password) > LONGEST:
        code, password = "", ""  # nobody's: it is counted as a try of this address, and not kept
    outcome = _try(code, password)
    if outcome is not Outcome.SIGNED_IN:
        return _refused(request.form.get("code", ""), outcome)
    token = new_token()
    with house().writing() as session:
        services.admit(session, code, token_hash=hashed(token), place=_place(code), now=now())
        staff = session.get(Staff, code)
        home = home_of(staff.roles) if staff is not None else "/"
    return _with_cookie(_onward(home), token, code)


@blueprint.post("/sign-out")
@allow(Right.SIGNED_IN)
def leave() -> ResponseReturnValue:
    """End the session."""
    with house().writing() as session:
        services.sign_out(session, hashed(request.cookies[COOKIE]), actor=g.staff.code, now=now())
    answer = redirect("/", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _try(code: str, password: str) -> Outcome:
    """Check a password between two short transactions: hashing takes longer than one may last."""
    with house().writing() as session:
        browser = known_browser(code)
        if not services.begin_try(session, code, _address(), browser=browser, now=now()):
            return Outcome.WAIT
        staff = session.get(Staff, code)
        kept = staff.password_hash if staff is not None and staff.active else None
    if fits(password, kept) and kept is not None:
        return Outcome.SIGNED_IN
    with house().writing() as session:
        services.refuse(session, code, now=now())
    return Outcome.WRONG


def _refused(code: str, outcome: Outcome) -> ResponseReturnValue:
    page = render_template(
        "sign_in/sign_in.html",
        next=local_path(request.form.get("next")),
        kept=request.form.get("kept", ""),
        code=code,
        refused=outcome.value,
    )
    return page, 429 if outcome is Outcome.WAIT else 401


def _onward(home: str) -> Response:
    """Go to the page asked for, else to the person's own room; what was kept is shown before it is sent."""
    asked = local_path(request.form.get("next"))
    target = home if asked == "/" else asked
    kept = _kept_fields(request.form.get("kept", ""))
    if kept is None:
        return make_response(redirect(target, 303))
    return make_response(render_template("sign_in/resume.html", target=target, fields=kept))


def _kept_fields(kept: str) -> list[tuple[str, str]] | None:
    try:
        return [(str(name), str(value)) for name, value in json.loads(kept)]
    except (ValueError, TypeError):
        return None


def _address() -> str:
    return request.remote_addr or ""


def _place(code: str) -> str:
    """Return what a try is counted by: the browser that knows this person, or the address."""
    return known_browser(code) or _address()


def _with_cookie(answer: Response, token: str, code: str) -> Response:
    remember_browser(answer, code)
    secure = house().settings.secure
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=secure, path="/")
    return answer
