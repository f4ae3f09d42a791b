"""The command line: finds the command's module and hands over.

Status 0: done. 1: a text has errors or a file could not be read or written. 2: wrong use.
"""

from importlib import import_module

import click

from sopflow import __version__

COMMANDS = {
    "build": "build",
    "check": "check",
    "rules": "check",
    "explain": "check",
    "fmt": "fmt",
    "audit": "audit",
}
"""Command → its module in this package, in the order of the help. A module is imported when its command is called for, or its help."""


class Commands(click.Group):
    """A group that imports a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"sopflow.cli.{COMMANDS[cmd_name]}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sopflow", message="%(prog)s %(version)s")
def main() -> None:
    """Menyusun dokumen SOP AP resmi dari teks."""


if __name__ == "__main__":
    main()
