"""The public page of the log: its heads, who saw them, and how one becomes a witness."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.context import house
from app.guards import public
from app.keyring import log_key
from app.witnessing import blueprint
from app.witnessing.heads import chain
from foundation import notes, witnesses
from foundation.errors import NotFound

OCCASIONS: dict[str, Any] = {
    "announced": _l("A sitting was announced"),
    "drawn": _l("The papers were drawn"),
    "opened": _l("The hall was opened"),
    "heads": _l("Answers so far were fixed"),
    "seal": _l("The answers were sealed"),
    "certification": _l("Results were certified"),
    "evidence": _l("Evidence was built"),
    "end": _l("Results were published"),
}
OTHERWISE = _l("Signed in passing")


@blueprint.get("")
@public
def index() -> ResponseReturnValue:
    """Show the chain of heads and the witnesses."""
    below = request.args.get("below", type=int)
    with house().reading() as session:
        heads, older = chain(session, below)
        known = witnesses.listed(session)
    return render_template(
        "witnessing/log.html",
        heads=heads,
        older=older,
        below=below,
        witnesses=[row for row in known if row.retired_at is None],
        occasions=OCCASIONS,
        otherwise=OTHERWISE,
        vkey=_vkey(),
        address=house().settings.address,
    )


def _vkey() -> notes.VerifierKey | None:
    """Return the log's verifier key, None before the first run has made it."""
    try:
        key = log_key(house())
    except NotFound:
        return None
    return notes.VerifierKey(key.origin, notes.LOG, key.public)
