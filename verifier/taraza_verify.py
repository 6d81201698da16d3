#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Replay a Taraza exam from its evidence, trusting neither its operator nor its makers.

One file; Python 3.10 or newer and `cryptography`; nothing of the program that held the exam. It follows the
page "The evidence protocol, version 1" (§ below), in the order of that page. What cannot be checked is said,
never counted as passed. Exit: 0 all that could be checked holds, 1 FALSE, 2 the input cannot be used.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SKEW, DAY, HEADS_EVERY = 2_000, 86_400_000, 300_000  # milliseconds (§4, annex B9)
LARGEST = 2**53 - 1
KINDS = {"single", "multiple", "order", "match", "number", "text"}


class Flaw(Exception):
    """A check that failed: its code, the object, what was expected and what was found."""

    def __init__(self, code: str, where: str, expected: object = None, found: object = None) -> None:
        super().__init__(code, where, expected, found)
        self.code, self.where, self.expected, self.found = code, where, expected, found


class Missing(Exception):
    """Something a check rests on is not in the bundle, or failed before: the check is not made."""


class Unusable(Exception):
    """The input is not something that can be checked at all."""


# ---- §1 Notation: hashes, canonical bytes, commitments, trees, instants -----------------------------------


def sha(data: bytes) -> bytes:
    """H(b) of the protocol."""
    return hashlib.sha256(data).digest()


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_encode_as_is = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_BEYOND_BMP = re.compile(rb"[\xf0-\xf4]")


def canonical(value: Any) -> bytes:
    """RFC 8785; only characters beyond the BMP make its order of keys (UTF-16) differ from code points."""
    data = _encode(value).encode()
    return _encode_as_is(_utf16_order(value)).encode() if _BEYOND_BMP.search(data) else data


def _utf16_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _utf16_order(value[k]) for k in sorted(value, key=lambda k: k.encode("utf-16-be"))}
    return [_utf16_order(part) for part in value] if isinstance(value, list) else value


def digest(value: Any) -> str:
    """Lower-case hex of H(canonical(value))."""
    return sha(canonical(value)).hex()


def commit(nonce: bytes, value: Any) -> str:
    """The commitment that `nonce` opens to `value`."""
    return sha(nonce + canonical(value)).hex()


_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))


def keyed(key: bytes) -> Callable[[bytes], bytes]:
    """HMAC-SHA256 under one key of 32 bytes; both padded blocks are hashed once for all messages."""
    block = key.ljust(64, b"\0")
    inner, outer = hashlib.sha256(block.translate(_INNER)), hashlib.sha256(block.translate(_OUTER))

    def mac(message: bytes) -> bytes:
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    return mac


class Tree:
    """An RFC 6962 tree that grows leaf by leaf and can tell its root at any size."""

    def __init__(self) -> None:
        self.size, self._peaks = 0, list[bytes]()

    def append(self, leaf: bytes) -> None:
        """Add one leaf."""
        node, at = sha(b"\0" + leaf), self.size
        while at & 1:
            node, at = sha(b"\1" + self._peaks.pop() + node), at >> 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The tree hash of all leaves so far."""
        if not self._peaks:
            return sha(b"")
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = sha(b"\1" + peak + node)
        return node


def root(objects: list[Any]) -> str:
    """root(objects): hex of the tree whose leaves are the objects' canonical bytes."""
    tree = Tree()
    for value in objects:
        tree.append(canonical(value))
    return tree.root().hex()


_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])\.([0-9]{3})Z"
)


@lru_cache(maxsize=4096)
def _day(text: str) -> int:
    return (date.fromisoformat(text).toordinal() - 719_163) * DAY


@lru_cache(maxsize=4096)
def instant(text: str) -> int:
    """Milliseconds since 1970 of `2026-03-16T03:00:00.000Z`; anything else is a ValueError."""
    match = _INSTANT.fullmatch(text)
    if not match:
        raise ValueError(text)
    day, hour, minute, second, ms = match.groups()
    return _day(day) + int(hour) * 3_600_000 + int(minute) * 60_000 + int(second) * 1000 + int(ms)


# ---- Annex B: bytes. Reading JSON that has exactly one way to be written ----------------------------------


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > LARGEST:
        raise Flaw("json.number", "", "a whole number of at most 16 digits within +-(2^53-1)", text[:40])
    return int(text)


def _broken_number(text: str) -> Any:
    raise Flaw("json.number", "", "whole numbers only", text[:40])


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if twice:
        raise Flaw("json.duplicate", "", "every member once", twice[0])
    return dict(pairs)


_decode = json.JSONDecoder(parse_int=_whole, parse_float=_broken_number, parse_constant=_broken_number).decode
_decode_unique = json.JSONDecoder(object_pairs_hook=_unique).decode


def _too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(32):
        level = [v for part in level for v in (part.values() if isinstance(part, dict) else part)]
        level = [v for v in level if isinstance(v, dict | list)]
        if not level:
            return False
    return True


def parse(raw: bytes, where: str) -> Any:
    """The value written in `raw`, or a Flaw: its bytes must be the canonical ones."""
    try:
        value = _decode(raw.decode())
        if raw.count(b"[") + raw.count(b"{") > 32 and _too_deep(value):
            raise Flaw("json.nesting", "", "at most 32 levels", "more")
        same = canonical(value) == raw
        if not same:
            _decode_unique(raw.decode())
    except Flaw as flaw:
        flaw.where = where
        raise
    except RecursionError:
        raise Flaw("json.nesting", where, "at most 32 levels", "many more") from None
    except ValueError as error:
        raise Flaw("json.syntax", where, "JSON in UTF-8", str(error)[:80]) from None
    if not same:
        raise Flaw("json.canonical", where, digest(value), sha(raw).hex())
    return value


# ---- Annex A: objects. A shape is a leaf's name ("?" at its end: or null), a set of values, (shape,) for "or
# null", [item shape, members it is sorted by ("": itself)] or a dict of exact members ("?": may be absent).

CODE = re.compile(r"[A-Za-z0-9._-]{1,40}")


def is_code(value: object) -> bool:
    """A code of annex B3."""
    return isinstance(value, str) and CODE.fullmatch(value) is not None and value not in {".", ".."}


def is_candidate(value: object) -> bool:
    """A candidate's code: eight digits, one of them a check."""
    return isinstance(value, str) and len(value) == 8 and _checked(value)


@lru_cache(maxsize=65536)
def _checked(value: str) -> bool:
    """ISO 7064 MOD 11-10."""
    if not re.fullmatch("[0-9]{8}", value):
        return False
    product = 10
    for figure in value[:7]:
        product = ((product + int(figure)) % 10 or 10) * 2 % 11
    return (product + int(value[7])) % 10 == 1


def _is_instant(value: object) -> bool:
    try:
        return isinstance(value, str) and instant(value) > -(10**15)
    except ValueError:
        return False


def _hex(length: int) -> Callable[[Any], bool]:
    pattern = re.compile(f"[0-9a-f]{{{length}}}")
    return lambda v: isinstance(v, str) and pattern.fullmatch(v) is not None


LEAVES: dict[str, Callable[[Any], bool]] = {
    "code": is_code,
    "candidate": is_candidate,
    "hex": _hex(64),
    "signature": _hex(128),
    "instant": _is_instant,
    "int": lambda v: type(v) is int,
    "natural": lambda v: type(v) is int and v >= 0,
    "count": lambda v: type(v) is int and v >= 1,
    "text": lambda v: isinstance(v, str),
    "reason": lambda v: isinstance(v, str) and bool(v.strip()),
    "bool": lambda v: isinstance(v, bool),
    "object": lambda v: isinstance(v, dict),
    "any": lambda _: True,
    "supersedes": lambda v: is_code(v) or LEAVES["hex"](v),
    "answered": lambda v: type(v) is int or (isinstance(v, list) and all(type(n) is int for n in v)),
}


_quick: dict[int, Callable[[Any], bool]] = {}


def fit(value: Any, shape: Any, where: str) -> None:
    """Raise a Flaw where `value` is not of this shape, a constant: its quick test is made once."""
    if id(shape) not in _quick:
        _quick[id(shape)] = _quick_test(shape)
    if not _quick[id(shape)](value):
        _fit(value, shape, where)


def _quick_test(shape: Any) -> Callable[[Any], bool]:
    """A fast test of a shape; where it says no, `_fit` looks closely."""
    if isinstance(shape, str):
        leaf = LEAVES[shape.rstrip("?")]
        return (lambda v: v is None or leaf(v)) if shape.endswith("?") else leaf
    if isinstance(shape, set):
        return lambda v: isinstance(v, str) and v in shape
    if isinstance(shape, tuple):
        inner = _quick_test(shape[0])
        return lambda v: v is None or inner(v)
    if isinstance(shape, list):
        item, keys = _quick_test(shape[0]), shape[1:]
        return lambda v: isinstance(v, list) and all(map(item, v)) and _disorder(v, keys) is None
    tests = [(name, _quick_test(part)) for name, part in shape.items()]

    def members(value: Any) -> bool:
        if not isinstance(value, dict) or value.keys() != shape.keys():
            return False
        return all([test(value[name]) for name, test in tests])

    return members


def _fit(value: Any, shape: Any, where: str) -> None:
    if isinstance(shape, str):
        name = shape.rstrip("?")
        if not ((value is None and name != shape) or LEAVES[name](value)):
            raise Flaw("shape.value", where, shape, value)
    elif isinstance(shape, set):
        if not isinstance(value, str) or value not in shape:
            code = "shape.type" if where.endswith("/type") else "shape.value"
            raise Flaw(code, where, " | ".join(sorted(shape)), value)
    elif isinstance(shape, tuple):
        if value is not None:
            _fit(value, shape[0], where)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            raise Flaw("shape.value", where, "a list", value)
        for number, part in enumerate(value):
            _fit(part, shape[0], f"{where}/{number}")
        if disorder := _disorder(value, shape[1:]):
            raise Flaw("shape.sorted", where, "sorted, nothing twice", disorder)
    else:
        _fit_members(value, shape, where)


def _disorder(value: list[Any], keys: list[str]) -> Any:
    """Where a list is not in its order (annex B4), and codes that differ in case alone."""
    if not keys or not value:
        return None
    order = value if keys == [""] else [tuple(part[key] for key in keys) for part in value]
    for a, b in pairwise(order):
        if a >= b:
            return [a, b]
    if keys == ["code"] and len({part["code"].lower() for part in value}) < len(value):
        return "two codes alike but for case"
    if keys == ["n"] and value[-1]["n"] != len(value):
        return "n from 1 without gap"
    return None


def _fit_members(value: Any, shape: dict[str, Any], where: str) -> None:
    if not isinstance(value, dict):
        raise Flaw("shape.value", where, "an object", value)
    if value.keys() != shape.keys():
        wanted, may = {m for m in shape if not m.endswith("?")}, {m.rstrip("?") for m in shape}
        odd = sorted((wanted - value.keys()) | (value.keys() - may))
        if odd:
            raise Flaw("shape.members", f"{where}/{odd[0]}", "exactly the members of annex A", odd)
    for member, part in shape.items():
        if (name := member.rstrip("?")) in value:
            _fit(value[name], part, f"{where}/{name}")


def _object(name: str, /, **members: Any) -> dict[str, Any]:
    return {"type": {f"taraza/{name}/1"}, **members}


_OUTCOME = {"total": "int?", "rank": "int?", "passed": "bool"}
_BY_REASON = {"by": "code", "reason": "reason"}
_QUOTA = {
    "topic": "code", "count": "count", "mark": "count", "band": (["int"],), "target": "int?",
    "tolerance": "natural?", "seconds_max": "natural?", "pretest": "bool",
}  # fmt: skip
_PLAN = _object(
    "plan", name="text", version="int", languages=["code", ""], paper={"individual", "common"},
    order={"sections", "mixed"}, quotas=[_QUOTA], duration="count", grace="natural", max_extension="natural",
    scoring={"rules": {f"{kind}?": {"exact", "partial"} for kind in KINDS}, "penalty": "natural",
             "floor_zero": {"none", "item", "section", "total"}},
    rounding={"place": {"item", "section", "total"}, "rule": {"half_up", "floor"}, "unit": "count"},
    annulment={"full_mark", "drop"}, correct_until="instant?", min_group="natural",
    disclosure={"replay", "sealed"}, detail="object",
    **{"pass": {"cut": "int", "cut_source": "text", "places": "count?",
                                 "sections": [{"topic": "code", "min": "int"}, "topic"]}},
)  # fmt: skip
_ENTRY = _object(
    "release-entry", code="code", revision="count", kind=KINDS, topic="code", difficulty="int?",
    difficulty_basis=({"angoff", "calibrated"},), seconds="natural", enemies="text?", languages=["code", ""],
    options=[{"id": "code", "fixed": "bool"}], gaps=["code"], content_commitment="hex", key_commitment="hex",
)  # fmt: skip
_CANDIDATE = {
    "code": "candidate", "status": {"scored", "absent", "void"}, "total": "int?", "maximum": "int?",
    "rank": "count?", "passed": "bool",
    "sections": ([{"topic": "code", "points": "int", "maximum": "int"}, "topic"],),
}  # fmt: skip
_AMENDMENT = {
    "n": "count", "action": {"annul", "accept", "void", "restore", "count_late"}, "code": "code?",
    "revision": "count?", "correct": (["text"],), "candidate": "candidate?", "position": "count?",
    "response": (["text"],), "incident": "count?", "reason": "any", "voted_at": "instant",
    "votes": {"for": "natural", "against": "natural"},
}  # fmt: skip
_PERSON = _object("person", code="candidate", name="text", number="text")
_CONTENT = _object(
    "content", code="code", revision="count", kind=KINDS, languages="object",
    assets=[{"name": "text", "sha256": "hex"}, "name"],
)  # fmt: skip
_SIGNED = {"object": "text", "digest": "hex", "key": "hex", "role": "code", "signature": "signature"}
LINE = _object("roll-line", code="candidate", person="hex?")
HEAD_LINES = [_object("head-line", code="candidate", n="natural", head="hex"), "code"]
TEXT = {"stem": "text", "options": "object", "gaps?": "object"}
KEY = _object("key", code="code", revision="count", kind=KINDS, correct=["text"], folds=["code"])
SHAPES: dict[str, dict[str, Any]] = {
    "announcement": _object(
        "announcement", sitting="code", campaign="code", release_root="hex", plan_digest="hex",
        register_digest="hex", roll_root="hex", commitments=["hex", ""], keys_package="hex",
        trust_digest="hex", quorum="natural",
        entropy={"source": "text", "min": "natural", "max": "natural", "count": "count"}, at="instant",
        mode={"one_machine", "office_and_hall"}, log_origin="text",
        witnesses=[{"name": "text", "public": "hex"}, "name"], software="hex", algorithm={"taraza-draw-1"},
        not_before="instant", supersedes="supersedes?"),
    "plan": _PLAN,
    "release": _object("release", entries=[_ENTRY, "code"]),
    "register": _object("register", codes=["candidate", ""]),
    "roll": _object("roll", sitting="code", lines=[LINE, "code"]),
    "draw": _object(
        "draw", sitting="code", announcement_digest="hex", at="instant", entropy="text", read_by=["code", ""],
        papers_root="hex", shares=["hex"], seed="hex"),
    "paper": _object(
        "paper", sitting="code", code="candidate", rounds=["natural"], difficulty=["int?"],
        items=[{"code": "code", "revision": "count", "quota": "natural", "options": ["code"]}]),
    "entry": _object("entry", attempt="candidate", n="count", at="instant", kind="code", body="object",
                     prev="hex"),
    "incidents": _object("incidents", sitting="code", incidents=[
        {"n": "count", "at": "instant", "kind": "text", "code": "candidate?", "terminal": "code?",
         "by": "code?", "reason": "text?", "text_digest": "hex?"}, "n"]),
    "seal": _object(
        "seal", sitting="code", announcement_digest="hex", draw_digest="hex", answers_root="hex",
        at="instant", incidents_digest="hex", heads="natural", attempts={
            "registered": "natural", "handed_in": "natural", "time": "natural", "removed": "natural",
            "absent": "natural"}),
    "keys": _object("keys", sitting="code", seal_digest="hex", openings=[
        {"code": "code", "revision": "count", "nonce": "hex", "key": KEY}, "code"]),
    "contents": _object("contents", sitting="code", openings=[
        {"code": "code", "revision": "count", "nonce": "hex", "content": _CONTENT}, "code"]),
    "persons": _object("persons", sitting="code", openings=[
        {"code": "candidate", "nonce": "hex", "person": _PERSON}, "code"]),
    "results": _object(
        "results", sitting="code", version="count", previous="hex?", seal_digest="hex", keys_digest="hex",
        plan_digest="hex", reason="text?", amendments=[_AMENDMENT, "n"], candidates=[_CANDIDATE, "code"],
        changes=[{"code": "candidate", "before": _OUTCOME, "after": _OUTCOME}, "code"],
        programs=[{"name": "text", "software": "text"}, "name"]),
    "ledger": _object("ledger", n="natural", at="instant", act="code", actor="code", sitting="code?",
                      object="hex?", detail="any", prev="hex"),
    "documents": _object("documents", sitting="code", documents=[
        {"serial": "text", "kind": "text", "code": "candidate?", "version": "natural?", "sha256": "hex",
         "superseded_by": "text?"}, "serial"]),
    "trust": _object("trust", keys=[
        {"key": "hex", "public": "hex", "holder": "text", "from": "instant", "to": "instant?",
         "role": {"office", "hall", "custodian", "commissioner", "log", "witness"}}, "key"]),
    "signatures": _object("signatures", signatures=[_SIGNED, "object", "key"]),
    "manifest": _object(
        "manifest", sitting="code", version="natural", stage={"for_certification", "complete"},
        disclosure={"replay", "sealed", "full"},
        files=[{"name": "text", "size": "natural", "sha256": "hex"}, "name"]),
    "receipt": {"key": "hex", "signature": "signature", "receipt": _object(
        "receipt", sitting="code", code="candidate", entries="count", answered="answered", head="hex",
        closed_at="instant")},
}  # fmt: skip
BODIES: dict[str, dict[str, Any]] = {
    "opened": {"terminal": "code", "language": "code", "seconds": "natural",
               "grants": [{"seconds": "natural", "by": "code", "reason": "reason"}]},
    "answered": {"position": "int", "response": ["text"]},
    "language": {"language": "code"},
    "remark": {"position": "int", "text_digest": "hex"},
    "moved": {"from": "code", "to": "code", **_BY_REASON},
    "paused": _BY_REASON,
    "resumed": _BY_REASON,
    "extended": {"seconds": "count", **_BY_REASON},
    "closed": {"how": {"handed_in", "time", "removed", "absent"}, "by": "code?", "reason": "text?"},
}  # fmt: skip


# ---- What was found: every check has a code; a code passes if it held everywhere it was asked -------------


@dataclass
class Report:
    """The verdicts by code, in the order of the table SENTENCES."""

    held: Counter[str] = field(default_factory=Counter)
    flaws: list[Flaw] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)

    def claim(
        self, code: str, where: str, holds: bool, expected: object = None, found: object = None
    ) -> bool:
        """Record one answer to the question `code`."""
        if code not in SENTENCES:
            raise KeyError(code)
        if holds:
            self.held[code] += 1
        elif sum(flaw.code == code for flaw in self.flaws) < 20:  # twenty of a kind tell the story
            self.flaws.append(Flaw(code, where, expected, found))
        return holds

    def same(self, code: str, where: str, expected: object, found: object) -> bool:
        """Record whether what was found is what was expected."""
        return self.claim(code, where, expected == found, expected, found)

    def rows(self) -> Iterator[tuple[str, str, str, object, object]]:
        """(code, object, verdict, expected, found or why not) of every check."""
        for code in SENTENCES:
            mine = [flaw for flaw in self.flaws if flaw.code == code]
            if mine:
                yield from ((code, flaw.where, "failed", flaw.expected, flaw.found) for flaw in mine)
            elif self.held[code] and code not in self.skipped:
                yield code, f"{self.held[code]} x", "passed", None, None
            else:
                yield code, "", "not checked", None, self.skipped.get(code, "missing")


@dataclass
class Case:
    """The bundle on the table and what has been learnt from it so far."""

    path: Path
    anchor: str | None = None  # the announcement digest someone has on paper
    notes: list[Note] = field(default_factory=list)  # the checkpoints someone kept
    receipt: str | None = None
    ask: str | None = None  # the candidate whose story is asked for
    report: Report = field(default_factory=Report)
    known: dict[str, Any] = field(default_factory=dict)
    stories: list[tuple[int, str, str]] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        if name not in self.known:
            raise Missing(name)
        return self.known[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.known[name] = value

    def has(self, name: str) -> bool:
        """Whether it was in the bundle and sound."""
        return name in self.known

    @property
    def informal(self) -> bool:
        """Whether this is a trial or a demonstration (§8)."""
        return self.origin in {"trial", "demo"}

    @property
    def origin(self) -> str | None:
        """The plan's `detail.origin`; real unless it says otherwise, None where the plan is not disclosed."""
        if not self.has("plan"):
            return None
        said = self["plan"]["detail"].get("origin")
        return said if said in {"trial", "demo"} else "real"


# ---- The archive (annex B2): nothing in it may harm who opens it ------------------------------------------

_FIXED = ["announcement", "plan", "release", "register", "roll", "draw", "incidents", "seal", "keys",
          "contents", "persons", "documents", "trust", "signatures", "manifest"]  # fmt: skip
NAME = re.compile(
    rf"(?:{'|'.join(_FIXED)})\.json|results-[1-9][0-9]{{0,3}}\.json|ledger\.jsonl|README\.txt"
    r"|checkpoints/(?:0|[1-9][0-9]{0,15})\.txt|papers/[0-9]{8}\.json|journals/[0-9]{8}\.jsonl"
)


def open_archive(case: Case) -> None:
    """Refuse what is not a ZIP, and a ZIP that could hurt, before a byte is unpacked."""
    try:
        archive = zipfile.ZipFile(case.path)
    except FileNotFoundError:
        raise Unusable("no such file") from None
    except (OSError, zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise Unusable(f"not a readable ZIP archive ({error})") from None
    infos, where = archive.infolist(), case.path.name
    total, largest = sum(info.file_size for info in infos), max([info.file_size for info in infos], default=0)
    bounds = total <= 2**30 and largest <= 2**26 and len(infos) <= 200_000
    if not case.report.claim(
        "zip.bounds", where, bounds, "1 GiB, 64 MiB a member, 200000 members", [total, largest]
    ):
        raise Missing
    names = [info.filename for info in infos]
    odd = [info.filename for info in infos if not _harmless(info)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    case.report.claim("zip.names", where, not odd, "only members that the protocol names", odd[:5])
    case.report.claim("zip.twice", where, not twice, "every member once", twice[:5])
    if odd or twice:
        raise Missing
    case["archive"], case["names"] = archive, set(names)


def _harmless(info: zipfile.ZipInfo) -> bool:
    """A plain file, not encrypted, stored or deflated, under a name that the protocol has."""
    plain = info.external_attr >> 28 in {0, 8} and not info.flag_bits & 1
    packed = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    return (
        plain and packed and NAME.fullmatch(info.filename) is not None and info.orig_filename == info.filename
    )


def member(case: Case, name: str) -> bytes:
    """The bytes of one member, compared with the manifest on the way."""
    if name not in case["names"]:
        raise Missing(name)
    try:
        with case["archive"].open(name) as file:
            raw: bytes = file.read(2**26 + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Flaw("zip.damaged", name, "a member that unpacks", str(error)[:80]) from None
    case.report.claim("zip.damaged", name, True)
    if name not in {"manifest.json", "signatures.json"} and case.has("files"):
        said = case["files"].get(name)
        if said:
            case.report.same("manifest.size", name, said["size"], len(raw))
            case.report.same("manifest.sha256", name, said["sha256"], sha(raw).hex())
        case["read"].add(name)
    return raw


FORM = ("json.syntax", "json.duplicate", "json.number", "json.nesting", "json.canonical",
        "shape.type", "shape.members", "shape.value", "shape.sorted")  # fmt: skip


def load(case: Case, name: str, kind: str) -> Any:
    """One object: canonical, of its type, with exactly its members, of this sitting; kept with its digest."""
    raw = member(case, name)
    value = parse(raw, name)
    fit(value, SHAPES[kind], name)
    for code in FORM:
        case.report.claim(code, name, True)
    stem = name.rsplit(".", 1)[0]
    case[f"{stem}.digest"] = sha(raw).hex()
    case[f"{stem}.raw"] = raw if kind in {"announcement", "seal", "results", "manifest"} else b""
    if "sitting" in value and case.has("announcement"):
        case.report.same("shape.sitting", name, case["announcement"]["sitting"], value["sitting"])
    case[stem] = value
    return value


def read_manifest(case: Case) -> None:
    """Annex A: the list of files. It proves nothing against an insider, but tells a damaged copy."""
    if "manifest.json" not in case["names"]:
        raise Flaw("members.missing", case.path.name, "manifest.json", sorted(case["names"])[:5])
    manifest = load(case, "manifest.json", "manifest")
    case["files"], case["read"] = {line["name"]: line for line in manifest["files"]}, set()
    listed = case["files"].keys()
    there = case["names"] - {"manifest.json", "signatures.json"}
    every = "every file but itself and signatures.json"
    case.report.claim("manifest.files", "manifest.json", listed == there, every, sorted(listed ^ there)[:5])


def read_objects(case: Case) -> None:
    """Every JSON object of the bundle but papers, journals and ledger, which are read one at a time."""
    numbers = sorted(int(name[8:-5]) for name in case["names"] if name.startswith("results-"))
    members = [(f"{name}.json", name) for name in _FIXED if name != "manifest"]
    for name, kind in members + [(f"results-{n}.json", "results") for n in numbers]:
        if name in case["names"]:
            attempt(case, lambda c, n=name, k=kind: load(c, n, k))  # type: ignore[misc]
    case["newest"] = numbers[-1] if numbers else 0
    versions = numbers == list(range(1, len(numbers) + 1)) and bool(numbers)
    case.report.claim("results.versions", "results-*.json", versions, "every version from 1", numbers)
    manifest = case["manifest"]
    case.report.same("manifest.about", "manifest.json", [case["announcement"]["sitting"], case["newest"]],
                     [manifest["sitting"], manifest["version"]])  # fmt: skip


def check_members(case: Case) -> None:
    """§6, §7: what a bundle of this stage and disclosure must hold, and what it must not."""
    stage, disclosure = case["manifest"]["stage"], case["manifest"]["disclosure"]
    must = {
        f"{n}.json" for n in ("announcement", "seal", "incidents", "roll", "signatures", "trust", "results-1")
    }
    must |= {"ledger.jsonl", "README.txt"} | ({"documents.json"} if stage == "complete" else set())
    open_too = {f"{name}.json" for name in ("plan", "release", "register", "draw", "keys")}
    must |= open_too if disclosure != "sealed" else set()
    must |= {"contents.json"} if disclosure == "full" else set()
    must_not = set() if disclosure == "full" else {"contents.json", "persons.json"}
    must_not |= {"documents.json", "persons.json"} if stage == "for_certification" else set()
    must_not |= open_too if disclosure == "sealed" else set()
    names = case["names"]
    told = {
        name for name in names if name in must_not or (disclosure == "sealed" and name[:3] in {"pap", "jou"})
    }
    case.report.claim(
        "members.missing", disclosure, must <= names, "all its members", sorted(must - names)[:5]
    )
    case.report.claim(
        "members.undisclosed", disclosure, not told, "no more than its kind allows", sorted(told)[:5]
    )
    if case.has("plan"):
        more = disclosure == "replay" and case["plan"]["disclosure"] == "sealed"
        case.report.claim("members.undisclosed", "manifest.json", not more, "sealed, as planned", disclosure)


# ---- §2 Before the sitting: trust, signatures, announcement, plan, release, register, roll ----------------


def check_trust(case: Case) -> None:
    """The keys of all roles, as bound by the announcement."""
    keys = case["trust"]["keys"]
    named = all(key["key"] == sha(bytes.fromhex(key["public"])).hex() for key in keys)
    case.report.claim("trust.keys", "trust.json", named, "keys named by the hash of the public key", "others")
    periods = all(key["to"] is None or key["from"] < key["to"] for key in keys)
    case.report.claim(
        "trust.keys", "trust.json", periods, "from before to", "periods that end before they begin"
    )
    case["keyring"] = {key["key"]: key for key in keys}
    case.report.same("trust.digest", "trust.json", case["announcement"]["trust_digest"], case["trust.digest"])


def signed_by(public: str, signature: bytes, data: bytes) -> bool:
    """Whether this Ed25519 key made this signature over these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _moment(case: Case, name: str) -> str:
    """When an object was signed, as far as the bundle tells."""
    stem = name.rsplit(".", 1)[0]
    if stem in {"announcement", "seal"}:
        return str(case[stem]["at"])
    acts = [
        entry["at"] for _, entry in case["acts"]["certified"] if entry["object"] == case[f"{stem}.digest"]
    ]
    return str(acts[-1] if acts else case["ledger.last"])


def check_signatures(case: Case) -> None:
    """Every signature given is tried; those required are there, of their roles, of different people."""
    holders: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    report, ring = case.report, case["keyring"]
    for line in case["signatures"]["signatures"]:
        name, where = line["object"], f"signatures.json: {line['object']}"
        stem = name.rsplit(".", 1)[0]
        known = name.endswith(".json") and case.has(f"{stem}.digest") and name != "signatures.json"
        if not report.claim("signatures.object", where, known, "an object of this bundle", name):
            continue
        if not report.same("signatures.object", where, case[f"{stem}.digest"], line["digest"]):
            continue
        key = ring.get(line["key"])
        if not report.claim("signatures.key", where, key is not None, "a key of trust.json", line["key"]):
            continue
        if not report.same("signatures.key", where, key["role"], line["role"]):
            continue
        raw = case[f"{stem}.raw"] or member(case, name)
        good = signed_by(key["public"], bytes.fromhex(line["signature"]), raw)
        at = _moment(case, name)
        lives = key["from"] <= at and (key["to"] is None or at <= key["to"])
        report.claim("signatures.period", where, lives, [key["from"], key["to"]], at)
        if report.claim(
            "signatures.valid", where, good, "a signature of this key over this object", line["key"]
        ):
            holders[name][key["role"]].add(key["holder"])
    required_signatures(case, holders)


def required_signatures(case: Case, holders: dict[str, dict[str, set[str]]]) -> None:
    """Annex A: who must sign announcement, seal, every certified version of results, and manifest."""
    wanted = [("announcement.json", ["office", "custodian"]), ("seal.json", ["hall", "commissioner"]),
              ("manifest.json", ["office"])]  # fmt: skip
    newest, early = case["newest"], case["manifest"]["stage"] == "for_certification"
    signed = range(1, newest if early else newest + 1)
    wanted += [(f"results-{number}.json", ["commissioner", "commissioner"]) for number in signed]
    if early:
        case["uncertified"] = True
    for name, roles in wanted:
        sets = [holders[name][role] for role in roles]
        there = all(sets)
        case.report.claim("signatures.required", name, there, roles, sorted(holders[name]))
        if there and len(roles) == 2:
            case.report.claim(
                "signatures.holders", name, len(sets[0] | sets[1]) > 1, "two people", sorted(sets[0])
            )


def check_announcement(case: Case) -> None:
    """§2.6: the anchor of everything, and the form of the public entropy (§3.2)."""
    said, entropy = case["announcement"], case["announcement"]["entropy"]
    space = max(0, entropy["max"] - entropy["min"] + 1) ** min(entropy["count"], 10_000)
    case.report.claim(
        "announcement.entropy", "announcement.json", space >= 2**50, ">= 2^50 sequences", entropy
    )
    case.report.claim(
        "announcement.shares", "announcement.json", bool(said["commitments"]), ">= 1 custodian", 0
    )
    early = said["at"] <= said["not_before"]
    case.report.claim("announcement.rules", "announcement.json", early, "at <= not_before", said["at"])
    quorum = said["quorum"] <= len(said["witnesses"])
    case.report.claim(
        "announcement.rules", "announcement.json", quorum, len(said["witnesses"]), said["quorum"]
    )
    if case.anchor is None:
        case.report.skipped["announcement.anchor"] = "no_anchor"
    else:
        case.report.same("announcement.anchor", "announcement.json", case.anchor, case["announcement.digest"])


def check_plan(case: Case) -> None:
    """§2.2: the rules are the announced ones, and are rules that can be followed (annex B7)."""
    plan, report = case["plan"], case.report
    report.same("plan.digest", "plan.json", case["announcement"]["plan_digest"], case["plan.digest"])
    topics = {quota["topic"] for quota in plan["quotas"] if not quota["pretest"]}
    rules = [
        (bool(plan["quotas"]) and bool(plan["languages"]), "quotas and languages"),
        ({section["topic"] for section in plan["pass"]["sections"]} <= topics, "minima only of sections"),
        (plan["annulment"] != "drop" or (plan["paper"] == "common" and plan["pass"]["places"] is None),
         "drop only for common papers without places"),
    ]  # fmt: skip
    for number, quota in enumerate(plan["quotas"]):
        band, target, tolerance = quota["band"], quota["target"], quota["tolerance"]
        rules += [
            (band is None or (len(band) == 2 and band[0] <= band[1]), f"band of quota {number}"),
            ((target is None) == (tolerance is None), f"target with tolerance in quota {number}"),
            (tolerance is None or 2 * tolerance <= quota["mark"], f"tolerance of quota {number} <= mark / 2"),
            (not quota["pretest"] or (band is None and target is None), f"no difficulty in pretest {number}"),
        ]  # fmt: skip
    for holds, rule in rules:
        report.claim("plan.rules", "plan.json", holds, rule, "broken")


def check_release(case: Case) -> None:
    """§2.1: the frozen bank under its root."""
    entries = case["release"]["entries"]
    case.report.same("release.root", "release.json", case["announcement"]["release_root"], root(entries))
    for entry in entries:
        ids = [option["id"] for option in entry["options"]]
        free = entry["kind"] in {"number", "text"}
        sound = (len({i.lower() for i in ids}) == len(ids) and len(set(entry["gaps"])) == len(entry["gaps"])
                 and bool(entry["gaps"]) == (entry["kind"] == "match") and bool(ids) != free
                 and (entry["difficulty"] is None or entry["difficulty_basis"] is not None))  # fmt: skip
        case.report.claim(
            "release.rules", f"release.json: {entry['code']}", sound, "an item as annex A has it", ids
        )
    case["items"] = {entry["code"]: entry for entry in entries}


def check_people(case: Case) -> None:
    """§2.3: codes cannot change hands; spare codes are given by two, before the draw."""
    report, lines = case.report, case["roll"]["lines"]
    codes = [line["code"] for line in lines]
    report.same("roll.root", "roll.json", case["announcement"]["roll_root"], root(lines))
    if case.has("register"):
        register = case["register"]
        report.same(
            "register.digest",
            "register.json",
            case["announcement"]["register_digest"],
            case["register.digest"],
        )
        odd = sorted(set(codes) ^ set(register["codes"]))[:5]
        report.claim("roll.codes", "roll.json", codes == register["codes"], "the codes of the register", odd)
    case["codes"] = codes
    case["persons.lines"] = persons = {line["code"]: line["person"] for line in lines}
    drawn = case["acts"]["drawn"]
    for n, entry in case["acts"]["spare_given"]:
        line, where = next(parts_of_type(entry["detail"], "roll-line"), {}), f"ledger.jsonl: {n}"
        fit(line, LINE, where)
        staff = {text for text in texts(entry["detail"]) if is_code(text)} - {line["code"]} | {entry["actor"]}
        spare = line["person"] is not None and persons.get(line["code"], "") is None
        fair = spare and len(staff - {"system"}) >= 2 and bool(drawn) and n < drawn[0][0]
        report.claim("roll.spares", where, fair, "a spare code, two staff, before the draw", line)
        persons[line["code"]] = line["person"]


def texts(value: Any) -> Iterator[str]:
    """Every string inside a free `detail`."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


def parts_of_type(value: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every object of this type inside a free `detail`."""
    if isinstance(value, dict | list):
        if isinstance(value, dict) and value.get("type") == f"taraza/{kind}/1":
            yield value
        for part in value.values() if isinstance(value, dict) else value:
            yield from parts_of_type(part, kind)


# ---- §3 The draw: the same law for everyone, repeated here from the seed ----------------------------------


def entropy_fits(form: dict[str, Any], text: str) -> bool:
    """Exactly `count` decimal numbers within the bounds, one U+0020 between, no other way to write them."""
    figures = text.split(" ")
    return len(figures) == form["count"] and all(
        re.fullmatch("0|[1-9][0-9]{0,15}", figure) and form["min"] <= int(figure) <= form["max"]
        for figure in figures
    )


def seed_of(shares: list[bytes], announcement_digest: str, entropy: str) -> bytes:
    """§3.3."""
    drawn = {"type": "taraza/entropy/1", "announcement": announcement_digest, "entropy": entropy}
    return keyed(sha(b"".join(shares)))(canonical(drawn))


def eligible(
    plan: dict[str, Any], entries: list[dict[str, Any]], quota: dict[str, Any]
) -> list[dict[str, Any]]:
    """§3.4: the items a quota may take."""
    band = quota["band"]
    rated = band is not None or quota["target"] is not None
    return [
        entry for entry in entries
        if entry["topic"] == quota["topic"] and set(plan["languages"]) <= set(entry["languages"])
        and not (rated and entry["difficulty"] is None)
        and (band is None or band[0] <= entry["difficulty"] <= band[1])
    ]  # fmt: skip


Drawn = tuple[list[int], list[int | None], list[tuple[dict[str, Any], int]]]


def draw_items(plan: dict[str, Any], pools: list[list[tuple[bytes, dict[str, Any]]]],
               mac: Callable[[bytes], bytes], rounds: list[int]) -> Drawn:  # fmt: skip
    """Rounds, difficulties and (item, quota) of one paper, no further than the `rounds` it claims."""
    tried, difficulty, chosen = list[int](), list[int | None](), list[tuple[dict[str, Any], int]]()
    taken, foes = set[str](), set[str]()
    for q, quota in enumerate(plan["quotas"]):
        for j in range(min(rounds[q] if q < len(rounds) else 0, 9999) + 1):
            picked = _pick(pools[q], mac, f"item/{q}/{j}/".encode(), quota["count"], taken, foes)
            known = [entry["difficulty"] for entry in picked]
            total = None if None in known else sum(known)
            if (
                len(picked) == quota["count"]
                and (quota["target"] is None or abs((total or 0) - quota["target"]) <= quota["tolerance"])
                and (
                    quota["seconds_max"] is None or sum(e["seconds"] for e in picked) <= quota["seconds_max"]
                )
            ):
                break
        else:
            raise Flaw("papers.redrawn", "", f"quota {q} filled by round {rounds[q : q + 1]}", "not filled")
        tried.append(j)
        difficulty.append(total)
        chosen += [(entry, q) for entry in picked]
        taken |= {entry["code"] for entry in picked}
        foes |= {entry["enemies"] for entry in picked if entry["enemies"] is not None}
    return tried, difficulty, chosen


def _pick(pool: list[tuple[bytes, dict[str, Any]]], mac: Callable[[bytes], bytes], prefix: bytes, count: int,
          taken: set[str], foes: set[str]) -> list[dict[str, Any]]:  # fmt: skip
    """The first `count` items by ticket, without those taken and their enemies."""
    picked, groups = list[dict[str, Any]](), set(foes)
    for _, _, entry in sorted(
        [(mac(prefix + code), code, entry) for code, entry in pool]
    ):  # codes differ: no tie
        if entry["code"] not in taken and entry["enemies"] not in groups:
            picked.append(entry)
            if entry["enemies"] is not None:
                groups.add(entry["enemies"])
            if len(picked) == count:
                break
    return picked


def arrange(plan: dict[str, Any], drawn: Drawn, mac: Callable[[bytes], bytes]) -> list[dict[str, Any]]:
    """§3.5: the order of items and of their options."""
    topics = list(dict.fromkeys(quota["topic"] for quota in plan["quotas"]))
    place = {topic: number if plan["order"] == "sections" else 0 for number, topic in enumerate(topics)}

    def ticket(pair: tuple[dict[str, Any], int]) -> tuple[int, bytes, str]:
        return place[pair[0]["topic"]], mac(b"order/" + pair[0]["code"].encode()), pair[0]["code"]

    items = []
    for entry, q in sorted(drawn[2], key=ticket):
        prefix = f"option/{entry['code']}/"
        loose = [option["id"] for option in entry["options"] if not option["fixed"]]
        shuffled = iter(sorted(loose, key=lambda oid, p=prefix: (mac((p + oid).encode()), oid)))  # type: ignore[misc]
        options = [option["id"] if option["fixed"] else next(shuffled) for option in entry["options"]]
        items.append({"code": entry["code"], "revision": entry["revision"], "quota": q, "options": options})
    return items


class Drawer:
    """Draws the paper of any code from one seed."""

    def __init__(
        self, plan: dict[str, Any], entries: list[dict[str, Any]], sitting: str, seed: bytes
    ) -> None:
        self.plan, self.sitting, self.mac = plan, sitting, keyed(seed)
        self.pools = [
            [(e["code"].encode(), e) for e in eligible(plan, entries, quota)] for quota in plan["quotas"]
        ]
        self.common: Drawn | None = None

    def paper(self, code: str, rounds: list[int]) -> dict[str, Any]:
        """The paper of `code`; `rounds`: how far to look."""
        order = keyed(self.mac(f"paper/{code}".encode()))
        if self.plan["paper"] == "common":
            self.common = self.common or draw_items(
                self.plan, self.pools, keyed(self.mac(b"paper/*")), rounds
            )
            drawn = self.common
        else:
            drawn = draw_items(self.plan, self.pools, order, rounds)
        return {"type": "taraza/paper/1", "sitting": self.sitting, "code": code, "rounds": drawn[0],
                "difficulty": drawn[1], "items": arrange(self.plan, drawn, order)}  # fmt: skip


def check_draw(case: Case) -> None:
    """§3.1-3: shares as promised, entropy as announced, the seed that follows from both."""
    draw, said, report = case["draw"], case["announcement"], case.report
    report.same("draw.bound", "draw.json", case["announcement.digest"], draw["announcement_digest"])
    fits = entropy_fits(said["entropy"], draw["entropy"])
    report.claim("draw.entropy", "draw.json", fits, said["entropy"], draw["entropy"])
    report.claim("draw.readers", "draw.json", len(draw["read_by"]) == 2, "two readers", draw["read_by"])
    shares = [bytes.fromhex(share) for share in draw["shares"]]
    opened = [sha(b"taraza/share/1" + share).hex() for share in shares]
    report.same("draw.shares", "draw.json", said["commitments"], opened)
    seed = seed_of(shares, case["announcement.digest"], draw["entropy"])
    report.same("draw.seed", "draw.json", seed.hex(), draw["seed"])
    report.claim("draw.time", "draw.json", draw["at"] >= said["not_before"], said["not_before"], draw["at"])
    acts = case["acts"]["drawn"]
    if len(acts) == 1:
        entry, at = acts[0][1], instant(acts[0][1]["at"])
        detail = entry["detail"] if isinstance(entry["detail"], dict) else {}
        for name in sorted(draw.keys() - {"shares", "seed", "type"}):
            report.same("draw.ledger", f"ledger.jsonl: drawn/{name}", draw[name], detail.get(name))
        report.claim(
            "draw.time", "draw.json", instant(draw["at"]) <= at + SKEW, f"<= {entry['at']}", draw["at"]
        )
        case["drawn.at"] = max(instant(draw["at"]), at - SKEW)
    case["drawer"] = Drawer(case["plan"], case["release"]["entries"], said["sitting"], seed)


# ---- §4 The journal of an attempt -------------------------------------------------------------------------

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?")


def response_fits(entry: dict[str, Any], options: list[str], response: list[str]) -> bool:
    """Annex B5: whether this can have been answered on this paper."""
    kind, ids = entry["kind"], set(options)
    rising = all(a < b for a, b in pairwise(response))
    if not response:
        return True
    if kind in {"single", "multiple"}:
        return rising and set(response) <= ids and (kind == "multiple" or len(response) == 1)
    if kind == "order":
        return len(response) == len(options) and set(response) == ids
    if kind == "match":
        pairs = [text.partition(":") for text in response]
        gaps = [gap for gap, _, _ in pairs]
        return (
            rising
            and len(set(gaps)) == len(gaps)
            and set(gaps) <= set(entry["gaps"])
            and {p[2] for p in pairs} <= ids
        )
    if len(response) != 1 or not response[0]:
        return False
    if kind == "number":
        return _NUMBER.fullmatch(response[0]) is not None
    return len(response[0]) <= 1000 and unicodedata.is_normalized("NFC", response[0])


@dataclass(slots=True)
class Attempt:
    """One journal, replayed entry by entry; `step` raises the Flaw that an entry is."""

    code: str
    plan: dict[str, Any]
    positions: list[tuple[dict[str, Any], list[str]]]  # (release entry, option order) of the paper
    drawn_at: int
    heads: list[str]  # heads[n] after n entries; heads[0] is the paper's digest
    times: list[int] = field(default_factory=lambda: [0])
    limits: list[int | None] = field(
        default_factory=lambda: [None]
    )  # deadline + grace as it stood, None if it did not run
    deadline: int = 0
    added: int = 0  # grants, extensions and pauses, ms
    paused: int | None = None
    terminal: str = ""
    closed: str | None = None  # how
    answers: dict[int, list[str]] = field(default_factory=dict)

    def step(self, entry: dict[str, Any], head: str) -> None:
        """Append one entry."""
        n, at, kind, body = entry["n"], instant(entry["at"]), entry["kind"], entry["body"]
        where = f"journals/{self.code}.jsonl: {n}"
        if entry["attempt"] != self.code or n != len(self.heads) or entry["prev"] != self.heads[-1]:
            expected = [self.code, len(self.heads), self.heads[-1]]
            raise Flaw("journal.chain", where, expected, [entry["attempt"], n, entry["prev"]])
        if at < self.times[-1]:
            raise Flaw("journal.time", where, f">= {self.times[-1]}", at)
        if self.closed is not None:
            raise Flaw("journal.closed", where, "nothing after closed", kind)
        if kind not in BODIES:
            raise Flaw("journal.kinds", where, sorted(BODIES), kind)
        fit(body, BODIES[kind], where)
        absent = kind == "closed" and body["how"] == "absent"
        if (n == 1) != (kind == "opened" or absent):
            raise Flaw("journal.kinds", where, "opened first and once, or absent alone", kind)
        if not absent:
            if kind not in {"opened", "closed", "resumed"} and at > self.limit(at):
                code = "journal.deadline" if kind == "answered" else "journal.late"
                raise Flaw(code, where, f"until {self.limit(at)} ms", at)
            getattr(self, f"_{kind}")(where, at, body)
        else:
            self.closed = "absent"
        if self.added > 1000 * self.plan["max_extension"]:
            raise Flaw("journal.extension", where, f"<= {self.plan['max_extension']} s", self.added / 1000)
        self.heads.append(head)
        self.times.append(at)
        runs = self.deadline and self.paused is None and not self.closed
        self.limits.append(self.deadline + 1000 * self.plan["grace"] if runs else None)

    def limit(self, at: int) -> int:
        """Deadline + grace as they stand at `at`; a pause that is open counts so far."""
        pause = at - self.paused if self.paused is not None else 0
        return int(self.deadline + pause + 1000 * self.plan["grace"])

    def _opened(self, where: str, at: int, body: dict[str, Any]) -> None:
        grants = sum(grant["seconds"] for grant in body["grants"])
        if body["seconds"] != self.plan["duration"] + grants:
            raise Flaw("journal.seconds", where, self.plan["duration"] + grants, body["seconds"])
        if at < self.drawn_at:
            raise Flaw("journal.opened", where, f"after the draw, {self.drawn_at}", at)
        self.terminal, self.added = body["terminal"], 1000 * grants
        self.deadline = at + 1000 * int(body["seconds"])
        self._language(where, at, body)

    def _language(self, where: str, _at: int, body: dict[str, Any]) -> None:
        if body["language"] not in self.plan["languages"]:
            raise Flaw("journal.language", where, self.plan["languages"], body["language"])

    def _answered(self, where: str, _at: int, body: dict[str, Any]) -> None:
        if self.paused is not None:
            raise Flaw("journal.pause", where, "no answer while paused", body)
        self._remark(where, _at, body)
        entry, options = self.positions[body["position"] - 1]
        if not response_fits(entry, options, body["response"]):
            raise Flaw("journal.response", where, options, body["response"])
        self.answers[body["position"]] = body["response"]

    def _remark(self, where: str, _at: int, body: dict[str, Any]) -> None:
        if not 1 <= body["position"] <= len(self.positions):
            raise Flaw("journal.response", where, f"position 1..{len(self.positions)}", body["position"])

    def _moved(self, where: str, _at: int, body: dict[str, Any]) -> None:
        if body["from"] != self.terminal:
            raise Flaw("journal.terminal", where, self.terminal, body["from"])
        self.terminal = body["to"]

    def _paused(self, where: str, at: int, _body: dict[str, Any]) -> None:
        if self.paused is not None:
            raise Flaw("journal.pause", where, "one pause at a time", "paused twice")
        self.paused = at

    def _resumed(self, where: str, at: int, _body: dict[str, Any]) -> None:
        if self.paused is None:
            raise Flaw("journal.pause", where, "a pause to end", "none")
        self.deadline, self.added, self.paused = (
            self.deadline + at - self.paused,
            self.added + at - self.paused,
            None,
        )

    def _extended(self, _where: str, _at: int, body: dict[str, Any]) -> None:
        self.deadline += 1000 * body["seconds"]
        self.added += 1000 * body["seconds"]

    def _closed(self, where: str, at: int, body: dict[str, Any]) -> None:
        limit, how = self.limit(at), body["how"]
        if at < limit if how == "time" else at > limit:
            raise Flaw("journal.ended", where, f"time from {limit} ms, otherwise before", [how, at])
        if how == "removed" and body["by"] is None:
            raise Flaw("journal.ended", where, "who removed the candidate", None)
        if self.paused is not None:
            self.added += at - self.paused
        self.closed = how


def check_attempts(case: Case) -> None:
    """§3.4-6, §4: every paper redrawn, every journal replayed, one after the other."""
    names, report, codes = case["names"], case.report, case["register"]["codes"]
    for folder, ending in (("papers", ".json"), ("journals", ".jsonl")):
        there = {name for name in names if name.startswith(folder)}
        wanted = {f"{folder}/{code}{ending}" for code in codes}
        report.claim("papers.set", folder, there == wanted, "one for every code", sorted(there ^ wanted)[:5])
    case["papers"], case["attempts"], case["lines"], case["sat"], case["broken"] = {}, {}, [], [], set()
    paper_lines = []
    for code in codes:
        try:
            paper_lines.append(check_paper(case, code))
            check_journal(case, code, paper_lines[-1]["paper"])
        except Missing:
            case["broken"].add(code)
        except Flaw as flaw:
            case["broken"].add(code)
            report.claim(flaw.code, flaw.where, False, flaw.expected, flaw.found)
        if len(case["broken"]) == 20:
            raise Missing  # enough is known
    report.same("papers.root", "draw.json", case["draw"]["papers_root"], root(paper_lines))
    check_intervals(case)


def check_paper(case: Case, code: str) -> dict[str, Any]:
    """One paper against its redraw; returns its line under papers_root."""
    name = f"papers/{code}.json"
    raw = member(case, name)
    paper = parse(raw, name)
    fit(paper, SHAPES["paper"], name)
    try:
        again = case["drawer"].paper(code, paper["rounds"])
    except Flaw as flaw:
        raise Flaw(flaw.code, name, flaw.expected, flaw.found) from None
    if not case.report.same("papers.redrawn", name, digest(again), sha(raw).hex()):
        case["broken"].add(code)
    if any(item["code"] not in case["items"] for item in paper["items"]):
        raise Flaw("papers.redrawn", name, "items of the release", "others")
    case["papers"][code] = [
        (case["items"][item["code"]], item["quota"], item["options"]) for item in paper["items"]
    ]
    return {"type": "taraza/paper-line/1", "code": code, "paper": sha(raw).hex()}


def lines_of(raw: bytes, name: str) -> Iterator[tuple[bytes, Any]]:
    """The lines of a .jsonl member, each canonical and ended by LF."""
    *lines, rest = raw.split(b"\n")
    if rest:
        raise Flaw("json.syntax", name, "LF at the end", rest[-40:].decode(errors="replace"))
    for number, line in enumerate(lines):
        yield line, parse(line, f"{name}: line {number + 1}")


def check_journal(case: Case, code: str, paper_digest: str) -> None:
    """One journal from the digest of its paper to its close, and through the published heads."""
    name, shape, report = f"journals/{code}.jsonl", SHAPES["entry"], case.report
    positions = [(item, options) for item, _, options in case["papers"][code]]
    one = Attempt(code, case["plan"], positions, case["drawn.at"], [paper_digest])
    entry: dict[str, Any] = {}
    for line, entry in lines_of(member(case, name), name):
        fit(entry, shape, name)
        one.step(entry, sha(line).hex())
        if code == case.ask:
            case.stories.append((one.times[-1], entry["kind"], _encode(entry["body"])))
    if one.closed is None:
        raise Flaw("journal.closed", name, "one closed at the end", "none")
    ghost = one.closed != "absent" and case["persons.lines"][code] is None
    report.claim("roll.ghost", name, not ghost, "absent, or a person in the roll", "an attempt of nobody")
    for check in SENTENCES:
        if check.startswith("journal."):
            report.claim(check, name, True)
    pass_heads(case, one)
    case["lines"].append(
        {"type": "taraza/answers-line/1", "code": code, "head": one.heads[-1], "entries": len(one.heads) - 1,
         "closed_at": entry["at"], "how": one.closed})  # fmt: skip
    case["attempts"][code] = one.answers
    if one.closed != "absent":
        case["sat"].append((one.times[1], one.times[-1]))


def read_heads(case: Case) -> None:
    """The `heads` acts, as (time, {code: (n, head)})."""
    heads: list[tuple[int, dict[str, tuple[int, str]]]] = []
    for n, entry in case["acts"]["heads"]:
        where, detail = f"ledger.jsonl: {n}", entry["detail"]
        sound = isinstance(detail, dict) and {"lines", "root"} <= detail.keys()
        if not case.report.claim("heads.root", where, sound, "lines and root", "others"):
            raise Missing
        fit(detail["lines"], HEAD_LINES, where)
        case.report.same("heads.root", where, root(detail["lines"]), detail["root"])
        heads.append(
            (instant(entry["at"]), {line["code"]: (line["n"], line["head"]) for line in detail["lines"]})
        )
    case["heads"] = heads


def pass_heads(case: Case, one: Attempt) -> None:
    """§4: a journal rewritten later cannot pass through the heads that were published while it grew."""
    before, last, report, name = 0, None, case.report, f"journals/{one.code}.jsonl"
    for at, lines in case["heads"]:
        n, head = lines.get(one.code, (0, ""))
        through = before <= n < len(one.heads) and (n == 0 or one.heads[n] == head)
        if not report.claim("heads.passed", name, through, [n, head], [len(one.heads) - 1, one.heads[-1]]):
            return
        if n > before:
            late = last is not None and one.times[before + 1] < last - SKEW
            timely = not late and one.times[n] <= at + SKEW
            report.claim("heads.time", name, timely, [last, at], [one.times[before + 1], one.times[n]])
        limit = one.limits[n]
        report.claim(
            "heads.closed",
            name,
            limit is None or at <= limit + SKEW,
            f"closed by {at}",
            f"open, limit {limit}",
        )
        before, last = n, at
    report.same("heads.complete", name, len(one.heads) - 1, before)


def check_intervals(case: Case) -> None:
    """§4: at least every five minutes while open; a longer gap must have its incident in the ledger."""
    sat = case["sat"]
    if not sat:
        return
    first, end = min(times[0] for times in sat), max(times[1] for times in sat)
    marks = [first] + [at for at, _ in case["heads"] if first < at < end] + [end]
    told = [instant(entry["at"]) for act in ("incident", "restored") for _, entry in case["acts"][act]]
    for start, stop in pairwise(marks):
        short = stop - start <= HEADS_EVERY + SKEW or any(at >= start for at in told)
        case.report.claim(
            "heads.interval", "ledger.jsonl", short, "heads every 5 minutes", f"{(stop - start) // 1000} s"
        )


# ---- §5 The seal; §9 the ledger and the order of its acts -------------------------------------------------


def read_ledger(case: Case) -> None:
    """One chain from 0 without a gap; its tree's root at every size that a checkpoint names."""
    tree, roots, times, report = Tree(), {0: sha(b"").hex()}, list[str](), case.report
    sizes = {int(name[12:-4]) for name in case["names"] if name.startswith("checkpoints/")}
    sizes |= {note.size for note in case.notes}
    acts: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    sitting, before, sound = case["announcement"]["sitting"], "0" * 64, True
    for line, entry in lines_of(member(case, "ledger.jsonl"), "ledger.jsonl"):
        n, where = len(times), f"ledger.jsonl: {len(times)}"
        fit(entry, SHAPES["ledger"], where)
        sound &= report.same("ledger.chain", where, [n, before], [entry["n"], entry["prev"]])
        report.claim(
            "ledger.time", where, not times or entry["at"] >= times[-1], f">= {times[-1:]}", entry["at"]
        )
        before = sha(line).hex()
        tree.append(line)
        times.append(entry["at"])
        if tree.size in sizes:
            roots[tree.size] = tree.root().hex()
        if entry["sitting"] == sitting:
            acts[entry["act"]].append((n, entry))
        case.known.setdefault("sittings", set()).add(entry["sitting"])
    case["acts"], case["roots"], case["size"], case["ledger.times"] = acts, roots, tree.size, times
    case["ledger.last"] = times[-1] if times else case["announcement"]["at"]


def check_seal(case: Case) -> None:
    """§5: the seal binds everything that happened; the hall's count adds up."""
    seal, report, where = case["seal"], case.report, "seal.json"
    report.same("seal.bound", where, case["announcement.digest"], seal["announcement_digest"])
    report.same("incidents.digest", "incidents.json", seal["incidents_digest"], case["incidents.digest"])
    count = seal["attempts"]
    report.same("seal.attempts", where, count["registered"], sum(count.values()) - count["registered"])
    report.same("seal.attempts", where, len(case["roll"]["lines"]), count["registered"])
    heads = [n for n, _ in case["acts"]["heads"]]
    report.same("seal.heads", where, len(heads), seal["heads"])
    sealed = [entry["at"] for _, entry in case["acts"]["sealed"]]
    noted = not sealed or instant(seal["at"]) <= instant(sealed[0]) + SKEW
    report.claim("seal.time", where, noted, f"<= {sealed[:1]}", seal["at"])
    report.same("seal.draw", where, seal["draw_digest"], case["draw.digest"])
    if case["broken"]:
        raise Missing
    lines = case["lines"]
    report.same("seal.answers", where, seal["answers_root"], root(lines))
    found = {"registered": len(lines), **{how: sum(line["how"] == how for line in lines)
                                          for how in ("handed_in", "time", "removed", "absent")}}  # fmt: skip
    report.same("seal.attempts", where, found, seal["attempts"])
    last = max((line["closed_at"] for line in lines), default="")
    report.claim("seal.time", where, seal["at"] >= last, f">= {last}", seal["at"])


def check_incidents(case: Case) -> None:
    """§4: what happened in the hall is what the ledger told while it happened."""
    sealed = max((n for n, _ in case["acts"]["sealed"]), default=case["size"])
    details = [entry["detail"] for n, entry in case["acts"]["incident"] if n < sealed]
    told = sorted((d.get("n"), d.get("kind")) for d in details if isinstance(d, dict))
    found = [(incident["n"], incident["kind"]) for incident in case["incidents"]["incidents"]]
    case.report.same("incidents.ledger", "incidents.json", told, found)


def places(case: Case, act: str, wanted: str | None = None) -> list[int]:
    """The numbers of an act's entries in the ledger (with this object)."""
    return [n for n, entry in case["acts"][act] if wanted is None or entry["object"] == wanted]


def check_acts(case: Case) -> None:
    """Annex C: each act once where it may occur once, about the object in the bundle, in its order."""
    report, where = case.report, "ledger.jsonl"
    for act, wanted in (("announced", case["announcement.digest"]), ("sealed", case["seal.digest"]),
                        ("keys_opened", case["results-1"]["keys_digest"])):  # fmt: skip
        report.same(f"acts.{act}", where, [wanted], [entry["object"] for _, entry in case["acts"][act]])
    order = [["announced"], ["spare_given", "share_deposited"], ["drawn"], ["opened", "heads", "closed"],
             ["sealed"], ["keys_opened"], ["computed"], ["agreed"], ["certified"], ["decoded"]]  # fmt: skip
    report.claim("draw.once", where, len(places(case, "drawn")) == 1, "one draw", places(case, "drawn"))
    earlier, name = -1, ""
    for group in order:
        for act in group:
            numbers = places(case, act)
            code = "acts.keys_opened" if act == "keys_opened" else "acts.order"
            good = not numbers or numbers[0] > earlier
            report.claim(code, where, good, f"{act} after {name}", f"{numbers[:1]} before {earlier}")
        ends = [n for act in group for n in places(case, act)]
        if ends:  # later results versions come after certification: their first act counts here
            latest = max(ends) if order.index(group) <= 5 else min(ends)
            earlier, name = max(earlier, latest), "/".join(group)
    named = bool(places(case, "certified")) or not places(case, "decoded")
    report.claim("acts.order", where, named, "certified before decoded", "decoded only")
    drawn = min(places(case, "drawn"), default=-1)
    told = {text for n, entry in case["acts"]["share_deposited"] if n < drawn
            for text in [entry["object"], *texts(entry["detail"])]}  # fmt: skip
    missing = sorted(set(case["announcement"]["commitments"]) - told)
    report.claim("acts.shares", where, not missing, "every share deposited before the draw", missing)
    old = case["announcement"]["supersedes"]
    known = old is None or not is_code(old) or old in case["sittings"]
    report.claim("acts.superseded", where, known, f"acts of {old}", "none")


def check_certification(case: Case) -> None:
    """§6, §7: computed, agreed, certified by two; every vote before its effect is known."""
    report, voted, votes_before = case.report, case["acts"]["voted"], 0
    digests = {case[f"results-{n}.digest"]: n for n in range(1, case["newest"] + 1)}
    for value, number in digests.items():
        where, computed = f"results-{number}.json", places(case, "computed", value)
        if not report.claim("acts.computed", where, bool(computed), "computed in the ledger", "not"):
            continue
        first = computed[0]
        for amendment in case[f"results-{number}"]["amendments"][votes_before:]:
            known = {digest(amendment), digest({"type": "taraza/amendment/1", **amendment})}
            at = [(n, entry["at"]) for n, entry in voted if entry["object"] in known]
            early = (
                bool(at) and at[0][0] < first and instant(amendment["voted_at"]) <= instant(at[0][1]) + SKEW
            )
            report.claim(
                "acts.voted", where, early, "the vote in the ledger before its effect was computed", at
            )
        votes_before = len(case[f"results-{number}"]["amendments"])
        seconds = [entry["actor"] for _, entry in case["acts"]["certified"] if entry["object"] == value]
        agreed = [
            n
            for n, entry in case["acts"]["agreed"]
            if value == entry["object"] or value in texts(entry["detail"])
        ]
        certified, published = places(case, "certified", value), places(case, "published", value)
        calm = not published or (bool(certified) and certified[0] < published[0])
        report.claim("acts.order", where, calm, "certified before published", published)
        if number == case["newest"] and case.has("uncertified"):
            report.skipped["acts.certified"] = report.skipped["acts.agreed"] = "uncertified"
            continue
        sequence = bool(agreed) and first < agreed[0] and (not certified or agreed[0] < certified[0])
        report.claim("acts.agreed", where, sequence, "agreed after computed, before certified", agreed)
        report.claim("acts.certified", where, len(set(seconds)) >= 2, "certified by two", seconds)
    for act in ("certified", "computed"):
        for n, entry in case["acts"][act]:
            hidden = entry["object"] not in digests and (act == "certified" or any(v > n for v, _ in voted))
            report.claim(
                "acts.withheld", f"ledger.jsonl: {n}", not hidden, "a version of this bundle", entry["object"]
            )


# ---- Checkpoints, witnesses (C2SP signed notes) and the 24 hours ------------------------------------------


@dataclass(frozen=True)
class Note:
    """A checkpoint as text and signatures."""

    origin: str
    size: int
    root: str
    text: bytes
    signatures: list[tuple[str, bytes, bytes]]  # name, key id, signature


def read_note(raw: bytes) -> Note:
    """C2SP signed-note with a tlog-checkpoint inside."""
    try:
        text, _, tail = raw.decode().rpartition("\n\n")
        origin, size, top = text.split("\n")[:3]
        signatures = []
        for line in tail.split("\n")[:-1]:
            dash, name, value = line.split(" ")
            blob = _base64(value)
            if dash != "—" or not name or len(blob) < 5:
                raise ValueError(line)
            signatures.append((name, blob[:4], blob[4:]))
        if not re.fullmatch("0|[1-9][0-9]{0,15}", size) or len(_base64(top)) != 32 or not tail.endswith("\n"):
            raise ValueError(size)
    except ValueError as error:
        raise Flaw("checkpoints.note", "", "a C2SP signed note", str(error)[:80]) from None
    return Note(origin, int(size), _base64(top).hex(), f"{text}\n".encode(), signatures)


def _base64(text: str) -> bytes:
    blob = base64.b64decode(text, validate=True)
    if base64.b64encode(blob).decode() != text:
        raise ValueError(text)
    return blob


def key_id(name: str, algorithm: int, public: str) -> bytes:
    """The four bytes that name a key in a note: 1 a log's Ed25519, 4 a timestamped cosignature."""
    return sha(name.encode() + b"\n" + bytes([algorithm]) + bytes.fromhex(public))[:4]


def log_signed(case: Case, note: Note, at: str) -> bool:
    """Whether the note's first signature is the log's."""
    name, ident, signature = note.signatures[0] if note.signatures else ("", b"", b"")
    return name == case["announcement"]["log_origin"] and any(
        ident == key_id(name, 1, key["public"]) and signed_by(key["public"], signature, note.text)
        for key in case["keyring"].values()
        if key["role"] == "log" and key["from"] <= at and (key["to"] is None or at <= key["to"])
    )


def cosigned(case: Case, note: Note, where: str) -> dict[str, int]:
    """The announced witnesses who cosigned, with the time (ms) each vouches for."""
    public = {witness["name"]: witness["public"] for witness in case["announcement"]["witnesses"]}
    seen: dict[str, int] = {}
    for name, ident, blob in note.signatures[1:]:
        if name in public:
            second = int.from_bytes(blob[:8], "big")
            message = f"cosignature/v1\ntime {second}\n".encode() + note.text
            good = ident == key_id(name, 4, public[name]) and signed_by(public[name], blob[8:], message)
            if case.report.claim("checkpoints.cosigned", where, good, f"a cosignature of {name}", "not one"):
                seen[name] = min(second * 1000, seen.get(name, second * 1000))
    return seen


def check_checkpoints(case: Case) -> None:
    """§9: the heads that were published, each signed by the log, each the root of this ledger at its size."""
    notes, report = {}, case.report
    for name in sorted(name for name in case["names"] if name.startswith("checkpoints/")):
        note = read_note(member(case, name))
        size = int(name[12:-4])
        report.claim("checkpoints.note", name, True)
        report.same(
            "checkpoints.size", name, [size, case["announcement"]["log_origin"]], [note.size, note.origin]
        )
        report.same("checkpoints.root", name, case["roots"].get(size, "beyond the ledger"), note.root)
        at = (
            case["ledger.times"][min(size, case["size"]) - 1]
            if size and case["size"]
            else case["ledger.last"]
        )
        signed = log_signed(case, note, at)
        report.claim("checkpoints.signature", name, signed, "the log's signature first", note.signatures[:1])
        notes[size] = cosigned(case, note, name)
    case["cosigned"] = notes
    report.same("checkpoints.end", "checkpoints", case["size"], max(notes, default=0))
    wanted = [n for act in ("announced", "drawn", "heads", "sealed") for n in places(case, act)]
    versions = (case[f"results-{version}.digest"] for version in range(1, case["newest"] + 1))
    wanted += [n for value in versions for n in places(case, "certified", value)[-1:]]
    wanted.sort()
    for n, following in pairwise([*wanted, case["size"]]):
        there = any(n < size <= max(following, n + 1) for size in notes)
        where = f"ledger.jsonl: {n}"
        report.claim("checkpoints.acts", where, there, "a checkpoint before the next such act", sorted(notes))


def check_day(case: Case) -> None:
    """Annex B9: not_before is at least 24 hours after the announcement's checkpoint; who witnessed."""
    said, notes, drawn = (
        case["announcement"],
        case["cosigned"],
        min(places(case, "drawn"), default=case["size"]),
    )
    quorum, announced = said["quorum"], min(places(case, "announced"), default=0)
    early = {size: seen for size, seen in notes.items() if announced < size <= drawn}
    late = [
        size
        for size, seen in notes.items()
        if len(seen) >= quorum and size > max(places(case, "sealed"), default=0)
    ]
    vouched = [size for size, seen in early.items() if len(seen) >= quorum]
    if quorum:
        case.report.claim(
            "witnesses.quorum", "checkpoints", bool(vouched), f"{quorum} before the draw", early
        )
        if case["manifest"]["stage"] == "complete":
            case.report.claim(
                "witnesses.quorum", "checkpoints", bool(late), f"{quorum} after the seal", notes
            )
    else:
        case.report.skipped["witnesses.quorum"] = "no_quorum"
    if case.informal:
        case.report.skipped["announcement.day"] = "informal"
    elif vouched:
        size = min(vouched)
        at = instant(case["ledger.times"][size - 1])
        at = max([at, *sorted(early[size].values())[quorum - 1 : quorum]] if quorum else [at])
        enough = instant(said["not_before"]) >= at + DAY
        case.report.claim(
            "announcement.day", "announcement.json", enough, f">= {at + DAY} ms", said["not_before"]
        )


# ---- §5-§7 What the commitments hide until their time: keys, contents, persons ----------------------------


def key_fits(entry: dict[str, Any], key: dict[str, Any]) -> bool:
    """Annex B5: a key of the form its item needs."""
    kind, correct = entry["kind"], key["correct"]
    if not correct or not set(key["folds"]) <= {"trim", "spaces", "lower", "yo"}:
        return False
    if kind == "number":
        return len(correct) == 2 and all(_NUMBER.fullmatch(text) for text in correct)
    return kind == "text" or response_fits(entry, [option["id"] for option in entry["options"]], correct)


def check_keys(case: Case) -> None:
    """§5: opened after the seal, for every drawn item, each the one that was promised in the release."""
    keys, items, report = case["keys"], case["items"], case.report
    report.same("keys.bound", "keys.json", case["seal.digest"], keys["seal_digest"])
    drawn = {entry["code"] for paper in case["papers"].values() for entry, _, _ in paper}
    opened = {opening["code"] for opening in keys["openings"]}
    report.claim(
        "keys.opened", "keys.json", drawn <= opened, "every drawn item's key", sorted(drawn - opened)[:5]
    )
    case["correct"] = {}
    for opening in keys["openings"]:
        code, key, where = opening["code"], opening["key"], f"keys.json: {opening['code']}"
        entry = items.get(code)
        if not report.claim("keys.item", where, entry is not None, "an item of the release", code):
            continue
        found = commit(bytes.fromhex(opening["nonce"]), key)
        report.same("keys.commitment", where, entry["key_commitment"], found)
        about = [entry["code"], entry["revision"], entry["kind"], entry["revision"]]
        report.same(
            "keys.item", where, about, [key["code"], key["revision"], key["kind"], opening["revision"]]
        )
        report.claim(
            "keys.form", where, key_fits(entry, key), f"a key of a {entry['kind']} item", key["correct"]
        )
        case["correct"][code] = key


def check_contents(case: Case) -> None:
    """§7: the questions themselves, where they are disclosed."""
    opened = set()
    for opening in case["contents"]["openings"]:
        code, content, where = opening["code"], opening["content"], f"contents.json: {opening['code']}"
        entry = case["items"].get(code)
        if not case.report.claim("contents.item", where, entry is not None, "an item of the release", code):
            continue
        opened.add(code)
        found = commit(bytes.fromhex(opening["nonce"]), content)
        case.report.same("contents.commitment", where, entry["content_commitment"], found)
        ids = {option["id"] for option in entry["options"]}
        for language in content["languages"].values():
            fit(language, TEXT, where)
            case.report.same("contents.item", where, ids, set(language["options"]))
        about = [code, entry["revision"], entry["kind"], set(entry["languages"])]
        told = [content["code"], content["revision"], content["kind"], set(content["languages"])]
        case.report.same("contents.item", where, about, told)
    drawn = {entry["code"] for paper in case["papers"].values() for entry, _, _ in paper}
    missing = sorted(drawn - opened)[:5]
    case.report.claim("contents.opened", "contents.json", not missing, "every drawn item's content", missing)


def check_persons(case: Case) -> None:
    """§7: who sat behind each code, as promised by the roll."""
    lines, report, numbers = case["persons.lines"], case.report, Counter[str]()
    openings = {opening["code"]: opening for opening in case["persons"]["openings"]}
    for code, opening in openings.items():
        found = commit(bytes.fromhex(opening["nonce"]), opening["person"])
        where = f"persons.json: {code}"
        report.same("persons.commitment", where, [lines.get(code), code], [found, opening["person"]["code"]])
        numbers[opening["person"]["number"]] += 1
    twice = [number for number, count in numbers.items() if count > 1]
    report.claim("persons.once", "persons.json", not twice, "one code for one person", len(twice))
    newest = case[f"results-{case['newest']}"]["candidates"]
    missing = sorted({line["code"] for line in newest if line["status"] != "absent"} - openings.keys())
    report.claim("persons.opened", "persons.json", not missing, "everyone who sat", missing[:5])


# ---- §6 Scores: whole numbers and exact fractions ---------------------------------------------------------

Number = int | Fraction
_LOWER = {ord(big): big.lower() for big in "ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁҢӨҮ"}


def folded(text: str, folds: list[str]) -> str:
    """Annex B6."""
    text = text.strip(" ") if "trim" in folds else text
    text = re.sub(" +", " ", text) if "spaces" in folds else text
    text = text.translate(_LOWER) if "lower" in folds else text
    return text.replace("ё", "е").replace("Ё", "Е") if "yo" in folds else text


def part(right: int, of: int) -> Number:
    """An exact part of a whole, plain where it is all or nothing."""
    return int(right == of) if right in {0, of} else Fraction(right, of)


def fraction(kind: str, partial: bool, response: list[str], correct: list[str], folds: list[str]) -> Number:
    """The part of an item's mark that a response earns, 0 to 1."""
    if kind == "number":
        return int(Fraction(correct[0]) <= Fraction(response[0]) <= Fraction(correct[1]))
    if kind == "text":
        return int(folded(response[0], folds) in {folded(text, folds) for text in correct})
    if kind == "order":
        right = sum(given == wanted for given, wanted in zip(response, correct, strict=True))
        return part(right, len(correct)) if partial else int(response == correct)
    given, wanted = set(response), set(correct)
    if kind == "match" and partial:
        return part(len(given & wanted), len(correct))
    if kind == "multiple" and partial:
        return part(max(0, len(given & wanted) - len(given - wanted)), len(correct))
    return int(given == wanted)


def ranks(lines: list[dict[str, Any]]) -> dict[int, int]:
    """The rank of every total: 1 + number of scored candidates with a higher one."""
    totals = Counter(line["total"] for line in lines if line["status"] == "scored")
    totals.pop(None, 0)
    found, above = {}, 1
    for total in sorted(totals, reverse=True):
        found[total], above = above, above + totals[total]
    return found


@dataclass
class Rules:
    """Plan, keys and what the amendments up to one version make of them."""

    plan: dict[str, Any]
    keys: dict[str, dict[str, Any]]
    annulled: set[str] = field(default_factory=set)
    accepted: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    voided: set[str] = field(default_factory=set)
    late: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    known: dict[tuple[Any, ...], Number] = field(default_factory=dict)  # what a response to an item is worth

    def amend(self, amendment: dict[str, Any]) -> None:
        """Take one amendment into account."""
        self.known.clear()
        action, code, candidate = amendment["action"], amendment["code"], amendment["candidate"]
        if action == "annul":
            self.annulled.add(code)
        elif action == "accept":
            self.accepted[code].append(amendment["correct"])
        elif action == "void":
            self.voided.add(candidate)
        elif action == "restore":
            self.voided.discard(candidate)
        else:
            self.late[candidate, amendment["position"]] = amendment["response"]

    def rounded(self, value: Number) -> int:
        """A figure rounded to the plan's unit."""
        rule, unit = self.plan["rounding"]["rule"], self.plan["rounding"]["unit"]
        return int((2 * value + (unit if rule == "half_up" else 0)) // (2 * unit) * unit)

    def item(self, entry: dict[str, Any], mark: int, response: list[str]) -> Number:
        """Points of one item before floors."""
        if entry["code"] in self.annulled:
            return mark
        if not response:
            return 0
        known = (entry["code"], mark, *response)
        if known not in self.known:
            self.known[known] = self._worth(entry, mark, response)
        return self.known[known]

    def _worth(self, entry: dict[str, Any], mark: int, response: list[str]) -> Number:
        scoring, key = self.plan["scoring"], self.keys[entry["code"]]
        partial = scoring["rules"].get(entry["kind"]) == "partial"
        keys = [key["correct"], *self.accepted.get(entry["code"], [])]
        best = max(fraction(entry["kind"], partial, response, correct, key["folds"]) for correct in keys)
        return mark * best if best else -int(scoring["penalty"])

    def figures(self, paper: list[Any], answers: dict[int, list[str]], dropped: set[str]) -> tuple[Any, int]:
        """(points and maximum by topic, total) of one candidate."""
        place, floor = self.plan["rounding"]["place"], self.plan["scoring"]["floor_zero"]
        points = {quota["topic"]: 0 for quota in self.plan["quotas"] if not quota["pretest"]}
        exact, maximum = dict[str, Number](points), dict(points)
        for position, (entry, q, _) in enumerate(paper, 1):
            quota = self.plan["quotas"][q]
            if quota["pretest"] or entry["code"] in dropped:
                continue
            value = self.item(entry, quota["mark"], answers.get(position, []))
            value = max(0, value) if floor == "item" else value
            exact[quota["topic"]] += self.rounded(value) if place == "item" else value
            maximum[quota["topic"]] += quota["mark"]
        if floor == "section":
            exact = {topic: max(0, value) for topic, value in exact.items()}
        points = {topic: self.rounded(value) for topic, value in exact.items()}
        total = sum(exact.values()) if place != "section" else sum(points.values())
        total = max(0, total) if floor == "total" else total
        shown = {topic: (points[topic], maximum[topic]) for topic in sorted(points)}
        return shown, self.rounded(total) if place == "total" else int(total)

    def passes(self, figures: tuple[Any, int], paper: list[Any], dropped: set[str]) -> bool:
        """Cut and section minima, each lowered by what an item that was dropped would have weighed there."""
        cut, minima = self.plan["pass"]["cut"], {s["topic"]: s["min"] for s in self.plan["pass"]["sections"]}
        whole, fall = (
            sum(quota["count"] * quota["mark"] for quota in self.plan["quotas"] if not quota["pretest"]),
            0,
        )
        for entry, q, _ in paper:
            quota = self.plan["quotas"][q]
            if entry["code"] in dropped and not quota["pretest"]:
                weight = entry["difficulty"]
                weight = quota["mark"] * cut // whole if weight is None else weight
                fall += weight
                if entry["topic"] in minima:
                    minima[entry["topic"]] -= weight
        met = all(figures[0][topic][0] >= least for topic, least in minima.items())
        return bool(figures[1] >= cut - fall and met)

    def score(
        self, papers: dict[str, Any], answers: dict[str, dict[int, list[str]]], absent: set[str]
    ) -> list[Any]:
        """Every candidate's line of the results."""
        lines, whole = [], self.plan["pass"]["places"]
        dropped = self.annulled if self.plan["annulment"] == "drop" else set()
        for code, paper in sorted(papers.items()):
            line: dict[str, Any] = {"code": code, "status": "absent", "passed": False}
            line |= dict.fromkeys(("sections", "total", "maximum", "rank"))
            if code not in absent:
                given = answers[code] | {pos: late for (who, pos), late in self.late.items() if who == code}
                shown, total = figures = self.figures(paper, given, dropped)
                passed = self.passes(figures, paper, dropped) or (
                    bool(dropped) and self._before_drop(paper, given))  # fmt: skip
                sections = [{"topic": t, "points": p, "maximum": m} for t, (p, m) in shown.items()]
                status = "void" if code in self.voided else "scored"
                line |= {"status": status, "sections": sections, "total": total}
                line |= {
                    "passed": passed and status == "scored",
                    "maximum": sum(p["maximum"] for p in sections),
                }
            lines.append(line)
        above = ranks(lines)
        for line in lines:
            if line["status"] == "scored":
                line["rank"] = above[line["total"]]
                line["passed"] = line["passed"] and (whole is None or line["rank"] <= whole)
        return lines

    def _before_drop(self, paper: list[Any], given: dict[int, list[str]]) -> bool:
        """Nobody who had passed fails by a drop: whether this one passes with the items still counted."""
        plain = Rules(self.plan, self.keys, set(), self.accepted)
        return plain.passes(plain.figures(paper, given, set()), paper, set())


_MEMBERS = {"annul": {"code"}, "accept": {"code", "correct"}, "void": {"candidate"}, "restore": {"candidate"},
            "count_late": {"candidate", "position", "response", "incident"}}  # fmt: skip


def amendment_fits(case: Case, amendment: dict[str, Any]) -> bool:
    """§6, §7: an amendment says what it needs to, no more, about things that exist."""
    given = {name for name in ("code", "correct", "candidate", "position", "response", "incident")
             if amendment[name] is not None}  # fmt: skip
    if given != _MEMBERS[amendment["action"]] or (amendment["revision"] is not None and "code" not in given):
        return False
    if "candidate" in given and amendment["candidate"] not in case["codes"]:
        return False
    if "incident" in given:
        told = {i["n"]: i["code"] for i in case["incidents"]["incidents"]}
        if told.get(amendment["incident"], 0) not in {amendment["candidate"], None}:
            return False
    if not case.has("items"):
        return True
    entry = case["items"].get(amendment["code"])
    if "code" in given and (entry is None or amendment["revision"] not in {None, entry["revision"]}):
        return False
    if "correct" in given:
        return key_fits(entry, {"correct": amendment["correct"], "folds": []})
    if "position" in given:
        paper = case["papers"][amendment["candidate"]]
        if amendment["position"] > len(paper):
            return False
        entry, _, options = paper[amendment["position"] - 1]
        return response_fits(entry, options, amendment["response"])
    return True


def check_versions(case: Case) -> None:
    """§7: every version bound to seal, keys, plan and the one before; amendments only added, each voted."""
    report, before, votes = case.report, None, list[Any]()
    until = case["plan"]["correct_until"] if case.has("plan") else None
    for number in range(1, case["newest"] + 1):
        results, where = case[f"results-{number}"], f"results-{number}.json"
        bound = [number, before, case["seal.digest"]]
        report.same(
            "results.bound", where, bound, [results["version"], results["previous"], results["seal_digest"]]
        )
        for name in ("keys", "plan"):
            if case.has(f"{name}.digest"):
                report.same("results.bound", where, case[f"{name}.digest"], results[f"{name}_digest"])
        added = results["amendments"][len(votes) :]
        report.same("results.cumulative", where, votes, results["amendments"][: len(votes)])
        told = number == 1 or bool((results["reason"] or "").strip())
        report.claim("results.reason", where, told, "a reason for a new version", results["reason"])
        for amendment in added:
            reason = isinstance(amendment["reason"], str) and bool(amendment["reason"].strip())
            report.claim(
                "results.reason", f"{where}: {amendment['n']}", reason, "a reason", amendment["reason"]
            )
            carried = amendment["votes"]["for"] > amendment["votes"]["against"]
            report.claim(
                "results.votes", f"{where}: {amendment['n']}", carried, "a majority", amendment["votes"]
            )
            timely = until is None or amendment["voted_at"] <= until
            report.claim("results.votes", f"{where}: {amendment['n']}", timely, until, amendment["voted_at"])
            fits = amendment_fits(case, amendment)
            report.claim(
                "results.amendments", f"{where}: {amendment['n']}", fits, "a whole amendment", amendment
            )
        before, votes = case[f"results-{number}.digest"], results["amendments"]
        named = [line["code"] for line in results["candidates"]] == case["codes"]
        report.claim("results.candidates", where, named, "every code of the roll", len(results["candidates"]))
        check_listing(case, number)


def check_listing(case: Case, number: int) -> None:
    """What a version's own figures say: ranks, absentees, and every change since the version before."""
    results, where, report = case[f"results-{number}"], f"results-{number}.json", case.report
    lines = results["candidates"]
    above = ranks(lines)
    for line in lines:
        fair = line["rank"] is None
        if line["status"] == "scored" and line["total"] is not None:
            fair = line["rank"] == above[line["total"]]
        elif line["status"] == "absent":
            fair = (
                line["sections"] is line["total"] is line["maximum"] is line["rank"] is None
                and not line["passed"]
            )
        report.claim("results.ranks", f"{where}: {line['code']}", fair, "its place", line["rank"])
    absent = sum(line["status"] == "absent" for line in lines)
    report.same("results.absent", where, case["seal"]["attempts"]["absent"], absent)
    old = {line["code"]: line for line in case[f"results-{number - 1}"]["candidates"]} if number > 1 else {}
    outcome = ("total", "rank", "passed")
    pairs = [(line["code"], *({name: part[name] for name in outcome} for part in (old[line["code"]], line)))
             for line in lines if line["code"] in old]  # fmt: skip
    changes = [{"code": code, "before": was, "after": now} for code, was, now in pairs if was != now]
    report.same("results.changes", where, changes, results["changes"])


def check_scores(case: Case) -> None:
    """§6: every version's figures, computed again from papers, closing answers and keys."""
    if case["broken"]:
        raise Missing
    rules, done = Rules(case["plan"], case["correct"]), 0
    absent = {line["code"] for line in case["lines"] if line["how"] == "absent"}
    for number in range(1, case["newest"] + 1):
        results, where = case[f"results-{number}"], f"results-{number}.json"
        for amendment in results["amendments"][done:]:
            rules.amend(amendment)
        done = len(results["amendments"])
        mine = rules.score(case["papers"], case["attempts"], absent)
        case["mine"] = {"version": number, "digest": case[f"results-{number}.digest"], "candidates": mine}
        for line, told in zip(mine, results["candidates"], strict=False):
            at = f"{where}: {line['code']}"
            case.report.same("results.status", at, line["status"], told["status"])
            for name in ("sections", "maximum", "total"):
                case.report.same("results.scores", f"{at}/{name}", line[name], told[name])
            case.report.same(
                "results.passed", at, [line["rank"], line["passed"]], [told["rank"], told["passed"]]
            )


# ---- What was issued, and what outsiders hold in their hands ----------------------------------------------


def check_documents(case: Case) -> None:
    """Every document issued is in the list and was signed on the record."""
    documents, report = case["documents"]["documents"], case.report
    signed = {entry["object"] for _, entry in case["acts"]["document_signed"]}
    listed = {document["sha256"] for document in documents}
    report.claim(
        "documents.ledger",
        "documents.json",
        signed == listed,
        "as in the ledger",
        sorted(signed ^ listed)[:5],
    )
    serials = {document["serial"] for document in documents}
    for document in documents:
        newer, code = document["superseded_by"], document["code"]
        fair = newer is None or (newer in serials and newer != document["serial"])
        fair = (
            fair and (code is None or code in case["codes"]) and (document["version"] or 0) <= case["newest"]
        )
        report.claim(
            "documents.rules",
            f"documents.json: {document['serial']}",
            fair,
            "known code and version",
            document,
        )


def check_anchors(case: Case) -> None:
    """§9: the heads that outsiders kept; what lies beyond the largest is not anchored."""
    report, skipped = case.report, case.report.skipped
    if not case.notes:
        skipped |= dict.fromkeys(("anchor.size", "anchor.root", "anchor.seal", "anchor.results"), "no_anchor")
        return
    reach = 0
    for note in case.notes:
        report.same("anchor.origin", "checkpoint", case["announcement"]["log_origin"], note.origin)
        if report.claim(
            "anchor.size", "checkpoint", note.size <= case["size"], f"<= {case['size']}", note.size
        ):
            report.same(
                "anchor.root", f"ledger.jsonl: first {note.size}", note.root, case["roots"][note.size]
            )
            reach = max(reach, note.size)
    sealed = places(case, "sealed", case["seal.digest"])
    certified = places(case, "certified", case[f"results-{case['newest']}.digest"])
    for code, numbers in (("anchor.seal", sealed), ("anchor.results", certified)):
        if numbers and max(numbers) < reach:
            report.claim(code, "ledger.jsonl", True)
        else:
            skipped[code] = "beyond"


AID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def finding_aid(head: str) -> str:
    """The first 80 bits of a head in Crockford's base 32, 4 x 4."""
    number = int(head[:20], 16)
    text = "".join(AID[number >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))


def check_receipt(case: Case) -> None:
    """§4: the receipt a candidate took home: QR text, or `CODE XXXX-XXXX-XXXX-XXXX` copied by hand."""
    if case.receipt is None:
        case.report.skipped |= {"receipt.signature": "no_receipt", "receipt.journal": "no_receipt"}
        return
    text, report = case.receipt.strip(), case.report
    lines = {line["code"]: line for line in case["lines"]} if case.has("lines") else {}
    last = case["heads"][-1][1] if case.has("heads") and case["heads"] else {}
    if not text.startswith("{"):
        code, _, aid = text.partition(" ")
        plain = re.sub("[^0-9A-Z]", "", aid.upper().translate(str.maketrans("OIL", "011")))
        head = lines[code]["head"] if code in lines else last.get(code, (0, "0" * 64))[1]
        report.same("receipt.journal", code, finding_aid(head).replace("-", ""), plain)
        report.skipped["receipt.signature"] = "aid_only"
        return
    told = json.loads(text)
    fit(told, SHAPES["receipt"], "receipt")
    said, key = told["receipt"], case["keyring"].get(told["key"])
    known = key is not None and key["role"] == "hall" and key["from"] <= said["closed_at"]
    good = known and signed_by(key["public"], bytes.fromhex(told["signature"]), canonical(said))
    report.claim("receipt.signature", "receipt", good, "signed by the hall", told["key"])
    report.same("receipt.journal", "receipt", case["announcement"]["sitting"], said["sitting"])
    code = said["code"]
    if code not in lines:
        report.same("receipt.journal", code, list(last.get(code, ())), [said["entries"], said["head"]])
        return
    line = lines[code]
    report.same("receipt.journal", code, [line[m] for m in ("entries", "head", "closed_at")],
                [said[m] for m in ("entries", "head", "closed_at")])  # fmt: skip
    given = sorted(position for position, response in case["attempts"][code].items() if response)
    wanted = given if isinstance(said["answered"], list) else len(given)
    report.same("receipt.journal", code, wanted, said["answered"])


def read_the_rest(case: Case) -> None:
    """Members no check has asked for (README, or what a failed check left): the manifest's word for them."""
    for name in sorted(case["names"] - case["read"] - {"manifest.json", "signatures.json"}):
        raw = member(case, name)
        if name.endswith((".json", ".jsonl")):
            for _, _ in lines_of(raw, name) if name.endswith("l") else [(b"", parse(raw, name))]:
                pass


PARTS: list[Callable[[Case], None]] = [
    open_archive, read_manifest, read_objects, check_members, check_trust, read_ledger, check_signatures,
    check_announcement, check_plan, check_release, check_people, check_draw, read_heads, check_attempts,
    check_seal, check_incidents, check_acts, check_certification, check_checkpoints, check_day,
    check_keys, check_contents, check_persons, check_versions, check_scores, check_documents,
    check_anchors, check_receipt, read_the_rest,
]  # fmt: skip


def attempt(case: Case, part: Callable[[Case], None]) -> None:
    """One part: a Flaw stops it, what rests on something missing is not checked; no traceback."""
    try:
        part(case)
    except Missing:
        pass
    except Flaw as flaw:
        case.report.claim(flaw.code, flaw.where, False, flaw.expected, flaw.found)
    except (
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        case["stopped"] = [getattr(part, "__name__", "?"), f"{type(error).__name__}: {error}"[:120]]


def verify(path: Path, anchor: str | None = None, notes: list[Note] | None = None, receipt: str | None = None,
           ask: str | None = None) -> Case:  # fmt: skip
    """Check one bundle; raises Unusable for what is no bundle at all."""
    case = Case(path, anchor, notes or [], receipt, ask)
    try:
        for part in PARTS:
            attempt(case, part)
    finally:
        if case.has("archive"):
            case["archive"].close()
    return case


def verdict(case: Case) -> str:
    """FALSE, consistent, or genuine: replayed whole, seal and certified results below what outsiders kept."""
    if case.report.flaws or not case.report.held["verifier.stopped"]:
        return "FALSE"
    anchored = ("announcement.anchor", "anchor.root", "anchor.seal", "anchor.results", "results.scores")
    beyond = any(code in case.report.skipped or not case.report.held[code] for code in anchored)
    return "consistent" if beyond else "genuine"


def summary(case: Case) -> dict[str, Any]:
    """Everything found, as one JSON object."""
    said = case.known.get("announcement")
    notes, manifest = case.known.get("cosigned", {}), case.known.get("manifest", {})
    quotas = []
    if case.has("plan") and case.has("release"):
        for q, quota in enumerate(case["plan"]["quotas"]):
            count = len(eligible(case["plan"], case["release"]["entries"], quota))
            quotas.append({"q": q, "topic": quota["topic"], "eligible": count})
    own = {key["public"]: key["holder"] for key in case.known.get("keyring", {}).values()}
    houses = {
        key["holder"]
        for key in case.known.get("keyring", {}).values()
        if key["role"] in {"office", "hall", "log"}
    }
    witnesses = {"quorum": said["quorum"], "names": [w["name"] for w in said["witnesses"]],
                 "cosigned": {str(size): sorted(seen) for size, seen in sorted(notes.items())},
                 "of_operator": [w["name"] for w in said["witnesses"] if own.get(w["public"]) in houses],
                 } if said else {}  # fmt: skip
    return {
        "verdict": verdict(case), "stage": manifest.get("stage"), "disclosure": manifest.get("disclosure"),
        "sitting": said and said["sitting"], "origin": case.origin,
        "announcement": case.known.get("announcement.digest"),
        "checks": [
            {"code": code, "object": where, "verdict": state, "expected": wanted, "found": found,
             "sentence": SENTENCES[code][0]}
            for code, where, state, wanted, found in case.report.rows()],
        "results": case.known.get("mine"), "quotas": quotas,
        "custodians": len(said["commitments"]) if said else 0,
        "mode": said and said["mode"], "witnesses": witnesses, "software": said and said["software"],
    }  # fmt: skip


# ---- In words: what every check proves, in English, Russian, Kyrgyz; the table's order is the report's ----

TABLE = """
zip.bounds|The archive is small enough to be opened safely.
Архив достаточно мал, чтобы открыть его безопасно.
Архив коопсуз ачууга жетерлик кичине.
zip.names|The archive holds only members that the protocol names: no paths, links or strangers.
В архиве только предусмотренные протоколом файлы: ни путей, ни ссылок, ни чужого.
Архивде протоколдо аталган файлдар гана бар: бөтөн жол, шилтеме, файл жок.
zip.twice|No member occurs twice.
Ни один файл не встречается дважды.
Эч бир файл эки жолу кездешпейт.
zip.damaged|Every member unpacks whole.
Каждый файл распаковывается целиком.
Ар бир файл толук ачылат.
json.syntax|Every object is well-formed JSON in UTF-8.
Каждый объект — правильный JSON в UTF-8.
Ар бир объект UTF-8де туура JSON.
json.duplicate|No object says the same thing twice.
Ни в одном объекте нет повторных полей.
Эч бир объектте кайталанган талаа жок.
json.number|Numbers are whole and within bounds.
Числа целые и в пределах.
Сандар бүтүн жана чегинде.
json.nesting|Nothing is nested too deeply.
Нет чрезмерной вложенности.
Ашыкча терең камтуу жок.
json.canonical|Every object is written in its one canonical way, so its hash means one thing.
Каждый объект записан единственным способом: его хеш имеет одно значение.
Ар бир объект бир гана жол менен жазылган: анын хеши бир маанилүү.
shape.type|Every object is of the type its place demands.
Каждый объект того типа, которого требует его место.
Ар бир объекттин түрү өз ордуна туура келет.
shape.members|Every object has exactly the members of the protocol.
Каждый объект содержит ровно те поля, что в протоколе.
Ар бир объектте протоколдогу талаалар гана бар.
shape.value|Every value is of the allowed form.
Каждое значение допустимого вида.
Ар бир маани уруксат берилген түрдө.
shape.sorted|Lists are in their order and name nothing twice.
Списки упорядочены, без повторов.
Тизмелер иретте, кайталоо жок.
shape.sitting|All objects are about the same sitting.
Все объекты об одном сеансе.
Бардык объекттер бир сеанс жөнүндө.
manifest.files|The list of files is complete.
Список файлов полон.
Файлдардын тизмеси толук.
manifest.size|Every file has the listed size.
Размер каждого файла как в списке.
Ар бир файлдын көлөмү тизмедегидей.
manifest.sha256|Every file has the listed hash: this copy is undamaged.
Хеш каждого файла как в списке: копия не повреждена.
Ар бир файлдын хеши тизмедегидей: көчүрмө бузулган эмес.
manifest.about|The list names this sitting and its newest results.
Список называет этот сеанс и последнюю версию результатов.
Тизме ушул сеансты жана акыркы жыйынтыкты атайт.
members.missing|Nothing that belongs into such a bundle is withheld.
Ничего из положенного в таком наборе не утаено.
Мындай топтомго тиешелүү эч нерсе жашырылган эмес.
members.undisclosed|Nothing is disclosed that must stay closed.
Не раскрыто ничего, что должно оставаться закрытым.
Жабык калууга тийиш эч нерсе ачылган эмес.
trust.keys|Signing keys are named by their own hash.
Ключи подписи названы собственным хешем.
Колтамга ачкычтары өз хеши менен аталган.
trust.digest|The keys of all roles are those of the announcement.
Ключи всех ролей — те, что в объявлении.
Бардык ролдордун ачкычтары жарыядагыдай.
signatures.object|Every signature is about an object of this bundle as it stands.
Каждая подпись относится к объекту этого набора в его нынешнем виде.
Ар бир колтамга ушул топтомдогу объекттин азыркы түрүнө тиешелүү.
signatures.key|Every signature is of an announced key in its role.
Каждая подпись сделана объявленным ключом в его роли.
Ар бир колтамга жарыяланган ачкыч менен, өз ролунда коюлган.
signatures.period|Every key signed within its time.
Каждый ключ подписывал в свой срок.
Ар бир ачкыч өз мөөнөтүндө колдонулган.
signatures.valid|Every signature is genuine.
Каждая подпись подлинна.
Ар бир колтамга чыныгы.
signatures.required|All those signed who must.
Подписали все, кто должен.
Кол коюуга тийиштүүлөрдүн баары кол койгон.
signatures.holders|Where two must sign, they are two people.
Где нужны двое, подписали два разных человека.
Эки киши керек жерде эки башка киши кол койгон.
announcement.anchor|The announcement is the one printed before the exam.
Объявление то самое, что напечатано до экзамена.
Жарыя экзаменге чейин басылгандын өзү.
announcement.entropy|The public throw has at least 2^50 possible outcomes: nobody can try them all.
У публичного броска не меньше 2^50 исходов: перебрать их нельзя.
Ачык ыргытуунун кеминде 2^50 жыйынтыгы бар: баарын сынап көрүү мүмкүн эмес.
announcement.shares|At least one custodian took part in the draw.
В жеребьёвке участвовал хотя бы один хранитель.
Чүчүкулакка кеминде бир сактоочу катышкан.
announcement.rules|The announcement can be followed as it stands.
Объявление выполнимо.
Жарыя аткарууга жарактуу.
announcement.day|The announcement was public at least 24 hours before the draw.
Объявление опубликовано не менее чем за 24 часа до жеребьёвки.
Жарыя чүчүкулактан кеминде 24 саат мурда жарыяланган.
plan.digest|The rules are those announced.
Правила те, что объявлены.
Эрежелер жарыялангандай.
plan.rules|The rules are free of contradictions.
Правила непротиворечивы.
Эрежелер бири-бирине каршы келбейт.
release.root|The frozen bank is the one announced.
Зафиксированный банк вопросов тот, что объявлен.
Бекитилген суроолор банкы жарыялангандай.
release.rules|Every item of the bank is well-formed.
Каждый вопрос банка правильно описан.
Банктын ар бир суроосу туура сыпатталган.
register.digest|The register of codes is the one announced.
Реестр шифров тот, что объявлен.
Шифрлердин реестри жарыялангандай.
roll.codes|The roll has one line for every code.
В списке по одной строке на каждый шифр.
Тизмеде ар бир шифрге бир сап бар.
roll.root|The roll is the one announced: codes could not change hands.
Список тот, что объявлен: шифры не могли сменить владельца.
Тизме жарыялангандай: шифрлер ээсин алмаштыра алган эмес.
roll.spares|Spare codes were given by two people, before the draw, on the record.
Запасные шифры выданы двумя людьми, до жеребьёвки, с записью.
Кошумча шифрлерди эки киши, чүчүкулакка чейин, жазуу менен берген.
roll.ghost|Nobody sat under a code that belongs to nobody.
Никто не сидел под ничьим шифром.
Ээсиз шифр менен эч ким отурган эмес.
draw.once|There was one draw.
Жеребьёвка была одна.
Чүчүкулак бир жолу болгон.
draw.bound|The draw belongs to this announcement.
Жеребьёвка относится к этому объявлению.
Чүчүкулак ушул жарыяга тиешелүү.
draw.entropy|The public throw has exactly the announced form.
Запись броска ровно в объявленной форме.
Ыргытуунун жазуусу так жарыяланган түрдө.
draw.readers|Two people read the throw.
Бросок читали двое.
Ыргытууну эки киши окуган.
draw.shares|The custodians' shares are those they promised.
Доли хранителей те, что обещаны.
Сактоочулардын үлүштөрү убада кылынгандай.
draw.seed|The seed follows from shares and throw.
Начальное число следует из долей и броска.
Баштапкы сан үлүштөр менен ыргытуудан келип чыгат.
draw.time|The draw was not before its time and was recorded at once.
Жеребьёвка не раньше срока и сразу записана.
Чүчүкулак мөөнөтүнөн эрте эмес жана дароо жазылган.
draw.ledger|The draw is the one in the ledger.
Жеребьёвка та, что в журнале.
Чүчүкулак журналдагыдай.
papers.set|Every code has its paper and its journal, and nobody else has.
У каждого шифра свой вариант и журнал, и больше ни у кого.
Ар бир шифрдин өз варианты жана журналы бар, башка эч кимде жок.
papers.redrawn|Every paper, drawn again here, is the same.
Каждый вариант, разыгранный здесь заново, тот же.
Ар бир вариант бул жерде кайра тартылганда ошол эле.
papers.root|The papers are those published before the first question was shown.
Варианты те, что опубликованы до показа первого вопроса.
Варианттар биринчи суроо көрсөтүлгөнгө чейин жарыялангандай.
journal.chain|No journal entry is changed, missing or moved.
Ни одна запись журнала не изменена, не пропущена, не переставлена.
Журналдын эч бир жазуусу өзгөргөн, жоголгон, жылдырылган эмес.
journal.time|Times in a journal never go back.
Время в журнале не идёт назад.
Журналда убакыт артка кетпейт.
journal.kinds|Journals open once and know no other acts than the protocol's.
Журнал открывается один раз и знает лишь действия протокола.
Журнал бир жолу ачылат, протоколдогу аракеттер гана бар.
journal.opened|No attempt opened before the draw.
Никто не начал до жеребьёвки.
Чүчүкулакка чейин эч ким баштаган эмес.
journal.seconds|Everyone began with the planned time and the recorded grants.
Каждый начал с положенным временем и записанными надбавками.
Ар ким белгиленген убакыт жана жазылган кошумча менен баштаган.
journal.extension|Added time stays within the plan's limit.
Добавленное время в пределах плана.
Кошулган убакыт пландын чегинде.
journal.deadline|No answer was taken after time, to the millisecond.
Ни один ответ не принят после срока, до миллисекунды.
Мөөнөттөн кийин бир да жооп кабыл алынган эмес, миллисекундга чейин.
journal.late|Nothing else was done to an attempt after its time.
После срока с попыткой ничего не делали.
Мөөнөттөн кийин аракет менен эч нерсе жасалган эмес.
journal.pause|Nobody answered during a pause, and pauses begin and end.
Во время паузы никто не отвечал; паузы начаты и закончены.
Тыныгууда эч ким жооп берген эмес; тыныгуулар башталып, аяктаган.
journal.response|Every answer was possible on that paper.
Каждый ответ возможен в этом варианте.
Ар бир жооп ушул вариантта мүмкүн.
journal.language|Everyone worked in a language of the plan.
Каждый работал на языке плана.
Ар ким пландагы тилде иштеген.
journal.terminal|Moves between terminals are without a gap.
Пересадки между местами прослеживаются.
Орун алмаштыруулар үзгүлтүксүз көрүнөт.
journal.closed|Every journal is closed once, and nothing follows.
Каждый журнал закрыт один раз, после ничего нет.
Ар бир журнал бир жолу жабылган, андан кийин эч нерсе жок.
journal.ended|Every attempt ended as its time says.
Каждая попытка окончена так, как говорит её время.
Ар бир аракет убактысына ылайык аяктаган.
heads.root|Every published set of heads is whole.
Каждый опубликованный набор голов целостен.
Жарыяланган баштардын ар бир топтому бүтүн.
heads.passed|Every journal passes through all heads published while it grew: none was rewritten.
Каждый журнал проходит через все опубликованные головы: ни один не переписан.
Ар бир журнал жарыяланган баштардын баарынан өтөт: эч бири кайра жазылган эмес.
heads.time|Entries lie in time between the heads around them.
Записи лежат по времени между соседними головами.
Жазуулар убактысы боюнча коңшу баштардын ортосунда.
heads.closed|Attempts past their time were closed by the next heads.
Попытки после срока закрыты к следующим головам.
Мөөнөтү бүткөн аракеттер кийинки баштарга чейин жабылган.
heads.interval|Heads were published every five minutes, or an incident says why not.
Головы публиковались каждые пять минут, либо происшествие объясняет перерыв.
Баштар беш мүнөт сайын жарыяланган же үзгүлтүк окуяда түшүндүрүлгөн.
heads.complete|The last heads cover every journal to its end.
Последние головы охватывают каждый журнал до конца.
Акыркы баштар ар бир журналды аягына чейин камтыйт.
incidents.digest|The incidents are those under the seal.
Происшествия те, что под печатью.
Окуялар мөөр астындагыдай.
incidents.ledger|The incidents are those told to the ledger at the time.
Происшествия те, что тогда же внесены в журнал.
Окуялар ошол учурда журналга жазылгандай.
seal.bound|The seal belongs to this announcement.
Печать относится к этому объявлению.
Мөөр ушул жарыяга тиешелүү.
seal.draw|The seal belongs to this draw.
Печать относится к этой жеребьёвке.
Мөөр ушул чүчүкулакка тиешелүү.
seal.answers|All answers are exactly those under the seal.
Все ответы ровно те, что под печатью.
Бардык жооптор мөөр астындагынын өзү.
seal.attempts|The hall's count of attempts adds up.
Счёт попыток в зале сходится.
Залдагы аракеттердин саны дал келет.
seal.heads|The seal counts all heads of the ledger.
Печать учитывает все головы журнала.
Мөөр журналдын бардык баштарын эсептейт.
seal.time|The seal was set after the last close, and recorded at once.
Печать поставлена после последнего закрытия и сразу записана.
Мөөр акыркы жабуудан кийин коюлуп, дароо жазылган.
ledger.chain|The ledger is one chain from 0: nothing is changed or left out.
Журнал — одна цепь от 0: ничего не изменено и не пропущено.
Журнал 0дөн баштап бир чынжыр: эч нерсе өзгөргөн же калтырылган эмес.
ledger.time|The ledger's times never go back.
Время в журнале установки не идёт назад.
Негизги журналда убакыт артка кетпейт.
acts.announced|There is one announcement on the record, this one.
В журнале одно объявление, это.
Журналда бир жарыя бар, ушул.
acts.shares|Every share was deposited before the draw.
Каждая доля сдана до жеребьёвки.
Ар бир үлүш чүчүкулакка чейин тапшырылган.
acts.sealed|There is one seal on the record, this one.
В журнале одна печать, эта.
Журналда бир мөөр бар, ушул.
acts.keys_opened|The answer keys were opened after the seal, once, and these.
Ключи ответов вскрыты после печати, один раз, и именно эти.
Туура жооптор мөөрдөн кийин, бир жолу, дал ушулар ачылган.
acts.order|All acts are in their order.
Все действия в своём порядке.
Бардык аракеттер өз иретинде.
acts.superseded|A sitting replaced by this one is on the record.
Заменённый сеанс есть в журнале.
Алмаштырылган сеанс журналда бар.
acts.computed|Every version of results was computed on the record, after the keys.
Каждая версия результатов посчитана с записью, после вскрытия ключей.
Жыйынтыктын ар бир версиясы ачкычтардан кийин, жазуу менен эсептелген.
acts.voted|Every vote was taken before its effect was computed.
Каждое голосование прошло до расчёта его последствий.
Ар бир добуш анын таасири эсептелгенге чейин берилген.
acts.agreed|Two programs agreed before anyone certified.
Две программы сошлись до утверждения.
Эки программа бекитүүгө чейин бирдей чыккан.
acts.certified|Two people certified every version.
Каждую версию утвердили двое.
Ар бир версияны эки киши бекиткен.
acts.withheld|No version of results is withheld.
Ни одна версия результатов не утаена.
Жыйынтыктын эч бир версиясы жашырылган эмес.
checkpoints.note|Every checkpoint is a well-formed signed note.
Каждая контрольная точка — правильная подписанная заметка.
Ар бир көзөмөл чекити туура кол коюлган жазуу.
checkpoints.size|Every checkpoint is of this log and of the size it is filed under.
Каждая контрольная точка этого журнала и своего размера.
Ар бир көзөмөл чекити ушул журналдыкы жана өз көлөмүндө.
checkpoints.root|Every checkpoint is the root of this very ledger.
Каждая контрольная точка — корень именно этого журнала.
Ар бир көзөмөл чекити дал ушул журналдын тамыры.
checkpoints.signature|Every checkpoint is signed by the log.
Каждая контрольная точка подписана журналом.
Ар бир көзөмөл чекитине журнал кол койгон.
checkpoints.end|The newest checkpoint covers the whole ledger.
Последняя контрольная точка охватывает весь журнал.
Акыркы көзөмөл чекити бүт журналды камтыйт.
checkpoints.acts|Every act that must be published at once has its checkpoint.
У каждого действия, требующего публикации, есть контрольная точка.
Жарыялоону талап кылган ар бир аракеттин көзөмөл чекити бар.
checkpoints.cosigned|Every cosignature is of an announced witness.
Каждая подпись свидетеля — объявленного свидетеля.
Ар бир күбөнүн колтамгасы жарыяланган күбөнүкү.
witnesses.quorum|As many witnesses as announced saw the ledger before the draw and after the seal.
Объявленное число свидетелей видело журнал до жеребьёвки и после печати.
Жарыяланган сандагы күбөлөр журналды чүчүкулакка чейин жана мөөрдөн кийин көргөн.
keys.bound|The answer keys belong to this seal.
Ключи ответов относятся к этой печати.
Туура жооптор ушул мөөргө тиешелүү.
keys.opened|No drawn item's key is withheld.
Ни один ключ разыгранного вопроса не утаён.
Тартылган суроонун бир да ачкычы жашырылган эмес.
keys.item|Every answer key is for its item.
Каждый ключ к своему вопросу.
Ар бир ачкыч өз суроосуна.
keys.commitment|Every answer key is the one fixed before the announcement.
Каждый ключ тот, что закреплён до объявления.
Ар бир ачкыч жарыяга чейин бекитилгендин өзү.
keys.form|Every answer key is possible for its item.
Каждый ключ возможен для своего вопроса.
Ар бир ачкыч өз суроосуна мүмкүн.
contents.item|Every disclosed question is for its item.
Каждый раскрытый вопрос на своём месте.
Ар бир ачылган суроо өз ордунда.
contents.commitment|Every disclosed question is the one fixed before the announcement.
Каждый раскрытый вопрос тот, что закреплён до объявления.
Ар бир ачылган суроо жарыяга чейин бекитилгендин өзү.
contents.opened|All drawn questions are disclosed.
Раскрыты все разыгранные вопросы.
Тартылган суроолордун баары ачылган.
persons.commitment|Every code belongs to the person promised in the roll.
Каждый шифр принадлежит лицу, закреплённому в списке.
Ар бир шифр тизмеде бекитилген адамдыкы.
persons.once|Nobody had two codes.
Ни у кого не было двух шифров.
Эч кимде эки шифр болгон эмес.
persons.opened|Everyone who sat is named.
Названы все, кто сидел.
Отургандардын баары аталган.
results.versions|All versions of results are here.
Все версии результатов здесь.
Жыйынтыктын бардык версиялары бар.
results.bound|Results belong to this seal, these keys, this plan and the version before.
Результаты относятся к этой печати, ключам, плану и прошлой версии.
Жыйынтык ушул мөөргө, ачкычтарга, планга жана мурунку версияга тиешелүү.
results.cumulative|Earlier amendments stand unchanged in later versions.
Прежние поправки не изменены в новых версиях.
Мурунку оңдоолор жаңы версияларда өзгөргөн эмес.
results.reason|Every amendment and new version has its reason.
У каждой поправки и новой версии есть причина.
Ар бир оңдоонун жана жаңы версиянын себеби бар.
results.votes|Every amendment was carried by a vote in time.
Каждая поправка принята голосованием в срок.
Ар бир оңдоо мөөнөтүндө добуш менен кабыл алынган.
results.amendments|Every amendment is whole and about something that exists.
Каждая поправка полна и о существующем.
Ар бир оңдоо толук жана бар нерсе жөнүндө.
results.candidates|Results have every code, and only those.
В результатах все шифры и только они.
Жыйынтыкта бардык шифрлер бар, башкасы жок.
results.status|Everyone's status is right: scored, absent or void.
Статус каждого верен: оценён, не явился или аннулирован.
Ар кимдин абалы туура: бааланган, келген эмес же жараксыз.
results.scores|Every figure, computed again here, is the same.
Каждая цифра, посчитанная здесь заново, та же.
Ар бир сан бул жерде кайра эсептелгенде ошол эле.
results.passed|Ranks and pass marks, computed again here, are the same.
Места и «сдан», посчитанные здесь заново, те же.
Орундар жана «тапшырылды» бул жерде кайра эсептелгенде ошол эле.
results.ranks|Ranks follow from the listed totals.
Места следуют из указанных сумм.
Орундар көрсөтүлгөн упайлардан келип чыгат.
results.absent|The number of absentees is the seal's.
Число неявившихся как в печати.
Келбегендердин саны мөөрдөгүдөй.
results.changes|Every change between versions is listed.
Перечислено каждое изменение между версиями.
Версиялардын ортосундагы ар бир өзгөрүү көрсөтүлгөн.
documents.ledger|The documents issued are those signed on the record.
Выданы те документы, подписание которых записано.
Берилген документтер журналда кол коюлганы жазылгандар.
documents.rules|Every document is about a known code and version.
Каждый документ об известном шифре и версии.
Ар бир документ белгилүү шифр жана версия жөнүндө.
anchor.origin|The checkpoint kept outside is of this log.
Сохранённая посторонним точка — этого журнала.
Сырттан сакталган чекит ушул журналдыкы.
anchor.size|The ledger reaches at least as far as the checkpoint kept outside: it was not rolled back.
Журнал не короче сохранённой посторонним точки: его не откатывали.
Журнал сырттан сакталган чекиттен кыска эмес: артка кайтарылган эмес.
anchor.root|The ledger's beginning is what outsiders saw: history was not rewritten.
Начало журнала то, что видели посторонние: история не переписана.
Журналдын башы сырттагылар көргөндөй: тарых кайра жазылган эмес.
anchor.seal|The seal lies below the checkpoint kept outside.
Печать раньше сохранённой посторонним точки.
Мөөр сырттан сакталган чекиттен мурун.
anchor.results|The certified results lie below the checkpoint kept outside.
Утверждённые результаты раньше сохранённой посторонним точки.
Бекитилген жыйынтык сырттан сакталган чекиттен мурун.
receipt.signature|The receipt is signed by the hall.
Контрольный талон подписан залом.
Ырастамага зал кол койгон.
receipt.journal|The receipt is about exactly this journal.
Контрольный талон именно об этом журнале.
Ырастама дал ушул журнал жөнүндө.
verifier.stopped|Everything that must be checked could be read and checked.
Всё, что обязательно, удалось прочитать и проверить.
Милдеттүү нерсенин баары окулуп, текшерилди.
"""


def _table() -> dict[str, tuple[str, str, str]]:
    lines = TABLE.strip().split("\n")
    heads = [line.partition("|") for line in lines[::3]]
    return {code: (en, ru, ky) for (code, _, en), ru, ky in zip(heads, lines[1::3], lines[2::3], strict=True)}


SENTENCES = _table()

LANGUAGE_WORDS = """
passed|passed|верно|туура
failed|FAILED|НЕВЕРНО|ТУУРА ЭМЕС
not checked|not checked|не проверено|текшерилген эмес
expected|expected|ожидалось|күтүлгөн
found|found|найдено|табылган
proves|what it proves|что это доказывает|эмнени далилдейт
trial|THIS IS A TRIAL SITTING, NOT AN EXAM|ЭТО ПРОБНЫЙ СЕАНС, А НЕ ЭКЗАМЕН|БУЛ СЫНАМЫК СЕАНС, ЭКЗАМЕН ЭМЕС
demo|THIS IS A DEMONSTRATION, NOT AN EXAM|ЭТО ДЕМОНСТРАЦИЯ, А НЕ ЭКЗАМЕН|БУЛ КӨРСӨТМӨ, ЭКЗАМЕН ЭМЕС
sitting|Sitting|Сеанс|Сеанс
announcement|Announcement (digest)|Объявление (хеш)|Жарыя (хеш)
missing|rests on something not in this bundle, or false|основано на отсутствующем или ложном|жок же жалган \
нерсеге таянат
closed|not disclosed in a bundle of this kind|в наборе этого вида не раскрывается|мындай топтомдо ачылбайт
no_anchor|nothing kept by outsiders was given|не дано ничего сохранённого посторонними|сырттан сакталган эч \
нерсе берилген эмес
beyond|lies beyond the checkpoint given|за пределами данной контрольной точки|берилген көзөмөл чекитинен ары
no_receipt|no receipt was given|контрольный талон не дан|ырастама берилген эмес
aid_only|a finding aid carries no signature|короткий код подписи не несёт|кыска код колтамга камтыбайт
no_quorum|no witness was required|свидетелей не требовалось|күбө талап кылынган эмес
informal|trial or demonstration|проба или демонстрация|сынамык же көрсөтмө
uncertified|not yet certified|ещё не утверждено|азырынча бекитилген эмес
quota|Quota {0} ({1}): {2} items were eligible|Квота {0} ({1}): подходило вопросов: {2}|{0}-квота ({1}): \
жарактуу суроолор: {2}
custodians|Custodians' shares: {0}|Долей хранителей: {0}|Сактоочулардын үлүшү: {0}
one|One custodian only: the draw rests on the throw alone.|Хранитель один: жеребьёвка держится на одном \
броске.|Сактоочу бирөө: чүчүкулак ыргытууга гана таянат.
one_machine|One machine delivered and held the encrypted keys: authors and older backups remain a risk.|\
Одна машина вела экзамен и хранила шифрованные ключи: авторы и старые копии остаются риском.|Бир машина \
экзаменди өткөрүп, шифрленген ачкычтарды сактаган: авторлор жана эски көчүрмөлөр коркунуч бойдон калат.
witnesses|Witnesses required: {0} of {1}|Нужно свидетелей: {0} из {1}|Талап кылынган күбөлөр: {0}, бардыгы {1}
own|of them the operator's own: {0}|из них собственные оператора: {0}|алардын ичинен оператордуку: {0}
genuine|genuine: replayed whole, and anchored in what outsiders kept|genuine (подлинно): воспроизведено \
целиком и закреплено тем, что сохранили посторонние|genuine (чыныгы): толук кайталанды жана сырттагылар \
сактаганга таянат
consistent|consistent: no contradiction; whether it is the exam that was announced is not fully shown|\
consistent (непротиворечиво): противоречий нет; тот ли это объявленный экзамен, показано не полностью|\
consistent (карама-каршылык жок): бирок бул жарыяланган экзамендин өзү экени толук көрсөтүлгөн эмес
FALSE|FALSE: something in this bundle is not true|FALSE (ложно): что-то в этом наборе неправда|FALSE \
(жалган): бул топтомдо чындык эмес нерсе бар
unusable|Cannot be checked|Проверить нельзя|Текшерүү мүмкүн эмес
limits|What no evidence can show: who sat in the seat, who photographed a screen, who whispered, and \
whether a kiosk recorded what it showed.|Чего не покажет никакое доказательство: кто сидел на месте, кто \
снял экран, кто подсказал и записал ли киоск то, что показал.|Эч бир далил көрсөтө албайт: орунда ким \
отурганын, экранды ким тартканын, ким шыбыраганын, киоск көрсөткөнүн жазганбы.
story|Story of|История|Баян:
opened|began|начало|башталды
answered|answered|ответ|жооп
language|language|язык|тил
remark|remark on a question|замечание к вопросу|суроого эскертүү
moved|moved to another seat|пересадка|орун алмаштырды
paused|paused|пауза|тыныгуу
resumed|resumed|продолжение|улантылды
extended|time added|добавлено время|убакыт кошулду
closed_entry|ended|окончание|аяктады
drawn|papers drawn|варианты разыграны|варианттар тартылды
sealed|sealed|опечатано|мөөрлөндү
scored|scored|оценка|бааланды
"""
WORDS = {line.split("|")[0]: line.split("|")[1:] for line in LANGUAGE_WORDS.strip().split("\n")}

MUST = ["members.missing", "trust.digest", "signatures.valid", "ledger.chain", "seal.bound",
        "checkpoints.root", "checkpoints.end", "results.bound"]  # fmt: skip
MUST_OPEN = ["plan.digest", "release.root", "register.digest", "roll.root", "draw.seed", "papers.redrawn",
             "journal.chain", "heads.complete", "seal.answers", "keys.commitment", "results.scores",
             "results.passed"]  # fmt: skip
CLOSED = ("contents.", "persons.")  # may rightly be absent; the next ones too where a bundle is sealed
OPEN_ONLY = (
    "plan.", "release.", "register.", "roll.codes", "roll.ghost", "draw.", "papers.", "journal.", "heads.",
    "keys.", "seal.draw", "seal.answers", "results.status", "results.scores", "results.passed")  # fmt: skip


def check_nothing_skipped(case: Case) -> None:
    """A bundle in which the heart of the matter could not even be asked is not consistent."""
    must = MUST + (MUST_OPEN if case["manifest"]["disclosure"] != "sealed" else [])
    unseen = [code for code in must if not case.report.held[code]]
    if (unseen or case.has("stopped")) and not case.report.flaws:
        unseen += case.known.get("stopped", [])
        case.report.claim("verifier.stopped", case.path.name, False, "these checks made", unseen)
    case.report.claim("verifier.stopped", case.path.name, True)
    sealed = case["manifest"]["disclosure"] == "sealed"
    for code in SENTENCES:
        if code.startswith(CLOSED + (OPEN_ONLY if sealed else ())) and not case.report.held[code]:
            case.report.skipped.setdefault(code, "closed")
        if code.startswith("documents.") and case.has("uncertified"):
            case.report.skipped.setdefault(code, "uncertified")


PARTS.append(check_nothing_skipped)


def tell(case: Case, found: dict[str, Any], language: int, explain: bool) -> Iterator[str]:
    """The lines of the report for people."""

    def word(name: str, *values: object) -> str:
        return WORDS[name][language].format(*values)

    if case.informal:
        yield f"*** {word(str(case.origin))} ***"
    yield f"{word('sitting')}: {found['sitting']}   ({found['stage']}, {found['disclosure']})"
    yield f"{word('announcement')}: {found['announcement']}"
    for check in found["checks"]:
        state = check["verdict"]
        mark = {"passed": "+", "failed": "!", "not checked": "-"}[state]
        tail = f" ({word(check['found'])})" if state == "not checked" else f" [{check['object']}]"
        yield f"{mark} {word(state):12} {check['code']:24} {SENTENCES[check['code']][language]}{tail}"
        if state == "failed":
            yield f"      {word('expected')}: {_short(check['expected'])}"
            yield f"      {word('found')}: {_short(check['found'])}"
    for quota in found["quotas"]:
        yield word("quota", quota["q"], quota["topic"], quota["eligible"])
    yield word("custodians", found["custodians"])
    if found["custodians"] == 1:
        yield word("one")
    if found["mode"] == "one_machine":
        yield word("one_machine")
    if found["witnesses"]:
        yield word("witnesses", found["witnesses"]["quorum"], len(found["witnesses"]["names"]))
        yield word("own", len(found["witnesses"]["of_operator"]))
    if case.ask:
        yield from story(case, word)
    if explain:
        yield word("limits")
    if case.informal:
        yield f"*** {word(str(case.origin))} ***"
    yield f"\n{word(found['verdict'])}"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain)
    return text if len(text) < 300 else text[:300] + "..."


def story(case: Case, word: Callable[..., str]) -> Iterator[str]:
    """One candidate's exam as a timeline."""
    yield f"\n{word('story')} {case.ask}"
    events = [(entry["at"], word(act), "") for act in ("drawn", "sealed")
              for _, entry in case.known.get("acts", {}).get(act, [])]  # fmt: skip
    for at, kind, body in case.stories:
        moment = f"{date.fromordinal(at // DAY + 719_163)}T{at // 3_600_000 % 24:02}:{at // 60_000 % 60:02}"
        name = "closed_entry" if kind == "closed" else kind
        events.append((f"{moment}:{at // 1000 % 60:02}.{at % 1000:03}Z", word(name), body))
    for at, what, body in sorted(events, key=lambda event: event[0]):
        yield f"  {at}  {what}  {body}"
    for line in case.known.get("mine", {}).get("candidates", []):
        if line["code"] == case.ask:
            yield f"  {word('scored')}  {_encode(line)}"


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, set) else str(value)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Check the evidence of a Taraza exam. Exit: 0 holds, 1 FALSE, 2 unusable."
    )
    parser.add_argument("evidence", type=Path, help="the ZIP that was published")
    parser.add_argument(
        "--announcement", metavar="HEX", help="digest of the announcement, as printed before the exam"
    )
    parser.add_argument(
        "--checkpoint", metavar="FILE", type=Path, action="append", default=[], help="a head kept outside"
    )
    parser.add_argument(
        "--receipt", metavar="TEXT", help="text of a receipt's QR, or 'CODE XXXX-XXXX-XXXX-XXXX'"
    )
    parser.add_argument("--candidate", metavar="CODE", help="tell one candidate's story")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument("--explain", action="store_true", help="add what no evidence can show")
    parser.add_argument("--language", choices=("en", "ru", "ky"), default="en")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    given = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="backslashreplace"
        )  # a console that lacks a letter still gets its verdict
    language = ("en", "ru", "ky").index(given.language)
    try:
        case = verify(given.evidence, *_anchors(given), ask=given.candidate)
        if given.candidate and case.has("codes") and given.candidate not in case["codes"]:
            raise Unusable(f"no such candidate code: {given.candidate}")
    except Unusable as error:
        sentence = f"{WORDS['unusable'][language]}: {given.evidence}: {error}"
        if given.json:
            print(json.dumps({"verdict": "unusable", "error": sentence}, ensure_ascii=False))
        else:
            print(sentence, file=sys.stderr)
        return 2
    found = summary(case)
    if given.json:
        for check in found["checks"]:
            check["sentence"] = SENTENCES[check["code"]][language]
        print(json.dumps(found, ensure_ascii=False, default=_plain))
    else:
        for line in tell(case, found, language, given.explain):
            print(line)
    return 1 if found["verdict"] == "FALSE" else 0


def _anchors(given: argparse.Namespace) -> tuple[str | None, list[Note], str | None]:
    """What outsiders hold, in a form that can be compared at all."""
    anchor = given.announcement and re.sub(r"[\s-]", "", given.announcement).lower()
    if anchor is not None and not re.fullmatch("[0-9a-f]{64}", anchor):
        raise Unusable("--announcement must be 64 hexadecimal digits")
    notes = []
    for path in given.checkpoint:
        try:
            notes.append(read_note(path.read_bytes()))
        except (OSError, Flaw) as error:
            raise Unusable(f"--checkpoint {path} is not a signed note ({error})") from None
    receipt = given.receipt and given.receipt.strip()
    if receipt:
        try:
            good = isinstance(json.loads(receipt), dict) if receipt.startswith("{") else receipt[8:9] == " "
        except ValueError:
            good = False
        if not good:
            raise Unusable("--receipt must be the text of the QR or 'CODE XXXX-XXXX-XXXX-XXXX'")
    return anchor, notes, receipt


if __name__ == "__main__":
    sys.exit(main())
