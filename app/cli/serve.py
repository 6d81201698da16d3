"""`taraza serve`: the staff's server, the room's server and the keeper, watched over until told to stop."""

import socket

import click

from app.cli._supervisor import Child, Supervisor, gunicorn
from app.context import open_house, setup_schema
from app.keyring import ensure_server_keys
from app.settings import Settings, WrongSettings, load


@click.command(short_help="Serve staff, public, exam room and keeper until stopped.")
@click.option("--port", default=8000, show_default=True, help="Staff and public; the room takes the next.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", default=2, show_default=True, help="Processes of the room.")
def command(port: int, host: str, workers: int) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    try:
        prepare(load())
    except WrongSettings as error:
        raise click.ClickException(str(error)) from error
    raise SystemExit(serve(port, host, workers))


def prepare(settings: Settings) -> None:
    """Make what is missing of tables and server keys, before any process looks for them."""
    house = open_house(settings, with_keys=True)
    try:
        setup_schema(house)
        ensure_server_keys(house, now=house.clock())
    finally:
        house.close()


def refuse_taken(host: str, port: int) -> None:
    """Say so at once if somebody listens on the port."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} cannot be used ({error.strerror}): choose --port."
            ) from error


def serve(port: int, host: str = "127.0.0.1", workers: int = 2, *, ready: str = "") -> int:
    """Run the three kinds of process; print the addresses and `ready` once the servers answer."""
    staff, room = f"http://{host}:{port}", f"http://{host}:{port + 1}"
    for wanted in (port, port + 1):
        refuse_taken(host, wanted)
    environment = {"TARAZA_ADDRESS": staff, "TARAZA_ROOM_ADDRESS": room}
    children = [
        Child("staff", gunicorn("staff", host, port, 2), environment, f"{staff}/healthz"),
        Child("room", gunicorn("room", host, port + 1, workers), environment, f"{room}/healthz"),
        Child("keeper", ("app.cli.keep",), environment),
    ]
    return Supervisor(children, f"Taraza: {staff} (exam room: {room})\n{ready}".rstrip()).run()
