"""A table of cells, whatever file it came from."""

from dataclasses import dataclass, field

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text; `problem` names why the text is not what its author meant (formula, date, ...)."""

    text: str = ""
    problem: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.problem and not self.text.strip()


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Record:
    """A row with its number as a spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return all(cell.empty for cell in self.cells)

    def at(self, column: int | None) -> Cell:
        """Return the cell of a column, an empty one past the end."""
        return self.cells[column] if column is not None and column < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; `name` where the file has more than one."""

    records: tuple[Record, ...]
    name: str | None = None
    hidden: bool = False
    remarks: tuple[str, ...] = field(default_factory=tuple)
    """Codes of what was noticed about the file as a whole (an encoding, for one)."""
