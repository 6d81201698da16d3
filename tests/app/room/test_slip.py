"""What comes out of the hall's printer."""

import io

import pytest
from pypdf import PdfReader

from tests.app.room.conftest import CODE, sit_down

pytestmark = pytest.mark.chromium


def printed(page):
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages


def handed_in(page, room):
    sit_down(page, room)
    page.locator(".option").nth(1).click()
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).focus()
    for _ in range(5):
        page.keyboard.press("PageDown")
    page.get_by_role("button", name="Hand in…").click()
    page.get_by_role("button", name="Yes, hand in").click()
    page.get_by_text("You may leave quietly.").wait_for()


def test_a_question_cannot_be_printed(page, room):
    sit_down(page, room)

    assert "".join(sheet.extract_text() for sheet in printed(page)).replace("DEMO", "").strip() == ""


@pytest.mark.parametrize("contrast", ["normal", "light"])
def test_the_receipt_fits_on_one_sheet_with_code_and_characters(page, room, contrast):
    page.evaluate(
        f"localStorage['taraza.view'] = JSON.stringify({{size: 'largest', contrast: '{contrast}'}})"
    )
    page.reload()
    handed_in(page, room)
    aid = page.locator("#aid").inner_text().split()

    [sheet] = printed(page)
    text = sheet.extract_text()

    assert all(group in text for group in aid)
    assert CODE in text.replace(" ", "")
    assert "You may leave" not in text
    assert [round(float(side)) for side in sheet.mediabox[2:]] == [420, 595]


def test_the_printer_is_asked_from_the_receipts_screen(page, room):
    handed_in(page, room)
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")

    page.locator("#print").click()

    assert page.evaluate("document.body.dataset.printed") == "yes"
