"""Excel's workbooks into tables of cells. Formulas, dates and merged cells are named, never guessed at."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from question_bank.formats.cells import EMPTY, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Cell, Record, Sheet
from question_bank.formats.rows import Unreadable

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 200
MOST_PARTS = 2_000
_Merged = list[tuple[int, int, int, int]]


def read(data: bytes) -> list[Sheet]:
    """Return every sheet; raise Unreadable for a broken, huge or macro-laden file."""
    merged = _inspect(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            return [_sheet(sheet, merged.get(_path(sheet), [])) for sheet in book.worksheets]
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(reason="broken_workbook", error=type(error).__name__) from error


def _inspect(data: bytes) -> dict[str, _Merged]:
    """Check sizes before anything is unpacked; return the merged ranges of each sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
                raise Unreadable(reason="too_large", unpacked=unpacked)
            if unpacked > LARGEST_RATIO * max(len(data), 50_000):
                raise Unreadable(reason="zip_bomb", unpacked=unpacked)
            names = [
                part.filename for part in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename)
            ]
            return {name: _merged(package.read(name)) for name in names}
    except (zipfile.BadZipFile, RuntimeError, etree.XMLSyntaxError, OSError) as error:
        raise Unreadable(reason="broken_workbook", error=type(error).__name__) from error


def _merged(part: bytes) -> _Merged:
    found: _Merged = []
    if b"mergeCell" not in part:
        return found
    for _, element in etree.iterparse(io.BytesIO(part), resolve_entities=False, no_network=True):
        if etree.QName(element).localname == "mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref"))
            found.append((int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)))
        element.clear()
    return found


def _path(sheet: object) -> str:
    """Return where in the package a sheet lies; openpyxl tells it only by a private name."""
    return str(getattr(sheet, "_worksheet_path", "")).lstrip("/")


def _sheet(sheet: Any, merged: _Merged) -> Sheet:
    sheet.reset_dimensions()
    records: list[Record] = []
    for number, cells in enumerate(sheet.rows, 1):
        if number > MOST_ROWS + 15 or len(cells) > 16_384:
            raise Unreadable(reason="too_many", rows=MOST_ROWS, columns=MOST_COLUMNS)
        made = [_cell(cell) for cell in cells[:MOST_COLUMNS]]
        records.append(Record(number, tuple(_mark_merged(made, number, merged))))
    while records and records[-1].empty:
        records.pop()
    return Sheet(tuple(records), name=str(sheet.title), hidden=sheet.sheet_state != "visible")


def _mark_merged(cells: list[Cell], number: int, merged: _Merged) -> Iterator[Cell]:
    for column, cell in enumerate(cells, 1):
        inside = any(
            left <= column <= right and top <= number <= bottom for left, top, right, bottom in merged
        )
        yield Cell(cell.text, "merged_cells") if inside else cell


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    if cell.data_type == "f":
        return Cell(str(getattr(value, "text", value)), "formula")
    if cell.data_type == "e":
        return Cell(str(value), "error_cell")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Cell(str(value), "date_cell")
    text = _text(value, cell.number_format)
    return Cell(text[:LONGEST_CELL], "cell_too_long") if len(text) > LONGEST_CELL else Cell(text)


def _text(value: object, form: str | None) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        percent = (form or "").endswith("%")
        return f"{value * 100:.12g}%" if percent else f"{value:.15g}"
    return re.sub(r"_x000D_", "", str(value))
