"""Who speaks from a terminal: a signed cookie that names the lease, and a token bound to it.

No row is read here: the lease itself is checked where something is written, inside the transaction.
"""

import hmac
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import cast

from flask import Response, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from app.context import house
from app.guards import NoLease
from exam_engine.sittings.services import Seat
from foundation.errors import Forbidden

COOKIE = "taraza_room"
HEADER = "X-Room-Token"
REMEMBERED = 4096
HOURS_12 = 12 * 3600
"""A browser that crashed in mid-exam comes back to its lease."""


class WrongToken(Forbidden):
    """The request does not come from the room's own page."""

    code = "wrong_token"


def gate() -> None:
    """Let in a terminal with a lease; what it sends must carry the lease's token."""
    g.seat = _read(request.cookies.get(COOKIE, ""))
    if request.method != "GET" and not hmac.compare_digest(
        request.headers.get(HEADER, "").encode(), token(g.seat).encode()
    ):
        raise WrongToken


def seat() -> Seat:
    """Return who speaks; only behind `@candidate`."""
    return cast("Seat", g.seat)


def seat_at(lease: object) -> Seat:
    """Return who speaks, at an earlier lease of its own if the request names one."""
    if type(lease) is int and 0 < lease < seat().lease:
        return replace(seat(), lease=lease)
    return seat()


def token(who: Seat) -> str:
    """Return the token of a lease; a page of another origin cannot read it."""
    return _token(house().settings.secret_key, who)


@lru_cache(REMEMBERED)
def _token(secret: bytes, who: Seat) -> str:
    message = f"{who.sitting}/{who.code}/{who.lease}/{who.terminal}"
    return hmac.new(b"room token" + secret, message.encode(), sha256).hexdigest()[:32]


def remember(response: Response, who: Seat) -> Response:
    """Give the terminal its cookie."""
    response.set_cookie(
        COOKIE,
        _signer(house().settings.secret_key).dumps([who.sitting, who.code, who.lease, who.terminal]),
        max_age=HOURS_12,
        httponly=True,
        samesite="Strict",
        secure=house().settings.secure,
    )
    return response


def forget(response: Response) -> Response:
    """Take the cookie away."""
    response.delete_cookie(COOKIE, httponly=True, samesite="Strict", secure=house().settings.secure)
    return response


def _read(text: str) -> Seat:
    return _seat(house().settings.secret_key, text)


@lru_cache(REMEMBERED)
def _seat(secret: bytes, text: str) -> Seat:
    """Return the seat that a cookie names; a terminal sends the same one with every answer."""
    try:
        sitting, code, lease, terminal = _signer(secret).loads(text)
    except (BadSignature, ValueError, TypeError) as error:
        raise NoLease from error
    return Seat(sitting, code, lease, terminal)


@lru_cache(4)
def _signer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="taraza room")
