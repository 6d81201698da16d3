"""One form of bytes for whatever is hashed or signed: RFC 8785, without floats (PROTOCOL annex B 1-2).

Also the two texts that stand inside such objects: instants and digests. Nothing here normalises text.
"""

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, NewType

import rfc8785

from foundation.errors import Invalid

Instant = NewType("Instant", int)
"""Milliseconds since 1970-01-01T00:00:00Z."""

LARGEST = 2**53 - 1
DEEPEST = 32
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class NotCanonical(Invalid):
    """A value or its bytes are outside the canonical form."""

    code: ClassVar[str] = "not_canonical"


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 bytes of `value`; raise NotCanonical for floats, lone surrogates, odd keys."""
    if _check(value, 0):
        return rfc8785.dumps(value)
    return _encode(value).encode()


def digest(value: Any) -> str:
    """Return the hex SHA-256 of the canonical bytes of `value`."""
    return hashlib.sha256(canonical(value)).hexdigest()


def digest_of(stored: bytes) -> str:
    """Return the hex SHA-256 of bytes that are stored in canonical form already."""
    return hashlib.sha256(stored).hexdigest()


def commit(nonce: bytes, value: Any) -> str:
    """Return hex `H(nonce || canonical(value))`; hiding needs 32 random, secret bytes of nonce."""
    if len(nonce) != 32:
        raise NotCanonical(reason="nonce", found=len(nonce))
    return hashlib.sha256(nonce + canonical(value)).hexdigest()


def parse(stored: bytes) -> Any:
    """Return the value whose canonical bytes are `stored`; raise NotCanonical if they are not canonical."""
    try:
        value = json.loads(stored.decode(), object_pairs_hook=_no_duplicates, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(reason=str(error)) from error
    if canonical(value) != stored:
        raise NotCanonical(reason="bytes")
    return value


def instant_text(at: int) -> str:
    """Return `2026-03-16T03:00:00.000Z` for milliseconds since the epoch."""
    moment = _EPOCH + timedelta(milliseconds=at)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{at % 1000:03d}Z"


def instant(text: str) -> Instant:
    """Return the milliseconds of an instant's text; raise NotCanonical for any other form."""
    if not _INSTANT.fullmatch(text):
        raise NotCanonical(reason="instant", found=text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotCanonical(reason="instant", found=text) from error
    return Instant((moment - _EPOCH) // timedelta(milliseconds=1))


def _check(value: Any, depth: int) -> bool:
    """Raise unless `value` has a canonical form; say whether its keys need UTF-16 order."""
    if depth > DEEPEST:
        raise NotCanonical(reason="nesting")
    if isinstance(value, str):
        return _check_text(value)
    if value is None or isinstance(value, bool):
        return False
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(reason="integer", found=value)
        return False
    if isinstance(value, list | tuple):
        return any([_check(item, depth + 1) for item in value])
    if isinstance(value, dict):
        return any([_check_key(key) | _check(item, depth + 1) for key, item in value.items()])
    raise NotCanonical(reason="type", found=type(value).__name__)


def _check_text(text: str) -> bool:
    if not text.isascii() and _SURROGATE.search(text):
        raise NotCanonical(reason="surrogate")
    return False


def _check_key(key: Any) -> bool:
    if not isinstance(key, str):
        raise NotCanonical(reason="key", found=type(key).__name__)
    _check_text(key)
    return not key.isascii()


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotCanonical(reason="duplicate key")
    return value


def _refuse(constant: str) -> Any:
    raise NotCanonical(reason="number", found=constant)
