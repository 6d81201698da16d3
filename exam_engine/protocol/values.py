"""The plain values of annexes A and B: codes, hex, instants, whole numbers, words of a fixed choice."""

import re
import unicodedata
from typing import Any

from exam_engine.protocol.codes import CODE, is_candidate_code, is_code
from exam_engine.protocol.forms import Plain
from foundation.canonical import LARGEST, canonical, instant
from foundation.errors import Invalid

KINDS = ("single", "multiple", "order", "match", "number", "text")
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?", re.ASCII)
LONGEST_TEXT = 1000
_INSTANT_PATTERN = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)


def is_whole(value: Any, least: int = -LARGEST, most: int = LARGEST) -> bool:
    """Say whether `value` is an integer (not a boolean) within bounds."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def is_hex(value: Any, digits: int = 64) -> bool:
    """Say whether `value` is lower-case hex of exactly that many digits."""
    return isinstance(value, str) and bool(re.fullmatch(rf"[0-9a-f]{{{digits}}}", value, re.ASCII))


def is_instant(value: Any) -> bool:
    """Say whether `value` is the text of an instant."""
    try:
        return isinstance(value, str) and instant(value) is not None
    except Invalid:
        return False


def is_free(value: Any) -> bool:
    """Say whether `value` has a canonical form at all."""
    try:
        canonical(value)
    except Invalid:
        return False
    return True


def whole(least: int = -LARGEST, most: int = LARGEST) -> Plain:
    """Return the form of an integer within bounds."""
    described = {"type": "integer", "minimum": least, "maximum": most}
    return Plain("integer", lambda value: is_whole(value, least, most), described)


def hexed(digits: int) -> Plain:
    """Return the form of lower-case hex."""
    described = {"type": "string", "pattern": f"^[0-9a-f]{{{digits}}}$"}
    return Plain(f"hex of {digits}", lambda value: is_hex(value, digits), described)


def one_of(*words: str) -> Plain:
    """Return the form of a word out of a fixed choice."""
    return Plain(
        "one of " + ", ".join(words),
        lambda value: isinstance(value, str) and value in words,
        {"type": "string", "enum": list(words)},
    )


ANY_CODE = Plain(
    "code", is_code, {"type": "string", "pattern": f"^{CODE.pattern}$", "not": {"enum": [".", ".."]}}
)
CANDIDATE = Plain("candidate code", is_candidate_code, {"type": "string", "pattern": "^[0-9]{8}$"})
DIGEST = hexed(64)
SIGNATURE = hexed(128)
INSTANT = Plain("instant", is_instant, {"type": "string", "pattern": _INSTANT_PATTERN})
FLAG = Plain("boolean", lambda value: isinstance(value, bool), {"type": "boolean"})
TEXT = Plain(
    "text",
    lambda value: isinstance(value, str) and value != "" and is_free(value),
    {"type": "string", "minLength": 1},
)
ANY_TEXT = Plain("text", lambda value: isinstance(value, str) and is_free(value), {"type": "string"})
NFC = Plain(
    "text in NFC",
    lambda value: (
        isinstance(value, str) and value != "" and is_free(value) and unicodedata.is_normalized("NFC", value)
    ),
    {"type": "string", "minLength": 1},
)
LANGUAGE = Plain(
    "language",
    lambda value: isinstance(value, str) and bool(_LANGUAGE.fullmatch(value)),
    {"type": "string", "pattern": "^[a-z]{2,3}$"},
)
FREE = Plain("object", lambda value: isinstance(value, dict) and is_free(value), {"type": "object"})
COUNT = whole(0)
POSITIVE = whole(1)
KIND = one_of(*KINDS)
