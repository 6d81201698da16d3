import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.guards import UnguardedRoute, guard_of, public, refuse_unguarded

FORBIDDEN = (
    "question_bank.keys",
    "foundation.custody",
    "exam_engine.results",
    "exam_engine.roll",
    "reports",
)
ROOM_ALONE = f"""
import sys
from app.factory import create_app
create_app(parts=("room",))
print([name for name in sys.modules if name.startswith({FORBIDDEN!r})])
"""
GOLDEN = Path(__file__).with_name("routes.txt")


def table(app: Flask) -> str:
    return "\n".join(sorted((line(app, rule) for rule in app.url_map.iter_rules()), key=by_place)) + "\n"


def line(app: Flask, rule: Rule) -> str:
    methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
    return f"{methods:<6} {rule.rule:<58} {guard_of(app.view_functions[rule.endpoint])}"


def by_place(text: str) -> list[str]:
    return [*text.split()[1:], text.split(maxsplit=1)[0]]


def test_who_may_use_what_is_as_agreed(app):
    found = table(app)
    if os.environ.get("TARAZA_WRITE_ROUTES"):
        GOLDEN.write_text(found, encoding="utf-8")

    assert found == GOLDEN.read_text(encoding="utf-8")


def test_a_route_without_a_guard_stops_the_program():
    app = Flask("bare", static_folder=None)
    app.add_url_rule("/open", "open", public(lambda: "fine"))
    refuse_unguarded(app)
    app.add_url_rule("/bare", "bare", lambda: "for anybody")

    with pytest.raises(UnguardedRoute, match="/bare"):
        refuse_unguarded(app)


def test_a_room_process_never_loads_what_could_reach_a_key(tmp_path):
    environment = {**os.environ, "TARAZA_INSTANCE": str(tmp_path)}
    run("from app.factory import create_app; create_app()", environment)

    said = run(ROOM_ALONE, environment)

    assert said.strip() == "[]"


def run(program: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
