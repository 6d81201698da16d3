"""Where witnesses give their cosignatures back: the signature itself says who may."""

from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from app.context import house, now
from app.errors import status_of
from app.guards import public
from app.witnessing import blueprint
from app.witnessing.feed import PLAIN
from foundation import notes, witnesses
from foundation.errors import DomainError, Invalid


@blueprint.post("/cosign")
@public
def cosign() -> ResponseReturnValue:
    """Keep a registered witness's cosignature under a head of ours; programs get plain answers."""
    if (request.content_length or 0) > notes.LONGEST:
        raise RequestEntityTooLarge
    try:
        text = request.get_data().decode()
        with house().writing() as session:
            taken = witnesses.take(session, text, now=now())
    except UnicodeDecodeError:
        return _refused(notes.BadNote(reason="utf-8"))
    except DomainError as error:
        return _refused(error)
    return Response("".join(f"{one.name}\n" for one in taken), content_type=PLAIN)


@blueprint.record_once
def _settle(state: Any) -> None:
    """A witness has no form of ours and no cookie; nothing is done in anybody's name."""
    state.app.extensions["taraza_csrf"].exempt(cosign)


def _refused(error: DomainError) -> Response:
    reason = error.details.get("reason", "") if isinstance(error, Invalid) else ""
    return Response(f"{error.code} {reason}".strip() + "\n", status_of(error), content_type=PLAIN)
