import csv
from dataclasses import replace
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.exports.cells import DANGEROUS, points_text, safe_text
from reports.exports.results import results_csv, results_xlsx
from reports.exports.table import ResultsTable
from tests.reports import document_samples as samples

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "＝1"]


def rows_of(table: ResultsTable) -> list[list[str]]:
    return list(csv.reader(StringIO(results_csv(table, "ru").decode("utf-8-sig"))))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_becomes_a_formula(name):
    table = samples.results_table(name)

    book = openpyxl.load_workbook(BytesIO(results_xlsx(table, "ky")))
    shown = rows_of(table)[1][1]

    assert shown == f"'{name}"
    assert book.worksheets[0]["B2"].value.startswith("'")
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []


@given(st.text(max_size=30))
def test_no_text_begins_with_what_a_spreadsheet_computes(text):
    assert safe_text(text)[:1] not in DANGEROUS


@given(st.integers(-(10**9), 10**9))
def test_points_keep_every_thousandth(thousandths):
    assert round(float(points_text(thousandths)) * 1000) == thousandths
    assert len(points_text(thousandths).split(".")[1]) == 3


def test_codes_stay_texts_and_points_stay_exact():
    sheet = openpyxl.load_workbook(BytesIO(results_xlsx(samples.results_table(), "ru"))).worksheets[0]

    code, points = sheet["A2"], sheet["C2"]

    assert (code.value, code.data_type) == ("04071825", "s")
    assert (points.value, points.number_format) == (8.125, "0.000")
    assert rows_of(samples.results_table())[1][0] == "04071825"
    assert rows_of(samples.results_table())[1][2:5] == ["8.125", "9.000", "17.125"]


def test_an_absent_candidate_has_empty_cells():
    sheet = openpyxl.load_workbook(BytesIO(results_xlsx(samples.results_table(), "ru"))).worksheets[0]

    assert [sheet.cell(3, column).value for column in (2, 3, 4, 5, 6, 8)] == [None] * 6
    assert rows_of(samples.results_table())[2][1:6] == [""] * 5


@pytest.mark.parametrize(
    ("language", "titles", "first"),
    [
        ("ky", ["Жыйынтыктар", "Бөлүмдөр", "Маалымат"], "Талапкердин шифри"),
        ("ru", ["Результаты", "Разделы", "Сведения"], "Шифр кандидата"),
        ("en", ["Results", "Sections", "About"], "Candidate code"),
    ],
)
def test_three_sheets_with_heads_that_stay_in_sight(language, titles, first):
    book = openpyxl.load_workbook(BytesIO(results_xlsx(samples.results_table(), language)))

    assert book.sheetnames == titles
    assert book.worksheets[0]["A1"].value == first
    assert all(sheet.freeze_panes == "A2" and sheet["A1"].font.bold for sheet in book)


def test_the_last_sheet_says_what_this_is():
    sheet = openpyxl.load_workbook(BytesIO(results_xlsx(samples.results_table(), "ru"))).worksheets[2]

    values = [row[1].value for row in sheet.iter_rows(min_row=2)]

    assert "Учебные данные: не настоящий экзамен" in values
    assert samples.hexed("results") in values
    assert samples.hexed("seal") in values


def test_the_csv_opens_with_a_mark_and_holds_every_candidate():
    made = results_csv(samples.results_table(), "ky")

    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\r\n") == 4
    assert "Ө." in made.decode("utf-8-sig")


def test_a_sitting_without_anybody_still_has_its_files():
    empty = replace(samples.results_table(), rows=())

    assert len(rows_of(empty)) == 1
    assert len(openpyxl.load_workbook(BytesIO(results_xlsx(empty, "ru"))).worksheets) == 3
