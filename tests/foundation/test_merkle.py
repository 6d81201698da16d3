import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import merkle
from foundation.canonical import canonical

VECTORS = json.loads(Path("tests/vectors/protocol-1.json").read_text(encoding="utf-8"))["merkle"]
RFC_LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
RFC_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def leaf_hashes(count):
    return [merkle.leaf_hash(bytes([number])) for number in range(count)]


@pytest.mark.parametrize("vector", VECTORS)
def test_the_known_answers_are_met(vector):
    leaves = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in vector["leaves_hex"]]

    assert merkle.tree_hash(leaves).hex() == vector["root"]


def test_the_tree_of_certificate_transparencys_own_vectors_has_their_root():
    leaves = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in RFC_LEAVES]

    assert merkle.tree_hash(leaves).hex() == RFC_ROOT


def test_a_leaf_cannot_pass_for_a_node():
    left, right = leaf_hashes(2)

    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)


@given(st.lists(st.binary(max_size=40), max_size=40))
def test_the_tree_is_that_of_the_rfcs_definition(leaves):
    assert merkle.tree_hash([merkle.leaf_hash(leaf) for leaf in leaves]) == by_definition(leaves)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=20), st.data())
def test_one_changed_leaf_changes_the_root(leaves, data):
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaves[place] + "x", *leaves[place + 1 :]]

    assert merkle.root(changed) != merkle.root(leaves)


def test_the_root_is_over_canonical_bytes():
    assert merkle.root([{"b": 1, "a": 2}]) == merkle.leaf_hash(canonical({"a": 2, "b": 1})).hex()


@pytest.mark.parametrize("count", range(1, 34))
def test_every_consistency_proof_leads_from_the_old_root_to_the_new(count):
    leaves = leaf_hashes(count)
    for size in range(1, count + 1):
        proof = merkle.consistency(leaves, size)

        assert follows(size, count, merkle.tree_hash(leaves[:size]), merkle.tree_hash(leaves), proof), (
            size,
            count,
        )


@given(st.integers(2, 60), st.data())
def test_no_proof_leads_from_a_rewritten_past(count, data):
    leaves = leaf_hashes(count)
    size = data.draw(st.integers(1, count - 1))
    rewritten = list(leaves)
    rewritten[data.draw(st.integers(0, size - 1))] = merkle.leaf_hash(b"rewritten")

    proof = merkle.consistency(rewritten, size)

    assert not follows(size, count, merkle.tree_hash(leaves[:size]), merkle.tree_hash(rewritten), proof)


@pytest.mark.parametrize("size", [0, -1, 6])
def test_there_is_no_proof_from_nothing_or_from_the_future(size):
    with pytest.raises(ValueError, match="no consistency proof"):
        merkle.consistency(leaf_hashes(5), size)


def by_definition(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


def follows(first, second, first_root, second_root, proof):
    """Whether a proof holds, by the steps of RFC 9162, 2.1.4.2."""
    path = list(proof)
    if first == second:
        return not path and first_root == second_root
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    number, last = first - 1, second - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    old = new = path.pop(0)
    for node in path:
        if last == 0:
            return False
        if number & 1 or number == last:
            old, new = merkle.node_hash(node, old), merkle.node_hash(node, new)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            new = merkle.node_hash(new, node)
        number, last = number >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root
