"""Annex A as a table, continued: draw, papers, journals, seal, receipts, and the ledger's entry."""

from operator import itemgetter

from exam_engine.protocol import rules
from exam_engine.protocol.forms import Cases, Form, Listed, Maybe, Members, Plain
from exam_engine.protocol.tables import RESPONSE
from exam_engine.protocol.values import (
    ANY_CODE,
    CANDIDATE,
    COUNT,
    DIGEST,
    FREE,
    INSTANT,
    LANGUAGE,
    POSITIVE,
    SIGNATURE,
    TEXT,
    one_of,
    whole,
)

_BY_N = itemgetter("n")
_ITSELF = str
# Its parts are judged by kind, below.
_BODY = Plain("object", lambda value: isinstance(value, dict), {"type": "object"})

HOW = one_of("handed_in", "time", "removed", "absent")
PAPER_LINE = Members({"type": one_of("taraza/paper-line/1"), "code": CANDIDATE, "paper": DIGEST})
HEAD_LINE = Members({"type": one_of("taraza/head-line/1"), "code": CANDIDATE, "n": COUNT, "head": DIGEST})
ANSWERS_LINE = Members(
    {
        "type": one_of("taraza/answers-line/1"),
        "code": CANDIDATE,
        "head": DIGEST,
        "entries": POSITIVE,
        "closed_at": INSTANT,
        "how": HOW,
    }
)
_GIVEN: dict[str, Form] = {"by": ANY_CODE, "reason": TEXT}
_GRANT = Members({"seconds": POSITIVE, **_GIVEN})
BODIES: dict[str, Form] = {
    "opened": Members(
        {"terminal": ANY_CODE, "language": LANGUAGE, "seconds": POSITIVE, "grants": Listed(_GRANT)}
    ),
    "answered": Members({"position": POSITIVE, "response": RESPONSE}),
    "language": Members({"language": LANGUAGE}),
    "remark": Members({"position": POSITIVE, "text_digest": DIGEST}),
    "moved": Members({"from": ANY_CODE, "to": ANY_CODE, **_GIVEN}),
    "paused": Members(_GIVEN),
    "resumed": Members(_GIVEN),
    "extended": Members({"seconds": POSITIVE, **_GIVEN}),
    "closed": Members({"how": HOW, "by": Maybe(ANY_CODE), "reason": Maybe(TEXT)}),
}

DURING: dict[str, Form] = {
    "draw": Members(
        {
            "type": one_of("taraza/draw/1"),
            "sitting": ANY_CODE,
            "announcement_digest": DIGEST,
            "at": INSTANT,
            "entropy": TEXT,
            "read_by": Listed(ANY_CODE, by=_ITSELF, least=2, most=2),
            "papers_root": DIGEST,
            "shares": Listed(DIGEST, least=1),
            "seed": DIGEST,
        },
        rule=rules.draw,
    ),
    "paper": Members(
        {
            "type": one_of("taraza/paper/1"),
            "sitting": ANY_CODE,
            "code": CANDIDATE,
            "rounds": Listed(whole(0, 9999), least=1),
            "difficulty": Listed(Maybe(whole()), least=1),
            "items": Listed(
                Members(
                    {"code": ANY_CODE, "revision": POSITIVE, "quota": COUNT, "options": Listed(ANY_CODE)}
                ),
                least=1,
            ),
        },
        rule=rules.paper,
    ),
    "paper-line": PAPER_LINE,
    "entry": Cases(
        Members(
            {
                "type": one_of("taraza/entry/1"),
                "attempt": CANDIDATE,
                "n": POSITIVE,
                "at": INSTANT,
                "kind": one_of(*BODIES),
                "body": _BODY,
                "prev": DIGEST,
            }
        ),
        "kind",
        "body",
        BODIES,
    ),
    "head-line": HEAD_LINE,
    "incidents": Members(
        {
            "type": one_of("taraza/incidents/1"),
            "sitting": ANY_CODE,
            "incidents": Listed(
                Members(
                    {
                        "n": POSITIVE,
                        "at": INSTANT,
                        "kind": TEXT,
                        "code": Maybe(CANDIDATE),
                        "terminal": Maybe(ANY_CODE),
                        "by": Maybe(ANY_CODE),
                        "reason": Maybe(TEXT),
                        "text_digest": Maybe(DIGEST),
                    }
                ),
                by=_BY_N,
            ),
        }
    ),
    "answers-line": ANSWERS_LINE,
    "seal": Members(
        {
            "type": one_of("taraza/seal/1"),
            "sitting": ANY_CODE,
            "announcement_digest": DIGEST,
            "draw_digest": DIGEST,
            "answers_root": DIGEST,
            "incidents_digest": DIGEST,
            "attempts": Members(
                {"registered": COUNT, "handed_in": COUNT, "time": COUNT, "removed": COUNT, "absent": COUNT}
            ),
            "heads": COUNT,
            "at": INSTANT,
        }
    ),
    "receipt": Members(
        {
            "type": one_of("taraza/receipt/1"),
            "sitting": ANY_CODE,
            "code": CANDIDATE,
            "entries": POSITIVE,
            "answered": COUNT,
            "head": DIGEST,
            "closed_at": INSTANT,
        }
    ),
    "ledger": Members(
        {
            "type": one_of("taraza/ledger/1"),
            "n": COUNT,
            "at": INSTANT,
            "act": TEXT,
            "actor": ANY_CODE,
            "sitting": Maybe(ANY_CODE),
            "object": Maybe(DIGEST),
            "detail": Maybe(FREE),
            "prev": DIGEST,
        }
    ),
}
SIGNED_RECEIPT = Members({"key": DIGEST, "receipt": DURING["receipt"], "signature": SIGNATURE})
