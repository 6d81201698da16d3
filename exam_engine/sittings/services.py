"""The hall's services in one place, for the rooms above."""

from exam_engine.sittings.answering import (
    Begun,
    Saved,
    begin_unacknowledged,
    flag,
    flags,
    opened,
    save,
    start,
)
from exam_engine.sittings.closing import Receipt, close_overdue, hand_in, receipt, remove
from exam_engine.sittings.entering import Entry, choose_language, enter, release
from exam_engine.sittings.hall import (
    admit,
    close_hall,
    counts,
    extend,
    grant,
    open_hall,
    pause,
    pause_ends_at,
    pause_hall,
    record_heads,
    resume,
    resume_hall,
)
from exam_engine.sittings.incidents import answer_call, call, listed, open_calls
from exam_engine.sittings.incidents import record as record_incident
from exam_engine.sittings.store import Seat
from exam_engine.sittings.watching import Place, Standing, board, is_unseen, note_seen, state_of

__all__ = [
    "Begun",
    "Entry",
    "Place",
    "Receipt",
    "Saved",
    "Seat",
    "Standing",
    "admit",
    "answer_call",
    "begin_unacknowledged",
    "board",
    "call",
    "choose_language",
    "close_hall",
    "close_overdue",
    "counts",
    "enter",
    "extend",
    "flag",
    "flags",
    "grant",
    "hand_in",
    "is_unseen",
    "listed",
    "note_seen",
    "open_calls",
    "open_hall",
    "opened",
    "pause",
    "pause_ends_at",
    "pause_hall",
    "receipt",
    "record_heads",
    "record_incident",
    "release",
    "remove",
    "resume",
    "resume_hall",
    "save",
    "start",
    "state_of",
]
