"""The candidates' room: the kiosk's page and the interface it speaks. It knows no name, key or result."""

from flask import Blueprint

blueprint = Blueprint("room", __name__, template_folder="templates")
VIEWS = ("app.room.shell", "app.room.api", "app.room.hall")
