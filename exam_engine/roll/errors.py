"""What can be wrong with a list of persons, a spare, or a roll line."""

from foundation.errors import Conflict, Invalid


class BadPerson(Invalid):
    """A line of the list has no name or no number."""

    code = "bad_person"


class NumberTwice(Invalid):
    """A personal number stands twice in one campaign: one person under two codes."""

    code = "number_twice"


class AlreadyEnrolled(Conflict):
    """The sitting has its register; a code never changes hands afterwards."""

    code = "already_enrolled"


class TooLateForRoll(Conflict):
    """The register is fixed once the sitting is announced, spares once it is drawn."""

    code = "too_late_for_roll"


class TwoPeopleNeeded(Invalid):
    """This act needs two different people."""

    code = "two_people_needed"


class NoSpare(Conflict):
    """No spare code is left, or the code named is none."""

    code = "no_spare"


class LineDoesNotOpen(Conflict):
    """A person does not open the roll line of the code; decoding stops."""

    code = "line_does_not_open"
