"""Codes and the digits people copy by hand (PROTOCOL annex B 3).

Candidate codes and ticket secrets end in a check digit, ISO 7064 MOD 11-10: it finds every single wrong
digit and nearly every swap of neighbours.
"""

import re
from collections.abc import Callable
from typing import Any, ClassVar

from foundation.errors import Invalid

Chance = Callable[[int], bytes]

CODE = re.compile(r"[A-Za-z0-9._-]{1,40}", re.ASCII)
CANDIDATE_DIGITS = 8
SECRET_DIGITS = 16
_DIGITS = re.compile(r"[0-9]+", re.ASCII)


class TooManyCodes(Invalid):
    """More candidate codes were asked for than eight digits can tell apart at random."""

    code: ClassVar[str] = "too_many_codes"


def is_code(text: Any) -> bool:
    """Say whether `text` is a code: letters, digits, `._-`, at most forty, not a path's dots."""
    return isinstance(text, str) and bool(CODE.fullmatch(text)) and text not in {".", ".."}


def check_digit(digits: str) -> str:
    """Return the digit that completes `digits` (ISO 7064 MOD 11-10)."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def is_candidate_code(text: Any) -> bool:
    """Say whether `text` is a candidate's code: eight digits, the last a check digit."""
    return _is_checked(text, CANDIDATE_DIGITS)


def is_secret(text: Any) -> bool:
    """Say whether `text` is a ticket's secret: sixteen digits, the last a check digit."""
    return _is_checked(text, SECRET_DIGITS)


def candidate_codes(count: int, chance: Chance) -> list[str]:
    """Return `count` distinct random candidate codes, sorted."""
    if not 0 <= count <= 10 ** (CANDIDATE_DIGITS - 2):
        raise TooManyCodes(count=count)
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(_checked(CANDIDATE_DIGITS, chance))
    return sorted(codes)


def ticket_secret(chance: Chance) -> str:
    """Return a random secret with which one candidate signs in."""
    return _checked(SECRET_DIGITS, chance)


def grouped(secret: str) -> str:
    """Return digits in fours, as a ticket shows them: `1234 5678 9012 3456`."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _is_checked(text: Any, length: int) -> bool:
    if not (isinstance(text, str) and len(text) == length and _DIGITS.fullmatch(text)):
        return False
    return check_digit(text[:-1]) == text[-1]


def _checked(length: int, chance: Chance) -> str:
    """Return `length` - 1 random digits and their check digit, each digit equally likely."""
    digits = ""
    while len(digits) < length - 1:
        # Bytes from 250 would favour the first six digits.
        digits += "".join(str(byte % 10) for byte in chance(length) if byte < 250)
    digits = digits[: length - 1]
    return digits + check_digit(digits)
