"""Page and Python verifier say the same of every bundle: verdict, failed checks, and what is not checked."""

import json
import random

import pytest
from playwright.sync_api import Error

from tests.verifier.forge import Forge
from tests.verifier.lies import FULL, LIES
from tests.verifier.loaded import verifier as v
from tests.verifier.page.conftest import by_page, by_python, text64
from tests.verifier.prepared import ORIGIN, pack
from tests.verifier.test_bundles import archive

pytestmark = pytest.mark.chromium
GOOD = Forge()
KINDS = {
    "complete": {},
    "for certification": {"stage": "for_certification"},
    "one version": {"versions": 1},
    "sealed": {"disclosure": "sealed"},
    "sealed, for certification": {"disclosure": "sealed", "stage": "for_certification"},
    "full": {"disclosure": "full"},
    "full, for certification": {"disclosure": "full", "stage": "for_certification"},
    "common papers": {"paper": "common"},
    "rounded by item": {"rounding": {"place": "item", "rule": "half_up", "unit": 250}},
    "a trial": {"origin": "trial"},
    "no witness": {"quorum": 0},
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("page") / "evidence.zip"


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_bundle_is_consistent_to_both(kind, lab, path):
    raw = Forge(**KINDS[kind]).pack()
    found = by_page(lab, raw)
    assert found[0] == "consistent"
    assert found == by_python(path, raw)


@pytest.mark.parametrize("name", LIES)
def test_every_lie_fails_the_same_checks(name, lab, path):
    lies, code = LIES[name]
    raw = Forge(lies).pack()
    found = by_page(lab, raw)
    assert (code, "failed", None) in found[1]
    assert found == by_python(path, raw)


@pytest.mark.parametrize("name", FULL)
def test_every_lie_about_questions_and_persons_fails_the_same_checks(name, lab, path):
    raw = Forge(FULL[name][0], disclosure="full").pack()
    assert by_page(lab, raw) == by_python(path, raw)


def receipts():
    good, other = GOOD.receipt(0), GOOD.receipt(0)
    other["receipt"]["head"] = "f" * 64
    aid = v.finding_aid(good["receipt"]["head"])
    code = GOOD.codes[0]
    return [json.dumps(good), json.dumps(other), f"{code} {aid.lower()}", f"{code} 0000-{aid[5:]}", "{}"]


def test_what_outsiders_hold_is_used_alike(lab, path):
    last, early = GOOD.checkpoint(), GOOD.checkpoint(2)
    announced = GOOD.of("announcement")
    strange = last.replace(ORIGIN.encode(), b"other/log")
    cases = [
        (GOOD, {"announcement": announced, "checkpoints": [last]}, "genuine"),
        (Forge(disclosure="full"), {"announcement": announced, "checkpoints": [early, last]}, "genuine"),
        (GOOD, {"announcement": announced, "checkpoints": [early]}, "consistent"),
        (GOOD, {"announcement": announced}, "consistent"),
        (Forge(disclosure="sealed"), {"announcement": announced, "checkpoints": [last]}, "consistent"),
        (Forge(seed="another"), {"announcement": announced, "checkpoints": [early]}, "FALSE"),
        (Forge(stage="for_certification"), {"checkpoints": [last]}, "FALSE"),
        (GOOD, {"checkpoints": [strange]}, "FALSE"),
        (GOOD, {"announcement": "0" * 64}, "FALSE"),
        *((bundle, {"receipt": text}, None) for text in receipts() for bundle in (GOOD, cases_sealed())),
    ]
    for bundle, held, verdict in cases:
        raw = bundle.pack()
        found = by_page(lab, raw, **held)
        assert verdict in {None, found[0]}, held
        assert found == by_python(path, raw, **held), held


def cases_sealed():
    return Forge(disclosure="sealed")


def test_strange_links_and_doubles_are_refused_alike(lab, path):
    names = [
        "../plan.json",
        "/etc/passwd",
        "papers/",
        "a\\b",
        "results-0.json",
        "checkpoints/007.txt",
        "ү.json",
    ]
    archives = [archive((name, b"{}", 0)) for name in names]
    plain = {name: data for name, data in GOOD.raw.items() if name != "README.txt"}
    archives.append(archive(("README.txt", b"/etc/passwd", 0o120777 << 16), files=plain))
    archives.append(archive(("README.txt", b"\0" * (2**26 + 1), 0), files=plain))
    archives += [
        archive(("README.txt", b"packed " * 999, 0), files=plain),
        pack({}),
        b"in front" + GOOD.pack(),
    ]
    with pytest.warns(UserWarning, match="Duplicate"):
        archives.append(archive(("README.txt", b"", 0)))
    for raw in archives:
        assert by_page(lab, raw) == by_python(path, raw)


def or_refused(verdict, *arguments):
    """The verdict and the failed checks, or that it cannot be checked at all."""
    try:
        found = verdict(*arguments)
    except (Error, v.Unusable) as error:
        return "unusable" if isinstance(error, v.Unusable) or "no_zip" in str(error) else str(error)
    return found[0], {row for row in found[1] if row[1] == "failed"}


def test_a_byte_changed_anywhere_is_found_alike(lab, path):
    chance = random.Random(1)
    files = {name: data for name, data in GOOD.raw.items() if name != "README.txt"}
    raw = archive(("README.txt", b"packed " * 99, 0), files=files)
    places = [chance.randrange(len(raw)) for _ in range(30)] + [len(raw) - n for n in range(1, 60, 5)]
    for place in places:
        changed = bytearray(raw)
        changed[place] ^= 1 << chance.randrange(8)
        ours = or_refused(by_page, lab, bytes(changed))
        assert ours == or_refused(by_python, path, bytes(changed)), place


def test_a_text_broken_anywhere_is_read_alike(lab):
    chance = random.Random(2)
    awkward = [
        '{"a":[1,-0,1.5,NaN,"\\ud800"],"a":{}}',
        '["\\ud83d\\ude00",9007199254740992]',
        '{"я":1,"😀":2}',
    ]
    seeds = [GOOD.raw["plan.json"], GOOD.raw["seal.json"], *(text.encode() for text in awkward)]
    seeds += [
        b"[" * 33 + b"]" * 33,
        b"[" * 32 + b"]" * 32,
        b"[" * 99_999,
        b"",
        b"\xef\xbb\xbf{}",
        b" {}",
        b"[1e400]",
    ]
    broken = list(seeds)
    for _ in range(600):
        one = bytearray(chance.choice(seeds[:5]))
        place = chance.randrange(len(one))
        one[place : place + chance.randrange(3)] = chance.choice(
            [b"", b'"', b"\\", b"1", b"{", b",", b"\xff", b" "]
        )
        broken.append(bytes(one))
    assert codes_of(lab, broken) == [code_of(raw) for raw in broken]


def codes_of(lab, raws):
    return lab("codeOfMany", [text64(raw) for raw in raws])


def code_of(raw):
    try:
        v.parse(raw, "x")
    except v.Flaw as flaw:
        return flaw.code
    return None
