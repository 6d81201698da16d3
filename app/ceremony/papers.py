"""The papers of the day as PDFs: tickets, notice, slip, emergency card. Facts and layout lie elsewhere."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.acts import documents
from app.context import house
from exam_engine.roll.services import TicketLine
from reports import facts
from reports.documents import emergency as emergency_layout
from reports.documents import notice as notice_layout
from reports.documents import slip as slip_layout
from reports.documents import ticket as ticket_layout
from reports.documents.facts import EmergencyFacts
from reports.words import Language


def address(path: str) -> str:
    """Return the public address of a page of this installation."""
    return f"{house().settings.address}{path}"


def tickets(session: Session, sitting: str, lines: Sequence[TicketLine], language: Language) -> bytes:
    """Return everybody's ticket, two on a page."""
    of = documents.setting(house(), session, sitting)
    return ticket_layout.tickets(facts.tickets(session, of, lines), language)


def notice(session: Session, sitting: str) -> bytes:
    """Return the announcement to hang up; raise NotFound before it was made."""
    of = documents.setting(house(), session, sitting)
    return notice_layout.notice(facts.notice(session, of, url=address(f"/sittings/{sitting}")))


def slip(session: Session, sitting: str) -> bytes:
    """Return the slip of the draw, without its seed; raise NotFound before the draw."""
    of = documents.setting(house(), session, sitting)
    return slip_layout.slip(facts.slip(session, of, url=address(f"/sittings/{sitting}")))


def emergency(session: Session, sitting: str) -> bytes:
    """Return the card that works when the server does not; telephone numbers are written in by hand."""
    of = documents.setting(house(), session, sitting)
    return emergency_layout.emergency(EmergencyFacts(of.house, of.sitting, ()))
