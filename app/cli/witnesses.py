"""`taraza witnesses`: who cosigns this installation's log."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from app.cli.serve import prepare
from app.context import House, open_house, settled
from app.settings import load
from foundation import ledger, notes, witnesses
from foundation.errors import DomainError


@click.group(short_help="List, add and retire the witnesses of this installation's log.")
def command() -> None:
    """Work on the list of witnesses from the server's own terminal; the journal records it."""


@command.command()
@click.argument("vkey")
def add(vkey: str) -> None:
    """Let in a witness by VKEY, the line NAME+HASH+KEY that its program prints."""
    with _house() as house, house.writing() as session:
        key = notes.read_verifier_key(vkey)
        witnesses.register(session, key, actor=ledger.SYSTEM, now=house.clock())
    click.echo(f"{key.name} is a witness. The next announcements name it.")


@command.command()
@click.argument("name")
def retire(name: str) -> None:
    """Name the witness NAME in no new announcement."""
    with _house() as house, house.writing() as session:
        witnesses.retire(session, name, actor=ledger.SYSTEM, now=house.clock())
    click.echo(f"{name} is named in no new announcement.")


@command.command(name="list")
def list_() -> None:
    """List the present witnesses."""
    with _house() as house, house.reading() as session:
        for row in witnesses.listed(session):
            if row.retired_at is None:
                click.echo(row.key)


@contextmanager
def _house() -> Iterator[House]:
    settings = load()
    prepare(settings)
    house = settled(open_house(settings, with_keys=False))
    try:
        yield house
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    finally:
        house.close()
