"""What every document of a sitting rests on, read once: the sitting, its plan, its results, who is who."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from exam_engine import records
from exam_engine.results import services as results
from exam_engine.roll import services as roll
from foundation.canonical import Instant
from reports.documents import facts
from reports.facts import words


@dataclass(frozen=True, slots=True)
class Setting:
    """One sitting, ready for its documents; `names` are empty before decoding."""

    house: facts.House
    sitting: facts.Sitting
    plan: dict[str, Any]
    names: dict[str, str]
    people: frozenset[str]
    """Register codes that have a person, spares given since the announcement among them."""

    @property
    def anonymous(self) -> bool:
        """Say whether the group was large enough for codes to hide anybody."""
        return len(self.people) >= int(self.plan["min_group"])

    def topic(self, code: str) -> facts.Text:
        """Return a section's title."""
        return words.text(self.plan["detail"].get("topics", {}).get(code), code)

    def minimum(self, topic: str) -> int | None:
        """Return what the plan demands in a section."""
        minima = {section["topic"]: section["min"] for section in self.plan["pass"]["sections"]}
        return minima.get(topic)


def setting(session: Session, sitting: str, house: facts.House) -> Setting:
    """Read what documents rest on; raise NotFound for an unknown sitting."""
    found = records.get_sitting(session, sitting)
    plan = records.load(session, sitting, "plan.json")
    title = words.text(plan["detail"].get("title"), plan["name"])
    return Setting(
        house=house,
        sitting=facts.Sitting(
            code=sitting,
            title=words.text(plan["detail"].get("sitting_title"), sitting),
            place=words.text(plan["detail"].get("place"), found.place),
            starts_at=Instant(found.starts_at),
            plan=title,
            cut_act=words.act(plan),
        ),
        plan=plan,
        names=_names(session, sitting),
        people=frozenset(code for code, line in roll.lines(session, sitting).items() if line is not None),
    )


def _names(session: Session, sitting: str) -> dict[str, str]:
    """Return names by code once they are decoded; before that nobody's."""
    if not results.is_decoded(session, sitting):
        return {}
    opened = records.load(session, sitting, "persons.json")["openings"]
    return {opening["code"]: opening["person"]["name"] for opening in opened}
