"""The invigilator's room: every seat at a glance, and what may be done about it. No answer is shown here."""

from flask import Blueprint

blueprint = Blueprint("board", __name__, url_prefix="/board", template_folder="templates")
VIEWS = ("app.board.views", "app.board.admission", "app.board.acts")
