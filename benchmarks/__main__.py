"""`./run bench [name ...]`: measure, print, and write `benchmarks/RESULTS.md`."""

import sys
from collections.abc import Callable, Iterable

from benchmarks import bulk, machine, rooms
from benchmarks.figures import Figure, keep
from tests.tools import missing

BENCHMARKS: dict[str, Callable[[], Iterable[Figure]]] = {
    "saves-sqlite": lambda: rooms.saves("sqlite"),
    "saves-postgresql": lambda: rooms.saves("postgresql"),
    "starts-sqlite": lambda: rooms.starts("sqlite"),
    "starts-postgresql": lambda: rooms.starts("postgresql"),
    "draw": bulk.draw,
    "sheets": bulk.sheets,
    "verification": bulk.verification,
    "import": bulk.importing,
}


def main(names: list[str]) -> int:
    """Measure what is named, or everything; return 2 for an unknown name."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. Known: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names or BENCHMARKS:
        if name.endswith("postgresql") and (what := missing("postgresql")):
            print(f"{name}: not measured, {what} is missing")
            continue
        on = machine.described()
        figures = []
        for figure in BENCHMARKS[name]():
            print(f"{figure.what}: {figure.measured}; {figure.ratio}; asked {figure.asked}; {figure.beside}")
            figures.append(figure)
        keep(name, figures, on)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
