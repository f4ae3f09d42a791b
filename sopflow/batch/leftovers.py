"""Pages of an earlier, longer version of a document. In: what was made of it now. Out: the files of ours with the numbers that follow."""

import os
from collections.abc import Iterable, Iterator

from sopflow.batch.task import Output
from sopflow.expressions import expression
from sopflow.reading import read_file

NUMBERED = expression(r"(.*)-(\d+)(\.[a-z]+)")

MARKS = {"svg": b'id="page-title"', "png": b"Software\0sopflow"}
"""What tells a page of ours from a file of somebody else, by its format."""

HEAD = 2000
"""Bytes within which the mark stands."""


def leftovers(outputs: Iterable[Output], folder: str) -> Iterator[str]:
    """The paths of pages that the document no longer has."""
    last: dict[tuple[str, str, str], int] = {}
    for output in outputs:
        match = NUMBERED.fullmatch(output.file)
        if match and output.format in MARKS:
            series = (match[1], match[3], output.format)
            last[series] = max(last.get(series, 0), int(match[2]))
    for (base, ending, form), number in last.items():
        while _is_ours(path := os.path.join(folder, f"{base}-{number + 1}{ending}"), MARKS[form]):
            yield path
            number += 1


def _is_ours(path: str, mark: bytes) -> bool:
    try:
        return mark in read_file(path, HEAD)
    except OSError:
        return False
