"""The loop: make all, then look until something was saved, then make what is concerned.

In: paths and orders. Out: the reports of the documents made, round by round, without end: the caller decides when to stop.
Always holds: a save of a known file while documents are being made is noticed afterwards.
"""

import os
from collections.abc import Iterable, Iterator
from time import sleep

from sopflow.batch.report import Done
from sopflow.batch.run import run
from sopflow.batch.task import Orders, Task
from sopflow.batch.tree import folders, plan
from sopflow.watch.stamps import ABSENT, Stamp, inputs, stamps

PAUSE = 0.2
"""Seconds between two looks: short for a reader, and a thousand files are looked at in a hundredth of it."""

PATIENCE = 5
"""Looks for which a file may be missing before that counts: some editors remove it before they write it anew."""


def rounds(paths: tuple[str, ...], folder: str, orders: Orders) -> Iterator[list[Done]]:
    """The documents that were made since the last round. Raises Twins when two texts would make the same files."""
    needs: dict[Task, frozenset[str]] = {}
    seen: dict[str, Stamp] = {}
    while True:
        tasks = plan(paths, orders)
        needs = {task: files for task, files in needs.items() if task in tasks}
        now = stamps(_watched(paths, tasks, needs))
        changed = {path for path, state in now.items() if seen.get(path) != state}
        made = list(run([task for task in tasks if task not in needs or needs[task] & changed], folder, None, 1, None))
        needs |= {done.task: inputs(done) for done in made}
        seen = stamps(_watched(paths, tasks, needs)) | now
        if made:
            yield made
        _wait_for_a_save(seen)


def _watched(paths: Iterable[str], tasks: Iterable[Task], needs: dict[Task, frozenset[str]]) -> set[str]:
    """Every file that a document needs, and every folder in which a new text may appear."""
    looked_into = {folder for path in paths if os.path.isdir(path) for folder, _ in folders(path)}
    return looked_into.union((os.path.abspath(task.source) for task in tasks), *needs.values())


def _wait_for_a_save(seen: dict[str, Stamp]) -> None:
    """Returns when something is not as it was seen, and stays as it is now for a look."""
    before, looks = seen, 0
    while True:
        sleep(PAUSE)
        now = stamps(seen)
        looks = looks + 1 if now != seen else 0
        is_gone = any(state == ABSENT and seen[path] != ABSENT for path, state in now.items())
        if now != seen and now == before and (looks > PATIENCE or not is_gone):
            return
        before = now
