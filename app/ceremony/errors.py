"""Rules of the office's side of the ceremony."""

from foundation.errors import Conflict


class NoticeTooShort(Conflict):
    """A real sitting is public for 24 hours before its draw; details: not_before."""

    code = "notice_too_short"


class NotEnrolled(Conflict):
    """A sitting without a register cannot be announced."""

    code = "not_enrolled"


class TicketsMade(Conflict):
    """The secrets of the tickets were made; they cannot be read again."""

    code = "tickets_made"
