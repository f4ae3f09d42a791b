"""Files and folders on the command line → texts. A folder without any is told of."""

import os
from collections.abc import Iterable, Iterator

import click

from sopflow.messages import say
from sopflow.source import shown


def named_files(paths: Iterable[str], shared: bool = False) -> tuple[str, ...]:
    """The texts that files and folders stand for, each once; those of folders as in a build. `shared`: with the parts that others use."""
    return tuple(dict.fromkeys(file for path in paths for file in _files(path, shared)))


def _files(path: str, shared: bool) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    from sopflow.batch.tree import documents, texts

    found = tuple(texts(path) if shared else documents(path))
    if not found:
        click.echo(say(f"galat: tidak ada naskah .sop di «{shown(path)}»; periksa nama foldernya"), err=True)
    yield from found
