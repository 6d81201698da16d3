"""Small plans, releases, papers and journals; every call makes new ones."""

from exam_engine.protocol import journal, objects
from foundation.canonical import instant

CODES = ["08305075", "25653650", "55790403"]
OPENED = instant("2026-03-16T03:00:00.000Z")
ZEROS = "0" * 64


def quota(topic="civil", count=2, **changes):
    plain = {"topic": topic, "count": count, "mark": 1000, "band": None, "target": None}
    return plain | {"tolerance": None, "seconds_max": None, "pretest": False} | changes


def plan(*quotas, **changes):
    members = {
        "name": "small",
        "version": 1,
        "languages": ["ky", "ru"],
        "paper": "individual",
        "order": "sections",
        "quotas": list(quotas) or [quota("civil"), quota("criminal")],
        "duration": 3600,
        "grace": 10,
        "max_extension": 1800,
        "scoring": {"rules": {}, "penalty": 250, "floor_zero": "none"},
        "rounding": {"place": "total", "rule": "half_up", "unit": 1},
        "pass": {"cut": 2000, "cut_source": "act", "sections": [], "places": None},
        "annulment": "full_mark",
        "correct_until": "2026-06-30T18:00:00.000Z",
        "min_group": 10,
        "disclosure": "replay",
        "detail": {},
    }
    return objects.plan(**(members | changes))


def entry(code, topic="civil", **changes):
    members = {
        "code": code,
        "revision": 1,
        "kind": "single",
        "topic": topic,
        "difficulty": 500,
        "difficulty_basis": "angoff",
        "seconds": 60,
        "enemies": None,
        "languages": ["ky", "ru"],
        "options": [{"id": name, "fixed": False} for name in "abcd"],
        "gaps": [],
        "content_commitment": ZEROS,
        "key_commitment": ZEROS,
    }
    return objects.release_entry(**(members | changes))


def release(count=8):
    entries = [
        entry(f"{topic}-{number}", topic, difficulty=300 + 50 * number)
        for topic in ("civil", "criminal")
        for number in range(count)
    ]
    return objects.release(entries)


def key(code, correct=("a",), kind="single", folds=()):
    return objects.key(code=code, revision=1, kind=kind, correct=correct, folds=folds)


def keys(release, correct=("a",)):
    return {entry["code"]: key(entry["code"], correct) for entry in release["entries"]}


def paper(code=CODES[0], items=("civil-0", "civil-1", "criminal-0", "criminal-1"), quotas=(0, 0, 1, 1)):
    listed = [
        {"code": name, "revision": 1, "quota": number, "options": list("abcd")}
        for name, number in zip(items, quotas, strict=True)
    ]
    rounds = [0] * (max(quotas) + 1)
    return objects.paper(sitting="s", code=code, rounds=rounds, difficulty=rounds, items=listed)


def opened(paper, seconds=3600, grants=()):
    body = {"terminal": "A-07", "language": "ky", "seconds": seconds, "grants": list(grants)}
    return journal.append(paper, "opened", body, OPENED, paper["code"])


def chain(paper, *steps, first=None):
    """Return a journal: opened, then each `(kind, body, ms after opening)`."""
    entries = [first or opened(paper)]
    for kind, body, after in steps:
        entries.append(journal.append(entries[-1], kind, body, OPENED + after, paper["code"]))
    return entries


def answered(position, response, after):
    return "answered", {"position": position, "response": response}, after


def closed(how, after, by=None, reason=None):
    return "closed", {"how": how, "by": by, "reason": reason}, after


def given(kind, after, **more):
    return kind, {"by": "i-2", "reason": "power", **more}, after


def amendment(n, action, **changes):
    members = dict.fromkeys(("code", "revision", "correct", "candidate", "position", "response", "incident"))
    decided = {"reason": "example", "votes": {"for": 5, "against": 1}, "voted_at": "2026-03-20T10:00:00.000Z"}
    return {"n": n, "action": action} | members | decided | changes
