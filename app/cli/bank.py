"""`taraza bank`: questions from a file into the bank, with a verdict on each row."""

import json
from collections import Counter
from pathlib import Path

import click

from app.bank import wording
from app.context import House, open_house, setup_schema
from app.settings import WrongSettings, load
from foundation.clock import AnchoredClock
from question_bank.formats import recognise, services
from question_bank.formats.rows import Asked, Row, Unreadable, Verdict
from question_bank.items.values import LANGUAGES, is_code

REFUSED = 1
UNREADABLE = 2


@click.group(short_help="Take questions from files into the bank.")
def command() -> None:
    """Work on the question bank."""


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--bank", required=True, help="Code of the bank; also the start of codes that the file lacks.")
@click.option("--topic", help="Section of questions for which the file names none (else the bank's code).")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of columns that name none.")
@click.option("--author", default="import", show_default=True, help="Staff code of the drafts' author.")
@click.option("--dry-run", is_flag=True, help="Say the verdicts; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdicts as JSON.")
def import_file(
    file: Path, bank: str, topic: str | None, language: str | None, author: str, dry_run: bool, as_json: bool
) -> None:
    """Take the questions of FILE (xlsx, csv, Moodle XML) in as drafts.

    Exit 0: nothing was refused; 1: some rows were; 2: the file cannot be read.
    """
    if not (is_code(bank) and is_code(author)):
        _stop("A code has up to 40 Latin letters, digits, dots, dashes or underscores.")
    try:
        rows = _rows(file, Asked(bank, topic, language))
        rows = _stored(rows, bank, author, dry_run=dry_run)
    except Unreadable as error:
        _stop(f"{file}: {wording.unreadable(error)}")
    except OSError as error:
        _stop(f"{file}: {error.strerror or error}.")
    except WrongSettings as error:
        _stop(str(error))
    click.echo(_as_json(rows) if as_json else _as_text(rows, stored=not dry_run))
    raise SystemExit(REFUSED if any(row.verdict is Verdict.REFUSED for row in rows) else 0)


def _rows(file: Path, asked: Asked) -> list[Row]:
    if file.stat().st_size > recognise.LARGEST:
        raise Unreadable(reason="too_large")
    return recognise.read(file.read_bytes(), asked)


def _stored(rows: list[Row], bank: str, author: str, *, dry_run: bool) -> list[Row]:
    """Store the accepted rows and return final verdicts; a dry run looks only at a bank that stands."""
    settings = load()
    if dry_run and settings.database_url.startswith("sqlite") and not _exists(settings.database_url):
        return rows
    house = open_house(settings, AnchoredClock(), with_keys=True)
    try:
        if dry_run:
            with house.reading() as session:
                return services.compare(session, rows)
        setup_schema(house)
        return _take_in(house, rows, bank, author)
    finally:
        house.close()


def _take_in(house: House, rows: list[Row], bank: str, author: str) -> list[Row]:
    with house.keys() as keys, house.writing() as session:
        taken = services.take_in(session, keys, rows, bank=bank, actor=author, now=house.clock())
    return list(taken.rows)


def _exists(url: str) -> bool:
    return Path(url.removeprefix("sqlite:///")).exists()


def _as_json(rows: list[Row]) -> str:
    return json.dumps({"items": [_item(row) for row in rows]}, ensure_ascii=False, indent=1)


def _item(row: Row) -> dict[str, object]:
    reasons = [
        {"code": reason.code, "where": reason.where, "sentence": wording.say_reason(reason)}
        for reason in row.reasons
    ]
    verdict = row.verdict.name.lower()
    return {"place": str(row.place), "code": row.code, "verdict": verdict, "reasons": reasons}


def _as_text(rows: list[Row], *, stored: bool) -> str:
    lines = [
        f"{row.place!s:<14} {row.code or '-':<28} {row.verdict.name.lower():<11} "
        + " ".join(wording.say_reason(reason) for reason in row.reasons)
        for row in rows
        if row.verdict is not Verdict.EXACT
    ]
    counted = Counter(row.verdict for row in rows)
    summary = ", ".join(f"{verdict.name.lower()} {counted[verdict]}" for verdict in Verdict)
    accepted = sum(row.accepted for row in rows)
    end = f"{accepted} questions {'are drafts in the bank now' if stored else 'could be taken in'}."
    return "\n".join([*lines, f"{len(rows)} rows: {summary}. {end}"])


def _stop(sentence: str) -> None:
    click.echo(sentence, err=True)
    raise SystemExit(UNREADABLE)
