"""A candidate at a terminal of their own, by the keyboard, in Kyrgyz and then in Russian."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from app.room.words import words
from tests.journey.place import VIEW, Place

QUESTIONS, EMPTY, FLAGGED = 50, 7, 3
OWN = {"ky": "Кыргызча", "ru": "Русский"}


@dataclass
class Kiosk:
    """A terminal; what stands on it is found by the sentence of the source, in the language it speaks."""

    page: Page
    language: str = "ky"

    def press(self, sentence: str, **values: object) -> None:
        self.page.get_by_role("button", name=self.said(sentence, **values), exact=True).press("Enter")

    def heading(self, sentence: str, **values: object) -> Locator:
        return self.page.get_by_role("heading", name=self.said(sentence, **values), exact=True)

    def said(self, sentence: str, **values: object) -> str:
        found = words(self.language)[sentence]
        return (found if isinstance(found, str) else found[-1]).format(**values)

    def speak(self, language: str) -> None:
        self.page.get_by_role("button", name=OWN[language], exact=True).press("Enter")
        self.language = language


def come_in(place: Place, secret: str, seat: int) -> Kiosk:
    """Sit down with a ticket and wait for the start."""
    page = place.browser.new_context(viewport=VIEW).new_page()
    page.set_default_timeout(20_000)
    page.goto(place.room)
    kiosk = Kiosk(page)
    kiosk.heading("Enter the code from your ticket").wait_for()
    page.keyboard.type(secret)
    page.keyboard.press("Enter")
    kiosk.heading("Is this your seat: {seat}?", seat=seat).wait_for()
    kiosk.press("Yes, this is my seat")
    page.get_by_role("radio", name=OWN["ky"]).wait_for()
    kiosk.press("Continue")
    page.get_by_role("checkbox").press("Space")
    kiosk.press("Continue")
    kiosk.press("Finish practice")
    return kiosk


def answer(kiosk: Kiosk) -> None:
    """Answer all questions but one by keys, flag one, go back to the empty one, read it in Russian."""
    page = kiosk.page
    for number in range(1, QUESTIONS + 1):
        kiosk.heading("Question {n} of {total}", n=number, total=QUESTIONS).wait_for()
        if number != EMPTY:
            page.keyboard.press("12"[number % 2])
        if number == FLAGGED:
            page.keyboard.press("f")
        page.keyboard.press("PageDown")
    kiosk.heading("Before you hand in").wait_for()
    page.get_by_role("button", name=kiosk.said("{n}: go to this question", n=FLAGGED)).wait_for()
    kiosk.press("{n}: go to this question", n=EMPTY)
    kiosk.heading("Question {n} of {total}", n=EMPTY, total=QUESTIONS).wait_for()
    kiosk.speak("ru")
    kiosk.heading("Question {n} of {total}", n=EMPTY, total=QUESTIONS).wait_for()
    page.get_by_role("radio").or_(page.get_by_role("checkbox")).first.press("Space")


def hand_in(kiosk: Kiosk) -> str:
    """Hand in; return the receipt's characters."""
    kiosk.press("Review and hand in")
    kiosk.press("Hand in…")
    kiosk.press("Yes, hand in")
    kiosk.page.get_by_role("img", name=kiosk.said("QR of your signed receipt")).wait_for()
    assert str(QUESTIONS) in kiosk.page.get_by_role("heading", level=1).inner_text()
    found = re.search(r"\b(?:[0-9A-Z]{4}\s+){3}[0-9A-Z]{4}\b", kiosk.page.get_by_role("main").inner_text())
    assert found
    return found[0]
