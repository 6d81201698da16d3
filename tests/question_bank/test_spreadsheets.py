import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from question_bank.formats import csv_out, recognise
from question_bank.formats.rows import Asked, Unreadable, Verdict
from question_bank.items import letters
from question_bank.items.values import Draft, Text

HEADER = ["code", "question", "A", "B", "C", "D", "correct"]
GOOD = ["q-1", "Кто выносит приговор?", "Суд", "Прокурор", "Следователь", "Адвокат", "A"]
WORDS = ["суд", "закон", "приговор", "право", "истец", "ответчик", "решение", "жалоба", "статья", "кодекс"]
KYRGYZ = ["сот", "мыйзам", "өкүм", "укук", "доогер", "жоопкер", "чечим", "даттануу", "түзүү", "кеңеш"]


def csv_of(*rows, separator=",", encoding="utf-8"):
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows).encode(encoding)


def xlsx_of(*rows, change=lambda sheet: None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(data, **asked):
    return recognise.read(data, Asked("bank", **asked))


def one(cells, header=HEADER, **asked):
    return read(csv_of(header, cells), **asked)[0]


def codes(row):
    return {reason.code for reason in row.reasons}


def changed(**cells):
    row = dict(zip(HEADER, GOOD, strict=True)) | cells
    return [row[name] for name in HEADER]


def test_a_good_row_is_taken_in_as_it_stands():
    row = one(GOOD)

    assert row.verdict is Verdict.EXACT
    assert row.draft.languages["ru"] == Text(GOOD[1], dict(zip("abcd", GOOD[2:6], strict=True)))
    assert (row.draft.correct, row.draft.kind, row.draft.topic) == (("a",), "single", "bank")
    assert str(row.place) == "row 2"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"question": ""}, "no_stem"),
        ({"question": "   "}, "no_stem"),
        ({"question": '=A1&""текст""'}, "formula"),
        ({"correct": ""}, "no_key"),
        ({"correct": "A,B"}, "two_keys"),
        ({"correct": "A;C"}, "two_keys"),
        ({"correct": "1 2"}, "two_keys"),
        ({"correct": "AB"}, "two_keys"),
        ({"correct": "E"}, "key_out_of_range"),
        ({"correct": "5"}, "key_out_of_range"),
        ({"correct": "0"}, "key_out_of_range"),
        ({"correct": "Судья"}, "key_out_of_range"),
        ({"B": "Суд"}, "duplicate_options"),
        ({"B": "СУД."}, "duplicate_options"),
        ({"B": "Cуд"}, "duplicate_options"),
        ({"A": "", "B": "", "C": "", "D": ""}, "no_options"),
        ({"question": "К?з кар?гы ким?"}, "lost_letters"),
        ({"question": "Текст \ufffd с потерей"}, "lost_letters"),
        ({"question": "x" * 11_000}, "cell_too_long"),
        ({"question": "ы" * 7_000}, "too_long"),
    ],
)
def test_a_bad_row_is_refused_by_name(cells, code):
    row = one(changed(**cells))

    assert row.verdict is Verdict.REFUSED
    assert row.draft is None
    assert code in codes(row)
    assert row.place.number == 2


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"correct": "А"}, "key_look_alike"),
        ({"correct": "с"}, "key_look_alike"),
        ({"correct": "Прокурор"}, "key_by_text"),
        ({"question": "Кто вынo\u200bсит приговор?"}, "invisible"),
        ({"question": "Кто вы\u00adносит приговор?"}, "invisible"),
        ({"question": "\ufeffКто выносит приговор?"}, "invisible"),
        ({"question": "Кто выносит \u202eприговор?"}, "invisible"),
        ({"question": "Кто выносит пpигoвop?"}, "look_alike"),
        ({"question": " Кто  выносит приговор? "}, "spaces"),
        ({"question": "Какои\u0306 суд выносит приговор?"}, "not_nfc"),
        ({"question": "Кто выносит\x07 приговор?"}, "control"),
        ({"question": "Кто выносит â\x80\x93 приговор?"}, "damaged_signs"),
        ({"question": "<p>Кто выносит приговор?</p>"}, "html_to_text"),
        ({"code": "вопрос 1"}, "code_respelled"),
    ],
)
def test_a_harmless_flaw_is_mended_and_named(cells, code):
    row = one(changed(**cells))

    assert row.verdict is Verdict.NORMALISED
    assert code in codes(row)
    assert row.accepted


def test_look_alike_letters_are_mended_into_the_alphabet_of_the_word():
    row = one(changed(question="Кто выносит пpигoвop по ГK и Сourt?"))

    assert row.draft.languages["ru"].stem == "Кто выносит приговор по ГК и Court?"


@pytest.mark.parametrize(
    ("said", "read_as"),
    [("A", "a"), ("b)", "b"), ("(С)", "c"), ("4", "d"), ("3.", "c"), (" a ", "a"), ("2.0", "b")],
)
def test_a_key_is_a_letter_or_a_number(said, read_as):
    assert one(changed(correct=said)).draft.correct == (read_as,)


def test_cyrillic_letters_count_by_order_where_the_file_says_so():
    header = ["№", "Вопрос", "А", "Б", "В", "Г", "Правильный ответ"]

    rows = read(csv_of(header, ["1", *GOOD[1:6], "В"], ["2", "Кто судит?", *GOOD[2:6], "г"]))

    assert [row.draft.correct for row in rows] == [("c",), ("d",)]
    assert codes(rows[0]) >= {"key_cyrillic_order"}


def test_a_letter_that_can_be_read_in_two_ways_is_refused():
    rows = read(
        csv_of(HEADER, GOOD, ["q-2", "Кто?", *GOOD[2:6], "Г"], ["q-3", "Кто судит?", *GOOD[2:6], "В"])
    )

    assert codes(rows[2]) >= {"key_ambiguous"}
    assert rows[2].verdict is Verdict.REFUSED


def test_a_number_that_is_an_option_too_is_refused_unless_both_agree():
    options = ["4", "3", "2", "1"]

    assert codes(one(["q", "Сколько судей?", *options, "2"])) >= {"key_ambiguous"}
    assert one(["q", "Сколько судей?", "1", "2", "3", "4", "2"]).draft.correct == ("b",)


def test_several_keys_need_the_kind_multiple():
    row = one([*GOOD[:6], "A, C", "multiple"], [*HEADER, "kind"])

    assert (row.draft.kind, row.draft.correct) == ("multiple", ("a", "c"))


@pytest.mark.parametrize(
    ("said", "read_as"), [("верно", "a"), ("Туура эмес", "b"), ("FALSE", "b"), ("1", "a"), ("b", "b")]
)
def test_true_or_false_gets_two_fixed_options(said, read_as):
    row = one(["q", "Суд независим.", said, "truefalse"], ["code", "question", "correct", "kind"])

    assert row.draft.is_true_false()
    assert row.draft.correct == (read_as,)
    assert row.draft.languages["ru"].options == {"a": "Верно", "b": "Неверно"}


def test_an_empty_row_is_skipped_and_named():
    rows = read(csv_of(HEADER, GOOD, [""] * 7, ["q-2", "Кто обвиняет?", *GOOD[2:6], "B"]))

    assert [(str(row.place), codes(row)) for row in rows][1] == ("row 3", {"empty_row"})
    assert rows[1].draft is None
    assert rows[2].accepted


def test_a_long_run_of_empty_rows_is_one_line():
    rows = read(csv_of(HEADER, GOOD, *[[""] * 7] * 30))

    assert str(rows[1].place) == "rows 3-32"
    assert len(rows) == 2


def test_the_same_question_twice_is_refused_the_second_time():
    twin = ["q-2", "кто выносит  приговор", *reversed(GOOD[2:6]), "D"]

    rows = read(csv_of(HEADER, GOOD, twin))

    assert rows[0].verdict is Verdict.EXACT
    assert rows[1].verdict is Verdict.REFUSED
    assert codes(rows[1]) >= {"duplicate_question"}


def test_one_stem_with_other_options_becomes_a_group_of_enemies():
    rows = read(csv_of(HEADER, GOOD, ["q-2", GOOD[1], "Судья", "Сторож", "Сосед", "Сват", "A"]))

    assert codes(rows[1]) >= {"duplicate_stem"}
    assert rows[0].draft.enemies == rows[1].draft.enemies == "same-stem-q-1"


def test_nearly_the_same_stem_is_named():
    long = "Суд первой инстанции рассмотрел дело о поджоге и вынес обвинительный приговор по делу."

    rows = read(
        csv_of(HEADER, changed(question=long), ["q-2", long.replace("поджоге", "подлоге"), *GOOD[2:]])
    )

    assert codes(rows[1]) == {"near_duplicate", "topic_from_bank"}


def test_a_code_that_comes_twice_is_refused_the_second_time():
    rows = read(csv_of(HEADER, GOOD, ["Q-1", "Кто обвиняет?", *GOOD[2:6], "B"]))

    assert codes(rows[1]) >= {"code_twice"}


def test_a_column_that_is_not_read_is_a_loss():
    row = one([*GOOD, "проверить!"], [*HEADER, "Примечание"])

    assert row.verdict is Verdict.LOSSY
    assert row.accepted


@pytest.mark.parametrize(
    "header",
    [
        [
            "код",
            "Тема",
            "Вопрос (кырг.)",
            "Вопрос (рус)",
            "А (кырг)",
            "Б (кырг)",
            "А (рус)",
            "Б (рус)",
            "Ответ",
        ],
        ["code", "topic", "stem_ky", "stem_ru", "a_ky", "b_ky", "a_ru", "b_ru", "correct"],
        [
            "Суроонун коду",
            "Бөлүм",
            "Суроо (кыргызча)",
            "Суроо (орусча)",
            "Жооп 1 ky",
            "Жооп 2 ky",
            "Жооп 1 ru",
            "Жооп 2 ru",
            "Туура жооп",
        ],
    ],
)
def test_columns_have_names_in_three_languages(header):
    row = one(
        ["q-1", "civil", "Өкүмдү ким чыгарат?", "Кто судит?", "Сот", "Сосед", "Суд", "Сосед", "1"], header
    )

    assert row.draft.languages == {
        "ky": Text("Өкүмдү ким чыгарат?", {"a": "Сот", "b": "Сосед"}),
        "ru": Text("Кто судит?", {"a": "Суд", "b": "Сосед"}),
    }
    assert (row.draft.correct, row.draft.topic, row.code) == (("a",), "civil", "q-1")


def test_languages_with_different_options_are_refused():
    header = ["code", "stem_ky", "a_ky", "b_ky", "stem_ru", "a_ru", "b_ru", "c_ru", "correct"]

    row = one(["q", "Ким?", "Сот", "Прокурор", "Кто?", "Суд", "Прокурор", "Адвокат", "a"], header)

    assert codes(row) >= {"options_differ"}
    assert row.verdict is Verdict.REFUSED


def test_a_language_that_a_row_lacks_is_named_but_taken_in():
    header = ["code", "stem_ky", "a_ky", "b_ky", "stem_ru", "a_ru", "b_ru", "correct"]

    row = one(["q", "Ким?", "Сот", "Прокурор", "", "", "", "a"], header)

    assert codes(row) >= {"missing_language"}
    assert set(row.draft.languages) == {"ky"}


def test_a_file_without_a_header_is_question_options_letter():
    rows = read(
        b"Who judges?,Court,Prosecutor,Police,Guard,A\nWho accuses?,Court,Prosecutor,Police,Guard,B\n"
    )

    assert [row.draft.correct for row in rows] == [("a",), ("b",)]
    assert rows[1].code == "bank-0002"
    assert set(rows[0].draft.languages) == {"en"}


def test_the_topic_of_a_file_may_be_said_when_it_is_taken_in():
    assert one(GOOD, topic="criminal").draft.topic == "criminal"
    row = one([*GOOD, "Гражданское право"], [*HEADER, "Раздел"])
    assert row.draft.topic == "civil"
    assert codes(row) == {"topic_respelled"}


@pytest.mark.parametrize(
    ("said", "number"), [("780", 780), ("0.78", 780), ("0,78", 780), ("78%", 780), ("1", 1000), ("0", 0)]
)
def test_a_difficulty_is_read_as_thousandths(said, number):
    row = one([*GOOD, said], [*HEADER, "difficulty"])

    assert (row.draft.difficulty, row.draft.difficulty_basis) == (number, "angoff")


@pytest.mark.parametrize(
    ("column", "said"),
    [("difficulty", "hard"), ("seconds", "soon"), ("difficulty", "1500"), ("seconds", "0")],
)
def test_a_number_that_is_none_is_refused(column, said):
    assert one([*GOOD, said], [*HEADER, column]).verdict is Verdict.REFUSED


def test_a_formula_in_a_workbook_is_refused_by_row():
    def formula(sheet):
        sheet["B3"] = '=CONCATENATE("Кто ","судит?")'

    rows = read(xlsx_of(HEADER, GOOD, ["q-2", "", *GOOD[2:6], "B"], change=formula))

    assert rows[0].verdict is Verdict.EXACT
    assert (str(rows[1].place), codes(rows[1])) == ("row 3", {"formula"})


def test_numbers_percent_and_truth_in_a_workbook_read_as_they_show():
    def percent(sheet):
        sheet["D2"].number_format = "0%"

    row = read(xlsx_of(HEADER, ["q", "Сколько?", 0.5, 0.25, 3, True, 2], change=percent))[0]

    assert row.draft.languages["ru"].options == {"a": "0.5", "b": "25%", "c": "3", "d": "TRUE"}
    assert row.draft.correct == ("b",)


def test_dates_and_merged_cells_in_a_workbook_are_refused_by_row():
    from datetime import UTC, datetime

    def spoil(sheet):
        sheet["C2"] = datetime(2021, 5, 5, tzinfo=UTC).replace(tzinfo=None)
        sheet.merge_cells("C3:D3")

    rows = read(xlsx_of(HEADER, GOOD, ["q-2", *GOOD[1:]], ["q-3", "Кто обвиняет?", *GOOD[2:]], change=spoil))

    assert [codes(row) & {"date_cell", "merged_cells"} for row in rows] == [
        {"date_cell"},
        {"merged_cells"},
        set(),
    ]


def test_a_workbook_with_two_sheets_names_them():
    book = Workbook()
    for name in ("Гражданское", "Уголовное"):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append([name[0], f"{name} право: кто судит?", *GOOD[2:]])
    book.create_sheet("Скрытый").append(["x"])
    book["Скрытый"].sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)

    rows = read(made.getvalue())

    assert [str(row.place) for row in rows] == ["Гражданское row 2", "Уголовное row 2", "Скрытый row 1"]
    assert codes(rows[2]) == {"hidden_sheet"}


def zipped(**files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"%PDF-1.7 ...", "unknown_format"),
        (b"<html><body>no</body></html>", "unknown_format"),
        (b"PK\x03\x04 broken", "broken_workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "old_or_encrypted_excel"),
        (b"code,topic\n1,2\n", "no_header"),
        (b'code,question,A,B,correct\nq,"unclosed,a,b,A\n', "quotes"),
        (b"code,question,question,A,B,correct\nq,x,y,a,b,A\n", "two_columns"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (b"<quiz><question></quiz>", "broken_xml"),
        (b'<!DOCTYPE quiz [<!ENTITY x "y">]><quiz><question type="essay"/></quiz>', "dtd"),
        (b"<?xml version='1.0'?><items/>", "other_xml"),
        ("código,pregunta,A,B,respuesta\nq,¿Qué?,sí,no,A\n".encode("cp1252"), "encoding"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, reason):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.details["reason"] == reason


def test_an_archive_that_is_no_workbook_says_what_it_is():
    with pytest.raises(Unreadable) as refused:
        read(zipped(**{"imsmanifest.xml": "<manifest/>"}))

    assert refused.value.details["kind"] == "qti"


def test_a_workbook_that_unpacks_to_too_much_is_not_opened():
    bomb = zipped(**{"xl/worksheets/sheet1.xml": b"0" * 60_000_000})

    with pytest.raises(Unreadable) as refused:
        read(bomb)

    assert refused.value.details["reason"] == "zip_bomb"


def test_too_many_rows_are_refused_whole():
    with pytest.raises(Unreadable) as refused:
        read(csv_of(HEADER, *[GOOD] * 20_001))

    assert refused.value.details["reason"] == "too_many"


def sentences(words):
    return st.lists(st.sampled_from(words), min_size=3, max_size=8).map(lambda chosen: " ".join(chosen) + "?")


def options(words):
    numbered = st.lists(st.sampled_from(words), min_size=1, max_size=3)
    return st.integers(2, 6).flatmap(
        lambda count: st.lists(numbered, min_size=count, max_size=count).map(
            lambda texts: {"abcdef"[n]: f"{' '.join(text)}; «{n}», так" for n, text in enumerate(texts)}
        )
    )


@st.composite
def drafts(draw, words):
    made = []
    for number in range(draw(st.integers(1, 5))):
        texts = draw(options(words))
        kind = draw(st.sampled_from(["single", "multiple"]))
        most = 1 if kind == "single" else len(texts)
        correct = draw(st.sets(st.sampled_from(sorted(texts)), min_size=1, max_size=most))
        rated = draw(st.none() | st.integers(2, 1000))
        made.append(
            Draft(
                code=f"item-{number}",
                topic=draw(st.sampled_from(["civil", "criminal"])),
                kind=kind,
                languages={
                    "ky" if words is KYRGYZ else "ru": Text(f"№{number} {draw(sentences(words))}", texts)
                },
                correct=tuple(sorted(correct)),
                difficulty=rated,
                difficulty_basis=None if rated is None else "angoff",
                seconds=draw(st.integers(1, 600)),
                enemies=draw(st.none() | st.just(f"group-{number}")),
                source=draw(st.none() | st.just("Статья 1; часть 2, «пункт»")),
            )
        )
    return made


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "cp1251"])
def test_what_was_written_is_read_back(encoding, separator):
    words = WORDS if encoding == "cp1251" else KYRGYZ

    @settings(max_examples=15, deadline=None)
    @given(drafts(words))
    def check(written):
        rows = read(csv_out.write(written, encoding=encoding, separator=separator))

        assert [row.draft for row in rows if row.verdict is Verdict.EXACT] == written

    check()


@settings(deadline=None)
@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text):
    once, _ = letters.clean(text)

    assert letters.clean(once) == (once, ())


def verdicts(data):
    try:
        return read(data), None
    except Unreadable as refused:
        return [], refused.details["reason"]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_get_a_verdict_or_a_reason(data):
    rows, reason = verdicts(data)

    assert bool(rows) != bool(reason)
