"""What the hall says when a rule forbids an act."""

from typing import Any

from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, Any] = {
    "still_writing": _l("Candidates are still writing: %(count)s. Wait for them, or remove with a reason."),
    "seat_taken": _l("Seat %(seat)s belongs to somebody else. Draw again."),
    "reason_missing": _l("Write the reason: it stands in the protocol and everybody can read it."),
    "too_much_time": _l("The plan does not allow so much extra time. Nothing was changed."),
    "bad_minutes": _l("Enter whole minutes from 1 to %(most)s."),
    "no_free_seat": _l("No seat is free. Nothing was changed."),
    "broken_journal": _l(
        "A journal does not hold together. Call the administrator and an observer; end nothing."
    ),
}
