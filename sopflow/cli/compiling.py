"""A file compiled for a command: its messages are shown on the way."""

import click

from sopflow.messages import reason, render, say
from sopflow.pipeline import Compiled, compile_file


def compile_path(path: str) -> Compiled | None:
    """Compiles a file and shows its messages; None when it could not be read."""
    try:
        compiled = compile_file(path)
    except OSError as fault:
        click.echo(say(f"{path}: galat: {reason(fault)}"), err=True)
        return None
    for diagnostic in compiled.diagnostics:
        click.echo(render(diagnostic, compiled.sources), err=True)
    return compiled
