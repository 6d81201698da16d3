import base64
import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from foundation import ledger, merkle
from foundation.canonical import Instant, canonical, digest_of, instant_text

ORIGIN = "taraza.local/test"
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
KEY = ledger.LogKey(ORIGIN, PRIVATE.public_key().public_bytes_raw(), PRIVATE.sign)


def chain(count):
    stored, prev = [], ledger.FIRST_PREV
    for number in range(count):
        entry = {"n": number, "prev": prev, "act": f"act-{number}"}
        stored.append(canonical(entry))
        prev = digest_of(stored[-1])
    return stored


def read_note(note):
    """Take a signed note apart as C2SP describes it and check its signature."""
    text, signatures = note.split("\n\n")
    name, encoded = signatures.removeprefix("\N{EM DASH} ").split()
    raw = base64.b64decode(encoded)
    assert raw[:4] == hashlib.sha256(name.encode() + b"\n\x01" + KEY.public).digest()[:4]
    Ed25519PublicKey.from_public_bytes(KEY.public).verify(raw[4:], f"{text}\n".encode())
    return text.split("\n")


def test_each_entry_names_the_one_before(session, now):
    acts = [ledger.record(session, f"act-{number}", actor="staff-1", now=now) for number in range(4)]

    assert [act["n"] for act in acts] == [0, 1, 2, 3]
    assert acts[0]["prev"] == ledger.FIRST_PREV
    assert [act["prev"] for act in acts[1:]] == [digest_of(canonical(act)) for act in acts[:-1]]
    assert ledger.entries(session) == acts
    assert ledger.first_broken(ledger.stored_entries(session, 4)) is None


def test_time_never_runs_backwards_in_the_ledger(session, now):
    ledger.record(session, "later", actor="staff-1", now=Instant(now + 5))

    earlier = ledger.record(session, "earlier", actor="staff-1", now=now)

    assert earlier["at"] == instant_text(now + 5)


def test_entries_are_found_by_sitting_and_act(session, now):
    for sitting in ("one", "two"):
        for act in ("opened", "closed"):
            ledger.record(session, act, actor="staff-1", now=now, sitting=sitting)

    assert [entry["n"] for entry in ledger.entries(session, sitting="two", act="closed")] == [3]


@given(st.data())
def test_any_changed_byte_of_any_entry_but_the_last_breaks_the_chain(data):
    stored = chain(6)
    number = data.draw(st.integers(0, 4))
    place = data.draw(st.integers(0, len(stored[number]) - 1))
    flip = data.draw(st.integers(1, 255))
    entry = bytearray(stored[number])
    entry[place] ^= flip
    stored[number] = bytes(entry)

    assert ledger.first_broken(stored) in {number, number + 1}


@pytest.mark.parametrize("change", ["removed", "doubled", "exchanged", "first removed"])
def test_entries_that_are_missing_or_out_of_order_break_the_chain(change):
    stored = chain(6)
    {
        "removed": lambda: stored.pop(3),
        "doubled": lambda: stored.insert(3, stored[3]),
        "exchanged": lambda: stored.insert(2, stored.pop(3)),
        "first removed": lambda: stored.pop(0),
    }[change]()

    assert ledger.first_broken(stored) is not None


def test_a_changed_last_entry_is_found_by_the_signed_head(session, now):
    for number in range(3):
        ledger.record(session, f"act-{number}", actor="staff-1", now=now)
    signed = ledger.checkpoint(session, KEY, occasion="test", now=now)
    stored = ledger.stored_entries(session, 3)

    changed = [*stored[:2], stored[2].replace(b"staff-1", b"staff-2")]

    assert merkle.tree_hash([merkle.leaf_hash(entry) for entry in stored]).hex() == signed.root
    assert merkle.tree_hash([merkle.leaf_hash(entry) for entry in changed]).hex() != signed.root


def test_a_checkpoint_is_a_signed_note_of_size_and_root(session, now):
    ledger.record(session, "act", actor="staff-1", now=now)

    signed = ledger.checkpoint(session, KEY, occasion="test", now=now)

    assert read_note(signed.note) == [
        ORIGIN,
        "1",
        base64.b64encode(bytes.fromhex(signed.root)).decode(),
    ]


def test_a_changed_note_does_not_verify(session, now):
    ledger.record(session, "act", actor="staff-1", now=now)
    note = ledger.checkpoint(session, KEY, occasion="test", now=now).note

    with pytest.raises(InvalidSignature):
        read_note(note.replace("\n1\n", "\n2\n"))


def test_an_equal_size_is_signed_once(session, now):
    ledger.record(session, "act", actor="staff-1", now=now)
    first = ledger.checkpoint(session, KEY, occasion="one", now=now)

    assert ledger.checkpoint(session, KEY, occasion="two", now=now) is first


def test_the_ledger_only_grows_between_two_checkpoints(session, now):
    heads = []
    for number in range(7):
        ledger.record(session, f"act-{number}", actor="staff-1", now=now)
        heads.append(bytes.fromhex(ledger.checkpoint(session, KEY, occasion="test", now=now).root))
    leaves = [merkle.leaf_hash(entry) for entry in ledger.stored_entries(session, 7)]

    assert [merkle.tree_hash(leaves[:size]) for size in range(1, 8)] == heads
