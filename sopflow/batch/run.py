"""Tasks → files. In: tasks, the output folder, who makes them. Out: the report of each, in order; its files are written by then.

What holds: each file is whole or not there; one document that fails stops no other; no document writes over another's file.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from sopflow.batch.crew import crew, made_in_order
from sopflow.batch.leftovers import leftovers
from sopflow.batch.report import Done, Report, done
from sopflow.batch.task import Made, Orders, Output, Task
from sopflow.batch.tree import plan
from sopflow.export.files import write_whole
from sopflow.messages import reason
from sopflow.source import shown

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sopflow.batch.cache import Cache


def build_many(
    paths: Iterable[str], out: str, orders: Orders, executor: "Executor | None" = None, jobs: int | None = None, fresh: bool = False
) -> Report:
    """Makes all documents of files and folders into `out`. What is as it was in a folder's outputs is made again only with `fresh`."""
    paths = list(paths)
    tasks = plan(paths, orders)
    cache = known(out, orders, fresh) if any(map(os.path.isdir, paths)) else None
    return Report(tuple(run(tasks, out, executor, jobs, cache)))


def known(out: str, orders: Orders, fresh: bool) -> "Cache":
    """What the last build left in the output folder; nothing of it when everything is to be made afresh."""
    from sopflow.batch.cache import Cache

    return Cache(out, orders, fresh)


def run(tasks: Sequence[Task], out: str, executor: "Executor | None", jobs: int | None, cache: "Cache | None") -> Iterator[Done]:
    """Makes what the cache does not know, writes it, and tells of each document when it is done."""
    kept = {task: known for task in tasks if (known := cache.kept(task))} if cache else {}
    open_tasks = [task for task in tasks if task not in kept]
    writer = Writer(out)
    try:
        with (
            crew(len(open_tasks), jobs if executor is None else 1) as processes,
            closing(made_in_order(open_tasks, executor or processes)) as made,
        ):
            for task in tasks:
                each = kept[task] if task in kept else writer.write(next(made))
                if cache and task not in kept:
                    cache.learn(each)
                yield each
    finally:
        if cache:
            cache.write()


class Writer:
    """Writes the outputs of one build."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._owners: dict[str, str] = {}

    def write(self, made: Made) -> Done:
        """Writes what was made of a document. An output that can't be written does not stop the others."""
        written: list[Output] = []
        faults: list[str] = []
        for output in made.outputs:
            path = os.path.join(self._folder, output.file)
            try:
                self._claim(path, made.task.source)
                os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
                write_whole(path, output.data, lasting=False)
                written.append(output)
            except OSError as fault:
                faults.append(f"{fault.filename or path}: galat: {reason(fault)}")
            except ClaimedTwice as fault:
                faults.append(f"{made.task.source}: galat: {fault}")
        for path in leftovers(written, self._folder):
            if path.casefold() not in self._owners:
                with suppress(OSError):
                    os.remove(path)
        return done(made, tuple(written), tuple(dict.fromkeys(faults)))

    def _claim(self, path: str, source: str) -> None:
        owner = self._owners.setdefault(path.casefold(), source)
        if owner != source:
            raise ClaimedTwice(f"«{shown(path)}» sudah dihasilkan dari «{shown(owner)}»; ganti nama salah satu naskahnya")


class ClaimedTwice(ValueError):
    """Two documents would write the same file. Its words, one line, name them."""
