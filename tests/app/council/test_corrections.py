import pytest

from exam_engine import records
from exam_engine.results import services as results
from foundation import ledger
from tests.app.council.conftest import clients
from tests.app.council.scene import NAME

PAGE = f"/council/{NAME}"


def record(client, **fields):
    votes = {"for": "3", "against": "1", "reason": "The law changed."}
    return client.post(f"{PAGE}/corrections/vote", data=votes | fields, follow_redirects=True)


def first_item(scene):
    with scene.house.reading() as session:
        return min(results.keys_by_item(session, NAME))


def votes(scene):
    with scene.house.reading() as session:
        return len(results.voted(session, NAME))


def test_a_correction_is_voted_recorded_computed_compared_certified_published(published):
    sign = clients(published)
    first = sign("commissioner-1")

    voted = record(first, action="annul", code=first_item(published))
    waits = first.get(PAGE).text
    first.post(f"{PAGE}/compute")
    compared = first.post(f"{PAGE}/compare", follow_redirects=True).text
    for code in ("commissioner-1", "commissioner-2"):
        sign(code).post(f"{PAGE}/certify", data={"password": published.passphrase(code)})
    first.post(f"{PAGE}/publish")

    assert "The vote is recorded." in voted.text
    assert "Nobody has seen their effect yet" in waits
    assert "What differs from version 1" in compared
    with published.house.reading() as session:
        states = [row.state for row in results.versions(session, NAME)]
        second = records.load(session, NAME, "results-2.json")
        acts = [entry["act"] for entry in ledger.entries(session, sitting=NAME)]
    assert states == ["superseded", "published"]
    assert second["reason"] == "The law changed."
    assert acts.index("voted") < len(acts) - 1 - acts[::-1].index("computed")
    page = sign("council").get(f"{PAGE}/results").text
    assert "version 2 (replaces 1)" in page
    assert "The law changed." in page


def test_a_proposal_is_shown_in_words_with_the_question_before_the_vote(published):
    item = first_item(published)

    page = (
        clients(published)("commissioner-1")
        .get(f"{PAGE}/corrections/vote?action=accept&code={item}&reason=Both+hold")
        .text
    )

    assert "Accept a further answer as right" in page
    assert "right by the key" in page
    assert votes(published) == 0


def test_a_further_answer_is_accepted(published):
    with published.house.reading() as session:
        keys = results.keys_by_item(session, NAME)
    item, key = next((code, key) for code, key in sorted(keys.items()) if key["kind"] == "single")
    entry = next(entry for entry in published.bank.entries if entry["code"] == item)
    other = next(option["id"] for option in entry["options"] if option["id"] not in key["correct"])

    record(clients(published)("commissioner-1"), action="accept", code=item, correct=other)

    assert votes(published) == 1


def test_a_result_is_declared_invalid_and_restored(published):
    client = clients(published)("commissioner-1")
    code = published.codes()["Асанова Айгүл"]

    record(client, action="void", candidate=code, reason="Notes were found.")
    record(client, action="restore", candidate=code, reason="They were somebody else's.")

    assert votes(published) == 2


def test_the_button_pressed_twice_records_one_vote(published):
    client, item = clients(published)("commissioner-1"), first_item(published)

    record(client, action="annul", code=item)
    record(client, action="annul", code=item)

    assert votes(published) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"action": "annul"}, "Choose the question."),
        ({"action": "void"}, "Choose the candidate’s code."),
        ({"action": "burn"}, "Choose what is to be corrected."),
        ({"action": "annul", "code": "civil-000", "reason": " "}, "Write the reason"),
    ],
)
def test_what_is_missing_is_said_at_its_place(published, fields, said):
    client = clients(published)("commissioner-1")

    answer = client.get(f"{PAGE}/corrections/vote", query_string={"reason": "x"} | fields)

    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"for": "1", "against": "2"}, 409, "Not carried: for 1, against 2."),
        ({"for": "", "against": "2"}, 422, "Enter how many voted"),
        ({"for": "2", "against": "-1"}, 422, "Enter how many voted"),
        ({"action": "accept"}, 422, "Choose the further answer"),
        ({"action": "accept", "correct": "nonsense option"}, 422, "The correction does not fit"),
        ({"action": "void", "candidate": "00000000"}, 422, "The correction does not fit"),
    ],
)
def test_a_vote_that_cannot_stand_records_nothing(published, fields, status, said):
    given = {"action": "annul", "code": first_item(published)} | fields

    answer = record(clients(published)("commissioner-1"), **given)

    assert answer.status_code == status
    assert said in answer.text
    assert votes(published) == 0


def test_a_question_that_was_not_drawn_is_a_calm_page(published):
    client = clients(published)("commissioner-1")

    answer = client.get(f"{PAGE}/corrections/vote?action=annul&code=nowhere&reason=x")

    assert answer.status_code == 404


def test_after_the_plans_last_day_nothing_is_corrected(published):
    published.clock.advance(seconds=200 * 86_400)

    answer = record(clients(published)("commissioner-1"), action="annul", code=first_item(published))

    assert answer.status_code == 409
    assert "The plan allowed corrections until" in answer.text


def test_only_the_commission_votes(published):
    for code in ("council", "office", "custodian-1"):
        assert clients(published)(code).post(f"{PAGE}/corrections/vote").status_code == 403


def test_while_a_correction_waits_the_list_says_so(published):
    record(clients(published)("commissioner-1"), action="annul", code=first_item(published))

    page = clients(published)("council").get("/council").text

    assert "1 correction waits to be computed" in page
