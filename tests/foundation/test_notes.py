import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from foundation import notes
from tests.verifier.loaded import verifier

ORIGIN = "taraza.example/log"
LOG = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
LOG_KEY = notes.VerifierKey(ORIGIN, notes.LOG, LOG.public_key().public_bytes_raw())
WITNESS = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)
WITNESS_KEY = notes.VerifierKey("bar.example/w1", notes.WITNESS, WITNESS.public_key().public_bytes_raw())
ROOT = bytes(range(32))
SECOND = 1_773_630_000
KEYS_OF_OTHERS = [
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
]


def a_note(size=7, root=ROOT):
    return notes.signed(ORIGIN, size, root, LOG_KEY.public, LOG.sign)


def cosigned(text, second=SECOND):
    return text + notes.cosignature(notes.read(text).text, WITNESS_KEY, second, WITNESS.sign)


@given(st.integers(0, 10**15), st.binary(min_size=32, max_size=32))
def test_what_is_written_is_read(size, root):
    note = notes.read(a_note(size, root))

    assert (note.origin, note.size, note.root) == (ORIGIN, size, root)
    assert notes.is_signed(note, LOG_KEY)


def test_the_independent_verifier_reads_the_same_note():
    text = cosigned(a_note())

    theirs, ours = verifier.read_note(text.encode()), notes.read(text)

    assert (theirs.origin, theirs.size, bytes.fromhex(theirs.root)) == (ours.origin, ours.size, ours.root)
    assert theirs.text == ours.text.encode()
    assert theirs.signatures == [(line.name, line.key, line.blob) for line in ours.signatures]
    assert theirs.signatures[1][1] == verifier.key_id(WITNESS_KEY.name, 4, WITNESS_KEY.public.hex())


def test_a_cosignature_vouches_for_its_second():
    note = notes.read(cosigned(a_note()))

    assert notes.cosigned_at(note, WITNESS_KEY) == SECOND
    assert notes.is_signed(note, LOG_KEY)


def test_a_cosignature_is_over_the_time_and_the_text_alone():
    line = notes.read(cosigned(a_note())).signatures[1]
    message = f"cosignature/v1\ntime {SECOND}\n{notes.checkpoint_text(ORIGIN, 7, ROOT)}".encode()

    assert line.blob[:8] == SECOND.to_bytes(8, "big")
    WITNESS.public_key().verify(line.blob[8:], message)


def test_of_two_cosignatures_the_earlier_second_counts():
    text = a_note()
    both = cosigned(text, SECOND + 60) + cosigned(text, SECOND).removeprefix(text)

    assert notes.cosigned_at(notes.read(both), WITNESS_KEY) == SECOND


@given(st.data())
def test_no_byte_of_a_cosigned_note_changes_unseen(data):
    good = cosigned(a_note())
    raw = bytearray(good.encode())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 127))
    try:
        note = notes.read(raw.decode())
    except (notes.BadNote, UnicodeDecodeError):
        return

    assert not (notes.is_signed(note, LOG_KEY) and notes.cosigned_at(note, WITNESS_KEY) == SECOND)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        a_note().rstrip("\n"),
        a_note().replace("\n7\n", "\n07\n"),
        a_note().replace("\n7\n", "\n-7\n"),
        a_note().replace("\n7\n", "\n٧\n"),
        a_note().replace("\N{EM DASH}", "-"),
        a_note().split("\n\n")[0] + "\n\n",
        a_note().replace(base64.b64encode(ROOT).decode(), base64.b64encode(ROOT[:-1]).decode()),
        a_note().replace("Hh8=\n", "Hh9=\n"),
        a_note() + a_note().split("\n\n")[1] * notes.MOST_SIGNATURES,
        a_note() + "x" * notes.LONGEST,
    ],
)
def test_what_is_no_note_is_refused(text):
    with pytest.raises(notes.BadNote):
        notes.read(text)


def test_another_spelling_of_the_same_root_is_refused():
    spelt = base64.b64encode(ROOT).decode()
    other = spelt[:-2] + {"8": "9"}[spelt[-2]] + "="
    assert base64.b64decode(other) == ROOT

    with pytest.raises(notes.BadNote):
        notes.read(a_note().replace(spelt, other))


def test_a_logs_signature_under_another_name_is_not_the_logs():
    other = notes.VerifierKey("other.example/log", notes.LOG, LOG_KEY.public)
    note = notes.read(a_note())

    assert not notes.is_signed(note, other)
    assert not notes.is_signed(note, notes.VerifierKey(ORIGIN, notes.LOG, WITNESS_KEY.public))


@pytest.mark.parametrize("text", KEYS_OF_OTHERS)
def test_verifier_keys_known_elsewhere_have_their_hash(text):
    key = notes.read_verifier_key(text)

    assert key.algorithm == notes.LOG
    assert str(key) == text


def test_a_witnesss_verifier_key_is_read_as_written():
    assert notes.read_verifier_key(f" {WITNESS_KEY}\n") == WITNESS_KEY


@pytest.mark.parametrize(
    "text",
    ["", "a+b", "a+00000000+AAAA", KEYS_OF_OTHERS[0].replace("033d", "033e"), str(WITNESS_KEY)[:-4], "Ж+é+é"],
)
def test_what_is_no_verifier_key_is_refused(text):
    with pytest.raises(notes.BadVerifierKey):
        notes.read_verifier_key(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a\u2003b", "x" * 256])
def test_names_that_would_break_a_line_are_no_names(name):
    assert not notes.is_name(name)
