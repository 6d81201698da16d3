"""Papers that hang on a wall of the hall, as PDFs made anew each time; they are not signed."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.acts import documents
from app.context import House
from exam_engine.protocol.seal import NotClosed
from exam_engine.sittings.tables import Attempt
from reports import facts
from reports.documents.receipts import receipts


def receipts_list(house: House, sitting: str) -> bytes:
    """Return the list code -> receipt; raise NotClosed while anybody may still write.

    It is printed once the hall is closed and hangs there before the keys are opened.
    """
    with house.reading() as session:
        of = documents.setting(house, session, sitting)
        _require_closed(session, sitting)
        url = f"{house.settings.address}/check"
        told = facts.receipts(session, of, made_at=house.clock(), url=url)
    return receipts(told)


def _require_closed(session: Session, sitting: str) -> None:
    query = select(func.count()).where(Attempt.sitting == sitting, Attempt.how.is_(None))
    still = session.execute(query).scalar_one()
    if still:
        raise NotClosed(attempts=still)
