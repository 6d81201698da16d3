"""The life of a revision: one table of moves (DESIGN 3).

What is returned stays as it was; its copy is a new draft.
"""

from enum import StrEnum

from foundation.errors import Conflict


class State(StrEnum):
    """Where a revision stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    RELEASED = "released"
    RETIRED = "retired"


NEXT: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.IN_REVIEW, State.RETIRED}),
    State.IN_REVIEW: frozenset({State.RETURNED, State.APPROVED}),
    State.RETURNED: frozenset(),
    State.APPROVED: frozenset({State.RELEASED, State.RETIRED}),
    State.RELEASED: frozenset({State.RETIRED}),
    State.RETIRED: frozenset(),
}


class WrongState(Conflict):
    """The revision is not in a state from which this may happen."""

    code = "revision_state"


def advance(code: str, current: State, to: State) -> State:
    """Return `to` if the table allows it from `current`; raise WrongState."""
    if to not in NEXT[current]:
        raise WrongState(item=code, current=current.value, to=to.value)
    return to
