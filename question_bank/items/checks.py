"""What is wrong with a question, said in codes: pure checks, errors apart from warnings.

Sentences live in `app`. An error stops a submission; a warning is for a judge to weigh.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from question_bank.items import letters
from question_bank.items.values import KINDS, LANGUAGES, Draft, Text, is_code

ERROR = "error"
WARNING = "warning"
LONGEST_STEM = 6000
LONGEST_OPTION = 2000
MOST_OPTIONS = 12
LONGEST_SECONDS = 3600
_FORMULA = re.compile(r"=|[@+][A-Za-z]{2,}\s*\(")
_ALL_ABOVE = re.compile(
    r"\b(all|none|both) of the (above|following|options)\b|\b(a and b|a or b)\b"
    r"|вс[её] (выше)?перечисленн|ни один из (выше)?перечисленн|жогоруда(гы|гылардын)\b.{0,20}\b(баары|бири)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found at a place (`ru.stem`, `ky.b`, `key`, `code`, ...); details fill the sentence."""

    code: str
    place: str
    severity: str = ERROR
    details: dict[str, object] = field(default_factory=dict)


def check(draft: Draft, *, languages: Collection[str] = ()) -> list[Finding]:
    """Return what is wrong with a question; `languages` are those it must have."""
    return [
        *_head(draft),
        *_languages(draft, languages),
        *_key(draft),
        *(found for name, text in draft.languages.items() for found in _text(name, text, draft)),
    ]


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return only what must be mended."""
    return [finding for finding in findings if finding.severity == ERROR]


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet program would compute this text instead of showing it."""
    return _FORMULA.match(text) is not None


def _head(draft: Draft) -> Iterator[Finding]:
    if not is_code(draft.code):
        yield Finding("bad_code", "code", details={"found": draft.code})
    if not is_code(draft.topic):
        yield Finding("bad_topic", "topic", details={"found": draft.topic})
    if draft.enemies is not None and not draft.enemies.strip():
        yield Finding("bad_enemies", "enemies")
    if draft.kind not in KINDS:
        yield Finding("kind_not_supported", "kind", details={"kind": draft.kind})
    if draft.difficulty is None:
        yield Finding("no_difficulty", "difficulty", WARNING)
    elif not 0 <= draft.difficulty <= 1000:
        yield Finding("difficulty_range", "difficulty", details={"found": draft.difficulty})
    if not 0 < draft.seconds <= LONGEST_SECONDS:
        yield Finding("seconds_range", "seconds", details={"found": draft.seconds})


def _languages(draft: Draft, required: Collection[str]) -> Iterator[Finding]:
    for language in sorted(set(required) - set(draft.languages)):
        yield Finding("missing_language", language, details={"language": language})
    if not draft.languages:
        yield Finding("no_stem", "stem")
    for language in sorted(set(draft.languages) - set(LANGUAGES)):
        yield Finding("strange_language", language, details={"language": language})
    every = draft.option_ids()
    for language, text in draft.languages.items():
        lacking = [option for option in every if not text.options.get(option, "").strip()]
        if lacking and any(text.options.values()):
            yield Finding("options_differ", language, details={"options": lacking, "language": language})


def _key(draft: Draft) -> Iterator[Finding]:
    known = set(draft.option_ids())
    strange = [option for option in draft.correct if option not in known]
    if not draft.correct:
        yield Finding("no_key", "key")
    elif strange:
        yield Finding("key_out_of_range", "key", details={"found": strange, "options": sorted(known)})
    elif draft.kind == "single" and len(draft.correct) > 1:
        yield Finding("two_keys", "key", details={"found": list(draft.correct)})
    elif len(draft.correct) == len(known) > 1:
        yield Finding("all_correct", "key", WARNING)
    if draft.kind == "multiple" and len(draft.correct) == 1:
        yield Finding("one_key_of_multiple", "key", WARNING)


def _text(language: str, text: Text, draft: Draft) -> Iterator[Finding]:
    if not text.stem.strip():
        yield Finding("no_stem", f"{language}.stem", details={"language": language})
    if len(text.options) < 2 or not any(said.strip() for said in text.options.values()):
        yield Finding("no_options", language, details={"language": language})
    if len(text.options) > MOST_OPTIONS:
        yield Finding("too_many_options", language, details={"most": MOST_OPTIONS})
    yield from _string(f"{language}.stem", text.stem, LONGEST_STEM)
    seen: dict[str, str] = {}
    for option, said in sorted(text.options.items()):
        place = f"{language}.{option}"
        yield from _string(place, said, LONGEST_OPTION)
        folded = letters.fold(said) or said.strip()
        if folded and folded in seen:
            yield Finding("duplicate_options", place, details={"options": [seen[folded], option]})
        seen.setdefault(folded, option)
        if option not in draft.fixed and _ALL_ABOVE.search(said):
            yield Finding("refers_to_others", place, WARNING, {"option": option})


def _string(place: str, text: str, longest: int) -> Iterator[Finding]:
    """Findings that any text may have."""
    if len(text) > longest:
        yield Finding("too_long", place, details={"found": len(text), "most": longest})
    if is_formula(text.lstrip()):
        yield Finding("formula", place)
    if letters.CONTROL.search(text):
        yield Finding("control", place)
    if letters.LOST.search(text):
        yield Finding("lost_letters", place)
    if letters.MARKUP.search(text):
        yield Finding("markup", place, WARNING, {"found": letters.MARKUP.findall(text)[0]})
    if letters.INVISIBLE.search(text):
        yield Finding("invisible", place, WARNING)
    mixed = letters.mixed_words(text)
    if mixed:
        yield Finding("look_alike", place, WARNING, {"words": mixed[:5]})
