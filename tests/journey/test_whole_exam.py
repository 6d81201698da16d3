"""The whole way, from a question's first word to a sheet that anyone can check; by role and label only."""

import time

import pytest

from tests.journey import after, hall, kiosk, preparing, question

pytestmark = [pytest.mark.chromium, pytest.mark.poppler]
GENUINE = "This document is genuine and current."


def test_an_exam_goes_from_its_first_question_to_a_sheet_that_anyone_can_check(place, tmp_path):
    words, pace = write_and_freeze(place)
    tickets, digest = announce_and_draw(place, tmp_path, pace)
    code, characters = sit(place, *tickets[preparing.NAMES[0]])

    assert after.check_receipt(place, code, characters) == "This receipt is genuine."
    after.seal(place)
    after.open_keys(place, words[:2])
    after.score(place)
    sheet = after.take_sheet(place, code, tmp_path)
    said = after.signature(sheet, tmp_path / "trust-root.pem")

    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert after.check_sheet(place, sheet) == GENUINE
    assert after.check_sheet(place, flipped(sheet)) != GENUINE
    assert after.verify_evidence(place, digest, tmp_path)["verdict"] == "consistent"


def write_and_freeze(place) -> tuple[list[str], float]:
    began = time.monotonic()
    question.write(place)
    question.review(place)
    question.approve(place)
    words = question.release(place)
    return words, time.monotonic() - began


def announce_and_draw(place, folder, pace):
    place.come("office", *preparing.CUSTODIANS, *preparing.COMMISSIONERS)
    # On a slow machine everything is slow: the bank's part says how much time the office needs.
    preparing.plan(place, question.RELEASE, ahead=1.3 * pace)
    preparing.enrol(place)
    shares = {code: preparing.share(place, code) for code in preparing.CUSTODIANS}
    preparing.announce(place)
    tickets = preparing.tickets(place, folder)
    digest = preparing.digest_on_the_public_page(place)
    for code, shown in shares.items():
        preparing.deposit(place, code, shown)
    preparing.throw(place)
    preparing.draw(place)
    return tickets, digest


def sit(place, code, secret):
    seat = hall.admit(place, preparing.NAMES[0])
    terminal = kiosk.come_in(place, secret, seat)
    hall.open_exam(place)
    kiosk.answer(terminal)
    characters = kiosk.hand_in(terminal)
    hall.close(place)
    return code, characters


def flipped(sheet):
    """The same file with one byte of its picture changed."""
    data = bytearray(sheet.read_bytes())
    data[len(data) // 3] ^= 1
    other = sheet.with_name("flipped.pdf")
    other.write_bytes(data)
    return other
