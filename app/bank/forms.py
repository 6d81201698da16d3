"""The editor's form and the draft, each from the other; an empty column is a language that is not there."""

from collections.abc import Mapping

from werkzeug.datastructures import ImmutableMultiDict

from question_bank.items import letters
from question_bank.items.values import LANGUAGES, TRUE_FALSE, USUAL_SECONDS, Draft, Text

OPTIONS = "abcdef"
TRUE_FALSE_KIND = "truefalse"
Form = ImmutableMultiDict[str, str]


def kind_of(draft: Draft) -> str:
    """Return the kind as the editor names it."""
    return TRUE_FALSE_KIND if draft.is_true_false() else draft.kind


def to_draft(code: str, form: Form) -> Draft:
    """Return the draft that a form describes; texts are cleaned as an importer cleans them."""
    kind = form.get("kind", "single")
    languages = {name: text for name in LANGUAGES if (text := _text(name, kind, form)) is not None}
    every = sorted({option for text in languages.values() for option in text.options})
    is_fixed = kind == TRUE_FALSE_KIND
    fixed = every if is_fixed else [option for option in form.getlist("fixed") if option in every]
    difficulty = _number(form.get("difficulty", ""))
    return Draft(
        code=code,
        topic=form.get("topic", "").strip(),
        kind="single" if is_fixed else kind,
        languages=languages,
        correct=tuple(sorted(set(form.getlist("correct")))),
        fixed=tuple(fixed),
        difficulty=difficulty,
        difficulty_basis=None if difficulty is None else form.get("difficulty_basis") or "angoff",
        seconds=_number(form.get("seconds", "")) or USUAL_SECONDS,
        enemies=form.get("enemies", "").strip() or None,
        source=_clean(form.get("source", "")) or None,
    )


def to_fields(draft: Draft) -> dict[str, str]:
    """Return the values of the editor's fields."""
    fields = {
        "topic": draft.topic,
        "kind": kind_of(draft),
        "difficulty": "" if draft.difficulty is None else str(draft.difficulty),
        "seconds": str(draft.seconds),
        "enemies": draft.enemies or "",
        "source": draft.source or "",
    }
    for language, text in draft.languages.items():
        fields[f"stem_{language}"] = text.stem
        fields |= {f"{option}_{language}": said for option, said in text.options.items()}
    return fields


def option_rows(draft: Draft, asked: int) -> str:
    """Return the letters of the rows that the editor opens: four, more where they are used or asked for."""
    used = [OPTIONS.find(option) + 1 for option in draft.option_ids()]
    return OPTIONS[: max(4, asked, *used)] if used else OPTIONS[: max(4, asked)]


def _text(language: str, kind: str, form: Mapping[str, str]) -> Text | None:
    stem = _clean(form.get(f"stem_{language}", ""))
    said = {option: _clean(form.get(f"{option}_{language}", "")) for option in OPTIONS}
    options = {option: text for option, text in said.items() if text}
    if kind == TRUE_FALSE_KIND:
        own = dict(zip("ab", TRUE_FALSE[language], strict=True))
        return Text(stem, own) if stem else None
    return Text(stem, options) if stem or options else None


def _clean(text: str) -> str:
    return letters.clean(text)[0]


def _number(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else None
