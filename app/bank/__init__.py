"""The question bank for its authors, reviewers and keepers."""

from flask import Blueprint

blueprint = Blueprint("bank", __name__, url_prefix="/bank", template_folder="templates")
VIEWS = (
    "app.bank.lists",
    "app.bank.writing",
    "app.bank.reviewing",
    "app.bank.importing",
    "app.bank.freezing",
)
