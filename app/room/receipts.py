"""The signed receipt as a QR. The hall's own key signs; no other key is looked for here."""

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy.orm import Session

from exam_engine.protocol.receipt import compact
from exam_engine.protocol.receipt import receipt as receipt_of
from exam_engine.sittings import store
from exam_engine.sittings.services import Seat
from foundation.canonical import canonical


def signed(session: Session, who: Seat, folder: Path) -> str | None:
    """Return the QR's text for a closed attempt, or None while the installation has no hall key."""
    key = _hall_key(folder)
    if key is None:
        return None
    value = receipt_of(who.sitting, store.journal(session, who.sitting, who.code))
    return compact(key, value, _private(folder / f"{key}.pem").sign(canonical(value)).hex())


def picture(text: str) -> bytes:
    """Return the QR as SVG, four modules of quiet around it."""
    out = io.BytesIO()
    segno.make(text, error="l", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, light="#fff", omitsize=True
    )
    return out.getvalue()


def _hall_key(folder: Path) -> str | None:
    lines: list[dict[str, Any]] = [json.loads(path.read_bytes()) for path in folder.glob("*.json")]
    halls = [line for line in lines if line["role"] == "hall"]
    if not halls:
        return None
    name: str = max(halls, key=lambda line: (line["valid_from"], line["key"]))["key"]
    return name


@cache
def _private(path: Path) -> Ed25519PrivateKey:
    private = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(path.name)
    return private
