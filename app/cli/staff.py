"""`taraza staff`: the first administrator, and a new password for whoever lost theirs."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from app.cli.serve import prepare
from app.context import House, open_house, settled
from app.keyring import give_keys
from app.rights import Role
from app.settings import load
from app.sign_in import services
from app.sign_in.passwords import hash_password
from foundation import ledger
from foundation.errors import DomainError

ACTOR = ledger.SYSTEM
ROLES = [role.value for role in Role]
SAID = {
    "staff_code_taken": "Somebody has this code already.",
    "bad_staff_code": "A code has up to 40 Latin letters, digits, dots, dashes or underscores.",
    "weak_password": "The password is too short.",
    "unknown_role": "There is no such role.",
    "not_found": "Nobody has this code.",
}


@click.group(short_help="Add staff, give a new password.")
def command() -> None:
    """Work on the list of staff from the server's own terminal; the journal records it."""


@command.command()
@click.argument("code")
@click.option("--name", prompt=True, help="The person's name.")
@click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice([role.value for role in Role])
)
@click.option("--language", default="ky", type=click.Choice(["ky", "ru", "en"]), show_default=True)
@click.password_option(help="Asked for if not given.")
def add(code: str, name: str, roles: tuple[str, ...], language: str, password: str) -> None:
    """Add a person under a staff CODE."""
    with _house() as house, house.writing() as session:
        services.add_staff(
            session,
            code=code,
            name=name,
            password_hash=hash_password(password),
            roles=list(roles),
            language=language,
            actor=ACTOR,
            now=house.clock(),
        )
        give_keys(house, session, code, roles, passphrase=password, actor=ACTOR, now=house.clock())
    click.echo(f"{code} may sign in.")


@command.command()
@click.argument("code")
@click.password_option(help="Asked for if not given.")
def password(code: str, password: str) -> None:
    """Give CODE a new password; open sessions end."""
    with _house() as house, house.writing() as session:
        now = house.clock()
        person = services.set_password(session, code, hash_password(password), actor=ACTOR, now=now)
        give_keys(house, session, code, person.roles, passphrase=password, actor=ACTOR, now=now)
    click.echo(f"{code} has a new password.")


@contextmanager
def _house() -> Iterator[House]:
    settings = load()
    prepare(settings)
    house = settled(open_house(settings, with_keys=False))
    try:
        yield house
    except DomainError as error:
        raise click.ClickException(f"{SAID[error.code]} {error.details or ''}".strip()) from error
    finally:
        house.close()
