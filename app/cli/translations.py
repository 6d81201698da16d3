"""`taraza translations`: gather the sentences, compile the catalogues, say what is not translated."""

import click

from app import catalogues


@click.group(short_help="Gather, compile or check the translations.")
def command() -> None:
    """Work on the catalogues of Kyrgyz and Russian; English stands in the sources."""


@command.command()
@click.argument("names", nargs=-1)
def extract(names: tuple[str, ...]) -> None:
    """Bring the catalogue files up to date (all, or those of the named folders: app, room, bank ...)."""
    for room in catalogues.rooms():
        if not names or room.folder.name in names:
            catalogues.extract(room)
            click.echo(room.folder.name)


@command.command(name="compile")
def compile_() -> None:
    """Write the binary catalogues that the program reads."""
    click.echo(f"{catalogues.compile_all()} catalogues")


@command.command()
def check() -> None:
    """List what is not translated; exit 1 if anything is."""
    found = list(catalogues.gaps())
    for gap in found:
        click.echo(f"{gap.language} {gap.place}: {gap.why}: {gap.msgid!r}")
    raise SystemExit(1 if found else 0)
