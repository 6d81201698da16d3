"""From the tables to the frozen facts of documents and exports; nothing is laid out or signed here."""

from reports.facts.hall import notice, receipts, slip, tickets
from reports.facts.protocol import Commission, protocol
from reports.facts.results import Issue, results_table, sheets
from reports.facts.setting import Setting, setting

__all__ = [
    "Commission",
    "Issue",
    "Setting",
    "notice",
    "protocol",
    "receipts",
    "results_table",
    "setting",
    "sheets",
    "slip",
    "tickets",
]
