"""Merkle trees of RFC 6962, sections 2.1 to 2.1.2: roots, inclusion and consistency."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from foundation.canonical import canonical


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf's bytes."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_hash(hashes: Sequence[bytes]) -> bytes:
    """Return the tree hash over leaf hashes; the empty tree is the hash of nothing."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    level = list(hashes)
    while len(level) > 1:
        # An odd last node goes up unchanged: the same tree as the RFC's split at a power of two.
        paired = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def root(objects: Iterable[Any]) -> str:
    """Return the hex root over the canonical bytes of `objects`."""
    return tree_hash([leaf_hash(canonical(item)) for item in objects]).hex()


def consistency(hashes: Sequence[bytes], size: int) -> list[bytes]:
    """Return the proof that the tree of the first `size` leaf hashes is a prefix of this one."""
    if not 0 < size <= len(hashes):
        raise ValueError(f"no consistency proof from {size} to {len(hashes)}")
    return _subproof(hashes, size, whole=True)


def _subproof(hashes: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    if size == len(hashes):
        return [] if whole else [tree_hash(hashes)]
    split = _split(len(hashes))
    if size <= split:
        return [*_subproof(hashes[:split], size, whole=whole), tree_hash(hashes[split:])]
    return [*_subproof(hashes[split:], size - split, whole=False), tree_hash(hashes[:split])]


def _split(count: int) -> int:
    """Return the largest power of two below `count` (`count` > 1)."""
    return 1 << (count - 1).bit_length() - 1
