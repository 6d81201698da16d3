"""The seal: what binds every journal once all are closed (PROTOCOL 5)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import ClassVar

from exam_engine.protocol import objects
from exam_engine.protocol.journal import head
from exam_engine.protocol.objects import Object
from foundation.canonical import digest, instant
from foundation.errors import Conflict
from foundation.merkle import root

HOWS = ("handed_in", "time", "removed", "absent")


class NotClosed(Conflict):
    """A journal is still open; details: code."""

    code: ClassVar[str] = "not_closed"


def answers_line(entries: Sequence[Object]) -> Object:
    """Return a closed journal's leaf of `answers_root`; raise NotClosed for an open one."""
    last = entries[-1]
    if last["kind"] != "closed":
        raise NotClosed(code=last["attempt"])
    return objects.answers_line(
        code=last["attempt"],
        head=head(entries),
        entries=last["n"],
        closed_at=instant(last["at"]),
        how=last["body"]["how"],
    )


def answers_root(lines: Iterable[Object]) -> str:
    """Return the root over the lines of every register code, by code."""
    return root(sorted(lines, key=itemgetter("code")))


def attempts(lines: Iterable[Object]) -> dict[str, int]:
    """Return how many codes are registered (spares too) and how each attempt ended."""
    listed = Counter(line["how"] for line in lines)
    return {"registered": listed.total(), **{how: listed[how] for how in HOWS}}


def seal(
    *, sitting: str, draw: Object, lines: Iterable[Object], incidents: Object, heads: int, at: int
) -> Object:
    """Return the seal over a draw, all answers' lines and the incidents.

    `heads`: how many `heads` entries the ledger holds for this sitting; `at` in ms.
    """
    closed = list(lines)
    return objects.seal(
        sitting=sitting,
        announcement_digest=draw["announcement_digest"],
        draw_digest=digest(draw),
        answers_root=answers_root(closed),
        incidents_digest=digest(incidents),
        attempts=attempts(closed),
        heads=heads,
        at=at,
    )
