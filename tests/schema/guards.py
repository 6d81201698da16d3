"""What the database itself refuses, whoever asks: which rows never change, and in which columns."""

from dataclasses import dataclass

UNCHANGING = (
    "checkpoint",
    "cosignature",
    "document_file",
    "journal_entry",
    "ledger_entry",
    "object_signature",
    "refused_entry",
    "release",
    "release_item",
    "remark",
    "sitting_item",
    "vote",
)
NOT_DISPUTED = (
    "OLD.file NOT LIKE 'results-%' OR EXISTS (SELECT 1 FROM object_signature AS signed"
    " WHERE signed.sitting = OLD.sitting AND signed.file = OLD.file)"
)
"""Results that nobody has signed may be withdrawn when the two programs differ."""
RELEASED = "OLD.state IN ('released', 'retired')"
WORDING = (
    "item_code",
    "n",
    "kind",
    "author",
    "reviewer",
    "approver",
    "difficulty",
    "difficulty_basis",
    "seconds",
    "languages",
    "draft",
    "source",
)


@dataclass(frozen=True, slots=True)
class Guard:
    """A trigger: its name, table, the act it refuses, and for which rows."""

    name: str
    table: str
    act: str
    when: str = ""


def _both(table: str) -> tuple[Guard, Guard]:
    return Guard(f"{table}_no_update", table, "UPDATE"), Guard(f"{table}_no_delete", table, "DELETE")


GUARDS = (
    *(guard for table in UNCHANGING for guard in _both(table)),
    Guard("document_no_delete", "document", "DELETE"),
    Guard("document_no_update", "document", "UPDATE OF sitting, serial, kind, code, version, sha256, at"),
    Guard("document_superseded_once", "document", "UPDATE", "OLD.superseded_by IS NOT NULL"),
    Guard("incident_no_delete", "incident", "DELETE"),
    # Its text may be finished while the hall is open; the fact stands.
    Guard("incident_no_update", "incident", "UPDATE OF sitting, n, at, kind, code, terminal, by, reason"),
    Guard("protocol_object_no_delete", "protocol_object", "DELETE", NOT_DISPUTED),
    Guard("protocol_object_no_update", "protocol_object", "UPDATE"),
    Guard("revision_no_delete", "revision", "DELETE", RELEASED),
    Guard("revision_no_update", "revision", f"UPDATE OF {', '.join(WORDING)}", RELEASED),
    Guard("witness_no_delete", "witness", "DELETE"),
    # A witness may retire, once; name and key are never given to another.
    Guard("witness_no_update", "witness", "UPDATE OF name, public, added_at"),
    Guard("witness_retired_once", "witness", "UPDATE", "OLD.retired_at IS NOT NULL"),
)
TRUNCATED = (*UNCHANGING, "document", "incident", "revision", "witness")
"""PostgreSQL empties a table past the triggers of its rows."""
