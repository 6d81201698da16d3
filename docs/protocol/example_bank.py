"""The plan and the four items of the example sitting, with their keys and nonces."""

import hashlib

from exam_engine.protocol import objects
from exam_engine.protocol.objects import Object
from exam_engine.protocol.plan import check_plan
from foundation.canonical import commit
from foundation.merkle import root

KINDS = ["single", "multiple", "order", "text"]


def nonce(name: str) -> bytes:
    """Return 32 bytes that stand for chance."""
    return hashlib.sha256(f"example/{name}".encode()).digest()


def plan() -> Object:
    """Return a plan of two items in two languages."""
    quota = {"topic": "courts", "count": 2, "mark": 1000, "band": None, "target": 1200, "tolerance": 500}
    return check_plan(
        objects.plan(
            name="example",
            version=1,
            languages=["ky", "ru"],
            paper="individual",
            order="sections",
            quotas=[{**quota, "seconds_max": 240, "pretest": False}],
            duration=3600,
            grace=10,
            max_extension=1800,
            scoring={
                "rules": {"multiple": "partial", "order": "partial"},
                "penalty": 0,
                "floor_zero": "none",
            },
            rounding={"place": "total", "rule": "half_up", "unit": 100},
            **{"pass": {"cut": 1000, "cut_source": "example", "sections": [], "places": None}},
            annulment="full_mark",
            correct_until="2026-04-16T12:00:00.000Z",
            min_group=1,
            disclosure="replay",
            detail={"origin": "demo"},
        )
    )


def content(number: int) -> Object:
    """Return an item's content in two languages."""
    stems = {"ky": f"Мисал суроо {number}", "ru": f"Вопрос-пример {number}"}
    options = {} if KINDS[number] == "text" else {"a": "1", "b": "2", "c": "3"}
    spoken = {language: {"stem": stem, "options": options} for language, stem in stems.items()}
    code = f"courts-{number}"
    return objects.content(code=code, revision=1, kind=KINDS[number], languages=spoken)


def key(number: int) -> Object:
    """Return an item's key."""
    correct = {"single": ["b"], "multiple": ["a", "b"], "order": ["c", "a", "b"], "text": ["сот"]}
    folds = ["trim", "lower"] if KINDS[number] == "text" else []
    kind = KINDS[number]
    return objects.key(code=f"courts-{number}", revision=1, kind=kind, correct=correct[kind], folds=folds)


def release() -> Object:
    """Return the release of all items."""
    return objects.release(map(_entry, range(len(KINDS))))


def _entry(number: int) -> Object:
    loose = [] if KINDS[number] == "text" else [{"id": name, "fixed": False} for name in "cab"]
    return objects.release_entry(
        code=f"courts-{number}",
        revision=1,
        kind=KINDS[number],
        topic="courts",
        difficulty=500 + 50 * number,
        difficulty_basis="angoff",
        seconds=60 + 10 * number,
        enemies=None,
        languages=["ky", "ru"],
        options=loose,
        gaps=[],
        content_commitment=commit(nonce(f"content/{number}"), content(number)),
        key_commitment=commit(nonce(f"key/{number}"), key(number)),
    )


def keys_package() -> Object:
    """Return the keys of all items, as custody gets them."""
    opened = [objects.opening(key(number), nonce(f"key/{number}")) for number in range(len(KINDS))]
    return objects.keys_package(root(release()["entries"]), opened)
