"""One table from error to status, one handler; a page or, for programs, JSON; never a traceback."""

import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.messages import sentence
from foundation.errors import Conflict, DomainError, Forbidden, Invalid, NotFound

STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    Invalid: 422,
    DomainError: 422,
}
TITLES = {
    400: _l("This request could not be read"),
    403: _l("This is not open to you"),
    404: _l("There is no such page"),
    405: _l("This page cannot be used in this way"),
    409: _l("This cannot be done now"),
    413: _l("This is too large"),
    422: _l("Something needs to be corrected"),
    429: _l("Too many tries"),
    500: _l("Something went wrong on our side"),
}
NEXT_STEPS = {
    400: _l("Go back, reload the page and send it again."),
    403: _l("Sign in as somebody who may do this, or ask the administrator."),
    404: _l("Check the address, or begin at the front page."),
    405: _l("Go back and use the buttons of the page."),
    409: _l("Go back, reload the page and look at the present state."),
    413: _l("Choose a smaller file: at most 32 MB."),
    422: _l("Go back: what you entered is still there. Correct it and send it again."),
    429: _l("Wait a quarter of an hour, then try again."),
    500: _l(
        "Nothing was changed. Try again; if it happens again, call the administrator and say when it was."
    ),
}
_log = logging.getLogger("taraza")


def use(app: Flask) -> None:
    """Answer every error calmly."""
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DataError, _unkeepable)
    app.register_error_handler(OverflowError, _unkeepable)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: DomainError) -> int:
    """Return the status of the nearest ancestor in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def answer(status: int, code: str, said: str) -> Response:
    """Return the page, or JSON under `/api/`, for an error."""
    if "/api/" in request.path:
        return make_response(jsonify(error=code, sentence=said), status)
    page = render_template(
        "layout/error.html", status=status, title=TITLES.get(status), said=said, step=NEXT_STEPS.get(status)
    )
    return make_response(page, status)


def _domain(error: DomainError) -> Response:
    return answer(status_of(error), error.code, sentence(error))


def _stale_form(_error: CSRFError) -> Response:
    said = _l("The form was opened before the browser was restarted, or cookies are switched off.")
    return answer(400, "stale_form", str(said))


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    return answer(status, f"http_{status}", "")


def _unkeepable(error: Exception) -> Response:
    """Refuse what no database holds: a number beyond all bounds, a text with a NUL in it."""
    _note(error)
    return answer(422, "invalid", sentence(Invalid()))


def _unexpected(error: Exception) -> Response:
    _note(error)
    return answer(InternalServerError.code, "unexpected", "")


def _note(error: Exception) -> None:
    # The kind and place only: a message may hold what somebody typed.
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    _log.error("unexpected %s at %s", type(error).__name__, where)
