"""Paths → tasks: which texts are documents, and where their outputs stand.

A folder stands for every .sop file in it and below; its outputs mirror it. A file there that another one brings in with `gunakan:` is a
shared part, no document of its own. A file that is named is a document, whatever it is.
"""

import os
import re
from collections.abc import Iterable, Iterator

from sopflow.batch.task import Orders, Task
from sopflow.expressions import expression
from sopflow.reading import read_file
from sopflow.source import shown
from sopflow.syntax.decode import LARGEST

ENDING = ".sop"

INCLUDE = expression(rb"^[ \t]*gunakan[ \t]*:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
"""A line that brings in another file."""


class Twins(ValueError):
    """Two texts would make the same files. Its words, one line, name them."""


def plan(paths: Iterable[str], orders: Orders, digests: bool = True) -> tuple[Task, ...]:
    """The tasks of files and folders, in the order named, those of a folder by their paths. Twins when two would make the same files."""
    tasks: dict[str, Task] = {}
    for path in paths:
        for task in _of_folder(path, orders) if os.path.isdir(path) else (_of_file(path, "", orders),):
            tasks.setdefault(task.path, task)
    _refuse_twins(tasks.values())
    return tuple(task._replace(digests=digests) for task in tasks.values())


def _of_file(path: str, folder: str, orders: Orders) -> Task:
    return Task(path, os.path.abspath(path), folder, os.path.splitext(os.path.basename(path))[0], orders)


def _of_folder(top: str, orders: Orders) -> Iterator[Task]:
    for file in documents(top):
        folder = os.path.relpath(os.path.dirname(file), top)
        yield _of_file(file, "" if folder == os.curdir else folder, orders)


def documents(top: str) -> Iterator[str]:
    """The texts in a folder that are documents, by their paths."""
    files = list(texts(top))
    shared = {os.path.realpath(path) for file in files for path in _included(file)}
    return (file for file in files if os.path.realpath(file) not in shared)


def texts(top: str) -> Iterator[str]:
    """All texts in a folder, by their paths. Hidden ones and hidden folders are left out, links to folders are not followed, and what is no
    file is not opened."""
    yield from sorted(_texts(top))


def _texts(top: str) -> Iterator[str]:
    for folder, files in folders(top):
        named = (os.path.join(folder, file) for file in files if file.casefold().endswith(ENDING) and not file.startswith("."))
        yield from filter(os.path.isfile, named)


def folders(top: str) -> Iterator[tuple[str, list[str]]]:
    """The folder and those below it, however deep, each with the names of its files. Hidden ones are left out; links are not followed."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [(entry.name, entry.path, entry.is_dir(follow_symlinks=False)) for entry in listing]
        except OSError:
            continue
        waiting += [path for name, path, is_folder in entries if is_folder and not name.startswith(".")]
        yield folder, [name for name, _, is_folder in entries if not is_folder]


def _included(file: str) -> Iterator[str]:
    """What a text brings in; one that can't be read is told when its turn comes."""
    try:
        data = read_file(file, LARGEST).replace(b"\r", b"\n")
    except OSError:
        return
    for match in INCLUDE.finditer(data):
        words = match[1].decode("utf-8", "replace").strip().strip('"“”«»').replace("\\", "/")
        if "\0" not in words:
            yield os.path.join(os.path.dirname(file), words)


def _refuse_twins(tasks: Iterable[Task]) -> None:
    seen: dict[str, str] = {}
    for task in tasks:
        key = task.place(task.stem).casefold()
        if key in seen:
            raise Twins(f"«{shown(seen[key])}» dan «{shown(task.source)}» akan menghasilkan berkas yang sama; ganti nama salah satunya")
        seen[key] = task.source
