"""Rows of a spreadsheet into drafts, whatever program wrote it: one question a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from question_bank.formats import answers, headers
from question_bank.formats.cells import Record, Sheet
from question_bank.formats.headers import Columns
from question_bank.formats.judging import judge
from question_bank.formats.questions import Reading, question
from question_bank.formats.rows import Asked, Place, Row, Unreadable, dropped, mended, refused
from question_bank.items.letters import language_of

_HEADER_WITHIN = 15
_LONGEST_RUN = 20


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of a sheet and the place of its header (-1 without one)."""

    columns: Columns
    header: int


def read(sheets: Sequence[Sheet], asked: Asked) -> list[Row]:
    """Return a verdict for every row of every sheet; raise Unreadable if no sheet has questions."""
    filled = [sheet for sheet in sheets if any(not record.empty for record in sheet.records)]
    if not filled:
        raise Unreadable(reason="empty")
    layouts = [None if sheet.hidden else _layout(sheet) for sheet in filled]
    if not any(layouts):
        raise Unreadable(reason="no_header", found=_first_line(filled[0]))
    many = len(filled) > 1
    rows: list[Row] = []
    for sheet, layout in zip(filled, layouts, strict=True):
        name = sheet.name if many else None
        rows += _sheet(sheet, layout, name, asked) if layout else [_unread(sheet)]
    return rows


def _unread(sheet: Sheet) -> Row:
    reason = "hidden_sheet" if sheet.hidden else "sheet_without_header"
    return Row(Place("row", 1, sheet.name), None, None, (dropped(reason, "", sheet=sheet.name),))


def _layout(sheet: Sheet) -> _Layout | None:
    lines = [record for record in sheet.records if not record.empty][:_HEADER_WITHIN]
    for record in lines:
        columns = headers.columns([cell.text for cell in record.cells], strict=False)
        if columns.complete:
            headers.columns([cell.text for cell in record.cells])
            return _Layout(columns, record.number)
    return _headless(sheet)


def _headless(sheet: Sheet) -> _Layout | None:
    """Recognise question, options, key without a header by the last column of most rows."""
    lines = [record for record in sheet.records if not record.empty]
    widths = [_width(record) for record in lines]
    width = max(set(widths), key=widths.count)
    if not 4 <= width <= 14:
        return None
    keys = [record.at(width - 1).text.strip() for record in lines]
    fitting = [key for key in keys if len(key) <= 3 and key.strip("()., ").isalnum()]
    if len(fitting) * 10 < len(lines) * 7:
        return None
    return _Layout(headers.headless(width), -1)


def _width(record: Record) -> int:
    filled = [place for place, cell in enumerate(record.cells) if not cell.empty]
    return filled[-1] + 1 if filled else 0


def _sheet(sheet: Sheet, layout: _Layout, name: str | None, asked: Asked) -> Iterator[Row]:
    body = [record for record in sheet.records if record.number > layout.header]
    for record in sheet.records:
        if record.number < layout.header and not record.empty:
            yield Row(Place("row", record.number, name), None, None, (mended("above_header"),))
    column = layout.columns.fields["correct"]
    keys = [record.at(column).text for record in body]
    how = answers.scheme(keys, cyrillic_header=layout.columns.cyrillic)
    reading = Reading(layout.columns, how, asked, _languages(layout.columns, body, asked))
    for place, found in _with_empty(body, name):
        yield _row(place, found, reading)


def _with_empty(body: Sequence[Record], name: str | None) -> Iterator[tuple[Place, Record | None]]:
    """Give each filled record its place, and empty ones too: one by one, long runs as a stretch."""
    run: list[int] = []
    ends: list[Record | None] = [*body, None]
    for record in ends:
        if record is not None and record.empty:
            run.append(record.number)
            continue
        if len(run) > _LONGEST_RUN:
            yield Place("row", run[0], name, run[-1]), None
        else:
            yield from ((Place("row", number, name), None) for number in run)
        run = []
        if record is not None:
            yield Place("row", record.number, name), record


def _row(place: Place, record: Record | None, reading: Reading) -> Row:
    if record is None:
        return Row(place, None, None, (mended("empty_row"),))
    problems = [
        refused(cell.problem, reading.name_of(column), cell=cell.text[:60])
        for column, cell in enumerate(record.cells)
        if cell.problem and reading.uses(column)
    ]
    if problems:
        return Row(
            place, record.at(reading.columns.fields.get("code")).text.strip() or None, None, tuple(problems)
        )
    draft, reasons = question(record, reading)
    return judge(place, draft, reasons)


def _languages(columns: Columns, body: Sequence[Record], asked: Asked) -> dict[str, str | None]:
    """Return the languages to read, each with the language its columns name (None: they name none)."""
    named: dict[str, str | None] = {name: name for name in columns.stems if name is not None}
    if None in columns.stems:
        stem = columns.stems[None]
        sample = " ".join(record.at(stem).text for record in body[:200])
        named.setdefault(asked.language or language_of(sample), None)
    return named


def _first_line(sheet: Sheet) -> str:
    first = next(record for record in sheet.records if not record.empty)
    return " | ".join(cell.text.strip() for cell in first.cells[:8])[:200]
