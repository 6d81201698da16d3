"""The rules of the hall that can be broken; outcomes that must be remembered are no errors."""

from foundation.errors import Conflict, Invalid


class LeaseSuperseded(Conflict):
    """Another terminal holds this attempt."""

    code = "lease_superseded"


class AttemptClosed(Conflict):
    """The attempt has ended; nothing follows its close."""

    code = "attempt_closed"


class AttemptPaused(Conflict):
    """While paused nothing is answered, and no time runs."""

    code = "attempt_paused"


class NotStarted(Conflict):
    """The first question has not been shown yet."""

    code = "not_started"


class HallNotOpen(Conflict):
    """The exam has not been opened, is interrupted, or is over."""

    code = "hall_not_open"


class BadEntry(Invalid):
    """What the terminal sent does not fit the paper."""

    code = "bad_entry"


class TooMuchTime(Conflict):
    """Grants, extensions and pauses together would exceed the plan's limit."""

    code = "too_much_time"


class ClockDoubtful(Conflict):
    """Nobody is closed for time, and nothing that hangs on it is done, until a person confirms the time."""

    code = "clock_doubtful"


class BadExtension(Invalid):
    """An extension or grant is a positive number of seconds."""

    code = "bad_extension"


class UnknownKind(Invalid):
    """An incident is of a kind on the list: the ledger takes no words of one's own."""

    code = "unknown_kind"


class StillWriting(Conflict):
    """The hall cannot close while attempts run."""

    code = "still_writing"


class SeatTaken(Conflict):
    """The seat belongs to another candidate."""

    code = "seat_taken"


class ReasonMissing(Invalid):
    """This act needs a reason that everyone can read."""

    code = "reason_missing"
