"""How many witnesses an announcement demands, and whether they have seen what they must see in time."""

from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from foundation import ledger, witnesses
from foundation.errors import Conflict
from foundation.ledger import Checkpoint


class NotWitnessed(Conflict):
    """Too few of the announced witnesses cosigned a head after an act; details: act, seen, needed."""

    code: ClassVar[str] = "not_witnessed"


def quorum(count: int) -> int:
    """Return how many of `count` witnesses must sign: the majority; none of none."""
    return count // 2 + 1 if count else 0


def require_witnessed(session: Session, sitting: str, act: str) -> None:
    """Raise NotWitnessed until the announced quorum has cosigned one head that covers the act.

    The verifier demands it before the draw and after the seal: better to wait now than to be called false.
    """
    said = records.load(session, sitting, "announcement.json")
    if not said["quorum"]:
        return
    names = {witness["name"] for witness in said["witnesses"]}
    place = max(entry["n"] for entry in ledger.entries(session, sitting=sitting, act=act))
    sizes = list(session.scalars(select(Checkpoint.size).where(Checkpoint.size > place)))
    most = max(
        (len(names & {one.name for one in who}) for who in witnesses.seen(session, sizes).values()),
        default=0,
    )
    if most < said["quorum"]:
        raise NotWitnessed(act=act, seen=most, needed=said["quorum"])
