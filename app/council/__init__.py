"""The council's room: from the closed hall to published results, one page a sitting. People sign, not it."""

from flask import Blueprint

blueprint = Blueprint("council", __name__, url_prefix="/council", template_folder="templates")
VIEWS = (
    "app.council.views",
    "app.council.acts",
    "app.council.demonstration",
    "app.council.results",
    "app.council.corrections",
    "app.council.files",
    "app.council.screen",
)
