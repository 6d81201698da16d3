"""Results as files.

CSV: UTF-8 with BOM, comma, CRLF, points with a point and three decimals. XLSX: three sheets.
pandas and openpyxl load only when a file is made: from a cold disk they take seconds.
"""

from importlib import import_module
from typing import Any

from reports.exports.table import ResultsTable
from reports.words import Language


def results_csv(table: ResultsTable, language: Language) -> bytes:
    """Return the results as CSV; codes are digits, so import that column as text to keep a leading 0."""
    made: bytes = _workbook().csv_bytes(table, language)
    return made


def results_xlsx(table: ResultsTable, language: Language) -> bytes:
    """Return the results as a workbook: results, sections, and what they are."""
    made: bytes = _workbook().xlsx_bytes(table, language)
    return made


def _workbook() -> Any:
    return import_module("reports.exports.workbook")
