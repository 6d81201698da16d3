"""`taraza demo`: what `./run` does after the set-up: fill a demonstration and serve it."""

import click

from app.cli.serve import prepare, serve
from app.context import chance, open_house, settled
from app.demo_staff import ensure_demo_staff
from app.settings import WrongSettings, load


@click.command(short_help="Fill a demonstration and serve it (what ./run does).")
@click.option("--port", default=8000, show_default=True, help="Staff and public; the room takes the next.")
@click.option("--no-demo", is_flag=True, help="Serve without made-up people and questions.")
def command(port: int, no_demo: bool) -> None:
    """Set up, fill, serve."""
    try:
        prepare(load())
    except WrongSettings as error:
        raise click.ClickException(str(error)) from error
    raise SystemExit(serve(port, demo=not no_demo, ready="" if no_demo else _filled()))


def _filled() -> str:
    house = settled(open_house(load(), with_keys=True))
    people = ensure_demo_staff(house, chance=chance, now=house.clock())
    house.close()
    lines = [f"  {person.role:<14} {person.code:<16} {person.password}" for person in people]
    return "\n".join(["Demonstration sign-ins:", *lines])
