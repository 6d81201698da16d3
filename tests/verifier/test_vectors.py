"""The verifier against the known answers of the protocol."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from tests.verifier.loaded import verifier as v

KNOWN = json.loads((Path(__file__).parents[1] / "vectors" / "protocol-1.json").read_text())
CODES = KNOWN["register"]["codes"]


def drawer(**changes):
    return v.Drawer(
        KNOWN["plan"] | changes, KNOWN["release"]["entries"], "public-1", bytes.fromhex(KNOWN["seed_hex"])
    )


def replay(entries, paper):
    items = {entry["code"]: entry for entry in KNOWN["release"]["entries"]}
    positions = [(items[item["code"]], item["options"]) for item in paper["items"]]
    attempt = v.Attempt(paper["code"], KNOWN["plan"], positions, 0, [v.digest(paper)])
    for entry in entries:
        v.fit(entry, v.SHAPES["entry"], "journal")
        attempt.step(entry, v.digest(entry))
    return attempt


def scored(papers="papers", answers="answers", amendments=(), **changes):
    items = {entry["code"]: entry for entry in KNOWN["release"]["entries"]}
    rows = {
        paper["code"]: [(items[i["code"]], i["quota"], i["options"]) for i in paper["items"]]
        for paper in KNOWN[papers]
    }
    given = {
        line["code"]: {p["position"]: p["response"] for p in line["positions"] or ()}
        for line in KNOWN["scoring"][answers]
    }
    keys = {key["code"]: key for key in KNOWN["scoring"]["keys"]}
    rules = v.Rules(deepcopy(KNOWN["plan"]) | changes, keys)
    for amendment in amendments:
        rules.amend(amendment)
    return rules.score(rows, given, {"80858761"})


@pytest.mark.parametrize("case", KNOWN["canonical"], ids=["content", "awkward"])
def test_canonical_bytes_are_the_known_ones(case):
    assert v.canonical(case["value"]).hex() == case["bytes_hex"]
    assert v.digest(case["value"]) == case["digest"]


def test_what_is_canonical_is_read_and_anything_else_is_not():
    for case in KNOWN["canonical"]:
        assert v.parse(bytes.fromhex(case["bytes_hex"]), "x") == case["value"]
    bad = [
        (b'{"a":1,"a":1}', "json.duplicate"),
        (b'{"b":1,"a":1}', "json.canonical"),
        (b"[1.0]", "json.number"),
        (b"[NaN]", "json.number"),
        (b"[9007199254740992]", "json.number"),
        (b'{"a": 1}', "json.canonical"),
        (b"[" * 33 + b"]" * 33, "json.nesting"),
        (b"[" * 99_999, "json.nesting"),
        (b"[-0]", "json.canonical"),
        (b'["\\ud800"]', "json.syntax"),
        (b"\xff", "json.syntax"),
        (b"[1e400]", "json.number"),
        (b"", "json.syntax"),
        (b"[" + b"1" * 9999 + b"]", "json.number"),
        (b'"\\u0041"', "json.canonical"),
    ]
    for raw, code in bad:
        with pytest.raises(v.Flaw) as flaw:
            v.parse(raw, "x")
        assert flaw.value.code == code, raw[:20]


def test_a_commitment_opens_to_what_was_committed():
    case = KNOWN["commit"]
    assert v.commit(bytes.fromhex(case["nonce_hex"]), case["value"]) == case["commitment"]


@pytest.mark.parametrize("case", KNOWN["merkle"], ids=lambda case: str(len(case["leaves_hex"])))
def test_roots_of_trees_are_the_known_ones(case):
    tree = v.Tree()
    for leaf in case["leaves_hex"]:
        tree.append(bytes.fromhex(leaf))
    assert tree.root().hex() == case["root"]


def test_the_announcement_binds_everything_in_the_vectors():
    said = KNOWN["announcement"]
    shares = [bytes.fromhex(share) for share in KNOWN["shares_hex"]]
    assert v.digest(said) == KNOWN["announcement_digest"]
    assert sorted(v.sha(b"taraza/share/1" + share).hex() for share in shares) == said["commitments"]
    assert v.root(KNOWN["release"]["entries"]) == said["release_root"]
    assert v.root(KNOWN["roll"]["lines"]) == said["roll_root"]
    assert [v.digest(KNOWN[name]) for name in ("plan", "register")] == [
        said["plan_digest"],
        said["register_digest"],
    ]
    for name in ("announcement", "plan", "release", "register", "roll"):
        v.fit(KNOWN[name], v.SHAPES[name], name)


def test_the_seed_follows_from_shares_and_throw():
    shares = sorted(
        (bytes.fromhex(s) for s in KNOWN["shares_hex"]), key=lambda s: v.sha(b"taraza/share/1" + s)
    )
    assert v.seed_of(shares, KNOWN["announcement_digest"], KNOWN["entropy"]).hex() == KNOWN["seed_hex"]


def test_the_throw_has_one_form_only():
    form = KNOWN["announcement"]["entropy"]
    assert v.entropy_fits(form, KNOWN["entropy"])
    assert not any(v.entropy_fits(form, text) for text in KNOWN["entropy_refused"])


def test_every_paper_is_drawn_as_known():
    assert [drawer().paper(code, [9999] * 5) for code in CODES] == KNOWN["papers"]
    assert [v.digest(paper) for paper in KNOWN["papers"]] == KNOWN["paper_digests"]


def test_mixed_order_and_common_papers_are_drawn_as_known():
    common = drawer(paper="common")
    assert drawer(order="mixed").paper(CODES[0], [9999] * 5) == KNOWN["paper_mixed_order"]
    assert [common.paper(code, [9999] * 5) for code in CODES] == KNOWN["papers_common"]


def test_a_journal_leads_to_its_head_deadline_and_receipt():
    attempt = replay(KNOWN["journal"], KNOWN["papers"][0])
    assert attempt.heads[-1] == KNOWN["head"]
    assert v.finding_aid(KNOWN["head"]) == KNOWN["finding_aid"]
    assert attempt.deadline == v.instant(KNOWN["deadline"])
    assert replay(KNOWN["absent"], KNOWN["papers"][1]).closed == "absent"
    assert v.root(KNOWN["answers_lines"]) == KNOWN["answers_root_of_these_two"]


def test_candidate_codes_carry_a_check_digit():
    assert all(v.is_candidate(code) for code in CODES)
    assert not any(v.is_candidate(code[:7] + str((int(code[7]) + 1) % 10)) for code in CODES)


ROUNDING = KNOWN["plan"]["rounding"]
SCORING = KNOWN["plan"]["scoring"]
AMENDMENTS = KNOWN["scoring"]["amendments"]
DROP = [dict(AMENDMENTS[0], code=KNOWN["scoring"]["common_drop_item"])]
VARIANTS = {
    "candidates": {},
    "candidates_amended": {"amendments": AMENDMENTS},
    "round_each_item_floor": {"rounding": {"place": "item", "rule": "floor", "unit": 1000}},
    "round_sections": {"rounding": {"place": "section", "rule": "half_up", "unit": 500}},
    "no_floor": {"scoring": SCORING | {"floor_zero": "none", "penalty": 700}},
    "floor_item_exact": {
        "scoring": SCORING | {"floor_zero": "item", "rules": {}},
        "rounding": {"place": "total", "rule": "half_up", "unit": 500},
    },
    "two_places": {"pass": {"cut": 3000, "cut_source": "act", "sections": [], "places": 2}},
    "common_drop": {
        "papers": "papers_common",
        "answers": "common_answers",
        "amendments": DROP,
        "paper": "common",
        "annulment": "drop",
    },
}


@pytest.mark.parametrize("name", VARIANTS)
def test_scores_are_the_known_ones(name):
    assert scored(**VARIANTS[name]) == KNOWN["scoring"][name]
