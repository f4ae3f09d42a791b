"""What a document was read from, and whether that has changed.

In: reports of builds, paths. Out: stamps. A file that is not there has a stamp too, so that it is noticed when it comes.
"""

import os
import re
from collections.abc import Iterable, Iterator

from sopflow.batch.report import Done
from sopflow.batch.tree import ENDING
from sopflow.reading import read_file
from sopflow.syntax.decode import LARGEST
from sopflow.values import NamedTuple

_NAMED = re.compile(rb"^[ \t]*(?:gunakan|logo)[ \t]*:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)


class Stamp(NamedTuple):
    """A state of a file: a rename over it changes the number, a save the time or the size. All zero: it is not there."""

    number: int
    time: int
    size: int


ABSENT = Stamp(0, 0, 0)


def stamp(path: str) -> Stamp:
    """The state of a file now."""
    try:
        found = os.stat(path)
    except OSError:
        return ABSENT
    return Stamp(found.st_ino, found.st_mtime_ns, found.st_size)


def stamps(paths: Iterable[str]) -> dict[str, Stamp]:
    """The states of files now."""
    return {path: stamp(path) for path in paths}


def inputs(done: Done) -> frozenset[str]:
    """What a document was read from, and the files that its texts name, read or not."""
    read = {os.path.abspath(path) for path, _ in done.inputs} | {os.path.abspath(done.task.source)}
    texts = [path for path in read if path.casefold().endswith(ENDING)]
    return frozenset(read | {name for path in texts for name in _named(path)})


def _named(path: str) -> Iterator[str]:
    try:
        data = read_file(path, LARGEST).replace(b"\r", b"\n")
    except OSError:
        return
    for found in _NAMED.finditer(data):
        words = found[1].decode("utf-8", "replace").strip(' \t;"“”„')
        if words and "\0" not in words and not os.path.isabs(words):
            yield os.path.normpath(os.path.join(os.path.dirname(path), words.replace("\\", "/")))
