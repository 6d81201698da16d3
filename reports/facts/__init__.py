"""From the tables to the frozen facts of documents and exports; nothing is laid out or signed here."""

from reports.facts.hall import notice, receipts, slip, tickets
from reports.facts.protocol import Commission, protocol
from reports.facts.results import Issue, results_table, sheets
from reports.facts.setting import Setting, setting
from reports.facts.story import Event, Score, story

__all__ = [
    "Commission",
    "Event",
    "Issue",
    "Score",
    "Setting",
    "notice",
    "protocol",
    "receipts",
    "results_table",
    "setting",
    "sheets",
    "slip",
    "story",
    "tickets",
]
