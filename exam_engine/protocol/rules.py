"""Rules between the parts of one object that no form alone can say; each returns a reason or null."""

import hashlib
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from exam_engine.protocol.values import KINDS, NUMBER

CHOSEN = frozenset(KINDS) - {"number", "text"}


def twice(codes: Iterable[str]) -> bool:
    """Say whether a code occurs twice, ignoring case (annex B 3)."""
    folded = [code.casefold() for code in codes]
    return len(set(folded)) != len(folded)


def register(value: Any) -> str | None:
    """Codes are unique ignoring case."""
    return "codes differ only in case" if twice(value["codes"]) else None


def release(value: Any) -> str | None:
    """Item codes are unique ignoring case."""
    return "codes differ only in case" if twice(entry["code"] for entry in value["entries"]) else None


def release_entry(value: Any) -> str | None:
    """Options and gaps stand where the kind has them; a difficulty says where it comes from."""
    options, gaps = value["options"], value["gaps"]
    if twice(option["id"] for option in options) or twice(gaps):
        return "codes differ only in case"
    if bool(options) != (value["kind"] in CHOSEN):
        return "options"
    if bool(gaps) != (value["kind"] == "match"):
        return "gaps"
    return (
        "difficulty_basis" if (value["difficulty"] is None) != (value["difficulty_basis"] is None) else None
    )


def commitments_of(shares: Iterable[str]) -> list[str]:
    """Return hex C_i of hex shares, in the order given."""
    return [hashlib.sha256(b"taraza/share/1" + bytes.fromhex(share)).hexdigest() for share in shares]


def draw(value: Any) -> str | None:
    """Shares stand in the order of their commitments, no two equal; two different people read."""
    commitments = commitments_of(value["shares"])
    return None if commitments == sorted(set(commitments)) else "shares"


def paper(value: Any) -> str | None:
    """Rounds and difficulties are per quota; no item stands twice."""
    quotas = len(value["rounds"])
    if len(value["difficulty"]) != quotas or any(item["quota"] >= quotas for item in value["items"]):
        return "quotas"
    return "item twice" if twice(item["code"] for item in value["items"]) else None


def key(value: Any) -> str | None:
    """The correct answer has a form its kind allows (annex B 5)."""
    if value["kind"] != "text" and value["folds"]:
        return "folds"
    return None if _CORRECT[value["kind"]](value["correct"]) else "correct"


def candidate(value: Any) -> str | None:
    """Who stayed away has no figures; who did not has all but, when void, a rank."""
    figures = [value["sections"], value["total"], value["maximum"]]
    if value["status"] == "absent":
        return "figures" if figures != [None] * 3 or value["rank"] is not None or value["passed"] else None
    if None in figures:
        return "figures"
    if value["status"] == "void":
        return "rank" if value["rank"] is not None or value["passed"] else None
    return "rank" if value["rank"] is None else None


def amendment(value: Any) -> str | None:
    """Each action names what it needs and nothing else."""
    needed = AMENDED[value["action"]]
    free = {"revision"} if "code" in needed else set()
    for member in ("code", "revision", "correct", "candidate", "position", "response", "incident"):
        if member not in free and (value[member] is not None) != (member in needed):
            return member
    return None


AMENDED: dict[str, frozenset[str]] = {
    "annul": frozenset({"code"}),
    "accept": frozenset({"code", "correct"}),
    "void": frozenset({"candidate"}),
    "restore": frozenset({"candidate"}),
    "count_late": frozenset({"candidate", "position", "response", "incident"}),
}


def _is_sorted(correct: list[str]) -> bool:
    return correct == sorted(set(correct))


def _is_match(correct: list[str]) -> bool:
    """Say whether these are sorted `gap:option`, each gap at most once."""
    gaps = {text.split(":")[0] for text in correct if text.count(":") == 1}
    return _is_sorted(correct) and len(gaps) == len(correct)


def _is_interval(correct: list[str]) -> bool:
    numbers = len(correct) == 2 and all(NUMBER.fullmatch(text) for text in correct)
    return numbers and Fraction(correct[0]) <= Fraction(correct[1])


_CORRECT: dict[str, Callable[[list[str]], bool]] = {
    "single": lambda correct: len(correct) == 1,
    "multiple": _is_sorted,
    "order": lambda correct: not twice(correct),
    "match": _is_match,
    "number": _is_interval,
    "text": lambda correct: len(set(correct)) == len(correct),
}
