"""A sign of life for whoever supervises the servers."""

from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.context import house
from app.guards import public


def use(app: Flask) -> None:
    """Serve `/healthz` in every part."""
    app.add_url_rule("/healthz", "healthz", healthz)


@public
def healthz() -> ResponseReturnValue:
    """Say that this process runs and reaches its database."""
    with house().reading() as session:
        session.execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
