"""Annex A as a table: every object's exact members and their forms.

`objects.check` reads it, and so does `docs/protocol/make.py`, which writes the JSON schemas from it.
"""

from operator import itemgetter

from exam_engine.protocol import rules
from exam_engine.protocol.forms import Form, Keyed, Listed, Maybe, Members
from exam_engine.protocol.values import (
    ANY_CODE,
    ANY_TEXT,
    CANDIDATE,
    COUNT,
    DIGEST,
    FLAG,
    FREE,
    INSTANT,
    KIND,
    LANGUAGE,
    NFC,
    POSITIVE,
    TEXT,
    one_of,
    whole,
)

_BY_CODE = itemgetter("code")
_BY_NAME = itemgetter("name")
_BY_N = itemgetter("n")
_ITSELF = str

BAND = Listed(whole(), least=2, most=2)
LANGUAGES = Listed(LANGUAGE, by=_ITSELF, least=1)
RESPONSE = Listed(ANY_TEXT)
STRICTNESS = one_of("exact", "partial")
PLACE = one_of("item", "section", "total")
ROLE = one_of("office", "hall", "custodian", "commissioner", "log", "witness")


QUOTA = Members(
    {
        "topic": ANY_CODE,
        "count": POSITIVE,
        "mark": POSITIVE,
        "band": Maybe(BAND),
        "target": Maybe(whole()),
        "tolerance": Maybe(COUNT),
        "seconds_max": Maybe(POSITIVE),
        "pretest": FLAG,
    }
)
PASS = Members(
    {
        "cut": whole(),
        "cut_source": TEXT,
        "sections": Listed(Members({"topic": ANY_CODE, "min": whole()}), by=itemgetter("topic")),
        "places": Maybe(POSITIVE),
    }
)
RELEASE_ENTRY = Members(
    {
        "type": one_of("taraza/release-entry/1"),
        "code": ANY_CODE,
        "revision": POSITIVE,
        "kind": KIND,
        "topic": ANY_CODE,
        "difficulty": Maybe(whole()),
        "difficulty_basis": Maybe(one_of("angoff", "calibrated")),
        "seconds": COUNT,
        "enemies": Maybe(TEXT),
        "languages": LANGUAGES,
        "options": Listed(Members({"id": ANY_CODE, "fixed": FLAG})),
        "gaps": Listed(ANY_CODE),
        "content_commitment": DIGEST,
        "key_commitment": DIGEST,
    },
    rule=rules.release_entry,
)
ROLL_LINE = Members({"type": one_of("taraza/roll-line/1"), "code": CANDIDATE, "person": Maybe(DIGEST)})
PERSON = Members({"type": one_of("taraza/person/1"), "code": CANDIDATE, "name": NFC, "number": NFC})
KEY = Members(
    {
        "type": one_of("taraza/key/1"),
        "code": ANY_CODE,
        "revision": POSITIVE,
        "kind": KIND,
        "correct": Listed(ANY_TEXT, least=1),
        "folds": Listed(one_of("trim", "spaces", "lower", "yo")),
    },
    rule=rules.key,
)
KEY_OPENING = Members({"code": ANY_CODE, "revision": POSITIVE, "nonce": DIGEST, "key": KEY})
CONTENT = Members(
    {
        "type": one_of("taraza/content/1"),
        "code": ANY_CODE,
        "revision": POSITIVE,
        "kind": KIND,
        "languages": Keyed(
            LANGUAGE,
            Members(
                {"stem": TEXT, "options": Keyed(ANY_CODE, TEXT), "gaps": Keyed(ANY_CODE, TEXT)},
                optional=frozenset({"options", "gaps"}),
            ),
        ),
        "assets": Listed(Members({"name": TEXT, "sha256": DIGEST}), by=_BY_NAME),
    }
)

BEFORE: dict[str, Form] = {
    "announcement": Members(
        {
            "type": one_of("taraza/announcement/1"),
            "sitting": ANY_CODE,
            "campaign": TEXT,
            "release_root": DIGEST,
            "plan_digest": DIGEST,
            "register_digest": DIGEST,
            "roll_root": DIGEST,
            "commitments": Listed(DIGEST, by=_ITSELF, least=1),
            "keys_package": DIGEST,
            "trust_digest": DIGEST,
            "entropy": Members({"source": TEXT, "min": COUNT, "max": COUNT, "count": POSITIVE}),
            "mode": one_of("one_machine", "office_and_hall"),
            "log_origin": TEXT,
            "witnesses": Listed(Members({"name": TEXT, "public": DIGEST}), by=_BY_NAME),
            "quorum": COUNT,
            "software": DIGEST,
            "algorithm": one_of("taraza-draw-1"),
            "not_before": INSTANT,
            "supersedes": Maybe(ANY_CODE),
            "at": INSTANT,
        }
    ),
    "plan": Members(
        {
            "type": one_of("taraza/plan/1"),
            "name": TEXT,
            "version": POSITIVE,
            "languages": LANGUAGES,
            "paper": one_of("individual", "common"),
            "order": one_of("sections", "mixed"),
            "quotas": Listed(QUOTA, least=1),
            "duration": POSITIVE,
            "grace": COUNT,
            "max_extension": COUNT,
            "scoring": Members(
                {
                    "rules": Keyed(KIND, STRICTNESS),
                    "penalty": COUNT,
                    "floor_zero": one_of("none", "item", "section", "total"),
                }
            ),
            "rounding": Members({"place": PLACE, "rule": one_of("half_up", "floor"), "unit": POSITIVE}),
            "pass": PASS,
            "annulment": one_of("full_mark", "drop"),
            "correct_until": INSTANT,
            "min_group": COUNT,
            "disclosure": one_of("replay", "sealed"),
            "detail": FREE,
        }
    ),
    "release-entry": RELEASE_ENTRY,
    "release": Members(
        {"type": one_of("taraza/release/1"), "entries": Listed(RELEASE_ENTRY, by=_BY_CODE)},
        rule=rules.release,
    ),
    "register": Members(
        {"type": one_of("taraza/register/1"), "codes": Listed(CANDIDATE, by=_ITSELF)}, rule=rules.register
    ),
    "roll-line": ROLL_LINE,
    "roll": Members(
        {"type": one_of("taraza/roll/1"), "sitting": ANY_CODE, "lines": Listed(ROLL_LINE, by=_BY_CODE)}
    ),
    "person": PERSON,
    "key": KEY,
    "content": CONTENT,
    "keys-package": Members(
        {
            "type": one_of("taraza/keys-package/1"),
            "release_root": DIGEST,
            "openings": Listed(KEY_OPENING, by=_BY_CODE),
        }
    ),
    "entropy": Members({"type": one_of("taraza/entropy/1"), "announcement": DIGEST, "entropy": TEXT}),
    "file": Members({"type": one_of("taraza/file/1"), "path": TEXT, "sha256": DIGEST}),
}
