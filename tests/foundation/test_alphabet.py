import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from foundation.alphabet import KYRGYZ, sort_key


def test_the_alphabet_has_its_36_letters_in_order():
    assert len(KYRGYZ) == 36
    assert sorted(KYRGYZ[18:] + KYRGYZ[:18], key=sort_key) == list(KYRGYZ)


def test_the_letters_that_code_points_put_last_stand_in_their_places():
    names = ["Үсөнов", "Уметов", "Өмүров", "Орозов", "Ңарынов", "Нурланов", "Пазылов"]

    assert sorted(names, key=sort_key) == [
        "Нурланов",
        "Ңарынов",
        "Орозов",
        "Өмүров",
        "Пазылов",
        "Уметов",
        "Үсөнов",
    ]


def test_yo_stands_after_ye():
    assert sorted(["Ёлкин", "Жаров", "Еленин"], key=sort_key) == ["Еленин", "Ёлкин", "Жаров"]


def test_capitals_do_not_matter():
    assert sort_key("АСАНОВ") == sort_key("асанов")


def test_a_shorter_name_comes_before_its_longer_kin():
    assert sorted(["Асанова", "Асан", "Асанов"], key=sort_key) == ["Асан", "Асанов", "Асанова"]


def test_latin_comes_before_cyrillic_and_foreign_letters_after():
    assert sorted(["Ҳаким", "Яков", "Zed"], key=sort_key) == ["Zed", "Яков", "Ҳаким"]


@given(st.text(max_size=20))
def test_composed_and_decomposed_letters_sort_alike(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert sort_key(composed) == sort_key(decomposed)
