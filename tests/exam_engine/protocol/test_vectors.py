import pytest

from exam_engine.protocol import draw, entropy, journal, objects, receipt, score, seal
from exam_engine.protocol.plan import check_plan
from foundation.canonical import canonical, commit, digest, instant_text
from foundation.merkle import leaf_hash, root, tree_hash


def _answers(listed):
    return {
        one["code"]: None
        if one["positions"] is None
        else {answer["position"]: answer["response"] for answer in one["positions"]}
        for one in listed
    }


def _scored(vectors, answers="answers", papers="papers", amendments=(), **changes):
    scoring = vectors["scoring"]
    keys = {key["code"]: key for key in scoring["keys"]}
    plan = vectors["plan"] | changes
    given = _answers(scoring[answers])
    return score.candidates(plan, vectors["release"], vectors[papers], given, keys, amendments)


def test_canonical_bytes_and_digests(vectors):
    for known in vectors["canonical"]:
        assert canonical(known["value"]).hex() == known["bytes_hex"]
        assert digest(known["value"]) == known["digest"]


def test_a_commitment(vectors):
    known = vectors["commit"]

    assert commit(bytes.fromhex(known["nonce_hex"]), known["value"]) == known["commitment"]


def test_merkle_roots(vectors):
    for known in vectors["merkle"]:
        leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in known["leaves_hex"]]
        assert tree_hash(leaves).hex() == known["root"]


def test_the_announcement_binds_release_plan_register_and_roll(vectors):
    announcement = vectors["announcement"]

    assert announcement["release_root"] == root(vectors["release"]["entries"])
    assert announcement["plan_digest"] == digest(check_plan(vectors["plan"]))
    assert announcement["register_digest"] == digest(vectors["register"])
    assert announcement["roll_root"] == root(vectors["roll"]["lines"])
    assert digest(announcement) == vectors["announcement_digest"]


@pytest.mark.parametrize(
    "name", ["announcement", "plan", "release", "register", "person", "roll", "paper_mixed_order"]
)
def test_every_object_of_the_vectors_has_its_members(vectors, name):
    assert objects.check(vectors[name]) == vectors[name]


@pytest.mark.parametrize("name", ["papers", "papers_common", "journal", "absent", "answers_lines"])
def test_every_listed_object_of_the_vectors_has_its_members(vectors, name):
    assert objects.check_all(vectors[name]) == vectors[name]


def test_commitments_and_seed_from_shares_in_any_order(vectors):
    shares = [bytes.fromhex(share) for share in vectors["shares_hex"]]
    seed = entropy.seed(reversed(shares), vectors["announcement_digest"], vectors["entropy"])

    assert sorted(map(entropy.share_commitment, shares)) == vectors["announcement"]["commitments"]
    assert seed.hex() == vectors["seed_hex"]


def test_entropy_of_the_announced_form_is_read(vectors):
    form = entropy.check_form(vectors["announcement"]["entropy"])

    assert len(entropy.parse_entropy(form, vectors["entropy"])) == 20


def test_every_other_form_of_entropy_is_refused(vectors):
    for text in vectors["entropy_refused"]:
        with pytest.raises(entropy.BadEntropy):
            entropy.parse_entropy(vectors["announcement"]["entropy"], text)


@pytest.mark.parametrize(
    ("changes", "known"),
    [({}, "papers"), ({"paper": "common"}, "papers_common")],
    ids=["individual", "common"],
)
def test_all_papers(vectors, changes, known):
    plan, codes = vectors["plan"] | changes, vectors["register"]["codes"]
    seed = bytes.fromhex(vectors["seed_hex"])

    assert draw.draw_papers(plan, vectors["release"], codes, seed, "public-1") == vectors[known]


def test_a_paper_in_mixed_order(vectors):
    plan, code = vectors["plan"] | {"order": "mixed"}, vectors["register"]["codes"][0]
    seed = bytes.fromhex(vectors["seed_hex"])

    assert draw.draw_paper(plan, vectors["release"], code, seed, "public-1") == vectors["paper_mixed_order"]


def test_paper_digests(vectors):
    assert [line["paper"] for line in draw.paper_lines(vectors["papers"])] == vectors["paper_digests"]


def test_a_journal_its_head_deadline_and_finding_aid(vectors):
    state = journal.replay(vectors["papers"][0], vectors["journal"], vectors["plan"])

    assert state.head == journal.head(vectors["journal"]) == vectors["head"]
    assert instant_text(state.deadline) == vectors["deadline"]
    assert (state.how, state.entries, state.answers) == ("handed_in", 6, {1: []})
    assert receipt.finding_aid(vectors["head"]) == vectors["finding_aid"]


def test_who_stayed_away_has_a_journal_of_one_entry(vectors):
    state = journal.replay(vectors["papers"][1], vectors["absent"], vectors["plan"])

    assert (state.how, state.opened_at, state.entries) == ("absent", None, 1)


def test_answers_lines_and_their_root(vectors):
    lines = [seal.answers_line(vectors["journal"]), seal.answers_line(vectors["absent"])]

    assert lines == vectors["answers_lines"]
    assert seal.answers_root(reversed(lines)) == vectors["answers_root_of_these_two"]


def test_scores(vectors):
    assert _scored(vectors) == vectors["scoring"]["candidates"]


def test_scores_after_amendments(vectors):
    amendments = vectors["scoring"]["amendments"]

    assert _scored(vectors, amendments=amendments) == vectors["scoring"]["candidates_amended"]


@pytest.mark.parametrize(
    ("known", "scoring", "rounding", "passing"),
    [
        ("round_each_item_floor", {}, {"place": "item", "rule": "floor", "unit": 1000}, {}),
        ("round_sections", {}, {"place": "section", "unit": 500}, {}),
        ("no_floor", {"floor_zero": "none", "penalty": 700}, {}, {}),
        ("floor_item_exact", {"floor_zero": "item", "rules": {}}, {}, {}),
        ("two_places", {}, {}, {"places": 2, "cut": 0, "sections": []}),
    ],
)
def test_scores_under_other_rules(vectors, known, scoring, rounding, passing):
    plan = vectors["plan"]
    changes = {
        "scoring": plan["scoring"] | scoring,
        "rounding": plan["rounding"] | rounding,
        "pass": plan["pass"] | passing,
    }

    assert _scored(vectors, **changes) == vectors["scoring"][known]


def test_an_item_dropped_from_common_papers(vectors):
    annulled = vectors["scoring"]["amendments"][0] | {"code": vectors["scoring"]["common_drop_item"]}
    rules = {"paper": "common", "annulment": "drop"}

    lines = _scored(vectors, "common_answers", "papers_common", [annulled], **rules)

    assert lines == vectors["scoring"]["common_drop"]
