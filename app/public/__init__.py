"""What everybody may see without an account."""

from flask import Blueprint

blueprint = Blueprint("public", __name__, template_folder="templates")
VIEWS = ("app.public.views",)
