"""The front page, and the sign of life for whoever supervises the server."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from app.guards import public
from app.public import blueprint


@blueprint.get("/")
@public
def front() -> ResponseReturnValue:
    """Say what this is and where to go."""
    return render_template("public/front.html", room=_room_address())


def _room_address() -> str:
    address: str = current_app.extensions["taraza"].settings.room_address
    return address
