"""Finding versions of the results and what was voted."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exam_engine.results.errors import NotNewest
from exam_engine.results.tables import ResultsVersion, Vote
from foundation.db import is_sqlite
from foundation.errors import NotFound


def newest(session: Session, sitting: str) -> ResultsVersion | None:
    """Return the newest version, if there is one yet."""
    query = select(ResultsVersion).where(ResultsVersion.sitting == sitting)
    return session.scalars(query.order_by(ResultsVersion.version.desc()).limit(1)).one_or_none()


def versions(session: Session, sitting: str) -> list[ResultsVersion]:
    """Return all versions, oldest first."""
    query = select(ResultsVersion).where(ResultsVersion.sitting == sitting)
    return list(session.scalars(query.order_by(ResultsVersion.version)))


def get_version(session: Session, sitting: str, version: int, *, lock: bool = False) -> ResultsVersion:
    """Return a version, locked against other writers if asked; raise NotFound."""
    query = select(ResultsVersion).where(ResultsVersion.sitting == sitting, ResultsVersion.version == version)
    if lock and not is_sqlite(session):
        query = query.with_for_update()
    found = session.scalars(query.execution_options(populate_existing=lock)).one_or_none()
    if found is None:
        raise NotFound(what="results", sitting=sitting, version=version)
    return found


def newest_version(session: Session, sitting: str, version: int) -> ResultsVersion:
    """Return a version, locked; raise NotNewest if a later one exists."""
    found = get_version(session, sitting, version, lock=True)
    last = newest(session, sitting)
    if last is not None and last.version != version:
        raise NotNewest(version=version, newest=last.version)
    return found


def voted(session: Session, sitting: str) -> list[Vote]:
    """Return the amendments voted so far, in order."""
    return list(session.scalars(select(Vote).where(Vote.sitting == sitting).order_by(Vote.n)))
