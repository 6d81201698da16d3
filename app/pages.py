"""What every page of the staff and the public shows: navigation by rights, languages, the demo band."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_datetime
from flask import Flask, current_app, g, request, url_for
from flask_babel import get_locale, get_timezone
from flask_babel import lazy_gettext as _l

from app.context import house
from app.rights import Right
from app.sign_in.session import load_staff
from app.state_words import SITTING
from app.translating import OWN_NAMES, language
from exam_engine.plans.presets import TITLES
from foundation.canonical import instant_text

ROLE_NAMES = {
    "author": _l("author of questions"),
    "reviewer": _l("reviewer"),
    "bank_keeper": _l("keeper of the bank"),
    "invigilator": _l("invigilator"),
    "custodian": _l("custodian of a share"),
    "commissioner": _l("member of the commission"),
    "council": _l("member of the council"),
    "observer": _l("observer"),
    "administrator": _l("administrator"),
    "office": _l("office"),
}


@dataclass(frozen=True, slots=True)
class Door:
    """A room in the navigation: its name, address and the rights of which one opens it."""

    title: Any
    path: str
    rights: frozenset[Right]


DOORS = (
    Door(_l("Question bank"), "/bank", frozenset({Right.SEE_BANK})),
    Door(_l("Hall"), "/board", frozenset({Right.WATCH_BOARD})),
    Door(_l("Draw"), "/ceremony", frozenset({Right.WATCH_CEREMONY, Right.ANNOUNCE, Right.ENROL})),
    Door(_l("Results"), "/council", frozenset({Right.SEE_RESULTS, Right.OPEN_KEYS})),
    Door(_l("Administration"), "/admin", frozenset({Right.MANAGE_STAFF})),
)


def use(app: Flask) -> None:
    """Give templates what the frame of a page needs."""
    app.context_processor(_frame)
    app.jinja_env.filters["when"] = when
    app.jinja_env.filters["section"] = section
    app.jinja_env.globals["role_names"] = ROLE_NAMES
    app.jinja_env.globals["state_words"] = SITTING


def when(at: int, form: str = "medium") -> str:
    """Return an instant as people of Bishkek read it; in English, too, the day stands before the month."""
    locale = "en_GB" if language() == "en" else get_locale()
    moment = datetime.fromisoformat(instant_text(at))
    return str(format_datetime(moment, form, tzinfo=get_timezone(), locale=locale))


def section(topic: str) -> str:
    """Return the title of a section that the shipped plans know, else its code."""
    return TITLES.get(topic, {}).get(language(), topic)


def _frame() -> dict[str, Any]:
    staff = _staff()
    return {
        "staff": staff,
        "doors": [door for door in DOORS if staff and staff.rights & door.rights and _stands(door)],
        "demo": house().settings.demo,
        "witnessed": url_for("witnessing.index") if "witnessing" in _app().blueprints else None,
        "language": language(),
        "languages": [(code, name, _in_language(code)) for code, name in OWN_NAMES.items()],
    }


def _staff() -> Any:
    if "sign_in" not in _app().blueprints:
        return None
    load_staff()
    return g.staff


def _stands(door: Door) -> bool:
    return door.path.strip("/") in _app().blueprints


def _in_language(code: str) -> str:
    """Return the address of this page in another language."""
    if request.endpoint is None or request.method != "GET":
        return f"?language={code}"
    arguments = {**request.args.to_dict(), **(request.view_args or {}), "language": code}
    return url_for(request.endpoint, **arguments)


def _app() -> Flask:
    app: Flask = current_app
    return app
