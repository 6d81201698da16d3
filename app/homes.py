"""Where each role begins after signing in."""

from flask import current_app

HOMES = {
    "invigilator": "/board",
    "author": "/bank",
    "reviewer": "/bank",
    "bank_keeper": "/bank",
    "office": "/ceremony",
    "custodian": "/ceremony",
    "observer": "/ceremony",
    "commissioner": "/council",
    "council": "/council",
    "administrator": "/admin",
}
"""Where a role's work lies; of several roles the first named here decides."""


def home_of(roles: list[str]) -> str:
    """Return where somebody with these roles begins after signing in."""
    stands = (path for role, path in HOMES.items() if role in roles and path[1:] in current_app.blueprints)
    return next(stands, "/")
