"""What is said about rows and whole files that are imported."""

from typing import Any

from flask_babel import lazy_gettext as _l

FILES: dict[str, Any] = {
    "key_by_text": _l("The right answer was given by its text; it is option %(option)s."),
    "key_ambiguous": _l(
        "The right answer “%(found)s” can be read in two ways. Write the letter of the option."
    ),
    "key_cyrillic_order": _l("The right answer “%(found)s” was read by the order А, Б, В, Г as %(read_as)s."),
    "key_look_alike": _l("The right answer is a Cyrillic “%(found)s”; it was read as the Latin %(read_as)s."),
    "key_repeated": _l("The right answer names an option twice: %(found)s."),
    "column_not_read": _l("The column “%(column)s” is not read; what stands in it was left out."),
    "bad_number": _l("This is not a number: %(found)s."),
    "difficulty_scaled": _l("Difficulty %(found)s was read as %(read_as)s thousandths."),
    "bad_basis": _l("The basis of a rating is angoff or calibrated; found: %(found)s."),
    "code_respelled": _l("The code “%(found)s” was spelled %(read_as)s."),
    "topic_from_bank": _l("The file names no section; the question is in section %(read_as)s."),
    "topic_respelled": _l("The section “%(found)s” has the code %(read_as)s."),
    "damaged_signs": _l("Quotation marks or dashes damaged by a wrong encoding were mended."),
    "not_nfc": _l("Letters made of two characters (й, ё, ...) were joined into one."),
    "spaces": _l("Extra spaces or line breaks were removed."),
    "cell_too_long": _l("The cell has more than 10,000 characters."),
    "merged_cells": _l("The row has merged cells. Split them, so that each cell holds its own text."),
    "error_cell": _l("The cell holds an error of the spreadsheet program: %(cell)s."),
    "date_cell": _l(
        "The spreadsheet program has turned the text into a date (%(cell)s). Format the cell as text."
    ),
    "above_header": _l("The row stands above the header and is not a question."),
    "empty_row": _l("The row is empty and was skipped."),
    "hidden_sheet": _l("The sheet “%(sheet)s” is hidden and was not read."),
    "sheet_without_header": _l("The sheet “%(sheet)s” has no columns of questions and was not read."),
    "duplicate_question": _l("The same question with the same options stands in %(other)s."),
    "duplicate_stem": _l(
        "The same question text stands in %(other)s with other options. Both were put into the group"
        " “%(enemies)s”, so that no paper holds the two."
    ),
    "near_duplicate": _l("Nearly the same question text stands in %(other)s."),
    "code_twice": _l("The code %(item)s stands in %(other)s already."),
    "code_taken": _l("The bank has another question with the code %(item)s."),
    "already_there": _l("This very question is in the bank already; it was not taken in twice."),
    "picture": _l(
        "The question needs a picture or a file (%(found)s); questions with pictures are not supported yet."
    ),
    "active_content": _l("Parts of a web page that act (%(found)s) were removed."),
    "formatting_with_meaning": _l(
        "Formatting that may carry meaning was lost (%(found)s). Read the text again."
    ),
    "formatting": _l("Formatting was lost (%(found)s)."),
    "tex_formula": _l("The text has a mathematical formula, which cannot be shown yet."),
    "html_to_text": _l("The text of a web page was turned into plain text."),
    "description_skipped": _l("This is a description, not a question; it was skipped."),
    "feedback_dropped": _l("Feedback to the answers was left out: an exam shows none."),
    "hints_dropped": _l("Hints were left out: an exam shows none."),
    "tags_dropped": _l("Tags were left out."),
    "was_hidden": _l("The question was hidden in Moodle."),
    "grade_dropped": _l("The mark %(found)s was left out: marks are set by the plan of an exam."),
    "language_dropped": _l("Texts in other languages were left out: %(languages)s."),
    "negative_fraction": _l(
        "Minus points for wrong options were left out: penalties are set by the plan of an exam."
    ),
    "partial_fraction": _l("Part marks of a single choice were left out: only the right option counts."),
    "fractions_total": _l(
        "The shares of the right options add up to %(found)s %%, not 100 %%; they count equally now."
    ),
    "unequal_fractions": _l("The right options had different shares; they count equally now."),
    "true_false_by_order": _l(
        "The answers are not “true” and “false” (%(found)s); the first was read as true."
    ),
}
UNREADABLE: dict[str, Any] = {
    "empty": _l("The file is empty: there is nothing to take in."),
    "too_large": _l("The file is too large. Split it into parts of at most 30 MB."),
    "zip_bomb": _l("The workbook unpacks to far more than a table of questions may be. It was not opened."),
    "too_many": _l("The file has more than %(rows)s rows or %(columns)s columns. Split it into parts."),
    "unknown_format": _l(
        "This kind of file is not read (%(kind)s). Give a spreadsheet (xlsx, csv) or Moodle XML."
    ),
    "old_or_encrypted_excel": _l(
        "This is an old Excel file (xls) or one with a password. Save it as xlsx without a password."
    ),
    "encoding": _l("The letters of the file cannot be made out. Save it as CSV in UTF-8 or as xlsx."),
    "binary": _l("This is not a file of text. Give a spreadsheet (xlsx, csv) or Moodle XML."),
    "quotes": _l("From row %(row)s on the quotation marks do not match; nothing after it can be trusted."),
    "no_header": _l(
        "No column names were found (code, topic, question, A, B, C, D, correct). First row: %(found)s"
    ),
    "two_columns": _l(
        "Two columns have the same meaning: “%(name)s”. Name the language in each or remove one."
    ),
    "broken_workbook": _l("The workbook is damaged and cannot be opened. Save it anew as xlsx."),
    "broken_xml": _l("The XML is damaged at line %(line)s."),
    "dtd": _l("The XML declares a document type (DTD). For safety such files are not read."),
    "other_xml": _l("This XML is not a Moodle file of questions: it begins with “%(root)s”, not “quiz”."),
}
