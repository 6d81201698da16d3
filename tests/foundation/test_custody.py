import hashlib
import itertools
import stat

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from foundation import custody
from foundation.canonical import canonical
from foundation.custody import KeyRing, WrongPassphrase, WrongShares
from foundation.errors import NotFound

PLAIN = "Ачкыч".encode()


@pytest.fixture
def ring(tmp_path):
    return KeyRing(tmp_path / "keys")


@pytest.mark.parametrize(("threshold", "count"), [(2, 3), (3, 5), (1, 1), (2, 2)])
def test_any_k_of_n_custodians_open_the_package(chance, threshold, count):
    shared = custody.share_out(threshold, count, chance=chance)
    cipher = custody.encrypt(shared.recipient, PLAIN)

    for words in itertools.combinations(shared.words, threshold):
        assert custody.decrypt(list(words), cipher) == PLAIN


def test_fewer_custodians_open_nothing(chance):
    shared = custody.share_out(3, 5, chance=chance)
    cipher = custody.encrypt(shared.recipient, PLAIN)

    for words in itertools.combinations(shared.words, 2):
        with pytest.raises(WrongShares):
            custody.decrypt(list(words), cipher)


def test_the_words_of_another_secret_open_nothing(chance):
    shared, other = (custody.share_out(2, 3, chance=chance) for _ in range(2))
    cipher = custody.encrypt(shared.recipient, PLAIN)

    with pytest.raises(WrongShares):
        custody.decrypt(list(other.words[:2]), cipher)
    with pytest.raises(WrongShares):
        custody.decrypt([shared.words[0], other.words[1]], cipher)


@pytest.mark.parametrize("mistake", ["", "zzz", "доступ"])
def test_a_mistyped_word_is_noticed(chance, mistake):
    shared = custody.share_out(2, 3, chance=chance)
    cipher = custody.encrypt(shared.recipient, PLAIN)
    typed = shared.words[0].split()
    typed[5] = mistake

    with pytest.raises(WrongShares):
        custody.decrypt([" ".join(typed), shared.words[1]], cipher)


def test_line_breaks_and_spaces_between_words_are_forgiven(chance):
    shared = custody.share_out(2, 3, chance=chance)
    cipher = custody.encrypt(shared.recipient, PLAIN)
    typed = [f"  {words.replace(' ', chr(10))} " for words in shared.words[:2]]

    assert custody.decrypt(typed, cipher) == PLAIN


def test_one_flipped_bit_of_the_package_is_noticed(chance):
    shared = custody.share_out(2, 3, chance=chance)
    cipher = bytearray(custody.encrypt(shared.recipient, PLAIN))
    cipher[-1] ^= 1

    with pytest.raises(WrongShares):
        custody.decrypt(list(shared.words[:2]), bytes(cipher))


def test_a_key_is_named_by_the_hash_of_its_public_half(ring, chance, now):
    line = ring.make("office", "office", chance=chance, now=now)

    assert line.key == hashlib.sha256(bytes.fromhex(line.public)).hexdigest()
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(line.public)).verify(
        ring.sign(line.key, b"said"), b"said"
    )


def test_a_persons_key_opens_only_with_the_passphrase(ring, chance, now):
    line = ring.make("custodian", "c-1", chance=chance, now=now, passphrase="тоо суусу")

    for wrong in (None, "тоо", ""):
        with pytest.raises(WrongPassphrase):
            ring.sign(line.key, b"said", wrong)
    assert len(ring.sign(line.key, b"said", "тоо суусу")) == 64


def test_a_passphrase_once_given_does_not_leave_the_key_open(ring, chance, now):
    line = ring.make("custodian", "c-1", chance=chance, now=now, passphrase="тоо суусу")
    ring.sign(line.key, b"said", "тоо суусу")

    with pytest.raises(WrongPassphrase):
        ring.sign(line.key, b"said")


def test_only_the_owner_can_read_the_keys(ring, chance, now):
    ring.make("office", "office", chance=chance, now=now)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in ring.folder.iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE(ring.folder.stat().st_mode) == 0o700


def test_the_newest_key_of_a_role_is_taken(ring, chance, now):
    ring.make("log", "log", chance=chance, now=now)
    newer = ring.make("log", "log", chance=chance, now=now + 1)

    assert ring.find("log") == newer
    with pytest.raises(NotFound):
        ring.find("hall")


def test_the_trust_object_shows_every_public_key_and_no_private_one(ring, chance, now):
    lines = [ring.make(role, role, chance=chance, now=now) for role in custody.SERVERS]

    trust = ring.trust()

    assert [key["key"] for key in trust["keys"]] == sorted(line.key for line in lines)
    assert set(trust["keys"][0]) == {"key", "public", "role", "holder", "from", "to"}


def test_a_signature_line_is_over_the_canonical_bytes(ring, chance, now):
    line = ring.make("office", "office", chance=chance, now=now)

    signed = ring.signature(line, "plan.json", {"b": 1, "a": 2}, "d" * 64)

    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(line.public))
    public.verify(bytes.fromhex(signed["signature"]), canonical({"a": 2, "b": 1}))
