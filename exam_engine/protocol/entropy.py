"""Public entropy, custodians' shares, and the seed made of both (PROTOCOL 2.4, 3.2, 3.3)."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from typing import Any, ClassVar

from exam_engine.protocol import objects
from exam_engine.protocol.objects import Object
from exam_engine.protocol.values import is_whole
from foundation.canonical import canonical
from foundation.errors import Invalid

SHARE_BYTES = 32
LEAST_SEQUENCES = 2**50
MOST_NUMBERS = 1000
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}", re.ASCII)


class BadEntropy(Invalid):
    """Entropy is not in exactly the announced form; details: reason, position (from 1)."""

    code: ClassVar[str] = "bad_entropy"


class BadShare(Invalid):
    """A custodian's share is not 32 bytes, or two are equal, or none is there."""

    code: ClassVar[str] = "bad_share"


def check_form(form: Any) -> Object:
    """Return an announced form `{source, min, max, count}` that gives at least 2^50 sequences."""
    members = {"source", "min", "max", "count"}
    if not isinstance(form, dict) or form.keys() != members:
        raise BadEntropy(reason="form")
    least, most, count = form["min"], form["max"], form["count"]
    if not (is_whole(least, 0) and is_whole(most, least) and is_whole(count, 1, MOST_NUMBERS)):
        raise BadEntropy(reason="form")
    if not isinstance(form["source"], str) or not form["source"]:
        raise BadEntropy(reason="form")
    if (most - least + 1) ** count < LEAST_SEQUENCES:
        raise BadEntropy(reason="too few sequences", count=count)
    return form


def parse_entropy(form: Object, text: str) -> tuple[int, ...]:
    """Return the numbers of `text`: exactly `count`, within bounds, one U+0020 between; refuse all else."""
    words = text.split(" ")
    for position, word in enumerate(words, start=1):
        if not _NUMBER.fullmatch(word):
            raise BadEntropy(reason="number", position=position)
        if not form["min"] <= int(word) <= form["max"]:
            raise BadEntropy(reason="range", position=position, min=form["min"], max=form["max"])
    if len(words) != form["count"]:
        raise BadEntropy(reason="count", found=len(words), wanted=form["count"])
    return tuple(map(int, words))


def share_commitment(share: bytes) -> str:
    """Return hex C_i, which is announced for a custodian's 32 bytes."""
    if len(share) != SHARE_BYTES:
        raise BadShare(reason="length", found=len(share))
    return hashlib.sha256(b"taraza/share/1" + share).hexdigest()


def in_order(shares: Iterable[bytes]) -> list[bytes]:
    """Return the shares in the order of their commitments; raise BadShare if equal or none."""
    ordered = sorted(shares, key=share_commitment)
    if not ordered or len(set(ordered)) != len(ordered):
        raise BadShare(reason="equal" if ordered else "none")
    return ordered


def seed(shares: Iterable[bytes], announcement_digest: str, entropy_text: str) -> bytes:
    """Return the seed of all papers; the entropy's form must have been checked before."""
    secret = hashlib.sha256(b"".join(in_order(shares))).digest()
    message = canonical(objects.entropy(announcement_digest, entropy_text))
    return hmac.digest(secret, message, "sha256")
