"""The kiosk's page: an empty frame, one style sheet, one script, the words. It asks nothing of a database."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask, Request, Response, render_template, request, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.context import house
from app.guards import public
from app.room import blueprint, script
from app.room.seats import gate
from app.room.words import TRANSLATED, words
from app.translating import COOKIE, OWN_NAMES

FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Made:
    """Bytes made at first use, packed, with the mark that is part of their address."""

    body: bytes
    packed: bytes
    mark: str


class _Session(SecureCookieSessionInterface):
    """Flask's own, but nothing is made ready to read a cookie that was not sent: no kiosk sends one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a request."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


@blueprint.record_once
def _settle(state: Any) -> None:
    """Let the lease's own token stand in for the forms' one, and the lease decide who is a candidate."""
    state.app.extensions["taraza_csrf"].exempt(blueprint)
    state.app.extensions["candidate_gate"] = gate
    state.app.session_interface = _Session()


@blueprint.get("/")
@blueprint.get("/room")
@public
def shell() -> ResponseReturnValue:
    """Show the kiosk's frame."""
    addresses = {language: _words_address(language) for language in TRANSLATED}
    return render_template(
        "room/shell.html", words=addresses, script=_script_address(), language=_first_language()
    )


@blueprint.get("/room.<mark>.js")
@public
def program(mark: str) -> ResponseReturnValue:
    """Send the script."""
    return _send(_program(), mark, "text/javascript; charset=utf-8")


@blueprint.get("/words/<language>.<mark>.json")
@public
def phrases(language: str, mark: str) -> ResponseReturnValue:
    """Send the words of a language."""
    if language not in TRANSLATED:
        raise NotFound
    return _send(_phrases(language), mark, "application/json")


def packed(body: bytes, kind: str) -> Response:
    """Return an answer, packed if that is understood and worth it."""
    response = Response(body, content_type=kind)
    response.headers["Vary"] = "Accept-Encoding"
    if len(body) > 1024 and _takes_gzip():
        response.set_data(gzip.compress(body, 5))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _takes_gzip() -> bool:
    return request.accept_encodings.best_match(["gzip"]) is not None


def _send(made: Made, mark: str, kind: str) -> Response:
    if mark != made.mark:
        raise NotFound
    squeezed = _takes_gzip()
    response = Response(made.packed if squeezed else made.body, content_type=kind)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    if squeezed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _first_language() -> str:
    """Return the language before anyone has chosen: the house's, since a kiosk's browser wishes nothing."""
    asked = request.args.get("language") or request.cookies.get(COOKIE)
    return asked if asked in OWN_NAMES else house().settings.default_language


def _script_address() -> str:
    return url_for("room.program", mark=_program().mark)


def _words_address(language: str) -> str:
    return url_for("room.phrases", language=language, mark=_phrases(language).mark)


@cache
def _program() -> Made:
    return _made(script.joined().encode())


@cache
def _phrases(language: str) -> Made:
    return _made(json.dumps(words(language), ensure_ascii=False, sort_keys=True).encode())


def _made(body: bytes) -> Made:
    return Made(body, gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:12])
