"""What stands in a document, as frozen values: made first by those who read the tables, laid out afterwards.

Instants are milliseconds UTC, points thousandths, digests lower-case hex of 64. A `Text` is what the house
itself says in several languages; names of people and what people wrote are plain strings.
"""

from reports.documents.facts.common import House, How, KeyKind, Origin, Signatory, Sitting, Text, same
from reports.documents.facts.papers import (
    ActFacts,
    Contact,
    EmergencyFacts,
    NoticeFacts,
    ReceiptLine,
    ReceiptsFacts,
    SlipFacts,
    TicketFacts,
)
from reports.documents.facts.protocol import (
    Attendance,
    AttendanceLine,
    Custodian,
    DrawFacts,
    Grant,
    Happening,
    Head,
    Member,
    Program,
    ProtocolFacts,
    Remark,
    SealFacts,
)
from reports.documents.facts.sheet import Basis, Difficulty, Section, SheetFacts, Status

__all__ = [
    "ActFacts",
    "Attendance",
    "AttendanceLine",
    "Basis",
    "Contact",
    "Custodian",
    "Difficulty",
    "DrawFacts",
    "EmergencyFacts",
    "Grant",
    "Happening",
    "Head",
    "House",
    "How",
    "KeyKind",
    "Member",
    "NoticeFacts",
    "Origin",
    "Program",
    "ProtocolFacts",
    "ReceiptLine",
    "ReceiptsFacts",
    "Remark",
    "SealFacts",
    "Section",
    "SheetFacts",
    "Signatory",
    "Sitting",
    "SlipFacts",
    "Status",
    "Text",
    "TicketFacts",
    "same",
]
