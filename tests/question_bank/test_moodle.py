from pathlib import Path

import pytest

from question_bank.formats import recognise
from question_bank.formats.rows import Asked, Verdict

DATA = Path(__file__).parents[1] / "data"


def read(text, **asked):
    return recognise.read(text if isinstance(text, bytes) else text.encode(), Asked("bank", **asked))


def quiz(*questions):
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{"".join(questions)}</quiz>'


def multichoice(
    *answers, stem="<p>Кто судит?</p>", single="true", more="", texts=("Суд", "Сосед", "Сват", "Брат")
):
    shown = "".join(
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[<p>{text}</p>]]></text></answer>'
        for fraction, text in zip(answers, texts, strict=False)
    )
    return (
        '<question type="multichoice"><questiontext format="html">'
        f"<text><![CDATA[{stem}]]></text></questiontext>"
        f"<single>{single}</single><shuffleanswers>1</shuffleanswers>{shown}{more}</question>"
    )


def question_category(path):
    return f'<question type="category"><category><text>{path}</text></category></question>'


def codes(row):
    return {reason.code for reason in row.reasons}


def test_a_single_choice_is_turned_into_plain_text():
    row = read(quiz(multichoice(100, 0, 0)))[0]

    assert row.draft.languages["ru"].stem == "Кто судит?"
    assert row.draft.languages["ru"].options == {"a": "Суд", "b": "Сосед", "c": "Сват"}
    assert (row.draft.correct, row.draft.kind, row.verdict) == (("a",), "single", Verdict.NORMALISED)
    assert str(row.place) == "question 1"


def test_thirds_of_a_multiple_choice_make_the_whole():
    row = read(quiz(multichoice("33.33333", "33.33333", "33.33333", 0, single="false")))[0]

    assert (row.draft.kind, row.draft.correct) == ("multiple", ("a", "b", "c"))
    assert row.verdict is Verdict.NORMALISED


@pytest.mark.parametrize(
    ("answers", "single", "code"),
    [
        ((100, -50, -50), "true", "negative_fraction"),
        ((100, 50, 0), "true", "partial_fraction"),
        ((50, 50, -100), "false", "negative_fraction"),
        ((60, 30, 0), "false", "fractions_total"),
        ((70, 30, 0), "false", "unequal_fractions"),
    ],
)
def test_points_that_we_do_not_keep_are_a_loss(answers, single, code):
    row = read(quiz(multichoice(*answers, single=single)))[0]

    assert row.verdict is Verdict.LOSSY
    assert code in codes(row)


@pytest.mark.parametrize(
    ("answers", "code"), [((100, 100, 0), "two_keys"), ((0, 0, 0), "no_key"), ((50, 50, 0), "no_key")]
)
def test_a_single_choice_without_exactly_one_right_answer_is_refused(answers, code):
    row = read(quiz(multichoice(*answers)))[0]

    assert row.verdict is Verdict.REFUSED
    assert code in codes(row)


def test_the_category_is_the_section_and_the_id_number_the_code():
    category = question_category("$course$/top/Право/Гражданское право")
    row = read(quiz(category, multichoice(100, 0, more="<idnumber>civ-7</idnumber>")))[0]

    assert (row.draft.topic, row.code) == ("civil", "civ-7")


def test_a_slash_in_a_categorys_name_is_part_of_it():
    category = question_category("$course$/top/Civil//Family")

    assert read(quiz(category, multichoice(100, 0)))[0].draft.topic == "civil-family"


@pytest.mark.parametrize(
    "stem",
    [
        (
            '<span lang="ru" class="multilang">Кто судит?</span>'
            '<span lang="ky" class="multilang">Ким соттойт?</span>'
        ),
        "{mlang ru}Кто судит?{mlang}{mlang ky}Ким соттойт?{mlang}",
        "{mlang ru}<p>Кто судит?</p>{mlang}{mlang ky,kg}<p>Ким соттойт?</p>{mlang}",
    ],
)
def test_a_text_of_two_languages_is_taken_apart(stem):
    row = read(
        quiz(multichoice(100, 0, stem=stem, texts=("{mlang ru}Суд{mlang}{mlang ky}Сот{mlang}", "17")))
    )[0]

    assert row.draft.languages["ru"].stem == "Кто судит?"
    assert row.draft.languages["ky"].stem == "Ким соттойт?"
    assert row.draft.languages["ky"].options == {"a": "Сот", "b": "17"}


def test_an_option_without_one_of_the_languages_is_refused():
    stem = "{mlang ru}Кто судит?{mlang}{mlang ky}Ким соттойт?{mlang}"

    row = read(quiz(multichoice(100, 0, stem=stem, texts=("{mlang ru}Суд{mlang}", "17"))))[0]

    assert codes(row) >= {"options_differ"}
    assert row.verdict is Verdict.REFUSED


@pytest.mark.parametrize(
    "stem",
    [
        '<p>Что на снимке? <img src="@@PLUGINFILE@@/a.png"></p>',
        '<p>Что?</p><video src="x"></video>',
        "Чему равно \\(x^2\\)?",
    ],
)
def test_pictures_and_formulas_are_refused(stem):
    row = read(quiz(multichoice(100, 0, stem=stem)))[0]

    assert row.verdict is Verdict.REFUSED
    assert codes(row) & {"picture", "tex_formula"}


def test_a_file_inside_a_question_is_refused_and_in_feedback_lost():
    file = '<file name="a.png" encoding="base64">AAAA</file>'
    inside = multichoice(100, 0).replace("</questiontext>", f"{file}</questiontext>")
    beside = multichoice(100, 0, more=f"<generalfeedback><text>Да</text>{file}</generalfeedback>")

    rows = read(quiz(inside, beside.replace("судит", "решает")))

    assert [row.verdict for row in rows] == [Verdict.REFUSED, Verdict.LOSSY]


def test_what_acts_or_means_something_is_named():
    row = read(
        quiz(multichoice(100, 0, stem="<p>Кто <b>не</b> судит? 10<sup>2</sup><script>x()</script></p>"))
    )[0]

    assert codes(row) >= {"active_content", "formatting_with_meaning", "formatting"}
    assert row.draft.languages["ru"].stem == "Кто не судит? 102"


def test_unshuffled_answers_stay_in_their_places():
    question = multichoice(100, 0, 0).replace("<shuffleanswers>1", "<shuffleanswers>0")

    assert read(quiz(question))[0].draft.fixed == ("a", "b", "c")


@pytest.mark.parametrize(
    "kind", ["essay", "shortanswer", "numerical", "matching", "cloze", "calculated", "ddwtos", ""]
)
def test_other_kinds_are_refused_one_by_one(kind):
    question = f'<question type="{kind}"><questiontext><text>x</text></questiontext></question>'

    rows = read(quiz(question, multichoice(100, 0)))

    assert codes(rows[0]) == {"kind_not_supported"}
    assert rows[1].accepted


def test_true_or_false_in_another_language_goes_by_order():
    question = (
        '<question type="truefalse"><questiontext><text>Суд независим.</text></questiontext>'
        '<answer fraction="0"><text>Верно</text></answer>'
        '<answer fraction="100"><text>Неверно</text></answer></question>'
    )

    row = read(quiz(question))[0]

    assert (row.draft.correct, row.draft.fixed) == (("b",), ("a", "b"))
    assert codes(row) >= {"true_false_by_order"}


def test_hidden_questions_grades_hints_and_tags_are_named():
    more = (
        "<hidden>1</hidden><defaultgrade>2.0</defaultgrade><hint><text>x</text></hint>"
        "<tags><tag><text>y</text></tag></tags>"
    )

    assert codes(read(quiz(multichoice(100, 0, more=more)))[0]) >= {
        "was_hidden",
        "grade_dropped",
        "hints_dropped",
        "tags_dropped",
    }


def test_a_moodle_file_in_another_encoding_is_read():
    text = quiz(multichoice(100, 0)).replace("UTF-8", "windows-1251").encode("cp1251")

    assert read(text)[0].draft.languages["ru"].stem == "Кто судит?"


@pytest.mark.parametrize(
    ("name", "accepted", "refused"),
    [
        ("sonsoles_test", 6, 16),
        ("tub_multiple-choiceRef", 2, 0),
        ("tub_true-falseRef", 3, 0),
        ("tub_essayRef", 0, 2),
        ("tub_matchingRef", 0, 2),
        ("tub_numericalRef", 0, 2),
    ],
)
def test_files_of_others_are_read_to_the_end(name, accepted, refused):
    rows = read((DATA / "moodle" / f"{name}.xml").read_bytes())

    assert sum(row.accepted for row in rows) == accepted
    assert sum(row.verdict is Verdict.REFUSED for row in rows) == refused
