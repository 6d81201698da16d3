"""The lives of things, each one table of moves (DESIGN 3); states are stored by value, as text."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, TypeVar

from foundation.errors import Conflict


class IllegalMove(Conflict):
    """The thing is not in a state from which this may happen; details: what, current, to."""

    code: ClassVar[str] = "illegal_move"


class Revision(StrEnum):
    """A revision of an item; a returned one lives on as a new draft."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    RELEASED = "released"
    RETIRED = "retired"


class Sitting(StrEnum):
    """A sitting, from plan to seal."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    DRAWN = "drawn"
    OPEN = "open"
    INTERRUPTED = "interrupted"
    ANNULLED = "annulled"
    CLOSED = "closed"
    SEALED = "sealed"


class Attempt(StrEnum):
    """One candidate's work on one paper; how it ended is in the journal."""

    ASSIGNED = "assigned"
    STARTED = "started"
    PAUSED = "paused"
    CLOSED = "closed"


class Version(StrEnum):
    """A version of the results; decoding is an act beside it."""

    COMPUTED = "computed"
    AGREED = "agreed"
    CERTIFIED = "certified"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


State = TypeVar("State", bound=StrEnum)

REVISION: Mapping[Revision, frozenset[Revision]] = {
    Revision.DRAFT: frozenset({Revision.IN_REVIEW}),
    Revision.IN_REVIEW: frozenset({Revision.APPROVED, Revision.RETURNED}),
    Revision.RETURNED: frozenset(),
    Revision.APPROVED: frozenset({Revision.RELEASED, Revision.RETURNED}),
    Revision.RELEASED: frozenset({Revision.RETIRED}),
    Revision.RETIRED: frozenset(),
}
SITTING: Mapping[Sitting, frozenset[Sitting]] = {
    Sitting.PLANNED: frozenset({Sitting.ANNOUNCED}),
    Sitting.ANNOUNCED: frozenset({Sitting.DRAWN, Sitting.CANCELLED}),
    Sitting.CANCELLED: frozenset(),
    Sitting.DRAWN: frozenset({Sitting.OPEN, Sitting.INTERRUPTED}),
    Sitting.OPEN: frozenset({Sitting.CLOSED, Sitting.INTERRUPTED}),
    Sitting.INTERRUPTED: frozenset({Sitting.OPEN, Sitting.ANNULLED}),
    Sitting.ANNULLED: frozenset(),
    Sitting.CLOSED: frozenset({Sitting.SEALED}),
    Sitting.SEALED: frozenset(),
}
ATTEMPT: Mapping[Attempt, frozenset[Attempt]] = {
    Attempt.ASSIGNED: frozenset({Attempt.STARTED, Attempt.CLOSED}),
    Attempt.STARTED: frozenset({Attempt.PAUSED, Attempt.CLOSED}),
    Attempt.PAUSED: frozenset({Attempt.STARTED, Attempt.CLOSED}),
    Attempt.CLOSED: frozenset(),
}
VERSION: Mapping[Version, frozenset[Version]] = {
    Version.COMPUTED: frozenset({Version.AGREED}),
    Version.AGREED: frozenset({Version.CERTIFIED}),
    Version.CERTIFIED: frozenset({Version.PUBLISHED}),
    Version.PUBLISHED: frozenset({Version.SUPERSEDED}),
    Version.SUPERSEDED: frozenset(),
}


def advance(table: Mapping[State, frozenset[State]], current: State, to: State) -> State:
    """Return `to` if the table allows it from `current`; raise IllegalMove otherwise."""
    if to not in table[current]:
        raise IllegalMove(what=type(current).__name__.lower(), current=current.value, to=to.value)
    return to
