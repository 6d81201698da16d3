"""Annex A as a table, continued: what is made after the seal."""

from operator import itemgetter

from exam_engine.protocol import rules
from exam_engine.protocol.forms import Form, Listed, Maybe, Members
from exam_engine.protocol.tables import CONTENT, KEY_OPENING, PERSON, RESPONSE, ROLE
from exam_engine.protocol.values import (
    ANY_CODE,
    CANDIDATE,
    COUNT,
    DIGEST,
    FLAG,
    INSTANT,
    POSITIVE,
    SIGNATURE,
    TEXT,
    one_of,
    whole,
)

_BY_CODE = itemgetter("code")
_BY_N = itemgetter("n")
_BY_NAME = itemgetter("name")

STANDING = Members({"total": Maybe(whole()), "rank": Maybe(POSITIVE), "passed": FLAG})
AMENDMENT = Members(
    {
        "n": POSITIVE,
        "action": one_of(*rules.AMENDED),
        "code": Maybe(ANY_CODE),
        "revision": Maybe(POSITIVE),
        "correct": Maybe(RESPONSE),
        "candidate": Maybe(CANDIDATE),
        "position": Maybe(POSITIVE),
        "response": Maybe(RESPONSE),
        "incident": Maybe(POSITIVE),
        "reason": TEXT,
        "votes": Members({"for": COUNT, "against": COUNT}),
        "voted_at": INSTANT,
    },
    rule=rules.amendment,
)
CANDIDATE_LINE = Members(
    {
        "code": CANDIDATE,
        "status": one_of("scored", "absent", "void"),
        "sections": Maybe(
            Listed(Members({"topic": ANY_CODE, "points": whole(), "maximum": COUNT}), by=itemgetter("topic"))
        ),
        "total": Maybe(whole()),
        "maximum": Maybe(COUNT),
        "rank": Maybe(POSITIVE),
        "passed": FLAG,
    },
    rule=rules.candidate,
)
_KEY = Members(
    {
        "key": DIGEST,
        "public": DIGEST,
        "role": ROLE,
        "holder": TEXT,
        "from": INSTANT,
        "to": Maybe(INSTANT),
    }
)
_SIGNATURE = Members({"object": TEXT, "digest": DIGEST, "key": DIGEST, "role": ROLE, "signature": SIGNATURE})
_DOCUMENT = Members(
    {
        "serial": TEXT,
        "kind": TEXT,
        "code": Maybe(ANY_CODE),
        "version": Maybe(POSITIVE),
        "sha256": DIGEST,
        "superseded_by": Maybe(TEXT),
    }
)

AFTER: dict[str, Form] = {
    "keys": Members(
        {
            "type": one_of("taraza/keys/1"),
            "sitting": ANY_CODE,
            "seal_digest": DIGEST,
            "openings": Listed(KEY_OPENING, by=_BY_CODE),
        }
    ),
    "contents": Members(
        {
            "type": one_of("taraza/contents/1"),
            "sitting": ANY_CODE,
            "openings": Listed(
                Members({"code": ANY_CODE, "revision": POSITIVE, "nonce": DIGEST, "content": CONTENT}),
                by=_BY_CODE,
            ),
        }
    ),
    "persons": Members(
        {
            "type": one_of("taraza/persons/1"),
            "sitting": ANY_CODE,
            "openings": Listed(Members({"code": CANDIDATE, "nonce": DIGEST, "person": PERSON}), by=_BY_CODE),
        }
    ),
    "results": Members(
        {
            "type": one_of("taraza/results/1"),
            "sitting": ANY_CODE,
            "version": POSITIVE,
            "previous": Maybe(DIGEST),
            "seal_digest": DIGEST,
            "keys_digest": DIGEST,
            "plan_digest": DIGEST,
            "reason": Maybe(TEXT),
            "amendments": Listed(AMENDMENT, by=_BY_N),
            "candidates": Listed(CANDIDATE_LINE, by=_BY_CODE),
            "changes": Listed(
                Members({"code": CANDIDATE, "before": STANDING, "after": STANDING}), by=_BY_CODE
            ),
            "programs": Listed(Members({"name": TEXT, "software": DIGEST}), by=_BY_NAME),
        }
    ),
    "documents": Members(
        {
            "type": one_of("taraza/documents/1"),
            "sitting": ANY_CODE,
            "documents": Listed(_DOCUMENT, by=itemgetter("serial")),
        }
    ),
    "trust": Members({"type": one_of("taraza/trust/1"), "keys": Listed(_KEY, by=itemgetter("key"))}),
    "signatures": Members(
        {
            "type": one_of("taraza/signatures/1"),
            "signatures": Listed(_SIGNATURE, by=itemgetter("object", "key")),
        }
    ),
    "manifest": Members(
        {
            "type": one_of("taraza/manifest/1"),
            "sitting": ANY_CODE,
            "version": POSITIVE,
            "stage": one_of("for_certification", "complete"),
            "disclosure": one_of("replay", "sealed", "full"),
            "files": Listed(Members({"name": TEXT, "size": COUNT, "sha256": DIGEST}), by=_BY_NAME),
        }
    ),
}
