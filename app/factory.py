"""`create_app`: a list of plain steps. Nothing happens on import.

A process serves the parts it is asked for; a room's process never imports what could reach a key.
"""

from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module
from typing import Any

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect

from app import assets, errors, guards, health, messages, pages, security, translating
from app.context import House, open_house, settled, setup_schema
from app.settings import Settings, load
from foundation.clock import Clock

PARTS: dict[str, tuple[str, ...]] = {
    "staff": ("sign_in", "public", "bank", "board", "ceremony", "council", "admin", "witnessing"),
    "room": ("room",),
}
LARGEST_REQUEST = 32 * 1024 * 1024


class UnknownPart(ValueError):
    """There is no such part of the program."""


def create_app(
    settings: Settings | None = None, *, clock: Clock | None = None, parts: Iterable[str] | None = None
) -> Flask:
    """Return the application with the parts asked for: `staff`, `room`, or everything."""
    chosen = _chosen(parts)
    settings = settings or load()
    app = Flask("app", static_folder=None, template_folder="layout/templates")
    _configure(app, settings)
    _open(app, settings, clock, chosen)
    _protect_forms(app)
    translating.use(app)
    security.add_headers(app)
    assets.use(app)
    pages.use(app)
    health.use(app)
    _register(app, chosen)
    messages.use(app)
    errors.use(app)
    guards.refuse_unguarded(app)
    return app


def house_of(app: Flask) -> House:
    """Return the installation behind an application."""
    found: House = app.extensions["taraza"]
    return found


def _chosen(parts: Iterable[str] | None) -> tuple[str, ...]:
    chosen = tuple(sorted(PARTS, reverse=True)) if parts is None else tuple(parts)
    unknown = set(chosen) - set(PARTS)
    if unknown or not chosen:
        raise UnknownPart(", ".join(sorted(unknown)))
    return chosen


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="taraza_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        # A form stays good as long as its page is open; who sends it is asked anew each time.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.secure,
    )


def _open(app: Flask, settings: Settings, clock: Clock | None, parts: tuple[str, ...]) -> None:
    house = open_house(settings, clock, with_keys="staff" in parts)
    # A room never loads what makes the tables of names and results; `taraza serve` has made them before.
    if "staff" in parts:
        setup_schema(house)
    app.extensions["taraza"] = house if clock is not None else settled(house)
    app.extensions["taraza_parts"] = parts


def _protect_forms(app: Flask) -> None:
    app.extensions["taraza_csrf"] = CSRFProtect(app)


def _register(app: Flask, parts: tuple[str, ...]) -> None:
    for part in parts:
        for name in PARTS[part]:
            app.register_blueprint(_blueprint(name))


def _blueprint(name: str) -> Blueprint:
    """Import a room and, after it, its views (`VIEWS` names them where they are apart)."""
    room: Any = import_module(f"app.{name}")
    for views in _names(getattr(room, "VIEWS", ())):
        import_module(views)
    blueprint: Blueprint = room.blueprint
    return blueprint


def _names(views: str | Iterable[str]) -> tuple[str, ...]:
    return (views,) if isinstance(views, str) else tuple(views)
