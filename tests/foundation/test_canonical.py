import hashlib
import json
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from foundation.canonical import (
    DEEPEST,
    LARGEST,
    NotCanonical,
    canonical,
    commit,
    digest,
    instant,
    instant_text,
    parse,
)

VECTORS = json.loads(Path("tests/vectors/protocol-1.json").read_text(encoding="utf-8"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@pytest.mark.parametrize("vector", VECTORS["canonical"])
def test_the_known_answers_are_met(vector):
    assert canonical(vector["value"]).hex() == vector["bytes_hex"]


def test_the_known_commitment_is_met():
    known = VECTORS["commit"]

    assert commit(bytes.fromhex(known["nonce_hex"]), known["value"]) in known.values()


@given(VALUES)
def test_what_was_written_is_read_again(value):
    assert parse(canonical(value)) == value


@given(VALUES)
def test_the_form_is_that_of_rfc_8785(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(VALUES)
def test_the_digest_is_of_the_canonical_bytes(value):
    assert digest(value) == hashlib.sha256(canonical(value)).hexdigest()


@given(st.dictionaries(TEXTS, st.integers(0, 9), min_size=2))
def test_the_order_of_members_does_not_matter(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_members_are_ordered_by_utf_16_units_not_by_code_points():
    assert canonical({"￿": 1, "𐀀": 2}) == '{"𐀀":2,"￿":1}'.encode()


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        float("inf"),
        LARGEST + 1,
        -LARGEST - 1,
        "\ud800",
        {"\udfff": 1},
        {1: 1},
        {"a": {2}},
        b"bytes",
        ["deep", {"x": 0.5}],
    ],
)
def test_a_value_outside_the_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize(
    "stored",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b"\xef\xbb\xbf{}",
        b'"\xff"',
        b"1.0",
        b"1e3",
        b"-0",
        b"01",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"1" * 5000,
        b'"\\ud800"',
        b'"\\u0041"',
        b'"\\/"',
        b"[" * 5000,
        b"",
        b"{}{}",
    ],
)
def test_bytes_outside_the_form_are_refused(stored):
    with pytest.raises(NotCanonical):
        parse(stored)


def test_what_lies_too_deep_is_refused():
    value: list = []
    for _ in range(DEEPEST):
        value = [value]
    canonical(value)

    with pytest.raises(NotCanonical):
        canonical([value])


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_commitment_needs_32_bytes_of_nonce(length):
    with pytest.raises(NotCanonical):
        commit(b"n" * length, "value")


@given(st.integers(0, 253402300799999))
def test_an_instant_is_read_as_it_was_written(at):
    assert instant(instant_text(at)) == at


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-16T03:00:00Z",
        "2026-03-16T03:00:00.000",
        "2026-03-16T03:00:00.000+00:00",
        "2026-03-16 03:00:00.000Z",
        "2026-02-30T03:00:00.000Z",
        "2026-03-16T24:00:00.000Z",
        "2026-03-16T03:00:00.0000Z",
        "٢026-03-16T03:00:00.000Z",
        "2026-03-16T03:00:00.000Z\n",
    ],
)
def test_another_form_of_an_instant_is_refused(text):
    with pytest.raises(NotCanonical):
        instant(text)
