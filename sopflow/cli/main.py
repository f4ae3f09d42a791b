"""The command line: finds the command's module and hands over.

Status 0: done. 1: a text has errors or a file could not be read or written. 2: wrong use.
"""

import os
import sys
from errno import EPIPE
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from sopflow import __version__
from sopflow.cli.speech import language_of, speaking, understood
from sopflow.messages import reason, say

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


def _tell_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(f"sopflow {__version__}", color=context.color)
        context.exit()


class Commands(click.Group):
    """A group that imports a command when it is needed, and speaks the user's language."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the command line. What an output can't write, such as names of files that are no text, is written as its code."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        words = args[0] if args else kwargs.get("args")
        with speaking(language_of(sys.argv[1:] if words is None else words)):
            # `understood` gives a copy, of which the method that this one replaces is called
            return super(Commands, understood(self)).main(*args, **kwargs)

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
        except OSError as fault:  # files are dealt with where they are read and written
            if fault.filename is not None or fault.errno == EPIPE:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what waits to be written would fail again at the end
            raise click.ClickException(say(f"keluaran tidak bisa ditulis: {reason(fault)}")) from fault


@click.group(
    cls=Commands,
    options_metavar="[PILIHAN]",
    subcommand_metavar="PERINTAH [ARGUMEN]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_tell_version, help="Tampilkan versinya.")
def main() -> None:
    """Menyusun dokumen SOP AP resmi dari teks."""


if __name__ == "__main__":
    main()
