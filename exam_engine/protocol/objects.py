"""The protocol's objects: `check` one against annex A, and the builders that make them as plain dicts.

`canonical(object)` are the bytes that are stored. Builders sort what annex A sorts; they do not check.
"""

from collections.abc import Iterable
from typing import Any

from exam_engine.protocol.building import (
    Object,
    announcement,
    answers_line,
    content,
    contents,
    documents,
    draw,
    entropy,
    entry,
    file,
    head_line,
    incidents,
    key,
    keys,
    keys_package,
    manifest,
    opening,
    paper,
    paper_line,
    person,
    persons,
    plan,
    receipt,
    register,
    release,
    release_entry,
    results,
    roll,
    roll_line,
    seal,
    signatures,
    trust,
)
from exam_engine.protocol.forms import Form, MalformedObject
from exam_engine.protocol.tables import BEFORE
from exam_engine.protocol.tables_after import AFTER
from exam_engine.protocol.tables_during import DURING, SIGNED_RECEIPT

FORMS: dict[str, Form] = {**BEFORE, **DURING, **AFTER}
"""Every typed object's form by the NAME in `taraza/NAME/1`."""

__all__ = [
    "FORMS",
    "SIGNED_RECEIPT",
    "MalformedObject",
    "Object",
    "announcement",
    "answers_line",
    "check",
    "check_all",
    "content",
    "contents",
    "documents",
    "draw",
    "entropy",
    "entry",
    "file",
    "head_line",
    "incidents",
    "key",
    "keys",
    "keys_package",
    "manifest",
    "name_of",
    "opening",
    "paper",
    "paper_line",
    "person",
    "persons",
    "plan",
    "receipt",
    "register",
    "release",
    "release_entry",
    "results",
    "roll",
    "roll_line",
    "seal",
    "signatures",
    "trust",
]


def name_of(value: Any) -> str:
    """Return NAME of an object's `type: taraza/NAME/1`; raise MalformedObject for any other type."""
    kind = value.get("type") if isinstance(value, dict) else None
    if isinstance(kind, str):
        parts = kind.split("/")
        if len(parts) == 3 and parts[0] == "taraza" and parts[2] == "1" and parts[1] in FORMS:
            return parts[1]
    raise MalformedObject(path="type", reason="type", found=str(kind))


def check(value: Any, expected: str | None = None) -> Object:
    """Return `value` if its members and values are those of annex A; raise MalformedObject otherwise.

    With `expected` (the NAME in `taraza/NAME/1`) the object must be of that type.
    """
    name = name_of(value)
    if expected is not None and name != expected:
        raise MalformedObject(path="type", reason="type", found=name, expected=expected)
    FORMS[name].check(value, name)
    checked: Object = value
    return checked


def check_all(values: Iterable[Any], expected: str | None = None) -> list[Object]:
    """Return the checked objects."""
    return [check(value, expected) for value in values]
