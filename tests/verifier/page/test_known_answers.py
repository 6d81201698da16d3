"""The page's own arithmetic against the known answers of the protocol, in Chromium."""

import hashlib
import hmac
import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.verifier.loaded import verifier as v
from tests.verifier.test_vectors import AMENDMENTS, CODES, DROP, KNOWN, VARIANTS

pytestmark = pytest.mark.chromium
PLAN, ENTRIES = KNOWN["plan"], KNOWN["release"]["entries"]


def test_hashes_are_those_of_the_standard_at_every_length(lab):
    for size in [0, 1, 55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 1000]:
        data = bytes(range(256)) * 4
        data = data[:size]
        assert lab("sha", data.hex()) == hashlib.sha256(data).hexdigest()
        assert lab("sha512", data.hex()) == hashlib.sha512(data).hexdigest()
        assert lab("hmac", "0b" * 32, data.hex()) == hmac.new(b"\x0b" * 32, data, "sha256").hexdigest()


def test_canonical_bytes_commitments_and_roots_are_the_known_ones(lab):
    for case in KNOWN["canonical"]:
        assert lab("canonical", case["value"]) == case["bytes_hex"]
        assert lab("digest", case["value"]) == case["digest"]
        assert lab("read", case["bytes_hex"]) == case["value"]
    case = KNOWN["commit"]
    assert lab("commit", case["nonce_hex"], case["value"]) == case["commitment"]
    assert all(lab("tree", case["leaves_hex"]) == case["root"] for case in KNOWN["merkle"])


def test_the_announcement_binds_everything_in_the_vectors(lab):
    said = KNOWN["announcement"]
    assert lab("digest", said) == KNOWN["announcement_digest"]
    assert lab("root", ENTRIES) == said["release_root"]
    assert lab("root", KNOWN["roll"]["lines"]) == said["roll_root"]
    assert all(
        lab("fit", KNOWN[kind], kind) for kind in ("announcement", "plan", "release", "register", "roll")
    )


def test_seed_and_throw_are_the_known_ones(lab):
    shares = sorted(KNOWN["shares_hex"], key=lambda s: v.sha(b"taraza/share/1" + bytes.fromhex(s)))
    assert lab("seed", shares, KNOWN["announcement_digest"], KNOWN["entropy"]) == KNOWN["seed_hex"]
    form = KNOWN["announcement"]["entropy"]
    assert lab("entropyFits", form, KNOWN["entropy"])
    assert not any(lab("entropyFits", form, text) for text in KNOWN["entropy_refused"])


def test_every_paper_is_drawn_as_known(lab):
    def papers(codes=CODES, **changes):
        return lab("papers", PLAN | changes, ENTRIES, "public-1", KNOWN["seed_hex"], codes)

    assert papers() == KNOWN["papers"]
    assert papers(CODES[:1], order="mixed") == [KNOWN["paper_mixed_order"]]
    assert papers(paper="common") == KNOWN["papers_common"]


def test_a_journal_leads_to_its_head_deadline_and_finding_aid(lab):
    found = lab("replay", PLAN, ENTRIES, KNOWN["papers"][0], KNOWN["journal"])
    assert found["head"] == KNOWN["head"]
    assert found["deadline"] == lab("instant", KNOWN["deadline"]) == v.instant(KNOWN["deadline"])
    assert lab("findingAid", KNOWN["head"]) == KNOWN["finding_aid"]
    assert lab("replay", PLAN, ENTRIES, KNOWN["papers"][1], KNOWN["absent"])["closed"] == "absent"
    assert lab("root", KNOWN["answers_lines"]) == KNOWN["answers_root_of_these_two"]


def test_candidate_codes_carry_a_check_digit(lab):
    assert all(lab("isCandidate", code) for code in CODES)
    assert not any(lab("isCandidate", code[:7] + str((int(code[7]) + 1) % 10)) for code in CODES)


@pytest.mark.parametrize("name", VARIANTS)
def test_scores_are_the_known_ones(name, lab):
    changes = dict(VARIANTS[name])
    given = {
        "papers": KNOWN[changes.pop("papers", "papers")],
        "answers": KNOWN["scoring"][changes.pop("answers", "answers")],
        "amendments": changes.pop("amendments", []),
        "entries": ENTRIES,
        "keys": KNOWN["scoring"]["keys"],
        "absent": ["80858761"],
    }
    assert given["amendments"] in ([], AMENDMENTS, DROP)
    assert lab("scored", given | {"plan": PLAN | changes}) == KNOWN["scoring"][name]


def test_signatures_are_verified_alike_by_the_browser_and_without_it(lab):
    chance = random.Random(3)
    lines, good = [], []
    for number in range(12):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        data = chance.randbytes(number * 20)
        signature = bytearray(key.sign(data))
        if number % 3:
            signature[chance.randrange(64)] ^= 1 << chance.randrange(8)
        public = key.public_key().public_bytes_raw().hex()
        lines.append([public, signature.hex(), data.hex()])
        good.append(v.signed_by(public, bytes(signature), data))
    lines.append(["ff" * 32, "00" * 64, "00"])
    answers = lab("signatures", lines)
    assert answers["own"] == [*good, False]
    assert answers["browser"] == answers["own"]
