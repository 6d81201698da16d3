import pytest

from exam_engine import records
from exam_engine.protocol import marking
from exam_engine.results import services as results
from foundation import ledger
from tests.app.council.conftest import clients
from tests.app.council.scene import NAME

PAGE = f"/council/{NAME}"


def press(client, act, **fields):
    return client.post(f"{PAGE}/{act}", data=fields, follow_redirects=True)


def acts(scene):
    with scene.house.reading() as session:
        return [entry["act"] for entry in ledger.entries(session, sitting=NAME)]


def test_the_whole_way_is_walked_by_those_who_have_the_right(closed):
    sign = clients(closed)
    first, second = sign("commissioner-1"), sign("commissioner-2")
    one, two = (closed.passphrase(f"commissioner-{number}") for number in (1, 2))

    steps = [
        press(first, "seal", password=one),
        press(sign("custodian-1"), "keys", words=["", *closed.words[1:]]),
        press(first, "compute"),
        press(first, "compare"),
        press(first, "certify", password=one),
        press(second, "certify", password=two),
        press(second, "decode"),
        press(sign("office"), "publish"),
        press(sign("office"), "documents"),
    ]

    assert [answer.status_code for answer in steps] == [200] * 9
    assert "Everything is done." in sign("council").get(PAGE).text
    done = [act for act in acts(closed) if act != "document_signed"]
    assert done[-9:] == [
        "closed",
        "sealed",
        "keys_opened",
        "computed",
        "agreed",
        "certified",
        "certified",
        "decoded",
        "published",
    ]


def test_every_step_shows_who_when_and_sixteen_characters(agreed):
    page = clients(agreed)("council").get(PAGE).text
    with agreed.house.reading() as session:
        digest = records.digest_in(session, NAME, "seal.json")

    short = " ".join(digest[start : start + 4] for start in range(0, 16, 4))
    assert f">{short}</span>" in page
    assert "Сабира Дүйшөнова" in page


@pytest.mark.parametrize(
    ("act", "role"),
    [
        ("keys", "custodian-1"),
        ("compute", "commissioner-1"),
        ("compare", "commissioner-1"),
        ("certify", "commissioner-1"),
        ("decode", "commissioner-1"),
        ("publish", "office"),
        ("documents", "office"),
    ],
)
def test_a_step_out_of_order_changes_nothing_and_says_what_comes_first(closed, act, role):
    before = acts(closed)

    page = press(clients(closed)(role), act, password="x", words=list(closed.words)).text

    assert "Something else comes first: Answers sealed." in page
    assert acts(closed) == before


@pytest.mark.parametrize(
    ("act", "others"),
    [
        ("seal", ("council", "office", "custodian-1", "observer", "admin")),
        ("keys", ("commissioner-1", "council", "office")),
        ("compute", ("council", "office", "custodian-1")),
        ("compare", ("council", "office", "custodian-1")),
        ("certify", ("council", "office", "custodian-1", "admin")),
        ("decode", ("council", "office", "custodian-1")),
        ("publish", ("council", "custodian-1", "observer")),
        ("documents", ("council", "custodian-1", "observer")),
    ],
)
def test_nobody_does_what_is_not_theirs(closed, act, others):
    sign = clients(closed)

    answers = {code: sign(code).post(f"{PAGE}/{act}").status_code for code in others}

    assert answers == dict.fromkeys(others, 403)


def test_the_page_offers_its_button_only_to_whoever_may_press_it(closed):
    sign = clients(closed)

    assert "Seal the answers</button>" in sign("commissioner-1").get(PAGE).text
    council = sign("council").get(PAGE).text
    assert "Seal the answers</button>" not in council
    assert "This step is done by: a member of the commission." in council


def test_a_wrong_password_seals_nothing(closed):
    answer = press(clients(closed)("commissioner-1"), "seal", password="not it")

    assert answer.status_code == 403
    assert "The password does not open the key." in answer.text
    assert 'id="password-error"' in answer.text
    assert "sealed" not in acts(closed)


def test_pressing_twice_seals_once_and_is_calm(closed):
    client = clients(closed)("commissioner-1")
    password = closed.passphrase("commissioner-1")
    press(client, "seal", password=password)

    again = press(client, "seal", password=password)

    assert again.status_code == 200
    assert "This step has been done already." in again.text
    assert acts(closed).count("sealed") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (lambda words: [words[0]], "More custodians are needed: 2."),
        (lambda words: [words[0], words[0]], "Custodian 2: these words stand in another field already."),
        (lambda words: [words[0], words[1] + " academic"], "Custodian 2: a word is missing"),
        (lambda words: [words[0].replace(" ", "  ").upper(), "academic acid"], "Custodian 2: a word"),
        (lambda words: ["", ""], "More custodians are needed: 2."),
    ],
)
def test_a_slip_in_the_custodians_words_is_named_and_not_repeated(closed, typed, said):
    closed.seal()

    answer = press(clients(closed)("custodian-1"), "keys", words=typed(closed.words))

    assert answer.status_code == 422
    assert said in answer.text
    assert closed.words[0] not in answer.text
    assert "keys_opened" not in acts(closed)


def test_the_words_are_kept_nowhere(closed):
    closed.seal()
    press(clients(closed)("custodian-2"), "keys", words=list(closed.words[1:]))
    assert "keys_opened" in acts(closed)

    kept = [
        path
        for path in closed.folder.rglob("*")
        if path.is_file() and path.name != "custody.json" and closed.words[1].encode() in path.read_bytes()
    ]

    assert kept == []


def test_one_commissioner_cannot_certify_alone(agreed):
    client = clients(agreed)("commissioner-1")
    password = agreed.passphrase("commissioner-1")
    press(client, "certify", password=password)

    again = press(client, "certify", password=password)

    assert again.status_code == 403
    assert "The second signature must be another person’s." in again.text
    assert acts(agreed).count("certified") == 1


def test_a_commissioner_cannot_sign_with_the_others_password(agreed):
    answer = press(clients(agreed)("commissioner-1"), "certify", password=agreed.passphrase("commissioner-2"))

    assert answer.status_code == 403
    assert "certified" not in acts(agreed)


def test_whoever_signs_sees_numbers_incidents_and_the_verdict(agreed):
    page = clients(agreed)("commissioner-1").get(PAGE).text

    for said in ("What you are signing", "felt faint", "The two programs agree on all candidate codes: 8."):
        assert said in page


def test_a_wrong_engine_stops_the_way_and_the_codes_are_named(closed, monkeypatch):
    closed.play("open_keys")
    client = clients(closed)("commissioner-1")
    honest = marking.Marker._item
    monkeypatch.setattr(marking.Marker, "_item", lambda *of: honest(*of) + 1000 if of[3] else honest(*of))
    press(client, "compute")

    page = press(client, "compare").text

    assert "The two programs do not agree. Nobody can certify these results." in page
    with closed.house.reading() as session:
        differing = [code for code in results.newest(session, NAME).differing if code != "bundle"]
    assert differing
    assert all(f'<span class="code">{code}</span>' in page for code in differing)
    certify = press(client, "certify", password=closed.passphrase("commissioner-1"))
    assert "Something else comes first" in certify.text
    assert "certified" not in acts(closed)


def test_after_a_dispute_pressing_again_never_breaks_the_page(closed, monkeypatch):
    closed.play("open_keys")
    client = clients(closed)("commissioner-1")
    with monkeypatch.context() as patch:
        patch.setattr(marking.Marker, "_item", lambda *of: 0)
        press(client, "compute")
        press(client, "compare")

    assert press(client, "compute").status_code in {200, 409}


def test_a_page_left_open_since_an_older_version_publishes_nothing(agreed):
    agreed.certify()
    agreed.decode()

    answer = press(clients(agreed)("office"), "publish", version=7)

    assert "This step has been done already." in answer.text
    assert "published" not in acts(agreed)


def test_while_a_step_is_being_done_a_second_one_waits_outside(agreed, monkeypatch):
    from app.council import working

    monkeypatch.setattr(working, "PATIENCE", 0.2)
    client = clients(agreed)("commissioner-1")

    with working.alone(agreed.house, NAME) as tell:
        tell(3, 10)
        page = press(client, "certify", password=agreed.passphrase("commissioner-1")).text
        work = client.get(f"{PAGE}/work").json

    assert "A step of this sitting is being done at this moment." in page
    assert work == {"running": True, "done": 3, "whole": 10}
    assert client.get(f"{PAGE}/work").json["running"] is False


def test_the_list_of_sittings_says_each_in_one_line(agreed):
    agreed.certify()

    page = clients(agreed)("council").get("/council").text

    assert "Certified, version 1; signed 2 of 2" in page


def test_a_sitting_that_is_not_there_is_a_calm_page(closed):
    client = clients(closed)("council")

    assert client.get("/council/nowhere").status_code == 404
    assert clients(closed)("commissioner-1").post("/council/nowhere/seal").status_code == 404


def test_the_demonstrations_people_walk_the_whole_way(closed):
    page = press(clients(closed)("council"), "demonstration", all="1").text

    assert "The demonstration did: Documents signed" in page
    assert acts(closed).count("certified") == 2


def test_the_demonstrations_people_do_one_step_at_a_time(closed):
    press(clients(closed)("council"), "demonstration")

    assert acts(closed)[-1] == "sealed"


def test_without_a_demonstration_nobody_acts_for_another(closed, monkeypatch):
    sign = clients(closed)
    object.__setattr__(closed.house.settings, "demo", False)

    answer = press(sign("council"), "demonstration", all="1")

    assert answer.status_code == 403
    assert "This is not a demonstration" in answer.text
    assert "sealed" not in acts(closed)
    assert "demo-card" not in answer.text
