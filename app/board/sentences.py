"""What the hall says when a rule forbids an act."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "still_writing": _l("Candidates are still writing: %(count)s. Wait for them, or remove with a reason."),
    "seat_taken": _l("Seat %(seat)s belongs to somebody else. Draw again."),
    "reason_missing": _l("Write the reason: it stands in the protocol and everybody can read it."),
    "too_much_time": _l("The plan does not allow so much extra time. Nothing was changed."),
}
