"""The command line: finds the command's module and hands over.

Status 0: done. 1: a text has errors or a file could not be read or written. 2: wrong use.
"""

from importlib import import_module
from typing import Any

import click

from sopflow import __version__
from sopflow.cli.speech import language_option, make_click_speak, understood
from sopflow.messages import say, spoken

COMMANDS = {
    "new": "new",
    "build": "build",
    "check": "check",
    "rules": "check",
    "explain": "check",
    "fmt": "fmt",
    "audit": "audit",
    "describe": "describe",
    "map": "map",
    "extract": "extract",
    "lsp": "lsp",
    "watch": "watch",
    "serve": "serve",
}
"""Command → its module in this package, in the order of the help. A module is imported when its command is called for, or its help."""


class Commands(click.Group):
    """A group that imports a command when it is needed, and speaks the user's language."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the command line."""
        make_click_speak(spoken())
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the arguments; the nearest ones are named when there is none such."""
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"sopflow.cli.{COMMANDS[cmd_name]}"), cmd_name)
        assert isinstance(command, click.Command)
        command.options_metavar = "[PILIHAN]"
        return understood(command)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; what it refuses is told in the language that is spoken."""
        try:
            return super().invoke(ctx)
        except click.ClickException as fault:
            vars(fault)["message"] = say(fault.message)
            raise


@click.group(
    cls=Commands,
    options_metavar="[PILIHAN]",
    subcommand_metavar="PERINTAH [ARGUMEN]...",
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[language_option()],
)
@click.version_option(__version__, prog_name="sopflow", message="%(prog)s %(version)s", help="Tampilkan versinya.")
def main() -> None:
    """Menyusun dokumen SOP AP resmi dari teks."""


if __name__ == "__main__":
    main()
