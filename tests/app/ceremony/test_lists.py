import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ceremony import lists
from question_bank.formats.rows import Unreadable


def reasons(text: str) -> list[tuple[str, ...]]:
    return [line.reasons for line in lists.judged(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Асанова Айгүл; 11501199012345",
        "Асанова Айгүл\t11501199012345",
        "Асанова Айгүл, 11501199012345",
        "11501199012345; Асанова Айгүл",
        '"Асанова  Айгүл";"11501199012345";',
        "\ufeffАты-жөнү;ЖИН\nАсанова Айгүл;11501199012345\n\n",
    ],
)
def test_the_usual_ways_of_writing_a_list_are_read_alike(text):
    [line] = lists.judged(text)

    assert (line.name, line.number, line.verdict) == ("Асанова Айгүл", "11501199012345", "good")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("; 11501199012345", "no_name"),
        ("Асанова Айгүл", "no_number"),
        ("Асанова; Айгүл; 11501199012345", "columns"),
        ("=HYPERLINK(1); 11501199012345", "formula"),
        ("Асанова \u202eАйгүл; 11501199012345", "letters"),
        ("А" * 121 + " Б; 11501199012345", "long_name"),
        ("Асанова Айгүл; 2026-01-01 00:00:00", "number_signs"),
    ],
)
def test_what_cannot_stand_is_refused(text, reason):
    [line] = lists.judged(text)

    assert line.verdict == "refused"
    assert reason in line.reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Асанова Айгүл; AN123456", "number_shape"),
        ("Асанова Айгүл; 13113199012345", "number_date"),
        ("Асанова; 11501199012345", "name_one_word"),
    ],
)
def test_what_is_unusual_is_a_doubt_and_no_refusal(text, reason):
    [line] = lists.judged(text)

    assert line.verdict == "doubt"
    assert line.reasons == (reason,)


def test_a_number_given_twice_is_refused_at_both_lines():
    found = reasons("А Б; 11501199012345\nВ Г; 1150 1199 012345\nД Е; 11501199012346")

    assert [("number_twice" in one) for one in found] == [True, True, False]


def test_rows_are_counted_as_an_editor_counts_them():
    assert [line.row for line in lists.judged("\nА Б; 11501199012345\n\nВ Г; 11501199012346")] == [2, 4]


def test_a_list_of_five_thousand_lines_is_the_longest():
    with pytest.raises(Unreadable):
        lists.judged("\n".join(f"А Б; {number:014}" for number in range(5001)))


@given(st.text())
def test_no_text_at_all_makes_the_reader_fail(text):
    for line in lists.judged(text):
        assert line.verdict in {"good", "doubt", "refused"}
