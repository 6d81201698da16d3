"""What part of an item's mark a response earns: exact rationals by kind and rule (PROTOCOL 6)."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from exam_engine.protocol.values import NUMBER

NOTHING = Fraction(0)
WHOLE = Fraction(1)
_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZЁҢӨҮ"} | {
    code: chr(code + 32) for code in range(ord("А"), ord("Я") + 1)
}
_YO = str.maketrans("ёЁ", "еЕ")
_SPACES = re.compile(" +")
_FOLDS: dict[str, Callable[[str], str]] = {
    "trim": lambda text: text.strip(" "),
    "spaces": lambda text: _SPACES.sub(" ", text),
    "lower": lambda text: text.translate(_LOWER),
    "yo": lambda text: text.translate(_YO),
}


def fraction(
    kind: str, rule: str, response: list[str], correct: list[str], folds: Iterable[str] = ()
) -> Fraction:
    """Return the fraction, 0 to 1, that an answered response earns; an empty one earns nothing."""
    if not response:
        return NOTHING
    if kind in {"number", "text"}:
        right = _number(response, correct) if kind == "number" else _text(response, correct, folds)
        return WHOLE if right else NOTHING
    if rule == "partial":
        return _PARTIAL[kind](response, correct)
    same = response == correct if kind == "order" else set(response) == set(correct)
    return WHOLE if same else NOTHING


def fold(text: str, folds: Iterable[str]) -> str:
    """Return `text` after the folds named, in the protocol's order (annex B 6)."""
    named = frozenset(folds)
    for name, change in _FOLDS.items():
        if name in named:
            text = change(text)
    return text


def _multiple(response: list[str], correct: list[str]) -> Fraction:
    """Return (right - wrong) / correct, not below 0."""
    chosen = set(response)
    right = len(chosen.intersection(correct))
    return max(NOTHING, Fraction(2 * right - len(chosen), len(correct)))


def _order(response: list[str], correct: list[str]) -> Fraction:
    places = sum(given == right for given, right in zip(response, correct, strict=False))
    return Fraction(places, len(correct))


def _match(response: list[str], correct: list[str]) -> Fraction:
    return Fraction(len(set(response).intersection(correct)), len(correct))


def _single(response: list[str], correct: list[str]) -> Fraction:
    return WHOLE if response == correct else NOTHING


def _number(response: list[str], correct: list[str]) -> bool:
    least, most = map(Fraction, correct)
    return bool(NUMBER.fullmatch(response[0])) and least <= Fraction(response[0]) <= most


def _text(response: list[str], correct: list[str], folds: Iterable[str]) -> bool:
    named = frozenset(folds)
    return fold(response[0], named) in {fold(text, named) for text in correct}


_PARTIAL: dict[str, Callable[[list[str], list[str]], Fraction]] = {
    "single": _single,
    "multiple": _multiple,
    "order": _order,
    "match": _match,
}
