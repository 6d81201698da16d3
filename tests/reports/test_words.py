import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from reports.documents.font import missing
from reports.words import FOLDER, words

KEYWORDS = {
    "say": None,
    "count": (1, 2),
    "twice": None,
    "inline": None,
    "wall_title": None,
    "explained": None,
    "big_digest": (2,),
    "wall_paper": None,
}


@cache
def spoken() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(FOLDER.parent, [("**.py", "python")], keywords=KEYWORDS)
    return {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found}


@cache
def catalogue(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "reports.po").open("rb") as source:
        return read_po(source, locale=language)


def strings(language: str) -> list[str]:
    texts = [message.string for message in catalogue(language) if message.id]
    return [part for text in texts for part in ([text] if isinstance(text, str) else text)]


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_sentence_is_translated(language):
    known = {
        message.id if isinstance(message.id, str) else tuple(message.id)
        for message in catalogue(language)
        if message.id
    }

    assert len(spoken()) > 100
    assert spoken() - known == set()
    assert known - spoken() == set()
    assert all(strings(language))
    assert not any(message.fuzzy for message in catalogue(language) if message.id)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_translation_keeps_every_value_of_its_sentence(language):
    pattern = re.compile(r"%\(\w+\)s")

    for message in catalogue(language):
        ids, texts = (
            value if isinstance(value, tuple | list) else (value,) for value in (message.id, message.string)
        )
        if message.id:
            for text in texts:
                assert set(pattern.findall(text)) == set(pattern.findall(ids[-1])), message.id


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_font_shows_every_translation(language):
    assert set().union(*(missing(text) for text in strings(language))) == set()


def test_no_kyrgyz_ending_hangs_on_a_value():
    assert [text for text in strings("ky") if re.search(r"%\(\w+\)s[а-яңөүё]", text)] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 вопрос"), (3, "3 вопроса"), (5, "5 вопросов"), (11, "11 вопросов"), (21, "21 вопрос")],
)
def test_russian_counts_as_russians_do(number, said):
    assert words("ru").ngettext("%(n)s question", "%(n)s questions", number) % {"n": number} == said


def test_kyrgyz_counts_without_endings():
    said = {
        words("ky").ngettext("%(n)s question", "%(n)s questions", number) % {"n": number} for number in (1, 5)
    }

    assert said == {"1 суроо", "5 суроо"}


def test_english_is_what_stands_in_the_code():
    assert words("en").gettext("Result sheet") == "Result sheet"
