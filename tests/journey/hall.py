"""The invigilator's part: seats drawn, the exam opened, the sitting closed."""

import re

from playwright.sync_api import Page

from tests.journey.place import Place


def admit(place: Place, name: str) -> int:
    """Admit a person by name; return the seat that was drawn."""
    page = _board(place)
    page.get_by_role("link", name="Admission").click()
    row = page.get_by_role("row", name=name)
    row.get_by_role("button", name="Admit, draw a seat").click()
    seat = page.get_by_role("row", name=name).get_by_role("link", name="Open the seat").inner_text()
    return int(re.sub(r"\D", "", seat))


def open_exam(place: Place) -> None:
    _confirm(_board(place), "Open the exam")


def close(place: Place) -> None:
    _confirm(_board(place), "Close the sitting")


def _board(place: Place) -> Page:
    page = place.person("invigilator-1")
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Hall").click()
    page.get_by_role("main").get_by_role("link", name="Open the board").click()
    return page


def _confirm(page: Page, label: str) -> None:
    page.get_by_text(label, exact=True).first.click()
    page.get_by_role("button", name=label, exact=True).click()
    page.get_by_text(label, exact=True).first.wait_for(state="detached")
