"""Files compiled for a command; their messages are shown on the way."""

import click

from sopflow.messages import reason, render_all, say
from sopflow.pipeline import Compiled, compile_file


def compile_path(path: str) -> Compiled | None:
    """Compiles a file and shows its messages; None when it could not be read."""
    try:
        compiled = compile_file(path)
    except OSError as fault:
        click.echo(say(f"{path}: galat: {reason(fault)}"), err=True)
        return None
    for words in render_all(compiled.diagnostics, compiled.sources):
        click.echo(words, err=True)
    return compiled
