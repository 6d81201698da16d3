import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from foundation import ledger, notes, witnesses
from foundation.canonical import Instant
from foundation.errors import NotFound
from tests.foundation.test_ledger import KEY
from tests.foundation.test_notes import LOG_KEY, WITNESS, WITNESS_KEY

OTHER = Ed25519PrivateKey.from_private_bytes(b"\x09" * 32)
OTHER_KEY = notes.VerifierKey("ngo.example", notes.WITNESS, OTHER.public_key().public_bytes_raw())


@pytest.fixture
def head(session, now):
    ledger.record(session, "act", actor="staff-1", now=now)
    witnesses.register(session, WITNESS_KEY, actor="admin", now=now)
    return ledger.checkpoint(session, KEY, occasion="test", now=now)


def line(head, now, key=WITNESS_KEY, private=WITNESS, milliseconds=0):
    second = (now + milliseconds) // 1000
    return notes.cosignature(notes.read(head.note).text, key, second, private.sign)


def test_a_cosignature_of_a_registered_witness_is_kept(session, head, now):
    taken = witnesses.take(session, head.note + line(head, now), now=now)

    assert taken == [witnesses.Seen(WITNESS_KEY.name, now)]
    assert witnesses.whole(session, head) == head.note + line(head, now)
    assert witnesses.seen(session, [head.size, 99]) == {head.size: taken, 99: []}


def test_the_first_cosignature_stays(session, head, now):
    witnesses.take(session, head.note + line(head, now), now=now)

    again = witnesses.take(session, head.note + line(head, now, milliseconds=60_000), now=now)

    assert again == [witnesses.Seen(WITNESS_KEY.name, now)]
    assert witnesses.lines(session, head.size) == [line(head, now)]


def test_the_logs_own_signature_need_not_come_back(session, head, now):
    bare = f"{notes.read(head.note).text}\n{line(head, now)}"

    assert len(witnesses.take(session, bare, now=now)) == 1


def test_a_stranger_cannot_cosign(session, head, now):
    with pytest.raises(witnesses.UnknownWitness):
        witnesses.take(session, head.note + line(head, now, OTHER_KEY, OTHER), now=now)


def test_another_key_under_a_known_name_is_refused(session, head, now):
    posing = notes.VerifierKey(WITNESS_KEY.name, notes.WITNESS, OTHER_KEY.public)

    with pytest.raises(witnesses.BadCosignature):
        witnesses.take(session, head.note + line(head, now, posing, OTHER), now=now)


@pytest.mark.parametrize("milliseconds", [-witnesses.SKEW - 1000, witnesses.SKEW + 1000])
def test_a_witness_whose_clock_is_astray_is_refused(session, head, now, milliseconds):
    with pytest.raises(witnesses.BadCosignature):
        witnesses.take(session, head.note + line(head, now, milliseconds=milliseconds), now=now)


def test_a_head_that_is_not_ours_is_not_found(session, head, now):
    other = notes.signed(LOG_KEY.name, 1, b"\0" * 32, KEY.public, KEY.sign)
    signed = notes.cosignature(notes.read(other).text, WITNESS_KEY, now // 1000, WITNESS.sign)

    with pytest.raises(NotFound):
        witnesses.take(session, other + signed, now=now)


def test_neither_name_nor_key_is_given_twice(session, head, now):
    for key in (
        notes.VerifierKey(WITNESS_KEY.name, notes.WITNESS, OTHER_KEY.public),
        notes.VerifierKey("another", notes.WITNESS, WITNESS_KEY.public),
    ):
        with pytest.raises(witnesses.WitnessKnown):
            witnesses.register(session, key, actor="admin", now=now)


def test_a_logs_key_is_no_witnesss_key(session, now):
    with pytest.raises(notes.BadVerifierKey):
        witnesses.register(session, LOG_KEY, actor="admin", now=now)


def test_announcements_name_the_present_witnesses_by_name(session, head, now):
    witnesses.register(session, OTHER_KEY, actor="admin", now=now)
    both = [row["name"] for row in witnesses.announced(session)]

    witnesses.retire(session, WITNESS_KEY.name, actor="admin", now=Instant(now + 1))

    assert both == ["bar.example/w1", "ngo.example"]
    assert witnesses.announced(session) == [{"name": "ngo.example", "public": OTHER_KEY.public.hex()}]
    with pytest.raises(NotFound):
        witnesses.retire(session, WITNESS_KEY.name, actor="admin", now=now)


def test_coming_and_going_stand_in_the_ledger_without_a_name(session, head, now):
    witnesses.retire(session, WITNESS_KEY.name, actor="admin", now=now)

    acts = [entry for entry in ledger.entries(session) if entry["act"].startswith("key_")]

    assert [(entry["act"], entry["actor"]) for entry in acts] == [
        ("key_added", "admin"),
        ("key_retired", "admin"),
    ]
    assert WITNESS_KEY.name not in str(acts)


def test_only_the_named_witnesses_lines_are_given(session, head, now):
    witnesses.register(session, OTHER_KEY, actor="admin", now=now)
    both = line(head, now) + line(head, now, OTHER_KEY, OTHER)
    witnesses.take(session, head.note + both, now=now)

    assert witnesses.whole(session, head) == head.note + both
    assert witnesses.whole(session, head, {"ngo.example"}) == head.note + line(head, now, OTHER_KEY, OTHER)
