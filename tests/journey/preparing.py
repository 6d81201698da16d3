"""From a release to drawn papers: plan, list, tickets, shares, announcement, dice, read back, draw."""

import re
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.journey.place import Place
from tests.tools import program

SITTING = "spring-1"
COMMISSIONERS = ("commissioner-1", "commissioner-2")
CUSTODIANS = ("custodian-1", "custodian-2")
PEOPLE = "Асанова Айгүл; 11501199012345\nҮсөнов Өмүр; 20202198054321\nСыдыкова Нуржан; 10303199112345"
NAMES = [line.split(";")[0] for line in PEOPLE.splitlines()]
_TICKET = re.compile(r"((?:\d{4} ){3}\d{4}).*?Candidate code +(\d{4} \d{4})", re.DOTALL)
THROWN = [1, 6, 3, 3, 2, 5, 4, 1, 1, 6, 2, 2, 5, 3, 4, 6, 1, 2, 5, 4]


def plan(place: Place, release: str, *, ahead: float) -> None:
    """Plan from the preset; the draw may be so many seconds from now, and the announcement comes before."""
    page = _door(place, "office")
    page.get_by_role("link", name="Plan a sitting").click()
    page.get_by_label("Name of the sitting").fill(SITTING)
    page.get_by_label("Place").fill("Бишкек, зал 1")
    now = datetime.now(ZoneInfo("Asia/Bishkek"))
    draw = now + timedelta(seconds=ahead)
    for legend, moment in (("Start", draw + timedelta(minutes=1)), ("Draw of the papers", draw)):
        times = page.get_by_role("group", name=legend)
        times.get_by_label("Date").fill(f"{moment:%Y-%m-%d}")
        times.get_by_label("Time").fill(f"{moment:%H:%M:%S}")
    page.get_by_label("Release of questions").select_option(index=0)
    assert release in page.get_by_label("Release of questions").inner_text()
    page.get_by_role("button", name="Plan the sitting").click()
    page.get_by_role("heading", name=SITTING).wait_for()


def enrol(place: Place) -> None:
    page = _sitting(place, "office")
    page.get_by_role("link", name="Open the list").click()
    page.get_by_label("Names and personal numbers").fill(PEOPLE)
    page.get_by_role("button", name="Look the list over").click()
    page.get_by_role("button", name="Take the list over").click()
    page.get_by_text("The list was taken over. Candidates: 3").wait_for()


def tickets(place: Place, folder: Path) -> dict[str, tuple[str, str]]:
    """Make the tickets; return each person's code and secret as the paper shows them."""
    page = _sitting(place, "office")
    page.get_by_role("link", name="Tickets").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the tickets").click()
    paper = folder / "tickets.pdf"
    download.value.save_as(paper)
    command = [str(program("pdftotext")), "-layout", str(paper), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = {name: _TICKET.search(text, text.index(name)) for name in NAMES}
    return {name: (one[2], one[1]) for name, one in found.items() if one is not None}


def share(place: Place, custodian: str) -> str:
    """Make a share in the custodian's browser, give its commitment; return the share as it was shown."""
    page = _sitting(place, custodian)
    page.get_by_role("link", name="My share", exact=True).click()
    page.get_by_role("button", name="Make my share").click()
    shown = page.get_by_label("Your share").inner_text()
    page.get_by_label("My share is on paper").check()
    page.get_by_role("button", name="Give my commitment").click()
    page.get_by_text("Your commitment was recorded.").first.wait_for()
    return shown


def announce(place: Place) -> None:
    page = _sitting(place, "office")
    page.get_by_role("link", name="Announcement").click()
    page.get_by_label("Custodian who signs").select_option(CUSTODIANS[0])
    page.get_by_label("Passphrase of the custodian").fill(place.passwords[CUSTODIANS[0]])
    page.get_by_role("button", name="Announce the sitting").click()
    page.get_by_role("link", name="The public page of this sitting").wait_for()


def deposit(place: Place, custodian: str, shown: str) -> None:
    page = _sitting(place, custodian)
    page.get_by_role("link", name="Deposit my share").click()
    page.get_by_label("Your share").fill(shown)
    page.get_by_role("button", name="Deposit my share").click()
    page.get_by_text("Your share lies in the hall.").first.wait_for()


def throw(place: Place) -> None:
    """One commissioner types the dice, the other reads them back."""
    for code, button, said in (
        (COMMISSIONERS[0], "These are the numbers", "The numbers are typed"),
        (COMMISSIONERS[1], "This is what the paper says", "Both have typed the same numbers"),
    ):
        page = _sitting(place, code)
        page.get_by_role("link", name="The draw").click()
        for number, value in enumerate(THROWN, 1):
            page.get_by_role("textbox", name=str(number), exact=True).fill(str(value))
        page.get_by_role("button", name=button).click()
        page.get_by_text(said).first.wait_for()


def draw(place: Place) -> None:
    """Draw as soon as the announcement allows it."""
    page = _sitting(place, COMMISSIONERS[0])
    page.get_by_role("link", name="The draw").click()
    early = page.get_by_text("The announcement allows the draw from")
    while early.is_visible():
        page.wait_for_timeout(500)
        page.reload()
    page.get_by_role("button", name="Draw the papers").click()
    page.get_by_text("The papers are drawn").first.wait_for()


def digest_on_the_public_page(place: Place) -> str:
    """Read the announcement's digest as anybody would."""
    page = place.visitor()
    page.get_by_role("link", name=SITTING).first.click()
    text = page.get_by_role("main").inner_text()
    found = re.search(r"((?:[0-9a-f]{4}\s+){15}[0-9a-f]{4})", text)
    assert found, text
    return "".join(found[1].split())


def _door(place: Place, code: str) -> Page:
    page = place.person(code)
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Draw").click()
    return page


def _sitting(place: Place, code: str) -> Page:
    page = _door(place, code)
    page.get_by_role("main").get_by_role("link", name=SITTING).click()
    return page
