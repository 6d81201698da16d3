"""The command `taraza`: each module of this package holds one command, found by its file's name."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click


class Commands(click.Group):
    """Commands found beside this file: `app/cli/x_y.py` with `command` is `taraza x-y`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in order of the alphabet."""
        found = (module.name for module in iter_modules([str(Path(__file__).parent)]))
        return sorted(name.replace("_", "-") for name in found if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; only now, since some load large libraries."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"app.cli.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Taraza: exams for future judges that anyone can check afterwards."""
