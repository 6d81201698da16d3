import base64
import json

import pytest

from app import keyring
from foundation import ledger, merkle, notes, witnesses
from tests.app.witnessing.conftest import act
from tests.foundation.test_notes import WITNESS, WITNESS_KEY


def stored(house, size):
    with house.reading() as session:
        return ledger.stored_entries(session, size)


def newest(client):
    return notes.read(client.get("/log/checkpoint").text)


def witnessed(house, client, second=None):
    """The newest head as a witness sends it back."""
    note = newest(client)
    second = house.clock() // 1000 if second is None else second
    return f"{note.text}\n{notes.cosignature(note.text, WITNESS_KEY, second, WITNESS.sign)}"


def known(house):
    with house.writing() as session:
        witnesses.register(session, WITNESS_KEY, actor="admin", now=house.clock())


def test_the_newest_head_is_a_note_signed_by_the_key_that_is_shown(client, house):
    act(house, 3)
    act(house, 2)

    answer = client.get("/log/checkpoint")
    note = notes.read(answer.text)

    assert answer.content_type == "text/plain; charset=utf-8"
    assert note.size == 5
    assert note.root == merkle.tree_hash([merkle.leaf_hash(entry) for entry in stored(house, 5)])
    assert notes.is_signed(note, notes.read_verifier_key(client.get("/log/vkey").text))


def test_every_signed_head_can_be_had_by_its_size(client, house):
    act(house, 3)
    act(house, 2)

    assert notes.read(client.get("/log/checkpoints/3").text).size == 3
    assert client.get("/log/checkpoints/4").status_code == 404


def test_before_the_first_head_there_is_none(client):
    assert client.get("/log/checkpoint").status_code == 404
    assert client.get("/log").status_code == 200


@pytest.mark.parametrize(("old", "new"), [(1, 7), (3, 7), (4, 6), (7, 7)])
def test_a_proof_has_one_hash_a_line(client, house, old, new):
    act(house, 7)
    leaves = [merkle.leaf_hash(entry) for entry in stored(house, 7)]

    lines = client.get(f"/log/consistency/{old}/{new}").text.splitlines()

    assert [base64.b64decode(line) for line in lines] == merkle.consistency(leaves[:new], old)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (3, 8), (8, 9)])
def test_there_is_no_proof_about_what_was_not_signed(client, house, old, new):
    act(house, 7)
    act(house, 1, head=False)

    assert client.get(f"/log/consistency/{old}/{new}").status_code == 404


def test_proofs_follow_the_growing_log(client, house):
    act(house, 3)
    assert client.get("/log/consistency/2/3").status_code == 200
    act(house, 4)

    lines = client.get("/log/consistency/3/7").text.splitlines()

    leaves = [merkle.leaf_hash(entry) for entry in stored(house, 7)]
    assert [base64.b64decode(line) for line in lines] == merkle.consistency(leaves, 3)


def test_entries_stay_inside_until_evidence_with_them_was_published(client, house):
    act(house, 5)
    assert client.get("/log/entries/0-1").status_code == 404

    act(house, 1, occasion="end")
    act(house, 2)
    answer = client.get("/log/entries/1-5")

    assert [json.loads(line)["n"] for line in answer.text.splitlines()] == [1, 2, 3, 4, 5]
    assert answer.data == b"".join(entry + b"\n" for entry in stored(house, 6)[1:])
    assert client.get("/log/entries/5-6").status_code == 404
    assert client.get("/log/entries/3-2").status_code == 404


def test_tiles_hold_the_hashes_of_entries(client, house):
    act(house, 3)
    leaves = [merkle.leaf_hash(entry) for entry in stored(house, 3)]

    assert client.get("/log/tile/0/000.p/3").data == b"".join(leaves)
    assert client.get("/log/tile/0/000.p/2").data == b"".join(leaves[:2])
    for place in ("0/000", "0/000.p/4", "0/001", "0/x000/000", "1/000", "0/0", "0/000.p/0", "0/000.p/257"):
        assert client.get(f"/log/tile/{place}").status_code == 404


def test_a_registered_witnesss_line_stands_under_the_head(client, house):
    act(house, 3)
    known(house)
    act(house, 1)

    answer = client.post("/log/cosign", data=witnessed(house, client))

    assert (answer.status_code, answer.text) == (200, f"{WITNESS_KEY.name}\n")
    assert notes.cosigned_at(newest(client), WITNESS_KEY) == house.clock() // 1000
    assert notes.is_signed(newest(client), notes.read_verifier_key(client.get("/log/vkey").text))
    assert WITNESS_KEY.name in client.get("/log").text


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"", 422, "bad_note"),
        (b"\xff\xfe", 422, "bad_note"),
        (b"x" * (notes.LONGEST + 1), 413, ""),
    ],
)
def test_what_is_no_note_is_refused_plainly(client, body, status, said):
    answer = client.post("/log/cosign", data=body)

    assert answer.status_code == status
    assert answer.text.startswith(said)


def test_strangers_and_astray_clocks_are_refused(client, house):
    act(house, 3)
    assert client.post("/log/cosign", data=witnessed(house, client)).text == "unknown_witness\n"
    known(house)

    late = client.post("/log/cosign", data=witnessed(house, client, second=house.clock() // 1000 + 3600))

    assert (late.status_code, late.text) == (422, "bad_cosignature time\n")


def test_the_forms_protection_does_not_stand_in_a_witnesss_way(app, client, house):
    app.config["WTF_CSRF_ENABLED"] = True
    act(house, 3)
    known(house)
    act(house, 1)

    assert client.post("/log/cosign", data=witnessed(house, client)).status_code == 200
    assert client.post("/log/witnesses", data={}).status_code in {303, 400}


def test_the_page_shows_heads_in_pages(client, house):
    for _ in range(45):
        act(house, 1)

    first = client.get("/log?language=en").text
    second = client.get("/log?language=en&below=6").text

    assert first.count("<h3>") == 40
    assert "below=6" in first
    assert second.count("<h3>") == 5


def test_only_the_administrator_keeps_the_list_of_witnesses(client, as_staff, house):
    assert client.get("/log/witnesses").status_code == 303
    assert as_staff(client, "office").get("/log/witnesses").status_code == 403

    admin = as_staff(client, "administrator")
    refused = admin.post("/log/witnesses", data={"vkey": "nonsense"})
    added = admin.post("/log/witnesses", data={"vkey": str(WITNESS_KEY)})
    again = admin.post("/log/witnesses", data={"vkey": str(WITNESS_KEY)})

    assert (refused.status_code, added.status_code, again.status_code) == (422, 303, 422)
    assert "nonsense" in refused.text
    with house.reading() as session:
        assert [row["name"] for row in witnesses.announced(session)] == [WITNESS_KEY.name]
        assert ledger.entries(session, act="key_added")[-1]["actor"] == "administrator"

    admin.post("/log/witnesses/retire", data={"name": WITNESS_KEY.name})
    with house.reading() as session:
        assert witnesses.announced(session) == []


def test_the_log_key_is_that_of_the_key_ring(client, house):
    key = keyring.log_key(house)

    assert notes.read_verifier_key(client.get("/log/vkey").text).public == key.public
