"""Two implementations of RFC 6962 that share nothing: the log's proofs and the witness's check of them."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.witness import PROGRAM
from app.witnessing.leaves import WIDTH, tile
from foundation import merkle
from tests.app.witnessing.loaded import program
from tests.architecture.test_sources import imports


def leaf_hashes(count):
    return [merkle.leaf_hash(bytes([number % 256, number // 256])) for number in range(count)]


def holds(leaves, old, new, old_root=None, new_root=None, proof=None):
    return program.continues(
        old,
        new,
        old_root or merkle.tree_hash(leaves[:old]),
        new_root or merkle.tree_hash(leaves[:new]),
        merkle.consistency(leaves[:new], old) if proof is None else proof,
    )


@pytest.mark.parametrize("new", range(1, 40))
def test_the_witness_accepts_every_proof_of_an_honest_log(new):
    leaves = leaf_hashes(new)

    assert all(holds(leaves, old, new) for old in range(1, new + 1))


@given(st.integers(2, 200), st.data())
def test_the_witness_accepts_no_proof_from_a_rewritten_past(new, data):
    leaves = leaf_hashes(new)
    old = data.draw(st.integers(1, new - 1))
    kept = merkle.tree_hash(leaves[:old])
    leaves[data.draw(st.integers(0, old - 1))] = merkle.leaf_hash(b"rewritten")

    assert not holds(leaves, old, new, old_root=kept)


@given(st.integers(2, 200), st.data())
def test_a_changed_proof_proves_nothing(new, data):
    leaves = leaf_hashes(new)
    old = data.draw(st.integers(1, new - 1))
    proof = merkle.consistency(leaves, old)
    place = data.draw(st.integers(0, len(proof) - 1))
    how = data.draw(st.sampled_from(["changed", "dropped", "doubled", "added"]))
    other = {
        "changed": [*proof[:place], bytes(32), *proof[place + 1 :]],
        "dropped": proof[:place] + proof[place + 1 :],
        "doubled": [*proof[:place], proof[place], *proof[place:]],
        "added": [*proof, bytes(32)],
    }[how]

    assert not holds(leaves, old, new, proof=other)


@given(st.integers(1, 100), st.integers(1, 100), st.lists(st.binary(min_size=32, max_size=32), max_size=12))
def test_no_made_up_proof_joins_two_logs(old, new, proof):
    assert not program.continues(old, new, b"\1" * 32, b"\2" * 32, proof)


@pytest.mark.parametrize(("old", "new"), [(3, 2), (5, 5)])
def test_a_shorter_log_or_another_of_the_same_length_does_not_continue(old, new):
    assert not program.continues(old, new, b"\1" * 32, b"\2" * 32, [])


def test_anything_continues_the_empty_log():
    assert program.continues(0, 3, program.tree([]), b"\2" * 32, [])


@given(st.integers(0, 70))
def test_both_build_the_same_tree(count):
    assert program.tree(leaf_hashes(count)) == merkle.tree_hash(leaf_hashes(count))


@given(st.integers(1, 700))
def test_the_roots_over_tiles_are_the_roots_over_entries(count):
    leaves = leaf_hashes(count)
    whole, part = divmod(count, WIDTH)
    tiles = [tile(leaves, 0, number, WIDTH) for number in range(whole)]
    tiles += [tile(leaves, 0, whole, part)] if part else []

    hashes = [raw[i : i + 32] for raw in tiles for i in range(0, len(raw), 32)]

    assert hashes == leaves
    assert tile(leaves, 1, 0, max(whole, 1)) == (b"".join(map(merkle.tree_hash, _cut(leaves, whole))) or None)
    assert tile(leaves, 0, whole, part + 1) is None


def _cut(leaves, whole):
    return [leaves[a:b] for a, b in pairwise(range(0, (whole + 1) * WIDTH, WIDTH))]


def test_the_witnesss_program_stands_alone():
    assert imports(PROGRAM) - set(sys.stdlib_module_names) == {"cryptography"}
