"""The ceremony's papers: facts for tickets, notice, slip and emergency card; the layout is elsewhere."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.acts import preparing
from app.ceremony.standing import Standing
from app.context import house
from exam_engine import records
from exam_engine.roll.services import TicketLine
from foundation.canonical import Instant, digest, instant
from foundation.errors import NotFound
from reports.documents import emergency as emergency_layout
from reports.documents import facts as f
from reports.documents import notice as notice_layout
from reports.documents import slip as slip_layout
from reports.documents import ticket as ticket_layout
from reports.words import Language

QUARTER = 15 * 60_000
HOUR = 3_600_000
COUNCIL = f.Text(
    "Кыргыз Республикасынын Сот адилеттиги иштери боюнча кеңеши",
    "Совет по делам правосудия Кыргызской Республики",
    "Council for Justice Affairs of the Kyrgyz Republic",
)
HALL = f.Text("экзамен залы", "экзаменационный зал", "exam hall")
NO_ACT = f.Text("көрсөтүлгөн эмес", "не указан", "not named")


def address(path: str) -> str:
    """Return the public address of a page of this installation."""
    return f"{house().settings.address}{path}"


def house_facts(found: Standing) -> f.House:
    """Return whose papers these are."""
    origin: Any = found.sitting.origin or ("demo" if house().settings.demo else "real")
    return f.House(COUNCIL, address("/check"), origin, "first_run" if origin != "real" else "own", "Taraza")


def sitting_facts(found: Standing) -> f.Sitting:
    """Return the sitting as every paper names it."""
    plan = found.plan
    title = _text(plan["detail"].get("title"), plan["name"])
    return f.Sitting(
        code=found.name,
        title=title,
        place=f.same(found.sitting.place),
        starts_at=Instant(found.sitting.starts_at),
        plan=title,
        cut_act=_act(plan),
    )


def tickets(_session: Session, found: Standing, lines: Sequence[TicketLine], language: Language) -> bytes:
    """Return everybody's ticket, two on a page."""
    whose, sitting = house_facts(found), sitting_facts(found)
    people = [
        f.TicketFacts(
            house=whose,
            sitting=sitting,
            name=line.name,
            code=line.code,
            person=line.person,
            nonce=line.nonce,
            secret=line.secret,
            seat=None,
            room=HALL,
            arrive_at=Instant(sitting.starts_at - HOUR),
            doors_close_at=Instant(sitting.starts_at - QUARTER),
        )
        for line in lines
    ]
    return ticket_layout.tickets(people, "ru" if language == "ru" else "ky")


def notice(session: Session, found: Standing) -> bytes:
    """Return the announcement to hang up; raise NotFound before it was made."""
    if found.announcement is None or found.form is None:
        raise NotFound(what="announcement", sitting=found.name)
    said = records.load(session, found.name, "announcement.json")
    return notice_layout.notice(
        f.NoticeFacts(
            house=house_facts(found),
            sitting=sitting_facts(found),
            digest=found.announcement,
            announced_at=instant(said["at"]),
            not_before=instant(said["not_before"]),
            questions=found.questions,
            minutes=found.plan["duration"] // 60,
            cut=found.plan["pass"]["cut"],
            maximum=found.maximum,
            candidates=found.persons,
            spares=found.spares,
            custodians=len(said["commitments"]),
            entropy=_form(found.form),
            witnesses=tuple(one["name"] for one in said["witnesses"]),
            url=address(f"/sittings/{found.name}"),
        )
    )


def slip(found: Standing) -> bytes:
    """Return the slip of the draw; its seed stays shut until the shares are opened with the seal."""
    if found.draw is None or found.announcement is None:
        raise NotFound(what="draw", sitting=found.name)
    drawn = found.draw
    facts = f.DrawFacts(
        at=instant(drawn["at"]),
        entropy=drawn["entropy"],
        form=_form(found.form or preparing.DICE),
        readers=tuple(drawn["read_by"]),
        papers=found.codes,
        papers_root=drawn["papers_root"],
        seed=None,
        digest=digest(drawn),
    )
    url = address(f"/sittings/{found.name}")
    return slip_layout.slip(
        f.SlipFacts(house_facts(found), sitting_facts(found), found.announcement, facts, url)
    )


def emergency(found: Standing) -> bytes:
    """Return the card that works when the server does not."""
    return emergency_layout.emergency(f.EmergencyFacts(house_facts(found), sitting_facts(found), ()))


def _text(texts: dict[str, str] | None, otherwise: str) -> f.Text:
    return f.Text(texts["ky"], texts["ru"], texts.get("en", "")) if texts else f.same(otherwise)


def _act(plan: dict[str, Any]) -> f.Text:
    """Return the act that sets the cut; an example plan names none."""
    act = plan["detail"].get("act") or {}
    named = " ".join(str(act[part]) for part in ("kind", "number", "date", "article") if act.get(part))
    return f.same(named) if named else NO_ACT


def _form(form: dict[str, Any]) -> f.Text:
    count, least, most = form["count"], form["min"], form["max"]
    if form["source"] != "dice":
        return f.same(f"{form['source']}: {count}, {least}–{most}")
    return f.Text(
        f"{count} оюн сөөгү, ар бири {least}–{most}",
        f"{count} игральных костей, каждая от {least} до {most}",
        f"{count} dice, each from {least} to {most}",
    )
