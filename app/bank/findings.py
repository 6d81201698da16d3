"""What a draft's checks found, as sentences by field of the editor."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.bank import wording
from question_bank.items import checks
from question_bank.items.checks import Finding
from question_bank.items.values import Draft

WISHED = ("ky", "ru")
"""Languages in which a question of this exam is expected; a plan says which it must have."""


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words, whether it stops a submission, and the field it belongs to."""

    field: str
    sentence: str
    is_error: bool


def of(draft: Draft) -> list[Said]:
    """Return everything that was found in a draft, errors first."""
    found = [*checks.check(draft), *_missing(draft)]
    said = [_said(finding) for finding in found]
    return sorted(said, key=lambda one: not one.is_error)


def by_field(said: Iterable[Said]) -> dict[str, list[Said]]:
    """Return the findings under the fields beside which they are shown."""
    grouped: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        grouped[one.field].append(one)
    return dict(grouped)


def _missing(draft: Draft) -> Iterable[Finding]:
    for language in WISHED:
        if language not in draft.languages:
            yield Finding("missing_language", language, checks.WARNING, {"language": language})


def _said(finding: Finding) -> Said:
    sentence = wording.say(finding.code, finding.details)
    return Said(_field(finding.place), sentence, finding.severity == checks.ERROR)


def _field(place: str) -> str:
    """Return the editor's field for a place: `ru.stem` is `stem_ru`, a whole language is its stem."""
    language, _dot, part = place.rpartition(".")
    if language:
        return f"{part}_{language}"
    if place in wording.LANGUAGE_NAMES:
        return f"stem_{place}"
    return {"key": "correct", "stem": "stem_ky", "basis": "difficulty"}.get(place, place)
