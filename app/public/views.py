"""The front page: what this is, which sittings are announced, and three doors."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from app.context import house
from app.guards import public
from app.public import blueprint, shown

MOST = 6


@blueprint.get("/")
@public
def front() -> ResponseReturnValue:
    """Say what this is and where to go."""
    with house().reading() as session:
        sittings = shown.announced(session)[:MOST]
    return render_template("public/front.html", room=_room_address(), sittings=sittings)


def _room_address() -> str:
    address: str = current_app.extensions["taraza"].settings.room_address
    return address
