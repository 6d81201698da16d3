"""Files between the page of verdicts and the consent to take them in: kept an hour, readable by us alone."""

import os
from pathlib import Path

from app.context import House
from foundation.canonical import Instant
from foundation.errors import NotFound

HOUR = 3_600_000


class UploadGone(NotFound):
    """The uploaded file is not kept any more."""

    code = "upload_gone"


def keep(house: House, data: bytes, token: str, *, now: Instant) -> None:
    """Keep a file under a token; forget those older than an hour."""
    folder = _folder(house)
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in folder.iterdir():
        kept_at = path.name.split(".")[0]
        if not kept_at.isdigit() or int(kept_at) < now - HOUR:
            path.unlink(missing_ok=True)
    handle = os.open(folder / f"{now}.{token}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def take(house: House, token: str) -> bytes:
    """Return a kept file; raise UploadGone."""
    return _find(house, token).read_bytes()


def forget(house: House, token: str) -> None:
    """Remove a file that was taken in."""
    _find(house, token).unlink(missing_ok=True)


def _find(house: House, token: str) -> Path:
    folder = _folder(house)
    found = [path for path in folder.glob("*.*") if token and path.name.split(".", 1)[1] == token]
    if not found:
        raise UploadGone
    return found[0]


def _folder(house: House) -> Path:
    return house.settings.instance / "uploads"
