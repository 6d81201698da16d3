"""What an importer says about each row or question of a file: a draft or none, a verdict, and reasons."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import ClassVar

from foundation.errors import Invalid
from question_bank.items.values import Draft


class Unreadable(Invalid):
    """The file as a whole cannot be read; `reason` says why."""

    code: ClassVar[str] = "unreadable_file"


class Verdict(IntEnum):
    """What became of a row, the worst reason counting."""

    EXACT = 0
    NORMALISED = 1
    LOSSY = 2
    REFUSED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file: a row of a sheet, or a question, from 1; `last` where it is a stretch."""

    kind: str
    number: int
    sheet: str | None = None
    last: int | None = None

    def __str__(self) -> str:
        """Return `row 5`, `rows 5-9`, `Sheet2 row 5` or `question 3`."""
        numbers = (
            f"{self.kind} {self.number}" if self.last is None else f"{self.kind}s {self.number}-{self.last}"
        )
        return numbers if self.sheet is None else f"{self.sheet} {numbers}"


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that was found or done, at `where` in the question; details fill the sentence."""

    code: str
    where: str = ""
    weight: Verdict = Verdict.REFUSED
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row or question of a file: `draft` is None where nothing can be taken in."""

    place: Place
    code: str | None
    draft: Draft | None
    reasons: tuple[Reason, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The weight of the heaviest reason."""
        return max((reason.weight for reason in self.reasons), default=Verdict.EXACT)

    @property
    def accepted(self) -> bool:
        """Whether a draft may be stored."""
        return self.draft is not None and self.verdict is not Verdict.REFUSED


@dataclass(frozen=True, slots=True)
class Asked:
    """What the importing person said about a file: names and defaults for what it lacks."""

    bank: str
    topic: str | None = None
    language: str | None = None


def note(code: str, where: str = "", **details: object) -> Reason:
    """Something to know; nothing was changed."""
    return Reason(code, where, Verdict.EXACT, details)


def mended(code: str, where: str = "", **details: object) -> Reason:
    """A harmless change."""
    return Reason(code, where, Verdict.NORMALISED, details)


def dropped(code: str, where: str = "", **details: object) -> Reason:
    """Something of the file was left out."""
    return Reason(code, where, Verdict.LOSSY, details)


def refused(code: str, where: str = "", **details: object) -> Reason:
    """The row cannot be taken in."""
    return Reason(code, where, Verdict.REFUSED, details)
