"""Findings and verdicts in a judge's words: what it is, and what to do."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.bank.words_of_files import FILES, UNREADABLE
from question_bank.formats.rows import Place, Reason, Unreadable, Verdict

QUESTION: dict[str, Any] = {
    "bad_code": _l("The code may have up to 40 Latin letters, digits, dots, dashes or underscores."),
    "bad_topic": _l("Choose the section: a word of Latin letters, digits, dots, dashes or underscores."),
    "bad_enemies": _l("The group of similar questions has no name."),
    "kind_not_supported": _l("This kind of question is not supported yet: %(kind)s."),
    "no_difficulty": _l("No rating of difficulty yet. Plans with targets will not draw this question."),
    "difficulty_range": _l("Difficulty is a number from 0 to 1000 thousandths; found: %(found)s."),
    "seconds_range": _l("Time is from 1 to 3600 seconds; found: %(found)s."),
    "missing_language": _l("There is no text in this language: %(language)s."),
    "strange_language": _l("The exam is held in Kyrgyz, Russian and English only; found: %(language)s."),
    "no_stem": _l("There is no question text."),
    "options_differ": _l(
        "The languages have different numbers of answer options; missing here: %(options)s."
    ),
    "no_key": _l("No right answer is marked."),
    "key_out_of_range": _l("The right answer is “%(found)s”, but the options are: %(options)s."),
    "two_keys": _l("A single choice has more than one right answer: %(found)s."),
    "all_correct": _l("Every option is marked as right."),
    "one_key_of_multiple": _l("A multiple choice has only one right answer. Should it be a single choice?"),
    "no_options": _l("There must be at least two answer options."),
    "too_many_options": _l("There are more than %(most)s answer options."),
    "too_long": _l("The text has %(found)s characters; at most %(most)s are allowed."),
    "formula": _l("The cell or text begins as a spreadsheet formula. Put the text itself in its place."),
    "control": _l("Control characters that cannot be shown were removed."),
    "lost_letters": _l(
        "Letters are lost: “?” or a placeholder stands inside a word (often instead of ң, ө, ү)."
    ),
    "markup": _l("The text contains a mark of a web page: %(found)s. A candidate would see it as it stands."),
    "invisible": _l(
        "Invisible characters (soft hyphens, zero-width spaces, marks of direction) were removed."
    ),
    "look_alike": _l("Latin and Cyrillic letters that look the same are mixed in a word: %(words)s."),
    "duplicate_options": _l("Two answer options say the same: %(options)s."),
    "refers_to_others": _l(
        "Option %(option)s refers to other options, but the order is drawn for each candidate. Fix its place."
    ),
}
LANGUAGE_NAMES = {"ky": _l("Kyrgyz"), "ru": _l("Russian"), "en": _l("English")}
VERDICTS = {
    Verdict.EXACT: _l("exact"),
    Verdict.NORMALISED: _l("normalised"),
    Verdict.LOSSY: _l("with losses"),
    Verdict.REFUSED: _l("refused"),
}
STATES = {
    "draft": _l("draft"),
    "in_review": _l("in review"),
    "returned": _l("returned"),
    "approved": _l("approved"),
    "released": _l("in a release"),
    "retired": _l("retired"),
}
KINDS = {
    "single": _l("single choice"),
    "multiple": _l("multiple choice"),
    "truefalse": _l("true or false"),
}


def say(code: str, details: Mapping[str, object]) -> str:
    """Return the sentence of a finding or reason."""
    known = QUESTION | FILES
    return str(known.get(code, code)) % defaultdict(
        lambda: "—", {k: _shown(k, v) for k, v in details.items()}
    )


def say_reason(reason: Reason) -> str:
    """Return a reason's sentence with its place in front, where it has one."""
    where = place_in_question(reason.where) if _needs_place(reason) else ""
    said = say(reason.code, reason.details)
    return f"{where}: {said}" if where else said


def _needs_place(reason: Reason) -> bool:
    """Say whether the sentence alone leaves open where: it does for texts, and for numbers."""
    return "." in reason.where or reason.where in LANGUAGE_NAMES or reason.code in {"bad_number", "formula"}


def unreadable(error: Unreadable) -> str:
    """Return what is wrong with a whole file."""
    reason = str(error.details.get("reason"))
    details = defaultdict(lambda: "—", {k: str(v) for k, v in error.details.items()})
    return str(UNREADABLE.get(reason, UNREADABLE["binary"])) % details


def place_in_question(where: str) -> str:
    """Return `ru.b` as words: Russian, option B."""
    language, _dot, field = where.rpartition(".")
    if where in LANGUAGE_NAMES:
        language, field = where, ""
    name = str(LANGUAGE_NAMES.get(language, ""))
    said = _field(field)
    return f"{name}, {said}" if name and said else name or said


def place_in_file(place: Place) -> str:
    """Return a row's place in the reader's language."""
    if place.kind == "question":
        said = _("question %(number)s", number=place.number)
    elif place.last is None:
        said = _("row %(number)s", number=place.number)
    else:
        said = _("rows %(first)s–%(last)s", first=place.number, last=place.last)
    return said if place.sheet is None else f"{place.sheet}: {said}"


def _field(name: str) -> str:
    names = {
        "": "",
        "stem": _("question text"),
        "key": _("right answer"),
        "code": _("code"),
        "topic": _("section"),
        "kind": _("kind"),
        "difficulty": _("difficulty"),
        "basis": _("basis of the rating"),
        "seconds": _("time"),
        "enemies": _("similar questions"),
        "source": _("source"),
    }
    return str(names[name] if name in names else _("option %(letter)s", letter=name.upper()))


def _shown(name: str, value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_letter(name, part) for part in value)
    if isinstance(value, Place):
        return place_in_file(value)
    if name == "language":
        return str(LANGUAGE_NAMES.get(str(value), value))
    return _letter(name, value)


def _letter(name: str, value: object) -> str:
    text = str(value)
    return text.upper() if name in {"options", "option", "found"} and len(text) == 1 else text
