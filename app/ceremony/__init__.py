"""The ceremony: a sitting is planned, its list taken in, announced; then shares, dice and the draw."""

from flask import Blueprint

blueprint = Blueprint("ceremony", __name__, url_prefix="/ceremony", template_folder="templates")
VIEWS = (
    "app.ceremony.views",
    "app.ceremony.planning",
    "app.ceremony.enrolment",
    "app.ceremony.shares",
    "app.ceremony.announcing",
    "app.ceremony.drawing",
    "app.ceremony.rehearsing",
    "app.ceremony.screen",
)
