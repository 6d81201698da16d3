"""The room's server with, beside it in the same processes, the empty Flask POST that all is measured by."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from app.factory import create_app

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def room() -> Wsgi:
    """Return the room, and under `/empty` a Flask application of one view that does nothing."""
    served, empty = create_app(parts=("room",)), Flask("empty")
    empty.add_url_rule("/empty", "empty", lambda: "", methods=["POST"])

    def choose(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        chosen = empty if environ["PATH_INFO"] == "/empty" else served
        return chosen(environ, start_response)

    return choose
