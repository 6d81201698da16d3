"""The signed-in person of a request, and the way back to the page after a lost session."""

import hashlib
import json
from urllib.parse import urlsplit

from flask import Response, g, make_response, render_template, request
from itsdangerous import BadSignature, URLSafeSerializer

from app.context import chance, house, now
from app.sign_in import services

COOKIE = "taraza_staff"
KNOWN = "taraza_known"
"""A browser in which somebody signed in before: a mark and the code, signed. It opens nothing by itself."""
HALF_YEAR = 183 * 86_400
LARGEST_KEPT = 200_000
NEVER_KEPT = frozenset({"csrf_token", "password", "words"})
"""Fields that stand on no page again: secrets are typed anew."""


def load_staff() -> None:
    """Set `g.staff` to whoever is signed in, or None."""
    if "staff" in g:
        return
    g.staff = None
    token = request.cookies.get(COOKIE)
    if not token:
        return
    with house().reading() as session:
        found = services.find_session(session, hashed(token), now=now())
    if found is None:
        return
    g.staff, stale = found
    if stale:
        with house().writing() as session:
            services.slide(session, hashed(token), now=now())


def known_browser(code: str) -> str | None:
    """Return the mark of this browser if this person has signed in here before."""
    try:
        mark, whose = _signer().loads(request.cookies.get(KNOWN, ""))
    except (BadSignature, ValueError, TypeError):
        return None
    return str(mark) if whose == code else None


def remember_browser(answer: Response, code: str) -> None:
    """Mark the browser as one in which this person has signed in."""
    signed = _signer().dumps([known_browser(code) or new_token(), code])
    secure = house().settings.secure
    answer.set_cookie(
        KNOWN, signed, max_age=HALF_YEAR, httponly=True, samesite="Strict", secure=secure, path="/sign-in"
    )


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(house().settings.secret_key, salt="taraza known browser")


def new_token() -> str:
    """Return a secret for a cookie."""
    return chance(32).hex()


def hashed(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def local_path(target: str | None) -> str:
    """Return a path of this program to go on to, never another site; `/` if there is none."""
    # Browsers read a backslash as a slash, and drop control characters: "/\\evil" would leave the site.
    if not target or not target.isprintable() or "\\" in target or not target.startswith("/"):
        return "/"
    parts = urlsplit(target)
    return "/" if parts.scheme or parts.netloc or target.startswith("//") else target


def posted_again() -> Response:
    """Ask to sign in, keeping what was posted so that it can be sent after it."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_KEPT]
    kept = json.dumps(fields, ensure_ascii=False)
    page = render_template(
        "sign_in/sign_in.html",
        next=request.full_path.rstrip("?"),
        kept=kept if len(kept) <= LARGEST_KEPT else "",
        files=bool(request.files),
        lost=True,
    )
    return make_response(page, 401)
