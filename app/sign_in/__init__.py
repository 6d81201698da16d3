"""Staff come and go here: who they are, their sessions, the limits on tries."""

from flask import Blueprint

blueprint = Blueprint("sign_in", __name__, template_folder="templates")
VIEWS = "app.sign_in.views"
