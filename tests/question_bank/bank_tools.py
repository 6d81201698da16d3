import hashlib
from itertools import count

from foundation.canonical import Instant
from question_bank.items.values import Draft, Text

NOW = Instant(1_773_630_000_000)
STEMS = {"ky": "Өкүмдү ким чыгарат?", "ru": "Кто выносит приговор?"}
OPTIONS = {
    "ky": {"a": "Сот", "b": "Прокурор", "c": "Тергөөчү", "d": "Адвокат"},
    "ru": {"a": "Суд", "b": "Прокурор", "c": "Следователь", "d": "Адвокат"},
}


def a_draft(code="criminal-001", **changes):
    languages = {name: Text(STEMS[name], dict(OPTIONS[name])) for name in ("ky", "ru")}
    given = {"topic": "criminal", "kind": "single", "languages": languages, "correct": ("a",)}
    return Draft(code, **(given | {"difficulty": 600, "difficulty_basis": "angoff"} | changes))


def chance_of(seed):
    numbers = count()
    return lambda size: hashlib.shake_256(f"{seed}/{next(numbers)}".encode()).digest(size)
