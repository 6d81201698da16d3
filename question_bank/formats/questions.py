"""One row of a table into a draft: texts by language, the key, and what else the columns say."""

import re
from dataclasses import dataclass

from question_bank.formats import answers, naming
from question_bank.formats.cells import Record
from question_bank.formats.headers import Columns
from question_bank.formats.rows import Asked, Reason, dropped, mended, note, refused
from question_bank.items.values import TRUE_FALSE, USUAL_SECONDS, Draft, Text

KIND_WORDS = {
    "single": "single|single choice|multichoice|mcq|one|один|одиночный|один ответ|бир жооп|одиночный выбор",
    "multiple": "multiple|multiple choice|multi|several|несколько|множественный|множественный выбор|бир нече",
    "truefalse": "truefalse|true/false|true-false|tf|верно/неверно|да/нет|туура/туура эмес|верно-неверно",
}
KINDS = {word: kind for kind, words in KIND_WORDS.items() for word in words.split("|")}
_BASES = {"angoff", "calibrated"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one sheet are read."""

    columns: Columns
    scheme: answers.Scheme
    asked: Asked
    languages: dict[str, str | None]
    """Language to the language that its columns name (None: they name none)."""

    def uses(self, column: int) -> bool:
        """Say whether a column is one that is read."""
        return column not in self.columns.strange and self.name_of(column) != ""

    def name_of(self, column: int) -> str:
        """Return what a column holds: `stem`, `ky.a`, `key`, ..., or nothing for one that is not read."""
        for name, place in self.columns.fields.items():
            if place == column:
                return "key" if name == "correct" else name
        for language, place in self.columns.stems.items():
            if place == column:
                return f"{language}.stem" if language else "stem"
        for language, options in self.columns.options.items():
            for option, place in options.items():
                if place == column:
                    return f"{language}.{option}" if language else option
        return ""


def question(record: Record, reading: Reading) -> tuple[Draft, list[Reason]]:
    """Return the draft of a row and what was noticed; checks come later."""
    reasons: list[Reason] = []
    kind = _kind(_field(record, reading, "kind"), reasons)
    languages = _texts(record, reading)
    missing = sorted(set(reading.languages) - set(languages))
    reasons += [note("missing_language", language, language=language) for language in missing]
    said = _field(record, reading, "correct")
    fixed: tuple[str, ...] = ()
    if kind == "truefalse":
        languages, correct, fixed = _true_false(said, languages, reading, reasons)
        kind = "single"
    else:
        correct = _correct(said, languages, reading, reasons)
    for column, name in reading.columns.strange.items():
        if not record.at(column).empty:
            reasons.append(dropped("column_not_read", "", column=name))
    difficulty = _difficulty(_field(record, reading, "difficulty"), reasons)
    draft = Draft(
        code=naming.code(_field(record, reading, "code"), reading.asked, record.number, reasons),
        topic=naming.topic(_field(record, reading, "topic"), reading.asked, reasons),
        kind=kind,
        languages=languages,
        correct=correct,
        fixed=fixed,
        difficulty=difficulty,
        difficulty_basis=_basis(_field(record, reading, "basis"), difficulty, reasons),
        seconds=_seconds(_field(record, reading, "seconds"), reasons),
        enemies=_field(record, reading, "enemies") or None,
        source=_field(record, reading, "source") or None,
    )
    return draft, reasons


def _field(record: Record, reading: Reading, name: str) -> str:
    return record.at(reading.columns.fields.get(name)).text.strip()


def _texts(record: Record, reading: Reading) -> dict[str, Text]:
    made: dict[str, Text] = {}
    for language, named in reading.languages.items():
        columns = reading.columns.options.get(named) or reading.columns.options.get(None, {})
        stem = record.at(reading.columns.stems[named]).text
        options = {option: record.at(column).text for option, column in columns.items()}
        filled = {option: text for option, text in sorted(options.items()) if text.strip()}
        own = named is None or named in reading.columns.options
        if stem.strip() or (filled and own):
            made[language] = Text(stem, filled)
    return made


def _kind(said: str, reasons: list[Reason]) -> str:
    word = " ".join(said.casefold().replace("_", " ").split())
    kind = "single" if not word else KINDS.get(word) or KINDS.get(word.replace(" ", ""))
    if kind is None:
        reasons.append(refused("kind_not_supported", "kind", kind=said[:40]))
    return kind or "single"


def _correct(
    said: str, languages: dict[str, Text], reading: Reading, reasons: list[Reason]
) -> tuple[str, ...]:
    """Read the key against the options of each language until one understands it."""
    every = [text.options for text in languages.values()] or [{}]
    read = [answers.read(said, options, reading.scheme) for options in every]
    best = next((answer for answer in read if answer.correct), read[0])
    reasons += best.reasons
    return best.correct


def _true_false(
    said: str, languages: dict[str, Text], reading: Reading, reasons: list[Reason]
) -> tuple[dict[str, Text], tuple[str, ...], tuple[str, ...]]:
    """Give a statement its two fixed options where the file leaves them out."""
    made: dict[str, Text] = {}
    for language, text in languages.items():
        own = dict(zip("ab", TRUE_FALSE.get(language, TRUE_FALSE["en"]), strict=True))
        made[language] = Text(text.stem, text.options or own)
    written = any(text.options for text in languages.values())
    truth = None if written and len(said) == 1 and said.isdigit() else answers.truth(said)
    correct = _correct(said, made, reading, reasons) if truth is None else (truth,)
    return made, correct, tuple(sorted({option for text in made.values() for option in text.options}))


def _difficulty(said: str, reasons: list[Reason]) -> int | None:
    """Read a difficulty: thousandths, or a share such as `0,78` and `78 %`."""
    if not said:
        return None
    found = re.fullmatch(r"(\d{1,4})(?:[.,](\d{1,6}))?\s*(%?)", said)
    if not found:
        reasons.append(refused("bad_number", "difficulty", found=said[:40]))
        return None
    whole, part, percent = found.groups()
    if part is None and not percent and int(whole) > 1:
        return int(whole)
    number = float(f"{whole}.{part or 0}") * (10 if percent else 1000)
    reasons.append(mended("difficulty_scaled", "difficulty", found=said, read_as=round(number)))
    return round(number)


def _basis(said: str, difficulty: int | None, reasons: list[Reason]) -> str | None:
    if difficulty is None:
        return None
    if said and said.lower() not in _BASES:
        reasons.append(refused("bad_basis", "basis", found=said[:40]))
    return said.lower() if said.lower() in _BASES else "angoff"


def _seconds(said: str, reasons: list[Reason]) -> int:
    if not said:
        return USUAL_SECONDS
    if not re.fullmatch(r"\d{1,6}(?:[.,]0+)?", said):
        reasons.append(refused("bad_number", "seconds", found=said[:40]))
        return USUAL_SECONDS
    return int(re.split("[.,]", said)[0])
