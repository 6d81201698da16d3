"""The log in public: its heads as a C2SP feed, a page about them, and the witnesses who cosign them."""

from flask import Blueprint

blueprint = Blueprint("witnessing", __name__, url_prefix="/log", template_folder="templates")
VIEWS = ("app.witnessing.feed", "app.witnessing.cosigning", "app.witnessing.page", "app.witnessing.register")
