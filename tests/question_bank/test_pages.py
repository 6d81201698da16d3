import io
import re

import pytest

from question_bank import shelves
from question_bank.items import reading, services
from question_bank.keys import services as kept
from question_bank.releases import services as releases
from tests.question_bank.bank_tools import a_draft

CODE = "criminal-001"
FORM = {
    "topic": "criminal",
    "kind": "single",
    "stem_ky": "Өкүмдү ким чыгарат?",
    "a_ky": "Сот",
    "b_ky": "Прокурор",
    "stem_ru": "Кто выносит приговор?",
    "a_ru": "Суд",
    "b_ru": "Прокурор",
    "correct": "a",
    "seconds": "60",
    "difficulty": "600",
}


def write(house, code=CODE, *, author="author", **changes):
    with house.writing() as session, house.keys() as keys:
        services.write(session, keys, a_draft(code, **changes), bank="law", actor=author, now=house.clock())


def submit(house, code=CODE):
    with house.writing() as session, house.keys() as keys:
        services.submit(session, keys, [code], actor="author", now=house.clock())


def newest(house, code=CODE):
    with house.reading() as session:
        return reading.get(session, code)


@pytest.fixture
def author(client, as_staff):
    return as_staff(client, "author")


@pytest.fixture
def reviewer(app, as_staff):
    return as_staff(app.test_client(), "reviewer")


@pytest.fixture
def keeper(app, as_staff):
    return as_staff(app.test_client(), "bank_keeper", "keeper")


def test_a_question_goes_from_the_first_word_to_approval(house, author, reviewer, keeper):
    begun = author.post(
        "/bank/items/new", data={"code": CODE, "bank": "law", "topic": "criminal", "kind": "single"}
    )
    assert begun.status_code == 303
    assert author.post(f"/bank/items/{CODE}/edit", data={**FORM, "act": "submit"}).status_code == 303
    assert newest(house).state == "in_review"

    assert reviewer.post(f"/bank/items/{CODE}/review", data={"act": "agree"}).status_code == 303
    assert keeper.post(f"/bank/items/{CODE}/review", data={"act": "approve"}).status_code == 303

    revision = newest(house)
    assert (revision.state, revision.reviewer, revision.approver) == ("approved", "reviewer", "keeper")


def test_a_draft_that_cannot_go_to_review_is_saved_and_says_why(house, author):
    write(house)

    answer = author.post(f"/bank/items/{CODE}/edit", data={**FORM, "b_ru": "Суд", "act": "submit"})

    assert answer.status_code == 409
    assert "Two answer options say the same" in answer.text
    assert newest(house).draft["languages"]["ru"]["options"]["b"] == "Суд"
    assert newest(house).state == "draft"


def test_a_draft_saves_itself_and_answers_with_what_was_found(house, author):
    write(house)

    answer = author.post(
        f"/bank/items/{CODE}/autosave", data={**FORM, "stem_ru": "Кто вынocит приговор?", "correct": ""}
    )

    fields = {one["field"] for one in answer.json["findings"] if one["error"]}
    assert fields == {"correct"}
    assert newest(house).draft["languages"]["ru"]["stem"] == "Кто выносит приговор?"
    assert answer.json["seen"] == newest(house).changed_at


def test_a_draft_saved_elsewhere_is_not_overwritten_unseen(house, author, clock):
    write(house)
    seen = newest(house).changed_at
    clock.advance(seconds=1)
    author.post(f"/bank/items/{CODE}/autosave", data={**FORM, "seen": seen})

    answer = author.post(f"/bank/items/{CODE}/edit", data={**FORM, "stem_ru": "Иначе?", "seen": seen})

    assert answer.status_code == 409
    assert "Иначе?" in answer.text
    assert "saved elsewhere" in answer.text
    assert newest(house).draft["languages"]["ru"]["stem"] == FORM["stem_ru"]


def test_true_or_false_needs_only_a_statement(house, author):
    write(house)

    author.post(f"/bank/items/{CODE}/autosave", data={**FORM, "kind": "truefalse", "correct": "b"})

    with house.keys() as keys:
        draft = reading.draft_of(keys, newest(house))
    assert draft.is_true_false()
    assert draft.languages["ky"].options == {"a": "Туура", "b": "Туура эмес"}


def test_an_author_does_not_find_the_questions_of_others(house, author):
    write(house, author="somebody")

    assert author.get(f"/bank/items/{CODE}").status_code == 404
    assert author.get(f"/bank/items/{CODE}/preview").status_code == 404
    assert CODE not in author.get("/bank").text


def test_a_returned_question_shows_its_author_why(house, author, reviewer):
    write(house)
    submit(house)

    reviewer.post(f"/bank/items/{CODE}/review", data={"act": "return", "remark_stem": "Назовите статью."})

    assert newest(house).n == 2
    assert "Назовите статью." in author.get(f"/bank/items/{CODE}/edit").text
    assert author.get(f"/bank/items/{CODE}/compare").status_code == 200


def test_a_question_is_not_returned_without_words_and_nothing_typed_is_lost(house, reviewer):
    write(house)
    submit(house)

    answer = reviewer.post(f"/bank/items/{CODE}/review", data={"act": "return", "remark_stem": "  "})

    assert answer.status_code == 409
    assert "says what to mend" in answer.text


def test_the_second_of_two_acts_by_one_person_is_refused(house, app, as_staff):
    write(house)
    submit(house)
    both = as_staff(app.test_client(), "reviewer")
    both.post(f"/bank/items/{CODE}/review", data={"act": "agree"})

    answer = both.post(f"/bank/items/{CODE}/review", data={"act": "approve"})

    assert answer.status_code == 409
    assert newest(house).state == "in_review"


def test_every_page_says_who_may_see_the_question(house, author, reviewer):
    write(house)
    submit(house)

    pages = [f"/bank/items/{CODE}", f"/bank/items/{CODE}/preview", f"/bank/items/{CODE}/compare"]

    assert all("Who may see this question" in author.get(page).text for page in pages)
    assert "Who may see this question" in reviewer.get(f"/bank/items/{CODE}/review").text


def test_the_kiosks_view_shows_no_key(house, author):
    write(house)

    text = author.get(f"/bank/items/{CODE}/preview").text

    kiosk = text[text.index('<article class="kiosk') : text.index("</article>")]
    assert kiosk.count("<input") == 4
    assert "✓" not in kiosk
    assert "checked" not in kiosk


def test_a_comparison_shows_what_went_and_what_came(house, author, reviewer):
    write(house)
    submit(house)
    reviewer.post(f"/bank/items/{CODE}/review", data={"act": "return", "remark_": "Точнее."})
    author.post(f"/bank/items/{CODE}/autosave", data={**FORM, "stem_ru": "Кто выносит решение?"})

    text = author.get(f"/bank/items/{CODE}/compare").text

    assert "<del>приговор</del><ins>решение</ins>" in text


def upload(client, text, **told):
    file = (io.BytesIO(text.encode()), "questions.csv")
    return client.post("/bank/import", data={"bank": "law", "file": file, **told})


CSV = "code,question,A,B,correct\nq-1,Кто судит?,Суд,Сторож,A\nq-2,Кто обвиняет?,Суд,Суд,A\n"


def test_a_file_shows_its_verdicts_and_stores_only_after_consent(house, author):
    shown = upload(author, CSV)
    assert "Two answer options say the same" in shown.text
    assert "Nothing is stored yet" in shown.text
    with house.reading() as session:
        assert reading.find(session, "q-1") is None
    token = re.search(r'name="token" value="(\w+)"', shown.text)[1]

    accepted = author.post("/bank/import/accept", data={"bank": "law", "token": token})

    assert accepted.status_code == 303
    assert newest(house, "q-1").author == "author"
    assert list((house.settings.instance / "uploads").iterdir()) == []


def test_a_file_that_cannot_be_read_says_why(author):
    answer = upload(author, "%PDF-1.7")

    assert answer.status_code == 422
    assert "This kind of file is not read" in answer.text


def test_an_upload_that_is_gone_is_said(author):
    answer = author.post("/bank/import/accept", data={"bank": "law", "token": "0" * 32})

    assert answer.status_code == 404
    assert "Choose it once more" in answer.text


def test_a_release_is_frozen_only_after_the_words_were_shown(house, keeper):
    people = shelves.People("author", "reviewer", "keeper")
    with house.writing() as session, house.keys() as keys:
        shelves.load_samples(session, keys, people, now=house.clock())
    given = {"bank": "sample", "name": "2026", "threshold": "2", "custodians": "3"}

    words = keeper.post("/bank/releases/words", data=given)
    assert words.text.count("<details") == 3
    with house.reading() as session:
        assert releases.releases(session) == []
    recipient = re.search(r'name="recipient" value="(age1\w+)"', words.text)[1]
    frozen = keeper.post("/bank/releases", data={**given, "recipient": recipient}, follow_redirects=True)

    with house.reading() as session:
        (line,) = releases.releases(session)
    assert line.root[:4] in frozen.text
    with house.keys() as keys:
        assert kept.find(keys, ("civil-001", 1)) is None


@pytest.mark.parametrize(("threshold", "count"), [("1", "1"), ("1", "3"), ("4", "3"), ("2", "9"), ("x", "3")])
def test_custody_of_fewer_than_two_is_refused(house, keeper, threshold, count):
    answer = keeper.post(
        "/bank/releases/words", data={"bank": "law", "name": "x", "threshold": threshold, "custodians": count}
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_page_is_there_in_three_languages(house, author, reviewer, keeper, language):
    write(house, "draft-1")
    write(house)
    submit(house)

    for client, pages in (
        (
            author,
            [
                "/bank",
                "/bank/items/new",
                "/bank/items/draft-1/edit?en=1",
                f"/bank/items/{CODE}",
                "/bank/import",
            ],
        ),
        (reviewer, [f"/bank/items/{CODE}/review"]),
        (keeper, ["/bank/releases", "/bank?state=in_review&text=приговор"]),
    ):
        for page in pages:
            answer = client.get(page, query_string=None if "?" in page else {"language": language})
            assert answer.status_code == 200, page


def test_others_than_the_banks_people_are_kept_out(app, as_staff):
    invigilator = as_staff(app.test_client(), "invigilator")

    for page in ("/bank", "/bank/items/new", "/bank/import", "/bank/releases"):
        assert invigilator.get(page).status_code == 403
