"""Outputs that their texts do not give. In: tasks, the output folder. Out: for each document, the files at fault; nothing is written."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from sopflow.batch.crew import crew, made_in_order
from sopflow.batch.leftovers import leftovers
from sopflow.batch.report import Done, done
from sopflow.batch.task import Task
from sopflow.reading import read_file
from sopflow.values import NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Executor

Fault = Literal["missing", "stale", "surplus"]
"""Not there; with other content than the text gives; a page that the document no longer has."""


class Compared(NamedTuple):
    """A document, and the outputs of it that are at fault, by path."""

    done: Done
    faults: tuple[tuple[str, Fault], ...]


def compare(tasks: Sequence[Task], out: str, executor: "Executor | None" = None, jobs: int | None = None) -> Iterator[Compared]:
    """Compares what the texts give with what stands in the output folder, one document after another."""
    with crew(len(tasks), jobs if executor is None else 1) as processes:
        for made in made_in_order(tasks, executor or processes):
            faults: list[tuple[str, Fault]] = []
            for output in made.outputs:
                path = os.path.join(out, output.file)
                content = read(path)
                if content != output.data:
                    faults.append((path, "missing" if content is None else "stale"))
            faults += [(path, "surplus") for path in leftovers(made.outputs, out)]
            yield Compared(done(made, made.outputs, ()), tuple(faults))


def read(path: str) -> bytes | None:
    """A file's content; None when it is not there, or no file."""
    try:
        return read_file(path)
    except OSError:
        return None
