"""`taraza demo`: what `./run` does after the set-up: fill a demonstration and serve it."""

import click

from app.cli.serve import prepare, serve
from app.context import House, open_house, settled
from app.settings import WrongSettings, load
from exam_engine.protocol.codes import grouped

FIRST = """
What to do first
  1. Open {room} and type the first ticket: sit the exam, hand in, keep the receipt.
  2. Open {staff}/sign-in as {invigilator} and close the sitting on the board (Hall).
  3. Sign in as {commissioner}, open Results and let the demonstration people do the remaining steps.
  4. Sign in as {council}, open Results and download the signed sheets.
Stop with Ctrl-C. To begin anew, remove the folder instance/."""

BARE = "The first administrator is added by: .venv/bin/taraza staff add CODE --role administrator"


@click.command(short_help="Fill a demonstration and serve it (what ./run does).")
@click.option("--port", default=8000, show_default=True, help="Staff and public; the room takes the next.")
@click.option("--no-demo", is_flag=True, help="Serve without made-up people and questions.")
def command(port: int, no_demo: bool) -> None:
    """Set up, fill, serve."""
    try:
        prepare(load())
        ready = BARE if no_demo else _filled(port)
    except WrongSettings as error:
        raise click.ClickException(str(error)) from error
    raise SystemExit(serve(port, ready=ready))


def _filled(port: int) -> str:
    from app.acts import demonstrating  # noqa: PLC0415  loads what a bare installation never needs

    house: House = settled(open_house(load(), with_keys=True))
    try:
        shown = demonstrating.ensure(house, lambda part: click.echo(f"Filling: {part} ..."))
    finally:
        house.close()
    staff, room = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
    by_role = {person.role: person.code for person in reversed(shown.people)}
    lines = [
        f"Staff and public: {staff}",
        f"Exam room:        {room}",
        "",
        "DEMO sign-ins (role, code, password)",
    ]
    lines += [f"  {person.role:<14} {person.code:<16} {person.password}" for person in shown.people]
    lines += ["", f"DEMO tickets for the exam room (sitting {demonstrating.SITTING}, {shown.state})"]
    lines += [f"  seat {ticket.seat:<4} {grouped(ticket.secret)}" for ticket in shown.tickets]
    lines.append(FIRST.format(staff=staff, room=room, **by_role))
    return "\n".join(lines)
