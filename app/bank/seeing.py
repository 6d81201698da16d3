"""Who may see which question, and the same said aloud on every page."""

from typing import Any

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.rights import Right
from foundation.errors import NotFound
from question_bank.items import reading
from question_bank.items.life import State
from question_bank.items.tables import Revision

WIDE = frozenset({Right.REVIEW_ITEMS, Right.APPROVE_ITEMS, Right.RELEASE_ITEMS})
WHO: dict[State, Any] = {
    State.DRAFT: _l("its author, reviewers and keepers of the bank, with the right answer"),
    State.IN_REVIEW: _l("its author, reviewers and keepers of the bank, with the right answer"),
    State.RETURNED: _l("its author, reviewers and keepers of the bank, with the right answer"),
    State.APPROVED: _l("its author, reviewers and keepers of the bank, with the right answer"),
    State.RELEASED: _l(
        "its author, reviewers and keepers of the bank, without the right answer:"
        " that is sealed until the exam is over"
    ),
    State.RETIRED: _l("its author, reviewers and keepers of the bank"),
}


def sees_all() -> bool:
    """Say whether the person looks at questions of others."""
    return bool(g.staff.rights & WIDE)


def only_author() -> str:
    """Return the author to whose questions the person is limited, or an empty text."""
    return "" if sees_all() else str(g.staff.code)


def visible(session: Session, code: str, n: int | None = None) -> Revision:
    """Return a revision that the person may see; what is not theirs is not found."""
    revision = reading.get(session, code, n)
    if not sees_all() and revision.author != g.staff.code:
        raise NotFound(what="item", item=code)
    return revision


def who(revision: Revision) -> Any:
    """Return who may see a question, as a lazy sentence."""
    return WHO[State(revision.state)]
