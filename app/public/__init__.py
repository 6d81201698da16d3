"""What everybody may see without an account: sittings, results by code, and whether a paper is genuine."""

from flask import Blueprint

blueprint = Blueprint("public", __name__, template_folder="templates")
VIEWS = ("app.public.views", "app.public.sittings", "app.public.checking")
