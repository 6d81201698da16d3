"""Forms of values: what a member of an object may hold, as a check and as a JSON schema in one place.

A schema says what a schema can say; order and sums are rules that only the check knows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from foundation.errors import Invalid

Schema = dict[str, Any]


class MalformedObject(Invalid):
    """An object has not the members or values of annex A; details: type, path, reason."""

    code: ClassVar[str] = "malformed_object"


class Form(Protocol):
    """What a value may be."""

    def check(self, value: Any, path: str) -> None:
        """Raise MalformedObject with path and reason unless `value` has this form."""

    def schema(self) -> Schema:
        """Return the JSON schema (2020-12) of this form."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without parts."""

    name: str
    holds: Callable[[Any], bool]
    described: Schema

    def check(self, value: Any, path: str) -> None:
        """Raise unless the predicate holds."""
        if not self.holds(value):
            raise MalformedObject(path=path, reason=self.name)

    def schema(self) -> Schema:
        """Return the schema given."""
        return dict(self.described)


@dataclass(frozen=True, slots=True)
class Maybe:
    """A form, or null where there is none."""

    form: Form

    def check(self, value: Any, path: str) -> None:
        """Raise unless null or of the form."""
        if value is not None:
            self.form.check(value, path)

    def schema(self) -> Schema:
        """Return either schema."""
        return {"anyOf": [self.form.schema(), {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; with `by`, sorted by what that returns, without duplicates (annex B 4)."""

    form: Form
    by: Callable[[Any], Any] | None = None
    least: int = 0
    most: int | None = None

    def check(self, value: Any, path: str) -> None:
        """Raise unless every part has the form and the order is right."""
        if not isinstance(value, list):
            raise MalformedObject(path=path, reason="list")
        if len(value) < self.least or (self.most is not None and len(value) > self.most):
            raise MalformedObject(path=path, reason="length", found=len(value))
        for index, part in enumerate(value):
            self.form.check(part, f"{path}[{index}]")
        if self.by is not None:
            _check_sorted([self.by(part) for part in value], path)

    def schema(self) -> Schema:
        """Return an array's schema."""
        schema: Schema = {"type": "array", "items": self.form.schema()}
        if self.by is not None:
            schema["uniqueItems"] = True
        if self.least:
            schema["minItems"] = self.least
        return schema if self.most is None else schema | {"maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Members:
    """An object with exactly these members; `rule` returns a reason where parts do not agree."""

    members: Mapping[str, Form]
    optional: frozenset[str] = frozenset()
    rule: Callable[[Any], str | None] | None = None

    def check(self, value: Any, path: str) -> None:
        """Raise for a missing, unknown or ill-formed member, or a broken rule."""
        if not isinstance(value, dict):
            raise MalformedObject(path=path, reason="object")
        for name in value.keys() - self.members.keys():
            raise MalformedObject(path=f"{path}.{name}", reason="unknown")
        for name, form in self.members.items():
            if name in value:
                form.check(value[name], f"{path}.{name}")
            elif name not in self.optional:
                raise MalformedObject(path=f"{path}.{name}", reason="missing")
        if self.rule is not None and (reason := self.rule(value)) is not None:
            raise MalformedObject(path=path, reason=reason)

    def schema(self) -> Schema:
        """Return a closed object's schema."""
        return {
            "type": "object",
            "properties": {name: form.schema() for name, form in self.members.items()},
            "required": sorted(self.members.keys() - self.optional),
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class Keyed:
    """An object whose names are values themselves."""

    name: Plain
    form: Form

    def check(self, value: Any, path: str) -> None:
        """Raise unless names and values have their forms."""
        if not isinstance(value, dict):
            raise MalformedObject(path=path, reason="object")
        for name, part in value.items():
            self.name.check(name, f"{path}.{name}")
            self.form.check(part, f"{path}.{name}")

    def schema(self) -> Schema:
        """Return an open object's schema."""
        return {
            "type": "object",
            "propertyNames": self.name.schema(),
            "additionalProperties": self.form.schema(),
        }


@dataclass(frozen=True, slots=True)
class Cases:
    """An object whose member `part` has the form that its member `tag` names."""

    whole: Members
    tag: str
    part: str
    forms: Mapping[str, Form] = field(default_factory=dict)

    def check(self, value: Any, path: str) -> None:
        """Raise unless the whole is right and the part fits the tag."""
        self.whole.check(value, path)
        self.forms[value[self.tag]].check(value[self.part], f"{path}.{self.part}")

    def schema(self) -> Schema:
        """Return the whole's schema with a condition for each case."""
        cases = [
            {
                "if": {"properties": {self.tag: {"const": tag}}},
                "then": {"properties": {self.part: form.schema()}},
            }
            for tag, form in self.forms.items()
        ]
        return self.whole.schema() | {"allOf": cases}


def _check_sorted(keys: list[Any], path: str) -> None:
    for index in range(1, len(keys)):
        if not keys[index - 1] < keys[index]:
            raise MalformedObject(path=f"{path}[{index}]", reason="order")
