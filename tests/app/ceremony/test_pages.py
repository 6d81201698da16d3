import io
import re

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from exam_engine import records
from exam_engine.roll.tables import Person
from exam_engine.sittings.tables import Attempt, Ticket
from tests.app.ceremony.day import NAME, PEOPLE, SHARES, THROWN
from tests.exam_engine import halls

FORM = {
    "name": "exam-7",
    "campaign": "spring",
    "place": "Bishkek",
    "date": "2026-03-20",
    "time": "09:00",
    "draw_date": "2026-03-20",
    "draw_time": "08:00",
    "preset": "sample",
    "spares": "2",
}


def state(day) -> str:
    with day.house.reading() as session:
        return records.get_sitting(session, NAME).state


def a_release(day) -> str:
    with day.house.writing() as session:
        return halls.a_release(session)


def test_every_page_of_the_way_opens_for_its_people(day):
    day.drawn()

    for path, who in [
        ("", "observer"),
        ("/exam-1", "observer"),
        ("/exam-1/announcement", "observer"),
        ("/exam-1/draw", "observer"),
        ("/exam-1/screen", "observer"),
        ("/exam-1/screen/live", "observer"),
        ("/exam-1/roll", "office"),
        ("/exam-1/tickets", "office"),
        ("/new", "office"),
        ("/exam-1/share", "custodian-1"),
    ]:
        assert day.person(who).get(f"/ceremony{path}").status_code == 200, path


def test_an_observer_sees_and_does_nothing(day):
    day.deposited()
    observer = day.person("observer")

    for path in ("new", "exam-1/roll", "exam-1/share", "exam-1/entropy", "exam-1/read-back", "exam-1/draw"):
        assert observer.post(f"/ceremony/{path}").status_code == 403, path


def test_a_sitting_is_not_planned_on_a_bank_that_lacks_the_questions_and_what_was_typed_stays(day):
    answer = day.person("office").post("/ceremony/new", data=FORM | {"release": a_release(day)})

    assert answer.status_code == 422
    assert "Constitutional law: needed 25, there are 0" in answer.text
    assert 'value="exam-7"' in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "exam 7!", "Enter a code of up to 40 Latin letters"),
        ("name", "EXAM-1", "A sitting of this name exists already"),
        ("name", "new", "Enter a code of up to 40 Latin letters"),
        ("place", "", "Enter where the exam is held."),
        ("time", "25:00", "Enter the date and the time of the start."),
        ("draw_time", "9 o’clock", "from which the papers may be drawn"),
        ("draw_date", "2026-03-15", "The hour of the draw has passed."),
        ("draw_date", "2026-03-21", "The papers are drawn before the exam starts."),
        ("spares", "-1", "Enter a whole number from 0 to 500."),
        ("release", "", "Choose a release."),
    ],
)
def test_a_mistake_in_the_form_is_named_beside_its_field(day, field, typed, said):
    day.planned()

    answer = day.person("office").post("/ceremony/new", data=FORM | {"release": "r", field: typed})

    assert answer.status_code == 422
    assert said in answer.text


def test_a_list_is_looked_over_first_and_taken_over_whole(day):
    day.planned()
    office = day.person("office")

    looked = office.post(f"/ceremony/{NAME}/roll", data={"persons": PEOPLE, "spares": "1", "act": "check"})
    with day.house.reading() as session:
        before = session.scalars(select(Person)).all()
    taken = office.post(f"/ceremony/{NAME}/roll", data={"persons": PEOPLE, "spares": "1", "act": "enrol"})

    assert "All lines are in order." in looked.text
    assert before == []
    assert taken.status_code == 303
    with day.house.reading() as session:
        assert len(session.scalars(select(Person)).all()) == 3


def test_one_refused_line_keeps_the_whole_list_out_and_the_text_in_the_form(day):
    day.planned()
    listed = f"{PEOPLE}\nБекова Бермет;\nТашев Нурлан; 11501199012345"

    answer = day.person("office").post(
        f"/ceremony/{NAME}/roll", data={"persons": listed, "spares": "0", "act": "enrol"}
    )

    assert answer.status_code == 422
    assert "The personal number is missing." in answer.text
    assert "This personal number stands in the list twice." in answer.text
    assert "Бекова Бермет;" in answer.text
    with day.house.reading() as session:
        assert session.scalars(select(Person)).all() == []


def test_a_workbook_is_read_into_the_form_and_a_formula_refused(day):
    day.planned()
    book = Workbook()
    for row in [("Name", "Number"), ("Асанова Айгүл", 11501199012345), ("=A2", "20202198054321")]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)

    answer = day.person("office").post(
        f"/ceremony/{NAME}/roll", data={"file": (out, "list.xlsx"), "spares": "0", "act": "enrol"}
    )

    assert "Асанова Айгүл; 11501199012345" in answer.text
    assert "This is a formula of a spreadsheet." in answer.text
    assert "Name; Number" in answer.text


def test_a_file_that_is_no_list_is_refused_in_words(day):
    day.planned()

    answer = day.person("office").post(
        f"/ceremony/{NAME}/roll", data={"file": (io.BytesIO(b"%PDF-1.7 x"), "a.pdf"), "spares": "0"}
    )

    assert answer.status_code == 422
    assert "The file cannot be read." in answer.text


def test_tickets_are_made_once(day):
    day.planned().enrolled()
    office = day.person("office")

    made = office.post(f"/ceremony/{NAME}/tickets")
    again = office.post(f"/ceremony/{NAME}/tickets")

    assert made.data.startswith(b"%PDF")
    assert again.status_code == 409
    assert "cannot be read again by anybody" in office.get(f"/ceremony/{NAME}/tickets").text
    with day.house.reading() as session:
        assert len(session.scalars(select(Ticket)).all()) == 2


def test_a_commitment_needs_the_share_on_paper(day):
    day.planned()

    answer = day.person("custodian-1").post(
        f"/ceremony/{NAME}/share/commitment", data={"commitment": "ab" * 32}
    )

    assert answer.status_code == 422
    assert "Confirm that the share is kept on paper" in answer.text


@pytest.mark.parametrize("typed", ["ab" * 31, "xy" * 32, ""])
def test_a_commitment_of_another_form_is_refused(day, typed):
    day.planned()

    answer = day.person("custodian-1").post(
        f"/ceremony/{NAME}/share/commitment", data={"commitment": typed, "kept": "1"}
    )

    assert answer.status_code == 422
    assert "Exactly 64 characters are needed" in answer.text


def test_a_custodian_gives_one_commitment_only(day):
    day.planned().committed()

    answer = day.person("custodian-1").post(
        f"/ceremony/{NAME}/share/commitment", data={"commitment": "ab" * 32, "kept": "1"}
    )

    assert answer.status_code == 422
    assert "You have given a commitment for this sitting already" in answer.text


def test_a_share_is_typed_in_groups_and_a_wrong_one_refused(day):
    day.announced()
    one = day.person("custodian-1")
    share = SHARES["custodian-1"].hex()
    groups = "\n".join(share[start : start + 4] + " " for start in range(0, 64, 4)).upper()

    wrong = one.post(f"/ceremony/{NAME}/share", data={"share": "ff" * 32})
    right = one.post(f"/ceremony/{NAME}/share", data={"share": groups})

    assert wrong.status_code == 422
    assert "This share does not open your commitment." in wrong.text
    assert right.status_code == 303
    assert "Your share lies in the hall." in one.get(f"/ceremony/{NAME}/share").text


def test_an_announcement_needs_a_register_and_a_commitment(day):
    day.planned()
    office = day.person("office")

    first = office.post(f"/ceremony/{NAME}/announcement", data={"custodian": "custodian-1"})
    day.enrolled()
    second = office.post(
        f"/ceremony/{NAME}/announcement",
        data={"custodian": "custodian-1", "passphrase": day.passphrases["custodian-1"]},
    )

    assert "There is no register yet" in first.text
    assert "No custodian has given a commitment yet." in second.text
    assert state(day) == "planned"


def test_a_wrong_passphrase_announces_nothing(day):
    day.planned().enrolled().committed()

    answer = day.person("office").post(
        f"/ceremony/{NAME}/announcement", data={"custodian": "custodian-1", "passphrase": "guess"}
    )

    assert answer.status_code == 422
    assert "The password does not open the key." in answer.text
    assert state(day) == "planned"


def test_a_real_sitting_is_public_for_a_day_before_its_draw(day):
    day.planned(detail={}).enrolled().committed()

    answer = day.person("office").post(
        f"/ceremony/{NAME}/announcement",
        data={"custodian": "custodian-1", "passphrase": day.passphrases["custodian-1"]},
    )

    assert "public for 24 hours before its draw" in answer.text
    assert state(day) == "planned"


def test_an_announcement_comes_before_the_hour_of_its_draw(day):
    day.planned().enrolled().committed()
    day.house.clock.advance(milliseconds=1)

    answer = day.person("office").post(
        f"/ceremony/{NAME}/announcement",
        data={"custodian": "custodian-1", "passphrase": day.passphrases["custodian-1"]},
    )

    assert answer.status_code == 422
    assert "Plan the sitting again with a later hour." in answer.text
    assert state(day) == "planned"


def test_the_notice_is_printed_once_the_sitting_is_announced(day):
    day.planned()
    office = day.person("office")
    early = office.get(f"/ceremony/{NAME}/notice.pdf").status_code
    day.house.engine.dispose()

    assert early == 404


def test_notice_and_slip_are_pdfs(day):
    day.drawn()
    observer = day.person("observer")

    assert observer.get(f"/ceremony/{NAME}/notice.pdf").data.startswith(b"%PDF")
    assert observer.get(f"/ceremony/{NAME}/slip.pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (THROWN[:19], "Numbers typed: 19. Announced: 20."),
        ([*THROWN[:19], "7"], "Number 20 is not a whole number from 1 to 6."),
        ([" 4", *THROWN[1:]], "Number 1 is not a whole number from 1 to 6."),
        (["04", *THROWN[1:]], "Number 1 is not a whole number from 1 to 6."),
        (["٤", *THROWN[1:]], "Number 1 is not a whole number from 1 to 6."),
        (["", *THROWN[1:]], "Number 1 is not a whole number from 1 to 6."),
    ],
)
def test_numbers_of_another_form_are_refused(day, numbers, said):
    day.deposited()

    answer = day.person("commissioner-1").post(f"/ceremony/{NAME}/entropy", data={"number": numbers})

    assert answer.status_code == 422
    assert said in answer.text


def test_nothing_is_thrown_before_every_share_lies_in_the_hall(day):
    day.announced()

    answer = day.person("commissioner-1").post(f"/ceremony/{NAME}/entropy", data={"number": THROWN})

    assert answer.status_code == 422
    assert "Every share must lie in the hall" in answer.text


def test_who_typed_does_not_read_back(day):
    day.thrown()

    answer = day.person("commissioner-1").post(f"/ceremony/{NAME}/read-back", data={"number": THROWN})

    assert "You have typed them yourself." in answer.text
    assert state(day) == "announced"


def test_the_second_person_types_blind_and_a_difference_stops(day):
    day.thrown()
    second = day.person("commissioner-2")

    page = second.get(f"/ceremony/{NAME}/draw").text
    screen = second.get(f"/ceremony/{NAME}/screen/live").text
    other = second.post(f"/ceremony/{NAME}/read-back", data={"number": ["1", *THROWN[1:]]})

    assert not re.search(r'name="number"[^>]*value="[1-6]"', page)
    assert '<svg class="die"' not in page + screen
    assert "What you typed is not what the first person typed." in other.text


def test_the_papers_are_drawn_once_and_the_screen_shows_them(day):
    day.drawn()

    screen = day.person("observer").get(f"/ceremony/{NAME}/screen/live").text
    again = day.person("commissioner-1").post(f"/ceremony/{NAME}/draw")

    assert state(day) == "drawn"
    with day.house.reading() as session:
        codes = session.scalars(select(Attempt.code)).all()
        drawn = records.load(session, NAME, "draw.json")
    assert all(f"{code[:4]} {code[4:]}" in screen for code in codes)
    assert screen.count('<svg class="die"') == 20
    assert drawn["papers_root"][:32] in screen
    assert drawn["seed"] not in screen
    assert again.status_code == 409


def test_no_name_of_a_candidate_is_on_a_page_of_the_draw(day):
    day.drawn()
    observer = day.person("observer")

    for path in ("", "/draw", "/screen", "/announcement"):
        assert "Айгүл" not in observer.get(f"/ceremony/{NAME}{path}").text
