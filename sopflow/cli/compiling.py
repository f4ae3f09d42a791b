"""Files compiled for a command: which those are, and their messages, which are shown on the way."""

import os
from collections.abc import Iterable, Iterator

import click

from sopflow.messages import reason, render_all, say
from sopflow.pipeline import Compiled, compile_file


def named_files(paths: Iterable[str]) -> tuple[str, ...]:
    """The texts that files and folders stand for, as those of a build; a folder without any is told of."""
    return tuple(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    from sopflow.batch.tree import documents

    found = tuple(documents(path))
    if not found:
        click.echo(say(f"galat: tidak ada naskah .sop di «{path}»; periksa nama foldernya"), err=True)
    yield from found


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
