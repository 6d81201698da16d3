"""`taraza witness`: the witness's own program, which stands alone and can be had without this one."""

import runpy
import sys

import click

from app.acts.software import HOME

PROGRAM = HOME / "verifier" / "taraza_witness.py"


@click.command(
    short_help="Keep a log's newest head, cosign it; exit 1 on a lie.",
    context_settings={"ignore_unknown_options": True},
    add_help_option=False,
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Run verifier/taraza_witness.py with the same words; `--help` is its own."""
    sys.argv = [str(PROGRAM), *words]
    runpy.run_path(str(PROGRAM), run_name="__main__")
