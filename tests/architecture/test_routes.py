import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from app.guards import UnguardedRoute, guard_of, public, refuse_unguarded

GOLDEN = Path(__file__).with_name("routes.txt")


def table(app: Flask) -> str:
    lines = {
        f"{' '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'})):<6} {rule.rule:<58} {guard_of(app.view_functions[rule.endpoint])}"
        for rule in app.url_map.iter_rules()
    }
    return "\n".join(sorted(lines, key=lambda line: line.split()[1:] + line.split()[:1])) + "\n"


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
    forbidden = (
        "question_bank.keys",
        "foundation.custody",
        "exam_engine.results",
        "exam_engine.roll",
        "reports",
    )
    program = f"""
import sys
from app.factory import create_app
create_app(parts=("room",))
print([name for name in sys.modules if name.startswith({forbidden!r})])
"""
    environment = {**os.environ, "TARAZA_INSTANCE": str(tmp_path)}

    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"
