"""Papers of the day: notice, tickets, the slip of the draw, the list of receipts."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.protocol.plan import length, maximum
from exam_engine.protocol.receipt import finding_aid
from exam_engine.roll.services import TicketLine
from exam_engine.sittings import store
from exam_engine.sittings.tables import Attempt
from foundation.canonical import Instant, instant
from reports.documents import facts
from reports.facts.setting import Setting

HALF_HOUR = 1_800_000


def notice(
    session: Session, of: Setting, *, url: str, signatories: tuple[facts.Signatory, ...] = ()
) -> facts.NoticeFacts:
    """Return the printed announcement; raise NotFound before there is one."""
    sitting = of.sitting.code
    said = records.load(session, sitting, "announcement.json")
    lines = records.load(session, sitting, "roll.json")["lines"]
    return facts.NoticeFacts(
        house=of.house,
        sitting=of.sitting,
        digest=records.digest_in(session, sitting, "announcement.json"),
        announced_at=instant(said["at"]),
        not_before=instant(said["not_before"]),
        questions=length(of.plan),
        minutes=of.plan["duration"] // 60,
        cut=of.plan["pass"]["cut"],
        maximum=maximum(of.plan),
        candidates=sum(line["person"] is not None for line in lines),
        spares=sum(line["person"] is None for line in lines),
        custodians=len(said["commitments"]),
        entropy=entropy_form(said["entropy"]),
        witnesses=tuple(witness["name"] for witness in said["witnesses"]),
        url=url,
        signatories=signatories,
    )


def tickets(
    session: Session,
    of: Setting,
    lines: Iterable[TicketLine],
    *,
    room: facts.Text | None = None,
    arrive_at: Instant | None = None,
    doors_close_at: Instant | None = None,
) -> list[facts.TicketFacts]:
    """Return the tickets; by default one arrives an hour before the start, doors close a quarter before."""
    seats = _seats(session, of.sitting.code)
    start = of.sitting.starts_at
    return [
        facts.TicketFacts(
            house=of.house,
            sitting=of.sitting,
            name=line.name,
            code=line.code,
            person=line.person,
            nonce=line.nonce,
            secret=line.secret,
            seat=seats.get(line.code),
            room=room or of.sitting.place,
            arrive_at=arrive_at or Instant(start - 2 * HALF_HOUR),
            doors_close_at=doors_close_at or Instant(start - HALF_HOUR // 2),
        )
        for line in lines
    ]


def slip(session: Session, of: Setting, *, url: str) -> facts.SlipFacts:
    """Return the slip for the wall; it shows no seed, which follows from shares not public yet."""
    return facts.SlipFacts(
        house=of.house,
        sitting=of.sitting,
        announcement_digest=records.digest_in(session, of.sitting.code, "announcement.json"),
        draw=draw(session, of, seed=False),
        url=url,
    )


def draw(
    session: Session, of: Setting, *, seed: bool, names: dict[str, str] | None = None
) -> facts.DrawFacts:
    """Return the draw as recorded; readers by name where `names` knows them."""
    sitting, named = of.sitting.code, names or {}
    drawn = records.load(session, sitting, "draw.json")
    form = records.load(session, sitting, "announcement.json")["entropy"]
    return facts.DrawFacts(
        at=instant(drawn["at"]),
        entropy=drawn["entropy"],
        form=entropy_form(form),
        readers=tuple(named.get(reader, reader) for reader in drawn["read_by"]),
        papers=len(records.load(session, sitting, "register.json")["codes"]),
        papers_root=drawn["papers_root"],
        seed=drawn["seed"] if seed else None,
        digest=records.digest_in(session, sitting, "draw.json"),
    )


def receipts(session: Session, of: Setting, *, made_at: Instant, url: str) -> facts.ReceiptsFacts:
    """Return the list code -> receipt of all closed attempts, by code, the absent among them."""
    query = select(Attempt).where(Attempt.sitting == of.sitting.code, Attempt.how.is_not(None))
    return facts.ReceiptsFacts(
        house=of.house,
        sitting=of.sitting,
        made_at=made_at,
        lines=tuple(_receipt(session, row) for row in session.scalars(query.order_by(Attempt.code))),
        url=url,
    )


def entropy_form(form: dict[str, object]) -> facts.Text:
    """Return the announced form of entropy in words."""
    least, most, count = form["min"], form["max"], form["count"]
    if form["source"] == "dice":
        return facts.Text(
            f"Сөөк: {count} сан, {least}-{most}",
            f"Игральные кости: чисел {count}, от {least} до {most}",
            f"Dice: {count} numbers, {least} to {most}",
        )
    source = form["source"]
    return facts.Text(
        f"{source}: {count} сан, {least}-{most}",
        f"{source}: чисел {count}, от {least} до {most}",
        f"{source}: {count} numbers, {least} to {most}",
    )


def _receipt(session: Session, row: Attempt) -> facts.ReceiptLine:
    absent = row.how == "absent"
    answers = {} if absent else store.closing_answers(session, row.sitting, row.code)
    return facts.ReceiptLine(
        code=row.code,
        receipt=None if absent else finding_aid(row.head),
        answered=sum(1 for response in answers.values() if response),
        how=how(row.how),
    )


def how(ended: str | None) -> facts.How:
    """Return how an attempt ended as documents name it."""
    ways: dict[str | None, facts.How] = {
        "handed_in": "handed_in",
        "time": "time",
        "removed": "removed",
        "absent": "absent",
    }
    return ways[ended]


def _seats(session: Session, sitting: str) -> dict[str, str]:
    query = select(Attempt.code, Attempt.seat).where(Attempt.sitting == sitting, Attempt.seat.is_not(None))
    return {row.code: str(row.seat) for row in session.execute(query)}
