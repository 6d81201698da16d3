import hashlib
from itertools import count

import pytest

from foundation.canonical import Instant
from foundation.db import Base, make_engine, writing
from question_bank.items import tables as _items
from question_bank.items.values import Draft, Text
from question_bank.keys.tables import create_keys, make_keys_engine
from question_bank.releases import tables as _releases

TABLES = (_items, _releases)
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


@pytest.fixture
def session(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/taraza.db")
    Base.metadata.create_all(engine)
    with writing(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def keys(tmp_path):
    engine = make_keys_engine(f"sqlite:///{tmp_path}/keys.db")
    create_keys(engine)
    with writing(engine) as opened:
        yield opened
    engine.dispose()
