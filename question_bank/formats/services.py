"""Taking what a file held into the bank: accepted rows become drafts, all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from foundation.canonical import Instant
from question_bank.formats.rows import Reason, Row, note, refused
from question_bank.items import reading, services
from question_bank.items.tables import Revision
from question_bank.items.values import Draft, to_json


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: its rows with final verdicts, and the codes that are drafts now."""

    rows: tuple[Row, ...]
    codes: tuple[str, ...]


def compare(session: Session, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with what the bank says about their codes: taken, or the same question already."""
    wanted = {row.draft.code.lower() for row in rows if row.draft is not None}
    taken = reading.codes_taken(session, sorted(wanted))
    return [_compare(session, row, row.draft) if _is_taken(row, taken) else row for row in rows]


def take_in(
    session: Session, keys_session: Session, rows: Sequence[Row], *, bank: str, actor: str, now: Instant
) -> Taken:
    """Store the accepted rows as drafts of `actor` in a bank."""
    final = compare(session, rows)
    drafts = [row.draft for row in final if row.accepted and row.draft is not None]
    services.write_all(session, keys_session, drafts, bank=bank, actor=actor, now=now)
    return Taken(tuple(final), tuple(draft.code for draft in drafts))


def _is_taken(row: Row, taken: set[str]) -> bool:
    return row.draft is not None and row.draft.code.lower() in taken


def _compare(session: Session, row: Row, draft: Draft | None) -> Row:
    stored = None if draft is None else _stored(session, draft.code)
    same = draft is not None and stored is not None and stored.draft == to_json(draft)
    reason: Reason = note("already_there", "code") if same else refused("code_taken", "code", item=row.code)
    return replace(row, draft=None, reasons=(*row.reasons, reason))


def _stored(session: Session, code: str) -> Revision | None:
    line = reading.find(session, code)
    return None if line is None else reading.get(session, line)
