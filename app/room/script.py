"""The room's one script: its modules joined in the order in which they need each other.

The modules are plain ES modules with named imports only and names of their own; joining them takes
away the import lines and the word `export`, nothing else, so that a kiosk asks once instead of 25 times.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "js"
FIRST = "main.js"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>[a-z]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async |const |class |function |let )", re.MULTILINE)


def joined(folder: Path = FOLDER, first: str = FIRST) -> str:
    """Return one module that does what `first` does."""
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in ordered(folder, first)}
    parts = [f"// {name}\n{_EXPORT.sub('', _IMPORT.sub('', text))}" for name, text in texts.items()]
    return "\n".join(parts)


def ordered(folder: Path, first: str) -> list[str]:
    """Return the modules that `first` needs, each after those it needs itself."""
    order: dict[str, None] = {}
    _visit(folder, first, order, set())
    return list(order)


def _visit(folder: Path, name: str, order: dict[str, None], begun: set[str]) -> None:
    if name in begun:
        return
    begun.add(name)
    for found in _IMPORT.finditer((folder / name).read_text(encoding="utf-8")):
        _visit(folder, found["name"], order, begun)
    order[name] = None
