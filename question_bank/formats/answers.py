"""A key as people write it: letters, numbers, the option's own text, letters of the wrong alphabet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from question_bank.formats.headers import CYRILLIC_ORDER
from question_bank.formats.rows import Reason, mended, refused
from question_bank.items import letters
from question_bank.items.values import OPTION_IDS

YES = "true|t|yes|y|1|+|верно|да|правда|истина|туура|ооба|чын"
NO = "false|f|no|n|0|-|неверно|нет|ложь|туура эмес|жок|жалган"
_YES, _NO = frozenset(YES.split("|")), frozenset(NO.split("|"))
_TWINS = str.maketrans("аАвВсСеЕ", "aabbccee")
_ONLY_CYRILLIC = re.compile("(?<![а-яё])[бгджзи](?![а-яё])", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[,;/|+&]\s*|\s+(?:and|и|жана)\s+|\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\].:]+$|^[(\[]+")


@dataclass(frozen=True, slots=True)
class Scheme:
    """How the letters of a file's keys are to be read: А Б В Г by order, or А В С as look-alikes."""

    cyrillic: bool = False
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Option ids, in order, and what was noticed while reading them."""

    correct: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


def scheme(keys: Iterable[str], *, cyrillic_header: bool) -> Scheme:
    """Look at all keys of a file: Б, Г or Д among them means that А Б В Г count by order."""
    said = [key.strip() for key in keys if len(key.strip()) <= 12]
    cyrillic = cyrillic_header or any(_ONLY_CYRILLIC.search(key) for key in said)
    latin = any(re.search("(?<![a-z])[a-l](?![a-z])", key, re.IGNORECASE) for key in said)
    return Scheme(cyrillic=cyrillic, mixed=cyrillic and latin and not cyrillic_header)


def read(said: str, options: dict[str, str], how: Scheme) -> Answer:
    """Return the ids that a key names; `options` is id to text (of one language)."""
    said = letters.INVISIBLE.sub("", said).strip()
    if not said:
        return Answer((), (refused("no_key", "key"),))
    by_text = [option for option, text in options.items() if letters.fold(text) == letters.fold(said) != ""]
    marks = [_mark(part, how) for part in _parts(said)]
    if all(mark is not None for mark in marks):
        return _by_marks(said, [mark for mark in marks if mark is not None], by_text, options)
    if len(by_text) == 1:
        return Answer(tuple(by_text), (mended("key_by_text", "key", option=by_text[0]),))
    return Answer((), (refused("key_out_of_range", "key", found=said[:60], options=_range(options)),))


def truth(said: str) -> str | None:
    """Return `a` for a key that says true, `b` for false, None for anything else."""
    word = " ".join(said.casefold().split())
    return "a" if word in _YES or word == "a" else "b" if word in _NO or word == "b" else None


def _parts(said: str) -> list[str]:
    parts = [_BRACKETS.sub("", part) for part in _SEPARATORS.split(said) if part]
    joined = parts[0] if len(parts) == 1 else ""
    # "ac" and "АС" are two letters; "ab" of a question with option "ab" is told apart before.
    if 1 < len(joined) <= 6 and len(set(joined)) == len(joined) and re.fullmatch("[a-lA-LА-Иа-и]+", joined):
        return list(joined)
    return parts


@dataclass(frozen=True, slots=True)
class _Mark:
    option: str
    reason: Reason | None = None


def _mark(part: str, how: Scheme) -> _Mark | None:
    """Return the option that a letter or number names, None if it is neither."""
    if re.fullmatch(r"\d{1,2}(?:\.0)?", part):
        number = int(float(part))
        return _Mark(OPTION_IDS[number - 1] if 1 <= number <= 26 else part)
    if len(part) != 1:
        return None
    letter = part.lower()
    if letter.isascii():
        return _Mark(letter) if letter.isalpha() else None
    if how.cyrillic:
        place = CYRILLIC_ORDER.find(letter)
        twin = letter.translate(_TWINS)
        if how.mixed and twin.isascii() and twin != OPTION_IDS[max(place, 0)]:
            return _Mark(part, refused("key_ambiguous", "key", found=part))
        by_order = mended("key_cyrillic_order", "key", found=part, read_as=OPTION_IDS[place].upper())
        return _Mark(OPTION_IDS[place], by_order) if place >= 0 else None
    twin = letter.translate(_TWINS)
    alike = mended("key_look_alike", "key", found=part, read_as=twin.upper())
    return _Mark(twin, alike) if twin.isascii() else None


def _by_marks(said: str, marks: list[_Mark], by_text: list[str], options: dict[str, str]) -> Answer:
    found = list({mark.reason.code: mark.reason for mark in marks if mark.reason}.values())
    correct = tuple(sorted({mark.option for mark in marks}))
    if by_text and tuple(by_text) != correct:
        return Answer((), (refused("key_ambiguous", "key", found=said),))
    strange = [option for option in correct if option not in options]
    if strange and not any(reason.code == "key_ambiguous" for reason in found):
        return Answer((), (*found, refused("key_out_of_range", "key", found=said, options=_range(options))))
    if len(marks) != len(correct):
        found.append(mended("key_repeated", "key", found=said))
    return Answer(correct, tuple(found))


def _range(options: dict[str, str]) -> str:
    return ", ".join(option.upper() for option in sorted(options))
