"""Make taraza_verify.html, the check in a browser, out of page/: one file that needs nothing else.

Modules are joined in the order of their imports, words and codes come from taraza_verify.py and words.json,
and the page's own policy names the hashes of its one script and one style. `--check` writes nothing.
"""

import ast
import base64
import hashlib
import json
import re
import sys
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
PAGE, BUILT, VERIFIER = HERE / "page", HERE / "taraza_verify.html", HERE / "taraza_verify.py"
LANGUAGES = ("ky", "ru", "en")
IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
EXPORTS = re.compile(r"^export \{([^}]*)\};?\s*$", re.MULTILINE)
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|class|const|let) ([A-Za-z_]\w*)", re.MULTILINE)


@lru_cache
def constants() -> dict[str, str]:
    """Return the verifier's texts by the name of their constant; nothing of it is run."""
    found = {}
    for node in ast.parse(VERIFIER.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found[target.id] = str(node.value.value)
    return found


def sentences() -> dict[str, list[str]]:
    """Return what every check proves, by its code, in the page's order of languages."""
    lines = constants()["TABLE"].strip().split("\n")
    heads = [line.split("|", 1) for line in lines[::3]]
    return {code: [ky, ru, en] for (code, en), ru, ky in zip(heads, lines[1::3], lines[2::3], strict=True)}


def words() -> dict[str, list[str]]:
    """Return all words of the page: the verifier's, and those of words.json."""
    rows = [line.split("|") for line in constants()["LANGUAGE_WORDS"].strip().split("\n")]
    shared = {name: [ky, ru, en] for name, en, ru, ky in rows}
    own: dict[str, list[str]] = json.loads((PAGE / "words.json").read_text("utf-8"))
    return shared | own


def filled(source: str, name: str) -> str:
    """Return a module with the data that it is a place for."""
    data = {"CHECKS": list(sentences()), "WORDS": words(), "SENTENCES": sentences()}
    for constant, value in data.items():
        place = re.compile(rf"^(export const {constant} =) (?:\[\]|\{{\}});$", re.MULTILINE)
        said = json.dumps(value, ensure_ascii=False, indent=0 if name == "words.js" else None)
        if match := place.search(source):
            source = f"{source[: match.start()]}{match[1]} {said};{source[match.end() :]}"
    return source


def modules(entry: Path, seen: dict[Path, str]) -> dict[Path, str]:
    """Return the sources that `entry` needs, each after all that it imports."""
    if entry not in seen:
        seen[entry] = ""  # a circle of imports would show as a name used too early
        source = entry.read_text("utf-8")
        for _, place in IMPORT.findall(source):
            modules((entry.parent / place).resolve(), seen)
        del seen[entry]
        seen[entry] = filled(source, entry.name)
    return seen


def foreign(source: str, names: set[str]) -> str:
    """Return a vendored module in a room of its own, giving out only what is asked for."""
    body, given = EXPORTS.sub("", source), ", ".join(sorted(names))
    return f"const {{ {given} }} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();\n"


def bundle(entry: Path) -> str:
    """Return one script made of a module and everything it imports."""
    sources = modules(entry.resolve(), {})
    asked: dict[Path, set[str]] = {}
    for path, source in sources.items():
        for names, place in IMPORT.findall(source):
            wanted = asked.setdefault((path.parent / place).resolve(), set())
            wanted |= {name.strip() for name in names.split(",") if name.strip()}
    parts, owner = [], dict[str, Path]()
    for path, source in sources.items():
        if "vendor" in path.parts:
            parts.append(foreign(source, asked[path]))
            continue
        for name in DECLARED.findall(source):
            if owner.setdefault(name, path) != path:
                raise SystemExit(f"{name} stands in {owner[name].name} and in {path.name}")
        parts.append(re.sub(r"^export ", "", IMPORT.sub("", source), flags=re.MULTILINE))
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def policy(text: str) -> str:
    """Return how a policy names an inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def build() -> str:
    """Return the page as one text."""
    parts = {
        "style": (PAGE / "page.css").read_text("utf-8"),
        "worker": bundle(PAGE / "worker.js"),
        "script": bundle(PAGE / "page.js"),
    }
    for name, text in parts.items():
        if "</script" in text or "<!--" in text or "</style" in text:
            raise SystemExit(f"{name} would end its own element")
    parts["policy"] = (
        f"default-src 'none'; script-src {policy(parts['script'])}; style-src {policy(parts['style'])}; "
        "worker-src blob:; base-uri 'none'; form-action 'none'"
    )
    page = (PAGE / "page.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], page)


def main() -> int:
    """Write the page, or with --check tell whether the committed one is what would be written."""
    made = build()
    if "--check" in sys.argv[1:]:
        same = BUILT.is_file() and BUILT.read_text("utf-8") == made
        print("taraza_verify.html is up to date" if same else "run verifier/build_page.py")
        return 0 if same else 1
    BUILT.write_text(made, "utf-8")
    print(f"{BUILT.name}: {len(made.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
