"""`taraza keep`: the process that does what nobody waits for (marks of the clock, closings, long work)."""

import signal

import click

from app.settings import load
from app.work import keep


@click.command(short_help="Keep the clock, close what is overdue (started by serve).")
def command() -> None:
    """Work until SIGTERM or Ctrl-C."""
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda found, _frame: stopped.append(found))
    keep(load(), lambda: bool(stopped))


if __name__ == "__main__":
    command()
