"""Which column is what: names of columns in English, Russian and Kyrgyz, with or without a language."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from question_bank.formats.rows import Unreadable
from question_bank.items import letters
from question_bank.items.values import OPTION_IDS

LANGUAGE_WORDS = {
    "ky": "ky kg kir kgz кыр кырг кыргыз кыргызча кыргызский кырг. киргизский kyrgyz kirgiz кг",
    "ru": "ru rus рус русский русск орус орусча русская russian ру",
    "en": "en eng англ английский англисче english анг",
}
FIELD_WORDS = {
    "code": "code|id|item|item code|код|код вопроса|шифр|идентификатор|суроонун коду|question id",
    "topic": "topic|section|area|subject|category|тема|раздел|область|отрасль|отрасль права|категория|бөлүм"
    "|тема аталышы|укук тармагы|тармак|предмет",
    "kind": "kind|type|question type|тип|вид|тип вопроса|вид вопроса|түрү|суроонун түрү",
    "difficulty": "difficulty|сложность|трудность|татаалдык|кыйындык|рейтинг|rating",
    "basis": "basis|difficulty basis|основание",
    "seconds": "seconds|time|время|секунды|время сек|убакыт|секунд|time seconds",
    "enemies": "enemies|enemy group|группа|несовместимые|группа похожих|окшоштор",
    "source": "source|reference|источник|ссылка|статья|норма|булак|берене|article|basis in law",
    "stem": "stem|question|question text|text|вопрос|текст вопроса|текст|формулировка|суроо|суроонун тексти"
    "|тапшырма|задание|условие",
    "correct": "correct|key|answer|correct answer|right answer|answer key|correct option|ответ|ключ"
    "|верный ответ|правильный|правильный ответ|верный|правильный вариант|туура жооп|жооп|туура"
    "|ачкыч|туура вариант"
    "|ключ ответа|correct answers|правильные ответы|туура жооптор",
    "number": "no|n|nn|номер|номер вопроса|п п|катар номери|#",
}
FIELDS = {word: name for name, words in FIELD_WORDS.items() for word in words.split("|")}
_LANGUAGES = {word: name for name, words in LANGUAGE_WORDS.items() for word in words.split()}
_OPTION = re.compile(
    r"(?:(?:answer )?option|choice|answer|distractor|вариант(?: ответа)?|ответ|жооп(?: варианты)?)"
    r"? ?([a-zа-я]|\d{1,2})"
)
CYRILLIC_ORDER = "абвгдежзик"


@dataclass(slots=True)
class Columns:
    """The columns of a table by meaning; a language is None where the header names none."""

    fields: dict[str, int] = field(default_factory=dict)
    stems: dict[str | None, int] = field(default_factory=dict)
    options: dict[str | None, dict[str, int]] = field(default_factory=dict)
    strange: dict[int, str] = field(default_factory=dict)
    cyrillic: bool = False
    """Options are lettered А Б В Г."""

    @property
    def complete(self) -> bool:
        """Whether questions can be read from these columns."""
        return bool(self.stems) and "correct" in self.fields and (bool(self.options) or "kind" in self.fields)


def known(names: Sequence[str]) -> int:
    """Return how many of the names are names of columns."""
    found = columns(names, strict=False)
    return len(found.fields) + len(found.stems) + sum(len(options) for options in found.options.values())


def columns(names: Sequence[str], *, strict: bool = True) -> Columns:
    """Return what the columns of a header mean; raise Unreadable for two of one meaning."""
    made = Columns(cyrillic=_lettered_in_cyrillic(names))
    for place, name in enumerate(names):
        if not name.strip():
            continue
        said, language = _split(name)
        if not _place(made, place, said, language) and strict:
            raise Unreadable(reason="two_columns", name=name.strip()[:60])
        if place not in _placed(made):
            made.strange[place] = name.strip()[:60]
    return made


def headless(width: int) -> Columns:
    """Return the columns of a table without a header: question, options, key."""
    options = {OPTION_IDS[number]: number + 1 for number in range(width - 2)}
    return Columns(fields={"correct": width - 1}, stems={None: 0}, options={None: options})


def _place(made: Columns, place: int, said: str, language: str | None) -> bool:
    """Put a column where it belongs; say False if something stands there already."""
    option = _option(said, cyrillic=made.cyrillic)
    name = FIELDS.get(said)
    if option is not None:
        return made.options.setdefault(language, {}).setdefault(option, place) == place
    if name == "stem":
        return made.stems.setdefault(language, place) == place
    if name is not None and (language is None or name == "correct"):
        return name == "number" or made.fields.setdefault(name, place) == place
    return True


def _placed(made: Columns) -> set[int]:
    options = {place for group in made.options.values() for place in group.values()}
    return {*made.fields.values(), *made.stems.values(), *options}


def _split(name: str) -> tuple[str, str | None]:
    """Return a header's words in lower case and the language it names."""
    plain = unicodedata.normalize("NFKC", letters.INVISIBLE.sub("", name)).casefold().replace("ё", "е")
    words = re.findall(r"[^\W_]+|#", plain)
    named = [_LANGUAGES[word] for word in words if word in _LANGUAGES]
    rest = [word for word in words if word not in _LANGUAGES]
    # "a_ky", "Аky" and "вопрос(рус)" split at signs; "stemky" does not and stays strange.
    return " ".join(rest), named[0] if named else None


def _option(said: str, *, cyrillic: bool) -> str | None:
    """Return the option's id of a header such as `a`, `option b`, `вариант 3`, `ответ г`."""
    found = _OPTION.fullmatch(said)
    if not found:
        return None
    letter = found[1]
    if letter.isdigit():
        number = int(letter) - 1
        return OPTION_IDS[number] if 0 <= number < 12 else None
    if cyrillic:
        place = CYRILLIC_ORDER.find(letter)
        return OPTION_IDS[place] if place >= 0 else None
    latin = letter.translate(_LOWER_TO_LATIN)
    return latin if latin in OPTION_IDS[:12] else None


def _lettered_in_cyrillic(names: Sequence[str]) -> bool:
    """Say whether the header has Б, Г or Д, which no Latin letter looks like."""
    found = [_OPTION.fullmatch(_split(name)[0]) for name in names]
    return any(match is not None and match[1] in "бгджзи" for match in found)


_LOWER_TO_LATIN = str.maketrans("авсе", "abce")
