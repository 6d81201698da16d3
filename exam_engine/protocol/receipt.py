"""The candidate's receipt: the signed head of the journal, and a finding aid to copy by hand (PROTOCOL 4)."""

from collections.abc import Sequence
from typing import ClassVar

from exam_engine.protocol import objects
from exam_engine.protocol.journal import closing_answers
from exam_engine.protocol.objects import SIGNED_RECEIPT, Object
from exam_engine.protocol.seal import answers_line
from foundation import canonical
from foundation.canonical import instant
from foundation.errors import Invalid

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_LETTERS = 16
LONGEST = 4096


class BadReceipt(Invalid):
    """A text is no receipt; details: reason."""

    code: ClassVar[str] = "bad_receipt"


def finding_aid(head: str) -> str:
    """Return the first 80 bits of a hex head in Crockford base32, `MK0T-ZNPZ-2W8K-FAMJ`."""
    bits = int(head[:20], 16)
    letters = "".join(_ALPHABET[bits >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, _LETTERS, 4))


def read_finding_aid(text: str) -> str:
    """Return a finding aid as printed from what a person typed: any case, O for 0, I and L for 1."""
    letters = "".join(text.upper().translate(_READ_AS).replace("-", " ").split())
    if len(letters) != _LETTERS or not set(letters) <= set(_ALPHABET):
        raise BadReceipt(reason="finding aid")
    return "-".join(letters[start : start + 4] for start in range(0, _LETTERS, 4))


def receipt(sitting: str, entries: Sequence[Object]) -> Object:
    """Return the receipt of a closed journal, for the hall to sign."""
    line = answers_line(entries)
    answered = sum(response != [] for response in closing_answers(entries).values())
    return objects.receipt(
        sitting=sitting,
        code=line["code"],
        entries=line["entries"],
        answered=answered,
        head=line["head"],
        closed_at=instant(line["closed_at"]),
    )


def compact(key: str, receipt: Object, signature: str) -> str:
    """Return the text of the QR: the canonical bytes of receipt, key (its hex name) and signature (hex)."""
    return canonical.canonical({"key": key, "receipt": receipt, "signature": signature}).decode()


def parse(text: str) -> Object:
    """Return the signed receipt `{key, receipt, signature}` of a QR's text; its signature is not checked."""
    if len(text) > LONGEST:
        raise BadReceipt(reason="too long")
    try:
        value: Object = canonical.parse(text.strip().encode())
        SIGNED_RECEIPT.check(value, "receipt")
    except (Invalid, UnicodeEncodeError) as error:
        raise BadReceipt(reason="form") from error
    return value
