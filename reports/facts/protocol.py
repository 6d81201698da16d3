"""The sitting's protocol: composition, draw, attendance, acts, grants, heads, seal, both programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.ceremony.tables import Share
from exam_engine.protocol.receipt import finding_aid
from exam_engine.results import services as results
from exam_engine.sittings.tables import Attempt, Incident, JournalEntry
from foundation import ledger, witnesses
from foundation.canonical import Instant, instant, parse
from reports.documents import facts
from reports.facts import hall, words
from reports.facts.setting import Setting

_TIMES = ("opened", "extended", "paused", "resumed")


@dataclass(frozen=True, slots=True)
class Commission:
    """What only the house knows: names of staff by code, who held the sitting, remarks and opinions."""

    names: Mapping[str, str] = field(default_factory=dict)
    members: tuple[facts.Member, ...] = ()
    remarks: tuple[facts.Remark, ...] = ()
    opinions: tuple[facts.Remark, ...] = ()

    def name(self, code: str | None) -> str:
        """Return a person's name, or the code of somebody unknown."""
        return self.names.get(code, code) if code is not None else ""


def protocol(
    session: Session, of: Setting, commission: Commission, *, serial: str, made_at: Instant, check_url: str
) -> facts.ProtocolFacts:
    """Return the protocol of a sealed sitting."""
    sitting = of.sitting.code
    attempts = list(session.scalars(select(Attempt).where(Attempt.sitting == sitting).order_by(Attempt.code)))
    announced = records.load(session, sitting, "announcement.json")
    return facts.ProtocolFacts(
        house=of.house,
        sitting=of.sitting,
        serial=serial,
        made_at=made_at,
        announcement_digest=records.digest_in(session, sitting, "announcement.json"),
        announced_at=instant(announced["at"]),
        members=commission.members,
        custodians=_custodians(session, sitting, commission),
        draw=hall.draw(session, of, seed=True, names=dict(commission.names)),
        attendance=_attendance(of, attempts),
        candidates=tuple(map(_line, attempts)),
        happenings=_happenings(session, sitting, attempts, commission),
        grants=_grants(session, sitting, commission),
        heads=_heads(session, sitting),
        seal=_seal(session, sitting, commission),
        programs=_programs(session, sitting),
        remarks=commission.remarks,
        opinions=commission.opinions,
        check_url=check_url,
    )


def _custodians(session: Session, sitting: str, commission: Commission) -> tuple[facts.Custodian, ...]:
    query = select(Share).where(Share.sitting == sitting).order_by(Share.commitment)
    return tuple(
        facts.Custodian(commission.name(share.custodian), share.commitment, share.deposited_at)
        for share in session.scalars(query)
        if share.deposited_at is not None
    )


def _attendance(of: Setting, attempts: list[Attempt]) -> facts.Attendance:
    ways = [attempt.how for attempt in attempts]
    return facts.Attendance(
        registered=len(attempts),
        spares=len(attempts) - len(of.people),
        admitted=sum(attempt.admitted_at is not None for attempt in attempts),
        opened=sum(attempt.opened_at is not None for attempt in attempts),
        handed_in=ways.count("handed_in"),
        time=ways.count("time"),
        removed=ways.count("removed"),
        absent=ways.count("absent"),
    )


def _line(attempt: Attempt) -> facts.AttendanceLine:
    return facts.AttendanceLine(
        code=attempt.code,
        seat="" if attempt.seat is None else str(attempt.seat),
        opened_at=attempt.opened_at,
        closed_at=attempt.closed_at or attempt.last_at,
        how=hall.how(attempt.how),
        entries=attempt.n,
        receipt=None if attempt.how == "absent" else finding_aid(attempt.head),
    )


def _happenings(
    session: Session, sitting: str, attempts: list[Attempt], commission: Commission
) -> tuple[facts.Happening, ...]:
    seats = {attempt.code: attempt.seat for attempt in attempts}
    query = select(Incident).where(Incident.sitting == sitting).order_by(Incident.n)
    return tuple(
        facts.Happening(
            number=row.n,
            at=row.at,
            kind=words.kind(row.kind),
            code=row.code or "",
            seat=str(seats.get(row.code) or "") if row.code else "",
            by=commission.name(row.by),
            text=row.text or row.reason,
        )
        for row in session.scalars(query)
    )


def _grants(session: Session, sitting: str, commission: Commission) -> tuple[facts.Grant, ...]:
    """Return all time given, in the order it was given: accommodations, extensions, pauses that ended."""
    query = (
        select(JournalEntry.entry)
        .where(JournalEntry.sitting == sitting, JournalEntry.kind.in_(_TIMES))
        .order_by(JournalEntry.code, JournalEntry.n)
    )
    grants: list[facts.Grant] = []
    paused: dict[str, Instant] = {}
    for stored in session.scalars(query):
        entry = parse(stored)
        at, code, body = instant(entry["at"]), entry["attempt"], entry["body"]
        if entry["kind"] == "paused":
            paused[code] = at
            continue
        given = body["grants"] if entry["kind"] == "opened" else [body]
        for one in given:
            lost = (at - paused[code]) // 1000 if entry["kind"] == "resumed" else one["seconds"]
            grants.append(facts.Grant(at, code, lost, commission.name(one["by"]), one["reason"]))
    return tuple(sorted(grants, key=lambda grant: (grant.at, grant.code)))


def _heads(session: Session, sitting: str) -> tuple[facts.Head, ...]:
    """Return the signed heads of the ledger since the announcement."""
    [announced, *_] = ledger.entries(session, sitting=sitting, act="announced")
    query = select(ledger.Checkpoint).where(ledger.Checkpoint.size > announced["n"])
    rows = list(session.scalars(query.order_by(ledger.Checkpoint.size)))
    seen = witnesses.seen(session, [row.size for row in rows])
    return tuple(
        facts.Head(row.at, row.size, row.root, tuple(one.name for one in seen[row.size])) for row in rows
    )


def _seal(session: Session, sitting: str, commission: Commission) -> facts.SealFacts:
    value = records.load(session, sitting, "seal.json")
    holders = {key["key"]: key["holder"] for key in records.load(session, sitting, "trust.json")["keys"]}
    signed = [line for line in records.signatures(session, sitting) if line["object"] == "seal.json"]
    return facts.SealFacts(
        at=instant(value["at"]),
        digest=records.digest_in(session, sitting, "seal.json"),
        answers_root=value["answers_root"],
        incidents_digest=value["incidents_digest"],
        signed_by=tuple(sorted(commission.name(holders[line["key"]]) for line in signed)),
    )


def _programs(session: Session, sitting: str) -> tuple[facts.Program, ...]:
    """Return both programs of the newest version and whether they agreed; none before it is computed."""
    row = results.newest(session, sitting)
    if row is None:
        return ()
    agreed = row.verdict is not None and not row.differing
    programs = records.load(session, sitting, row.file)["programs"]
    return tuple(
        facts.Program(words.program(one["name"]), one["software"], row.digest, agreed) for one in programs
    )
