"""The first screens of everybody, in three languages: what is not translated would stand there in English."""

import re

import pytest

from app import catalogues
from tests.journey.preparing import SITTING

pytestmark = pytest.mark.chromium
NAMES = {"Taraza", "DEMO", "English", SITTING}
WORD = re.compile(r"[A-Za-z]{3,}(?:-\d)?")
SPOKEN = """() => {
  const said = [...document.querySelectorAll('[aria-label], [alt], [title], [placeholder]')].flatMap(
    (one) => ['aria-label', 'alt', 'title', 'placeholder'].map((name) => one.getAttribute(name)));
  return [document.title, ...document.body.innerText.split('\\n'), ...said].filter(Boolean);
}"""


def lines(page) -> list[str]:
    return [line.strip() for line in page.evaluate(SPOKEN)]


def screens(place, language) -> list[list[str]]:
    page = place.visitor(language)
    front = lines(page)
    page.goto(f"{place.staff}/sign-in?language={language}")
    sign_in = lines(page)
    page.goto(f"{place.room}/?language={language}")
    page.get_by_role("textbox").wait_for()
    return [front, sign_in, lines(page)]


def english() -> set[str]:
    """Every sentence of the sources, in one form or several."""
    ids = [message.id for room in catalogues.rooms() for message in room.kept("ru") if message.id]
    return {one for found in ids for one in ([found] if isinstance(found, str) else found)}


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_first_screen_has_english_left_in_it(place, language):
    for screen in screens(place, language):
        assert len(screen) > 5
        assert [line for line in screen if line in english() - NAMES] == []
        assert {word for line in screen for word in WORD.findall(line)} <= NAMES


def test_every_first_screen_speaks_english_when_asked(place):
    for screen in screens(place, "en"):
        assert [line for line in screen if line in english() - NAMES] != []
