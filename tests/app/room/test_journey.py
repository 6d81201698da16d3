"""A candidate's two hours in a real browser, by role and label as a person finds things."""

import pytest

from exam_engine.sittings import services
from tests.app.room.conftest import CODE, SITTING, Terminal, come_in, sit_down

pytestmark = pytest.mark.chromium


def button(page, name, **more):
    return page.get_by_role("button", name=name, exact=True, **more)


def heading(page, name):
    return page.get_by_role("heading", name=name, level=1)


def saved(page):
    page.get_by_text("Saved").first.wait_for()


def test_a_candidate_goes_from_the_code_to_the_receipt(page, room):
    sit_down(page, room)

    page.get_by_role("radio").nth(1).check()
    saved(page)
    button(page, "Next").click()
    page.get_by_role("radio").nth(0).check()
    button(page, "Flag").click()
    button(page, "Review and hand in").click()
    heading(page, "Before you hand in").wait_for()
    button(page, "3: go to this question").click()
    heading(page, "Question 3 of 5").wait_for()
    button(page, "Review and hand in").click()
    button(page, "Hand in…").click()
    button(page, "Yes, hand in").click()

    heading(page, "2 answers of yours are recorded").wait_for()
    assert len(room.journal("answered")) == 2
    assert room.journal("closed")[0]["how"] == "handed_in"
    page.get_by_alt_text("QR of your signed receipt").wait_for()
    page.wait_for_function("() => document.querySelector('.qr').naturalWidth > 0")
    page.get_by_text("You may leave quietly.").wait_for()


def test_everything_can_be_done_by_the_keyboard_alone(page, room):
    page.keyboard.type(room.secret)
    page.keyboard.press("Enter")
    heading(page, "Is this your seat: 14?").wait_for()
    tab_to(page, "Yes, this is my seat")
    heading(page, "In which language do you want to read the questions?").wait_for()
    tab_to(page, "Continue")
    heading(page, "Rules").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tab_to(page, "Continue")
    heading(page, "Practice question").wait_for()
    tab_to(page, "Finish practice")
    room.open()
    heading(page, "Question 1 of 5").wait_for()

    page.keyboard.press("2")
    page.keyboard.press("PageDown")
    heading(page, "Question 2 of 5").wait_for()
    page.keyboard.press("b")
    page.keyboard.press("f")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("m")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    heading(page, "Question 5 of 5").wait_for()
    page.keyboard.press("PageDown")
    heading(page, "Before you hand in").wait_for()
    tab_to(page, "Hand in…")
    tab_to(page, "Yes, hand in")

    heading(page, "2 answers of yours are recorded").wait_for()


def tab_to(page, name):
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the Tab key never came to {name!r}")


def test_a_chosen_option_stays_chosen_when_clicked_again_and_is_cleared_by_its_button(page, room):
    sit_down(page, room)
    option = page.get_by_role("radio").nth(0)

    option.check()
    option.click()
    assert option.is_checked()
    button(page, "Clear answer").click()
    page.wait_for_function("() => document.querySelectorAll('.option :checked').length === 0")
    saved(page)

    page.wait_for_timeout(300)
    assert [body["response"] for body in room.journal("answered")][-1] == []


def test_the_network_goes_and_comes_back_and_nothing_is_lost(page, room):
    sit_down(page, room)
    page.context.set_offline(True)
    for _ in range(3):
        page.get_by_role("radio").nth(2).check()
        button(page, "Next").click()
    page.get_by_text("Kept on this computer: 3").wait_for()
    assert page.locator(".strip").inner_text().endswith("Your answers are kept on this computer. Carry on.")
    assert room.journal("answered") == []

    page.context.set_offline(False)

    page.get_by_text("Saved").first.wait_for(timeout=15_000)
    assert [body["position"] for body in room.journal("answered")] == [1, 2, 3]


def test_a_reload_keeps_place_answers_flags_and_what_was_not_sent_yet(page, room):
    sit_down(page, room)
    button(page, "Next").click()
    button(page, "Flag").click()
    page.wait_for_function("() => !localStorage['taraza.flags.sitting-1.08305075']?.includes('true')")
    page.route("**/api/entries", lambda route: route.abort())
    page.get_by_role("radio").nth(1).check()
    page.get_by_text("Kept on this computer: 1").wait_for()

    page.unroute("**/api/entries")
    page.reload()

    heading(page, "Question 2 of 5").wait_for()
    assert page.get_by_role("radio").nth(1).is_checked()
    button(page, "Remove flag").wait_for()
    saved(page)
    page.wait_for_timeout(300)
    assert [body["position"] for body in room.journal("answered")] == [2]


def test_languages_change_at_once_for_question_and_buttons(page, room):
    sit_down(page, room)
    page.get_by_role("group", name="Map of the questions").wait_for()

    button(page, "Русский").click()

    heading(page, "Вопрос 1 из 5").wait_for()
    assert page.locator(".stem").get_attribute("lang") == "ru"
    assert "ru?" in page.locator(".stem").inner_text()
    page.get_by_text("Сохранено").wait_for()
    assert [body["language"] for body in room.journal("language")] == ["ru"]


def test_a_pause_hides_the_paper_and_the_question_comes_back(page, room):
    sit_down(page, room)
    room.do(services.pause_hall, SITTING, actor="invigilator-1")
    heading(page, "The exam is paused").wait_for()
    assert page.locator(".stem").count() == 0

    room.clock.advance(seconds=120)
    room.do(services.resume_hall, SITTING, actor="invigilator-1", reason="power is back")

    heading(page, "Question 1 of 5").wait_for()
    assert page.get_by_role("timer").inner_text() == "10 min"


def test_the_terminal_that_lost_the_lease_says_where_the_exam_goes_on(page, room):
    sit_down(page, room)
    room.do(services.release, SITTING, CODE, reason="screen dead", actor="invigilator-1")
    room.do(services.admit, SITTING, CODE, seat=30)
    Terminal(room.app.test_client()).begin(room.secret, terminal="K-30")

    page.get_by_role("radio").nth(0).check()

    heading(page, "You will continue at seat 30").wait_for(timeout=10_000)
    assert room.journal("answered") == []


def test_when_time_runs_out_the_screen_locks_and_the_receipt_comes(page, room):
    sit_down(page, room)
    page.get_by_role("radio").nth(0).check()
    saved(page)
    page.wait_for_timeout(300)

    room.clock.advance(seconds=606)

    heading(page, "1 answer of yours is recorded").wait_for(timeout=15_000)
    page.get_by_text("Your time is up.").wait_for()
    assert room.journal("closed")[0]["how"] == "time"


def test_added_time_is_told(page, room):
    sit_down(page, room)

    room.do(services.extend, SITTING, CODE, 300, reason="computer was slow", actor="invigilator-1")

    page.get_by_text("5 minutes were added to your time").first.wait_for()


def test_who_leaves_the_room_hides_the_paper_even_from_a_reload(page, room):
    sit_down(page, room)
    button(page, "Help").click()
    button(page, "I need to leave the room").click()
    heading(page, "The paper is hidden").wait_for()

    page.reload()

    heading(page, "The paper is hidden").wait_for()
    button(page, "I am back: show the paper").click()
    heading(page, "Question 1 of 5").wait_for()


def test_a_call_for_help_is_seen_on_the_screen(page, room):
    sit_down(page, room)
    button(page, "Help").click()
    button(page, "I need help").click()
    page.get_by_text("The invigilator has been called.").first.wait_for()
    with room.house.reading() as session:
        call = services.open_calls(session, SITTING)[0].id

    room.do(services.answer_call, call, actor="invigilator-1")

    page.get_by_text("Seen: the invigilator is coming.").first.wait_for()


def test_a_remark_is_recorded_with_its_question(page, room):
    sit_down(page, room)
    button(page, "Remark").click()
    page.get_by_label("Your remark").fill("Two options are right.")
    button(page, "Record the remark").click()

    saved(page)
    page.wait_for_timeout(300)
    assert [body["position"] for body in room.journal("remark")] == [1]


def test_a_wrong_digit_is_found_before_a_try_is_spent(page, room):
    digit = "1" if room.secret[5] != "1" else "2"
    page.get_by_label("Access code").fill(room.secret[:5] + digit + room.secret[6:])
    button(page, "Continue").click()

    page.get_by_text("A digit is wrong.").wait_for()


def test_the_code_can_be_tapped(page, room):
    for digit in room.secret:
        button(page, digit).click()
    button(page, "Continue").click()

    heading(page, "Is this your seat: 14?").wait_for()


def test_moving_asks_the_server_nothing_and_takes_less_than_a_frame(page, room):
    sit_down(page, room)
    page.wait_for_timeout(500)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "state" not in request.url else None)

    spent = page.evaluate(
        """() => { const times = []; for (let i = 0; i < 40; i++) { const began = performance.now();
        document.querySelector(i % 2 ? '#previous' : '#next').click(); document.body.offsetHeight;
        times.push(performance.now() - began); } times.sort((a, b) => a - b); return times[20]; }"""
    )

    assert asked == []
    assert spent < 16


def test_a_normal_question_needs_no_scrolling(page, room):
    sit_down(page, room)

    for width, height in ((1366, 768), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(
            "() => { const m = document.querySelector('main'); return m.scrollHeight <= m.clientHeight; }"
        )


def test_the_waiting_screen_says_when(page, room):
    come_in(page, room)

    heading(page, "The exam is about to start").wait_for()
