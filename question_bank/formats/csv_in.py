"""CSV of any separator into a table of cells."""

import csv
import io
import re

from question_bank.formats import headers
from question_bank.formats.cells import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Cell, Record, Sheet
from question_bank.formats.encodings import decode
from question_bank.formats.rows import Unreadable
from question_bank.items import letters

SEPARATORS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LARGEST_FIELD = 1_000_000


def read(data: bytes) -> Sheet:
    """Return the table; raise Unreadable."""
    text, encoding = decode(data)
    if "\0" in text or len(letters.CONTROL.findall(text[:20_000])) * 20 > len(text[:20_000]):
        raise Unreadable(reason="binary")
    told = _SEP_LINE.match(text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    records = _records(text, separator, first=2 if told else 1)
    return Sheet(tuple(records), remarks=(encoding,))


def _records(text: str, separator: str, *, first: int = 1) -> list[Record]:
    csv.field_size_limit(_LARGEST_FIELD)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[Record] = []
    try:
        for number, line in enumerate(lines, first):
            if number > MOST_ROWS + first or len(line) > MOST_COLUMNS:
                raise Unreadable(reason="too_many", rows=MOST_ROWS, columns=MOST_COLUMNS)
            records.append(Record(number, tuple(_cell(text) for text in line)))
    except csv.Error as error:
        raise Unreadable(reason="quotes", row=len(records) + first) from error
    return records


def _cell(text: str) -> Cell:
    return Cell(text[:LONGEST_CELL], "cell_too_long") if len(text) > LONGEST_CELL else Cell(text)


def _separator(text: str) -> str:
    """Return the separator that gives the best table: a known header, then rows of one length."""
    return max(SEPARATORS, key=lambda separator: _fitness(text, separator))


def _fitness(text: str, separator: str) -> tuple[int, float, int]:
    sample = text[:200_000]
    lines = list(csv.reader(io.StringIO(sample, newline=""), delimiter=separator))[:400]
    lines = [line for line in lines if any(part.strip() for part in line)]
    if not lines:
        return 0, 0.0, 0
    known = max(headers.known(line) for line in lines[:5])
    widths = [len(line) for line in lines]
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return known, widths.count(usual) / len(widths) if usual > 1 else 0.0, usual
