"""Files of our own that a browser may keep for a year, because their names change with their bytes.

`asset('css/x.css')` finds `app/static/css/x.css`, `asset('room/x.js')` finds `app/room/static/x.js`.
"""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from flask import Flask, Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.guards import public

HERE = Path(__file__).parent
FOREVER = "public, max-age=31536000, immutable"
_MARKED = re.compile(r"(?P<stem>.+)\.(?P<mark>[0-9a-f]{12})(?P<suffix>\.[a-z0-9]+)", re.ASCII)
_URL = re.compile(r'url\("(?!data:)([^")]+)"\)')
_PACKED = {".css", ".js", ".svg", ".html", ".json"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: its bytes, those packed with gzip (or the same), its kind and mark."""

    body: bytes
    packed: bytes
    kind: str
    mark: str


def use(app: Flask) -> None:
    """Serve `/static/` and give templates `asset()`."""
    app.add_url_rule("/static/<path:name>", "static", send)
    app.add_url_rule("/favicon.ico", "favicon", favicon)
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """Return the address of a file, with the mark of its bytes in it."""
    return url_for("static", name=marked(name))


def marked(name: str) -> str:
    """Return `x.<mark>.css` for `x.css`."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{_load(name).mark}{path.suffix}"))


@public
def send(name: str) -> ResponseReturnValue:
    """Send a file under its marked name for good, under its plain name for a minute."""
    found = _MARKED.fullmatch(name)
    plain = f"{found['stem']}{found['suffix']}" if found else name
    item = _load(plain)
    if found and found["mark"] != item.mark:
        raise NotFound
    packed = request.accept_encodings.quality("gzip") > 0 and item.packed is not item.body
    answer = Response(item.packed if packed else item.body, content_type=item.kind)
    answer.headers["Cache-Control"] = FOREVER if found else "public, max-age=60"
    answer.headers["Vary"] = "Accept-Encoding"
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


@public
def favicon() -> ResponseReturnValue:
    """Send the scales."""
    return send(marked("img/scales.svg"))


@cache
def _load(name: str) -> Asset:
    path = _find(name)
    body = path.read_bytes()
    if path.suffix == ".css":
        body = _URL.sub(lambda found: f'url("{_beside(name, found[1])}")', body.decode()).encode()
    packs = path.suffix in _PACKED
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(
        body=body,
        packed=gzip.compress(body, 9, mtime=0) if packs else body,
        kind=f"{kind}; charset=utf-8" if packs else kind,
        mark=hashlib.sha256(body).hexdigest()[:12],
    )


def _find(name: str) -> Path:
    """Return the file; a name that leads out of the folders is not found."""
    # One name a file: what is kept in memory must not grow with ways of writing it.
    if not name.isprintable() or str(PurePosixPath(name)) != name or ".." in PurePosixPath(name).parts:
        raise NotFound
    room, _, rest = name.partition("/")
    for folder, inner in ((HERE / "static", name), (HERE / room / "static", rest)):
        path = (folder / inner).resolve()
        if inner and path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    raise NotFound


def _beside(name: str, target: str) -> str:
    """Return a stylesheet's relative address of a file with the file's mark in it."""
    parts: list[str] = list(PurePosixPath(name).parent.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    full = marked("/".join(parts))
    return str(PurePosixPath(target).with_name(PurePosixPath(full).name))
