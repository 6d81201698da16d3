"""A measured figure beside what DESIGN 9 asks for, and the page that keeps them."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
KEPT = HERE / "figures.json"
PAGE = HERE / "RESULTS.md"
HEAD = """| What | Measured | Of an empty POST, same server and run | Asked (DESIGN 9) | Beside |
|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the page."""

    what: str
    measured: str
    ratio: str
    asked: str
    beside: str

    def line(self) -> str:
        """Return the line of the table."""
        return f"| {self.what} | {self.measured} | {self.ratio} | {self.asked} | {self.beside} |"


def keep(name: str, figures: list[Figure], on: dict[str, str]) -> None:
    """Keep a benchmark's figures in place of its former ones and write the page anew."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    kept[name] = {"on": on, "figures": [asdict(figure) for figure in figures]}
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(_page(kept), encoding="utf-8")


def _page(kept: dict[str, dict[str, object]]) -> str:
    parts = [(HERE / "INTRODUCTION.md").read_text(encoding="utf-8").rstrip(), ""]
    for name, found in kept.items():
        lines = [Figure(**figure).line() for figure in found["figures"]]
        machine = "; ".join(f"{what}: {value}" for what, value in found["on"].items())
        parts += [f"## {name}", "", HEAD, *lines, "", f"On: {machine}.", ""]
    return "\n".join(parts)
