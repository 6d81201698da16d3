"""The administrator's room: staff and the state of the installation."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/admin", template_folder="templates")
VIEWS = ("app.admin.views",)
