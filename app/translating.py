"""The language of a page: asked for, remembered in a cookie, wished by the browser, or Kyrgyz.

The catalogues of all rooms are merged; English sentences are their keys.
"""

from pathlib import Path
from typing import cast

from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel

from app.context import house
from app.settings import LANGUAGES, Language

COOKIE = "language"
YEAR = 365 * 86_400
HERE = Path(__file__).parent
OWN_NAMES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}


def catalogue_folders() -> list[Path]:
    """Return the shared catalogue folder and those of the rooms."""
    return [HERE / "translations", *sorted(path for path in HERE.glob("*/translations") if path.is_dir())]


def use(app: Flask) -> None:
    """Choose a language for each request and remember one that was asked for."""
    folders = ";".join(str(folder) for folder in catalogue_folders())
    Babel(
        app,
        default_locale=house_language(app),
        default_timezone="Asia/Bishkek",
        default_translation_directories=folders,
        locale_selector=language,
    )
    app.after_request(_remember)


def house_language(app: Flask) -> str:
    """Return the language of whoever has not chosen one."""
    return cast("str", app.extensions["taraza"].settings.default_language)


def language() -> Language:
    """Return the language of this request."""
    if not has_request_context():
        return house().settings.default_language
    if "language" not in g:
        g.language = _asked() or _kept() or _wished() or house().settings.default_language
    return cast("Language", g.language)


def _asked() -> str | None:
    return _known(request.args.get("language"))


def _kept() -> str | None:
    return _known(request.cookies.get(COOKIE))


def _wished() -> str | None:
    return request.accept_languages.best_match(LANGUAGES)


def _known(name: str | None) -> str | None:
    return name if name in LANGUAGES else None


def _remember(response: Response) -> Response:
    asked = _asked()
    if asked is not None and asked != _kept():
        response.set_cookie(
            COOKIE, asked, max_age=YEAR, samesite="Lax", secure=house().settings.secure, httponly=True
        )
    return response
