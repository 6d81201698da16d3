"""What a table of results holds, as frozen values; points in thousandths."""

from dataclasses import dataclass

from foundation.canonical import Instant
from reports.documents.facts import Origin, Status, Text


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One candidate; `sections` has a place for each of the table's sections, null for the absent."""

    code: str
    name: str | None
    status: Status
    sections: tuple[int | None, ...]
    total: int | None
    maximum: int | None
    rank: int | None
    passed: bool


@dataclass(frozen=True, slots=True)
class SectionColumn:
    """A section's title, the most one can earn and the minimum the plan demands."""

    title: Text
    maximum: int
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class ResultsTable:
    """The results of one sitting in one version, in the order they are to stand."""

    institution: Text
    sitting: str
    title: Text
    plan: Text
    cut_act: Text
    cut: int
    version: int
    made_at: Instant
    origin: Origin
    seal_digest: str
    results_digest: str
    sections: tuple[SectionColumn, ...]
    rows: tuple[ResultRow, ...]
