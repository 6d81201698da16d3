"""Drafts as the CSV that the importer reads back unchanged. It holds keys: only for who may see them."""

import csv
import io
from collections.abc import Sequence

from question_bank.items.values import Draft

FIELDS = ("code", "topic", "kind", "difficulty", "basis", "seconds", "enemies", "source")


def header(languages: Sequence[str], options: Sequence[str]) -> list[str]:
    """Return the names of the columns."""
    texts = [name for language in languages for name in _names(language, options)]
    return [*FIELDS, *texts, "correct"]


def write(drafts: Sequence[Draft], *, encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    """Return the file; raise UnicodeEncodeError where the encoding lacks a letter."""
    languages = sorted({name for draft in drafts for name in draft.languages})
    options = sorted({option for draft in drafts for option in draft.option_ids()})
    made = io.StringIO(newline="")
    lines = csv.writer(made, delimiter=separator)
    lines.writerow(header(languages, options))
    lines.writerows(_line(draft, languages, options) for draft in drafts)
    return made.getvalue().encode(encoding)


def _names(language: str, options: Sequence[str]) -> list[str]:
    return [f"stem_{language}", *(f"{option}_{language}" for option in options)]


def _line(draft: Draft, languages: Sequence[str], options: Sequence[str]) -> list[str]:
    kind = "truefalse" if draft.is_true_false() else draft.kind
    difficulty = "" if draft.difficulty is None else str(draft.difficulty)
    line = [draft.code, draft.topic, kind, difficulty, draft.difficulty_basis or "", str(draft.seconds)]
    line += [draft.enemies or "", draft.source or ""]
    for language in languages:
        text = draft.languages.get(language)
        line.append(text.stem if text else "")
        line += [text.options.get(option, "") if text else "" for option in options]
    return [*line, ",".join(draft.correct)]
