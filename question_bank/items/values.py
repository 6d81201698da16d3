"""What an author writes: a question in its languages with its key, before options get random ids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from foundation.errors import Invalid

LANGUAGES = ("ky", "ru", "en")
KINDS = ("single", "multiple")
OPTION_IDS = "abcdefghijklmnopqrstuvwxyz"
USUAL_SECONDS = 60
TRUE_FALSE = {"ky": ("Туура", "Туура эмес"), "ru": ("Верно", "Неверно"), "en": ("True", "False")}
_CODE = re.compile(r"[A-Za-z0-9._-]{1,40}", re.ASCII)


class BadCode(Invalid):
    """A code has letters or a length that codes may not have (PROTOCOL annex B 3)."""

    code = "bad_code"


@dataclass(frozen=True, slots=True)
class Text:
    """A question in one language: the stem and the options by author's id (a, b, c, ...)."""

    stem: str
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as its author sees it, key included; difficulty in thousandths, time in seconds."""

    code: str
    topic: str
    kind: str
    languages: dict[str, Text]
    correct: tuple[str, ...]
    fixed: tuple[str, ...] = ()
    folds: tuple[str, ...] = ()
    difficulty: int | None = None
    difficulty_basis: str | None = None
    seconds: int = USUAL_SECONDS
    enemies: str | None = None
    source: str | None = None

    def option_ids(self) -> list[str]:
        """Return every option id that any language has, in order."""
        return sorted({option for text in self.languages.values() for option in text.options})

    def is_true_false(self) -> bool:
        """Say whether it is a single choice between two fixed options."""
        return self.kind == "single" and len(self.fixed) == 2 and self.option_ids() == sorted(self.fixed)


def is_code(text: str) -> bool:
    """Say whether `text` may name an item, topic or option."""
    return _CODE.fullmatch(text) is not None and text not in {".", ".."}


def true_false(languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the two options of a true/false question by language."""
    return {language: dict(zip("ab", TRUE_FALSE[language], strict=True)) for language in languages}


def to_json(draft: Draft) -> dict[str, Any]:
    """Return the draft without its key, for storage."""
    return {
        "topic": draft.topic,
        "kind": draft.kind,
        "languages": {
            name: {"stem": text.stem, "options": text.options} for name, text in draft.languages.items()
        },
        "fixed": list(draft.fixed),
        "difficulty": draft.difficulty,
        "difficulty_basis": draft.difficulty_basis,
        "seconds": draft.seconds,
        "enemies": draft.enemies,
        "source": draft.source,
    }


def from_json(
    code: str, stored: dict[str, Any], *, correct: Iterable[str] = (), folds: Iterable[str] = ()
) -> Draft:
    """Return the draft that was stored; without its key unless given."""
    return Draft(
        code=code,
        topic=stored["topic"],
        kind=stored["kind"],
        languages={
            name: Text(text["stem"], dict(text["options"])) for name, text in stored["languages"].items()
        },
        correct=tuple(correct),
        fixed=tuple(stored["fixed"]),
        folds=tuple(folds),
        difficulty=stored["difficulty"],
        difficulty_basis=stored["difficulty_basis"],
        seconds=stored["seconds"],
        enemies=stored["enemies"],
        source=stored["source"],
    )
