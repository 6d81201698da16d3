"""A bank for a trial sitting: the samples, the large English bank, or somebody's file, approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.context import House
from app.simulation.candidate import Knowledge
from question_bank import shelves
from question_bank.formats import recognise
from question_bank.formats.rows import Asked, Row, Unreadable
from question_bank.releases import reading
from question_bank.shelves import People

PEOPLE = People("author", "reviewer", "keeper")
FILE_BANK = "file"


@dataclass(frozen=True, slots=True)
class Stock:
    """A bank in the house: the codes of its approved items, and what a perfect candidate knows."""

    codes: list[str]
    knowledge: Knowledge
    refused: int


def stock(house: House, questions: Path | None, preset: str) -> Stock:
    """Take in a file, or the shelf that the preset needs; raise Unreadable for a file without questions."""
    rows, bank = _rows(questions, preset)
    with house.keys() as keys, house.writing() as session:
        codes = shelves.approve_rows(session, keys, rows, bank, PEOPLE, now=house.clock())
    if not codes:
        raise Unreadable(reason="no_questions")
    return Stock(codes, knowledge(rows), sum(not row.accepted for row in rows))


def entries(session: Session, root: str) -> list[dict[str, Any]]:
    """Return a release's entries."""
    return reading.entries(session, root)


def knowledge(rows: Sequence[Row]) -> Knowledge:
    """Return from every stem, in each language, the texts of its right options."""
    known: dict[str, frozenset[str]] = {}
    for row in rows:
        if row.draft is not None and row.accepted:
            for text in row.draft.languages.values():
                known[text.stem] = frozenset(text.options[option] for option in row.draft.correct)
    return known


def _rows(questions: Path | None, preset: str) -> tuple[list[Row], str]:
    if questions is not None:
        return list(recognise.read(questions.read_bytes(), Asked(FILE_BANK))), FILE_BANK
    if preset == "law-en":
        asked = Asked(shelves.LAW_EN_BANK)
        return list(recognise.read(shelves.LAW_EN.read_bytes(), asked)), shelves.LAW_EN_BANK
    return shelves.read_samples(), shelves.SAMPLE_BANK
