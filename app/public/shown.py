"""What of a sitting is public, and from when on: nothing before the announcement, names never."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ceremony import wording
from exam_engine import records
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.protocol.life import Version
from exam_engine.records import Sitting
from exam_engine.results import services as results
from exam_engine.results.tables import ResultsVersion
from foundation.errors import NotFound

HIDDEN = frozenset({SittingState.PLANNED})


@dataclass(frozen=True, slots=True)
class Line:
    """A sitting in a list."""

    name: str
    title: str
    place: str
    starts_at: int
    state: str
    published: bool
    origin: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A sitting's public page; objects of the protocol as values, None before they exist."""

    sitting: Sitting
    digest: str
    announcement: dict[str, Any]
    plan: dict[str, Any]
    codes: int
    draw: dict[str, Any] | None
    seal: dict[str, Any] | None
    seal_digest: str
    versions: list[ResultsVersion]
    results: dict[str, Any] | None

    @property
    def published(self) -> ResultsVersion | None:
        """The version that counts now."""
        return next((row for row in self.versions if row.state == Version.PUBLISHED), None)

    @property
    def sat(self) -> list[dict[str, Any]]:
        """Those who took part, by code."""
        everybody = self.results["candidates"] if self.results else []
        return [line for line in everybody if line["status"] != "absent"]

    @property
    def listed(self) -> bool:
        """Whether the group is large enough for a list by code."""
        return bool(self.sat) and len(self.sat) >= self.plan["min_group"]


def announced(session: Session) -> list[Line]:
    """Return the public sittings, the newest first."""
    query = select(Sitting).where(Sitting.state.not_in(HIDDEN)).order_by(Sitting.starts_at.desc())
    return [_line(session, row) for row in session.scalars(query)]


def shown(session: Session, name: str) -> Shown:
    """Return what is public of a sitting; raise NotFound before it is announced."""
    sitting = records.get_sitting(session, name)
    announcement = records.find(session, name, "announcement.json")
    if announcement is None:
        raise NotFound(what="sitting", name=name)
    seal = records.find(session, name, "seal.json")
    versions = [row for row in results.versions(session, name) if row.published_at is not None]
    current = next((row for row in versions if row.state == Version.PUBLISHED), None)
    return Shown(
        sitting=sitting,
        digest=announcement.digest,
        announcement=records.load(session, name, "announcement.json"),
        plan=records.load(session, name, "plan.json"),
        codes=len(records.load(session, name, "register.json")["codes"]),
        draw=_if_there(session, name, "draw.json"),
        seal=_if_there(session, name, "seal.json"),
        seal_digest=seal.digest if seal else "",
        versions=versions,
        results=records.load(session, name, current.file) if current else None,
    )


def _if_there(session: Session, name: str, file: str) -> dict[str, Any] | None:
    return records.load(session, name, file) if records.find(session, name, file) else None


def _line(session: Session, row: Sitting) -> Line:
    plan = records.load(session, row.name, "plan.json")
    newest = any(version.state == Version.PUBLISHED for version in results.versions(session, row.name))
    return Line(row.name, wording.title_of(plan), row.place, row.starts_at, row.state, newest, row.origin)
