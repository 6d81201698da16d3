"""Names and personal numbers as they come on a list: tidied, checked, warned about, never judged."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from exam_engine.roll.errors import BadPerson, NumberTwice

_SHAPE = re.compile(r"[12](\d{2})(\d{2})(\d{4})\d{5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of the list worth a second look; `row` counts from 1."""

    row: int
    reason: Literal["number_shape", "number_date", "name_one_word", "name_twice"]


def tidy(persons: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (name, number) in NFC with single spaces; raise for an empty field or a number given twice."""
    tidied = [(_words(name), _words(number).replace(" ", "")) for name, number in persons]
    for row, (name, number) in enumerate(tidied, start=1):
        if not name or not number:
            raise BadPerson(row=row)
    counted = Counter(number for _name, number in tidied)
    twice = [row for row, (_name, number) in enumerate(tidied, start=1) if counted[number] > 1]
    if twice:
        raise NumberTwice(rows=tuple(twice))
    return tidied


def doubts(persons: Iterable[tuple[str, str]]) -> list[Doubt]:
    """Return what looks unusual: a foreigner's number is no error, so nothing here refuses."""
    listed = [(_words(name), _words(number)) for name, number in persons]
    names = Counter(name.casefold() for name, _number in listed)
    found = []
    for row, (name, number) in enumerate(listed, start=1):
        if (reason := _number_doubt(number)) is not None:
            found.append(Doubt(row, reason))
        if " " not in name:
            found.append(Doubt(row, "name_one_word"))
        if names[name.casefold()] > 1:
            found.append(Doubt(row, "name_twice"))
    return found


def _number_doubt(number: str) -> Literal["number_shape", "number_date"] | None:
    """Say what is unusual about a personal number: 14 digits, `[12]` + DDMMYYYY + 5 digits (FACTS)."""
    matched = _SHAPE.fullmatch(number)
    if matched is None:
        return "number_shape"
    day, month, year = map(int, matched.groups())
    try:
        date(year, month, day)
    except ValueError:
        return "number_date"
    return None


def _words(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
