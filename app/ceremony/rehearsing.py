"""The plan's rehearsal: many papers drawn with a throw-away seed, shown in pictures and tables."""

from dataclasses import dataclass
from functools import lru_cache

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.ceremony import blueprint, wording
from app.context import house
from app.guards import allow
from app.rights import Right
from exam_engine import records
from exam_engine.plans.rehearsal import Rehearsal, rehearse_plan
from foundation.canonical import parse
from foundation.errors import NotFound
from reports.analysis import histogram

PAPERS = 200
SEES = (Right.PLAN, Right.ANNOUNCE, Right.WATCH_CEREMONY)
PICTURES = ("difficulty", "exposure")
_POINTS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_WHOLE = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Shown:
    """A rehearsal, and the rated difficulty of each whole paper in thousandths of a point."""

    report: Rehearsal
    wholes: tuple[int, ...]


@blueprint.get("/<sitting>/rehearsal")
@allow(*SEES)
def rehearsal(sitting: str) -> ResponseReturnValue:
    """Show what the draw will do with this plan and this bank."""
    with house().reading() as session:
        plan = records.load(session, sitting, "plan.json")
        shown = _rehearsed(session, sitting)
    return render_template(
        "ceremony/rehearsal.html",
        sitting=sitting,
        title=wording.title_of(plan),
        topics=plan["detail"].get("topics", {}),
        shown=shown,
        report=shown.report,
        exposed=_exposed(shown.report),
    )


@blueprint.get("/<sitting>/rehearsal/<picture>.svg")
@allow(*SEES)
def rehearsal_picture(sitting: str, picture: str) -> ResponseReturnValue:
    """Draw a picture of the rehearsal; the page's tables say the same."""
    if picture not in PICTURES:
        raise NotFound(what="picture")
    with house().reading() as session:
        shown = _rehearsed(session, sitting)
    if picture == "difficulty" and shown.wholes:
        drawn = histogram.svg(histogram.bars(list(shown.wholes), steps=_POINTS), unit=1000)
    else:
        drawn = histogram.svg(histogram.bars(_exposed(shown.report), steps=_WHOLE), unit=1)
    return Response(drawn, content_type="image/svg+xml")


def _rehearsed(session: Session, sitting: str) -> Shown:
    plan, release = (records.find(session, sitting, name) for name in ("plan.json", "release.json"))
    if plan is None or release is None:
        raise NotFound(what="plan", sitting=sitting)
    return _drawn(plan.stored, release.stored, plan.digest)


@lru_cache(maxsize=8)
def _drawn(plan: bytes, release: bytes, digest: str) -> Shown:
    """Rehearse once: plan and release never change, and the seed follows from the plan's public digest."""
    report = rehearse_plan(parse(plan), parse(release), seed=bytes.fromhex(digest), papers=PAPERS)
    return Shown(report, report.wholes)


def _exposed(report: Rehearsal) -> list[int]:
    return sorted(report.exposure.values(), reverse=True)
