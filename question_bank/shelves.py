"""Banks that come with the program, and files taken in whole: written, reviewed, approved by three people.

For demonstrations and rehearsals; a real bank goes through `items.services` question by question.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from foundation.canonical import Instant
from question_bank.formats import recognise
from question_bank.formats.rows import Asked, Row
from question_bank.formats.services import Taken, take_in
from question_bank.items import services

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"
SAMPLE_BANK = "sample"
LAW_EN = HERE / "banks" / "law_en.csv"
LAW_EN_BANK = "law-en"


@dataclass(frozen=True, slots=True)
class People:
    """Staff codes of the three who answer for a question."""

    author: str
    reviewer: str
    approver: str


def read_samples() -> list[Row]:
    """Return the rows of the sample bank through the same importer as any file."""
    asked = Asked(SAMPLE_BANK)
    return [row for path in sorted(SAMPLES.glob("*.csv")) for row in recognise.read(path.read_bytes(), asked)]


def load_samples(session: Session, keys_session: Session, people: People, *, now: Instant) -> list[str]:
    """Store and approve the sample bank (basis `angoff`, rated by its writers); return the codes."""
    return approve_rows(session, keys_session, read_samples(), SAMPLE_BANK, people, now=now)


def load_file(
    session: Session,
    keys_session: Session,
    data: bytes,
    *,
    bank: str,
    people: People,
    now: Instant,
    seen: Callable[[Sequence[Row]], None] = lambda _: None,
) -> list[str]:
    """Store and approve what can be taken of a file; `seen` gets the rows. Return the codes."""
    rows = recognise.read(data, Asked(bank))
    seen(rows)
    return approve_rows(session, keys_session, rows, bank, people, now=now)


def approve_rows(
    session: Session, keys: Session, rows: Sequence[Row], bank: str, people: People, *, now: Instant
) -> list[str]:
    """Store the rows that can be taken and bring them to approval; return their codes."""
    taken: Taken = take_in(session, keys, rows, bank=bank, actor=people.author, now=now)
    codes = list(taken.codes)
    if codes:
        services.submit(session, keys, codes, actor=people.author, now=now)
        services.review(session, codes, actor=people.reviewer, now=now)
        services.approve(session, codes, actor=people.approver, now=now)
    return codes
