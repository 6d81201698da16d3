"""A list of persons as pasted or uploaded: each line gets its verdict; nothing is written here.

A line is `name; personal number`. What looks unusual is a doubt, what cannot stand is refused.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from exam_engine.roll.persons import doubts
from question_bank.formats import xlsx
from question_bank.formats.cells import Sheet
from question_bank.formats.encodings import decode
from question_bank.formats.recognise import Format, recognise
from question_bank.formats.rows import Unreadable
from reports.documents.font import missing

MOST_LINES = 5_000
LONGEST_NAME = 120
_SEPARATOR = re.compile(r"[;\t]")
_NUMBER = re.compile(r"[0-9A-Za-zА-Яа-яЁё -]{4,24}")
Verdict = Literal["good", "doubt", "refused"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list with what was noticed; `row` as the text editor counts."""

    row: int
    name: str
    number: str
    reasons: tuple[str, ...] = ()
    refused: bool = False

    @property
    def verdict(self) -> Verdict:
        """What becomes of the line."""
        if self.refused:
            return "refused"
        return "doubt" if self.reasons else "good"


def text_of(data: bytes) -> str:
    """Return an uploaded CSV or XLSX as lines of text; raise Unreadable."""
    kind = recognise(data)
    if kind is Format.XLSX:
        visible = [sheet for sheet in xlsx.read(data) if not sheet.hidden]
        return _lines_of(visible[0]) if visible else ""
    if kind is Format.MOODLE:
        raise Unreadable(reason="unknown_format", kind="xml")
    return decode(data)[0].replace("\r\n", "\n")


def judged(text: str) -> list[Line]:
    """Return every filled line with its verdict; a heading of column names is left out."""
    lines = [_split(row, line) for row, line in enumerate(text.splitlines(), 1) if line.strip(" ;,\t\ufeff")]
    if lines and _is_heading(lines[0]):
        lines = lines[1:]
    if len(lines) > MOST_LINES:
        raise Unreadable(reason="too_many", rows=MOST_LINES, columns=2)
    return _twice(_doubted([_refused(line) for line in lines]))


def pairs(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Return names and numbers for enrolment."""
    return [(line.name, line.number) for line in lines]


def _lines_of(sheet: Sheet) -> str:
    return "\n".join(
        "; ".join(cell.text.replace("\n", " ").strip() for cell in record.cells if not cell.empty)
        for record in sheet.records
    )


def _split(row: int, line: str) -> Line:
    parts = _SEPARATOR.split(line) if _SEPARATOR.search(line) else line.rsplit(",", 1)
    cells = [" ".join(unicodedata.normalize("NFC", part).strip(' "\ufeff').split()) for part in parts]
    filled = [cell for cell in cells if cell]
    if len(filled) == 2 and _digits(filled[0]) > _digits(filled[1]):
        filled.reverse()
    if len(filled) > 2:
        return Line(row, filled[0], filled[-1], ("columns",), refused=True)
    if len(filled) == 1 and len(cells) > 1 and not cells[0]:
        filled.insert(0, "")
    name, number = [*filled, "", ""][:2]
    return Line(row, name, number)


def _refused(line: Line) -> Line:
    """Refuse what cannot stand on a ticket or in the roll."""
    reasons = list(line.reasons)
    if not line.name:
        reasons.append("no_name")
    elif line.name.startswith("=") or line.number.startswith("="):
        reasons.append("formula")
    elif missing(line.name):
        reasons.append("letters")
    elif len(line.name) > LONGEST_NAME:
        reasons.append("long_name")
    if not line.number:
        reasons.append("no_number")
    elif not _NUMBER.fullmatch(line.number):
        reasons.append("number_signs")
    return replace(line, reasons=tuple(reasons), refused=bool(reasons))


def _doubted(lines: Sequence[Line]) -> list[Line]:
    found: dict[int, list[str]] = {}
    for doubt in doubts(pairs(lines)):
        found.setdefault(doubt.row - 1, []).append(doubt.reason)
    return [
        line if line.refused else replace(line, reasons=tuple(found.get(place, ())))
        for place, line in enumerate(lines)
    ]


def _twice(lines: Sequence[Line]) -> list[Line]:
    counted = Counter(_bare(line.number) for line in lines if line.number)
    return [
        replace(line, reasons=(*line.reasons, "number_twice"), refused=True)
        if counted[_bare(line.number)] > 1
        else line
        for line in lines
    ]


def _is_heading(line: Line) -> bool:
    return bool(line.name and line.number) and not _digits(line.name) and not _digits(line.number)


def _digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _bare(number: str) -> str:
    return number.replace(" ", "")
