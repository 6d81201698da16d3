"""The tables of results, made with pandas and dressed with openpyxl."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.documents.figures import moment_text
from reports.documents.voice import Voice
from reports.exports.cells import points, points_text, safe_text
from reports.exports.table import ResultRow, ResultsTable
from reports.words import Language

Points = Callable[[int | None], Any]
HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="1F3F66")
WIDEST = 60


def csv_bytes(table: ResultsTable, language: Language) -> bytes:
    """Return the results' rows as CSV."""
    frame = _frame(_results(table, Voice(language), points_text))
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def xlsx_bytes(table: ResultsTable, language: Language) -> bytes:
    """Return a workbook of results, sections and about."""
    voice = Voice(language)
    sheets = {
        voice.say("Results"): _results(table, voice, points),
        voice.say("Sections"): _sections(table, voice),
        voice.say("About"): _about(table, voice),
    }
    output = BytesIO()
    with pd.ExcelWriter(output, engine="openpyxl") as writer:
        for name, columns in sheets.items():
            _frame(columns).to_excel(writer, sheet_name=name[:31], index=False)
            _dress(writer.sheets[name[:31]])
    return output.getvalue()


Columns = list[tuple[str, list[Any]]]


def _frame(columns: Columns) -> pd.DataFrame:
    """Return a frame that keeps every value as it is; two columns may bear one title."""
    frame = pd.DataFrame({i: pd.Series(values, dtype=object) for i, (_, values) in enumerate(columns)})
    frame.columns = pd.Index([safe_text(title) for title, _ in columns])
    return frame


def _results(table: ResultsTable, voice: Voice, shown: Points) -> Columns:
    rows = table.rows
    return [
        (voice.say("Candidate code"), [safe_text(row.code) for row in rows]),
        (voice.say("Surname, name, patronymic"), [safe_text(row.name or "") for row in rows]),
        *_section_columns(table, voice, shown),
        (voice.say("Total"), [shown(row.total) for row in rows]),
        (voice.say("Maximum"), [shown(row.maximum) for row in rows]),
        (voice.say("Cut score"), [shown(table.cut) for _ in rows]),
        (voice.say("Rank"), pd.array([row.rank for row in rows], dtype="Int64").astype(object).tolist()),
        (voice.say("Passed"), [voice.say("yes") if row.passed else voice.say("no") for row in rows]),
        (voice.say("Status"), [_status(row, voice) for row in rows]),
    ]


def _section_columns(table: ResultsTable, voice: Voice, shown: Points) -> Columns:
    filled = [row.sections or (None,) * len(table.sections) for row in table.rows]
    return [
        (voice.of(section.title), [shown(earned[i]) for earned in filled])
        for i, section in enumerate(table.sections)
    ]


def _status(row: ResultRow, voice: Voice) -> str:
    return {
        "scored": voice.say("scored"),
        "absent": voice.say("absent"),
        "void": voice.say("declared invalid"),
    }[row.status]


def _sections(table: ResultsTable, voice: Voice) -> Columns:
    """Return a line for each candidate and section, as statistics programs like it."""
    lines = [
        (row.code, section, earned)
        for row in table.rows
        for section, earned in zip(table.sections, row.sections, strict=False)
    ]
    return [
        (voice.say("Candidate code"), [safe_text(code) for code, _, _ in lines]),
        (voice.say("Section"), [safe_text(voice.of(section.title)) for _, section, _ in lines]),
        (voice.say("Points"), [points(earned) for _, _, earned in lines]),
        (voice.say("Maximum"), [points(section.maximum) for _, section, _ in lines]),
        (voice.say("Minimum"), [points(section.minimum) for _, section, _ in lines]),
    ]


def _about(table: ResultsTable, voice: Voice) -> Columns:
    is_real = table.origin == "real"
    origin = voice.say("Real exam") if is_real else voice.say("Sample data: not from a real exam")
    rows = [
        (voice.say("Origin"), origin),
        (voice.say("Made at"), moment_text(table.made_at)),
        (voice.say("Sitting"), f"{voice.of(table.title)} ({table.sitting})"),
        (voice.say("Plan"), voice.of(table.plan)),
        (voice.say("The cut score is set by"), voice.of(table.cut_act)),
        (voice.say("Version of the results"), str(table.version)),
        (voice.say("Candidates"), str(len(table.rows))),
        (voice.say("Results digest"), table.results_digest),
        (voice.say("Seal digest"), table.seal_digest),
    ]
    names, values = [name for name, _ in rows], [safe_text(value) for _, value in rows]
    return [(voice.say("About"), names), (voice.of(table.institution), values)]


def _dress(sheet: Worksheet) -> None:
    """Style the head, freeze it, show three decimals, and make columns as wide as what they hold."""
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for number, column in enumerate(sheet.iter_cols(min_row=1), start=1):
        _settle(column)
        widest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(widest + 2, 10), WIDEST)


def _settle(column: Sequence[Any]) -> None:
    """Mark texts as texts and points as numbers of three decimals."""
    for cell in column[1:]:
        if cell.value in ("", None):
            cell.value = None
        elif isinstance(cell.value, str):
            cell.number_format = "@"
        elif isinstance(cell.value, float | Decimal):
            cell.number_format = "0.000"
