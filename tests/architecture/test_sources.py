import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("foundation", "question_bank", "exam_engine", "reports", "app")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TEMPLATES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("templates/**/*.html"))
VERIFIER = ROOT / "verifier" / "taraza_verify.py"
FROZEN = ROOT / "foundation" / "migrations" / "versions"
KINDS = ("*.py", "*.html", "*.js", "*.css", "*.md", "*.toml", "*.cfg", "*.lock", "*.in", "*.txt", "run")
MAY_COMMIT = (
    "app/context.py",
    "app/cli/",
    "app/work.py",
    "exam_engine/sittings/statements.py",
    "exam_engine/sittings/writer.py",
    "foundation/migrations/",
    "question_bank/keys/tables.py",
)


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def matches(pattern: str, paths: list[Path]) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{place(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if found.search(line)
    ]


def outside(paths: list[Path], *allowed: str) -> list[Path]:
    return [path for path in paths if not place(path).startswith(allowed)]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{place(path)}:{node.lineno} {node.name}",
                (node.end_lineno or node.lineno) - node.lineno + 1,
            )


def test_only_the_clock_asks_for_the_time():
    pattern = r"datetime\.now\(|datetime\.utcnow\(|\btime\.time(_ns)?\(|date\.today\("

    assert matches(pattern, outside(SOURCES, "foundation/clock.py")) == []


def test_chance_comes_in_only_at_the_edge():
    assert [place(path) for path in outside(SOURCES, "app/") if imports(path) & {"secrets", "random"}] == []


def test_only_the_edge_and_the_hot_path_commit():
    assert matches(r"\.commit\(\)|\.begin\(\)", outside(SOURCES, *MAY_COMMIT)) == []


def test_nothing_is_left_for_later_without_a_decision():
    assert matches(r"TO" + r"DO|FIX" + r"ME|X" + r"XX", SOURCES + TEMPLATES) == []


@pytest.mark.parametrize("path", [path for path in SOURCES if FROZEN not in path.parents], ids=place)
def test_a_file_fits_into_a_reading(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert [name for name, lines in functions(path) if lines > 40] == []


def test_nothing_names_a_registry_or_a_place_of_one_machine():
    names = [
        r"pypi\.org",
        r"pythonhosted",
        r"registry\.npm",
        r"npmjs",
        "/work/" + "main",
        "/work/" + "shared",
        r"/home/\w",
        "/root/",
    ]
    committed = [
        path
        for pattern in (
            "*.py",
            "*.html",
            "*.js",
            "*.css",
            "*.md",
            "*.toml",
            "*.cfg",
            "*.lock",
            "*.in",
            "*.txt",
            "run",
        )
        for path in ROOT.rglob(pattern)
        if not set(path.relative_to(ROOT).parts) & {".venv", "instance", "build", "rehearsal", "node_modules"}
        and "egg-info" not in str(path)
        and path != Path(__file__)
    ]

    assert matches("|".join(names), committed) == []


def test_the_verifier_stands_alone():
    assert VERIFIER.exists()
    assert imports(VERIFIER) - set(sys.stdlib_module_names) <= {"cryptography"}


def test_pages_hold_no_script_or_style_of_their_own():
    pattern = r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\bsrc=)|javascript:"

    assert matches(pattern, TEMPLATES) == []


def test_pages_take_files_only_from_here():
    assert matches(r"(src|href)=[\"'](https?:)?//", TEMPLATES) == []


def test_vendored_files_carry_their_licence_and_source():
    vendored = [path for path in ROOT.glob("app/static/vendor/*") if path.is_dir()]

    assert vendored
    for folder in vendored:
        assert (folder / "LICENSE").exists()
        assert (folder / "SOURCE.txt").exists()
