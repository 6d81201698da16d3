import pytest

from foundation import ledger
from foundation.errors import NotFound
from question_bank.items import reading, services
from question_bank.items.life import State, WrongState
from question_bank.items.values import Text
from question_bank.keys import services as kept
from tests.question_bank.bank_tools import NOW, OPTIONS, STEMS, a_draft

CODE = "criminal-001"


def submitted(session, keys, code=CODE):
    services.write(session, keys, a_draft(code), bank="law", actor="author", now=NOW)
    services.submit(session, keys, [code], actor="author", now=NOW)


def test_a_question_is_approved_by_two_people_besides_its_author(session, keys):
    submitted(session, keys)

    services.review(session, [CODE], actor="reviewer", now=NOW)
    services.approve(session, [CODE], actor="keeper", now=NOW)

    revision = reading.get(session, CODE)
    assert (revision.author, revision.reviewer, revision.approver) == ("author", "reviewer", "keeper")
    assert revision.state == State.APPROVED
    assert [entry["act"] for entry in ledger.entries(session)] == ["submitted", "reviewed", "approved"]


def test_an_author_may_not_review(session, keys):
    submitted(session, keys)

    with pytest.raises(services.SamePerson):
        services.review(session, [CODE], actor="author", now=NOW)


@pytest.mark.parametrize("actor", ["author", "reviewer"])
def test_neither_author_nor_reviewer_may_approve(session, keys, actor):
    submitted(session, keys)
    services.review(session, [CODE], actor="reviewer", now=NOW)

    with pytest.raises(services.SamePerson):
        services.approve(session, [CODE], actor=actor, now=NOW)


def test_nothing_is_approved_before_it_was_reviewed(session, keys):
    submitted(session, keys)

    with pytest.raises(services.NotReviewed):
        services.approve(session, [CODE], actor="keeper", now=NOW)


def test_an_author_may_not_return_the_own_question(session, keys):
    submitted(session, keys)

    with pytest.raises(services.SamePerson):
        services.send_back(session, keys, CODE, [services.Remark("", "Туура эмес")], actor="author", now=NOW)


def test_a_returned_question_stays_and_its_copy_is_the_authors_draft(session, keys):
    submitted(session, keys)
    remarks = [services.Remark("ru.stem", "Назовите статью.")]

    copy = services.send_back(session, keys, CODE, remarks, actor="reviewer", now=NOW)

    first, second = reading.get(session, CODE, 1), reading.get(session, CODE)
    assert (first.state, second.state, second.n, second.author) == ("returned", "draft", 2, "author")
    assert first.returned == [
        {"by": "reviewer", "at": NOW, "place": "ru.stem", "sentence": "Назовите статью."}
    ]
    assert second.reviewer is None
    assert copy.n == 2
    assert kept.find(keys, (CODE, 2)).correct == ("a",)


def test_a_question_is_not_returned_without_a_sentence(session, keys):
    submitted(session, keys)

    with pytest.raises(services.NoReason):
        services.send_back(session, keys, CODE, [services.Remark("", "  ")], actor="reviewer", now=NOW)


def test_a_draft_with_errors_is_not_submitted(session, keys):
    services.write(session, keys, a_draft(correct=()), bank="law", actor="author", now=NOW)

    with pytest.raises(services.NotReady) as refused:
        services.submit(session, keys, [CODE], actor="author", now=NOW)

    assert [finding.code for finding in refused.value.details["findings"]] == ["no_key"]
    assert reading.get(session, CODE).state == State.DRAFT


def test_only_the_author_changes_a_draft(session, keys):
    services.write(session, keys, a_draft(), bank="law", actor="author", now=NOW)

    with pytest.raises(services.NotTheAuthor):
        services.change_draft(session, keys, a_draft(topic="civil"), actor="another", now=NOW)


def test_a_changed_draft_is_found_by_its_new_words_and_key(session, keys):
    services.write(session, keys, a_draft(), bank="law", actor="author", now=NOW)
    changed = a_draft(topic="civil", correct=("b",), languages={"ru": Text("Кто судит?", OPTIONS["ru"])})

    services.change_draft(session, keys, changed, actor="author", now=NOW)

    assert reading.draft_of(keys, reading.get(session, CODE)) == changed
    found = reading.listing(session, reading.Filter(topic="civil", text="КТО судит"))
    assert [line.code for line in found.lines] == [CODE]
    assert reading.listing(session, reading.Filter(text=STEMS["ky"])).total == 0


def test_what_is_in_review_does_not_change(session, keys):
    submitted(session, keys)

    with pytest.raises(WrongState):
        services.change_draft(session, keys, a_draft(), actor="author", now=NOW)


def test_codes_are_unique_ignoring_case(session, keys):
    services.write(session, keys, a_draft(), bank="law", actor="author", now=NOW)

    with pytest.raises(services.CodeTaken):
        services.write(session, keys, a_draft(CODE.upper()), bank="law", actor="author", now=NOW)
    with pytest.raises(services.CodeTaken):
        services.write_all(session, keys, [a_draft("x"), a_draft("X")], bank="law", actor="author", now=NOW)


def test_the_key_is_not_in_the_banks_database(session, keys):
    services.write(session, keys, a_draft(correct=("c",)), bank="law", actor="author", now=NOW)

    assert reading.draft_of(None, reading.get(session, CODE)).correct == ()
    assert "correct" not in reading.get(session, CODE).draft


def test_an_approved_question_gets_a_new_draft_while_the_approved_wording_stays(session, keys):
    submitted(session, keys)
    services.review(session, [CODE], actor="reviewer", now=NOW)
    services.approve(session, [CODE], actor="keeper", now=NOW)

    services.new_draft(session, keys, CODE, actor="second", now=NOW)

    assert [revision.state for revision in reading.history(session, CODE)] == ["draft", "approved"]
    assert reading.get(session, CODE).author == "second"


def test_a_retired_question_is_retired_once(session, keys):
    services.write(session, keys, a_draft(), bank="law", actor="author", now=NOW)

    services.retire(session, CODE, actor="keeper", now=NOW)

    with pytest.raises(WrongState):
        services.retire(session, CODE, actor="keeper", now=NOW)


def test_a_strange_code_is_not_found(session, keys):
    with pytest.raises(NotFound):
        services.submit(session, keys, ["nothing"], actor="author", now=NOW)


def test_a_list_is_counted_and_paged(session, keys):
    drafts = [a_draft(f"item-{number:03d}") for number in range(reading.PAGE + 1)]
    services.write_all(session, keys, drafts, bank="law", actor="author", now=NOW)

    second = reading.listing(session, reading.Filter(bank="law", page=2))

    assert (second.total, second.pages, [line.code for line in second.lines]) == (51, 2, ["item-050"])
    assert reading.counts(session, bank="law") == {"draft": 51}
