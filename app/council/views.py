"""The council's pages: the list of sittings, one page a sitting, and how far a long step has come."""

from dataclasses import asdict

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue

from app.context import house
from app.council import blueprint, page, path, words, working
from app.guards import allow
from app.rights import Right


@blueprint.get("")
@allow(Right.SEE_RESULTS, Right.OPEN_KEYS)
def index() -> ResponseReturnValue:
    """List the sittings, one line each."""
    with house().reading() as session:
        return render_template("council/index.html", paths=path.sittings(session), words=words)


@blueprint.get("/<sitting>", endpoint="page")
@allow(Right.SEE_RESULTS, Right.OPEN_KEYS)
def one(sitting: str) -> ResponseReturnValue:
    """Show one sitting: its steps and the next act."""
    return page.show(sitting)


@blueprint.get("/<sitting>/work")
@allow(Right.SEE_RESULTS, Right.OPEN_KEYS)
def work(sitting: str) -> ResponseReturnValue:
    """Say how far a long step has come, for the page's script."""
    with house().reading() as session:
        path.find(session, sitting)
    return jsonify(asdict(working.standing(house(), sitting)))
