"""Tasks made in other processes, answered in order. In: tasks, and an executor or a number of processes. Out: each `Made`, first to last.

What holds: only a few results wait at a time, however many tasks there are.
"""

import os
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from sopflow.batch.task import Made, Task, make

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

AHEAD = 64
"""Results that may wait for their turn."""

WORTH = 4
"""A process is worth starting for this many tasks."""


class CrewLost(OSError):
    """A process that helped is gone. Its words, one line, tell what to do."""


def made_in_order(tasks: Iterable[Task], executor: "Executor | None") -> Generator[Made, None, None]:
    """What becomes of the tasks, one after another; without an executor, in this process."""
    if executor is None:
        yield from map(make, tasks)
        return
    from concurrent.futures import BrokenExecutor

    waiting: deque[Future[Made]] = deque()
    try:
        for task in tasks:
            waiting.append(executor.submit(make, task))
            if len(waiting) >= AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenExecutor as fault:
        raise CrewLost(
            0, "sebuah proses berhenti mendadak, mungkin karena kehabisan memori; coba lagi dengan --jobs 1", "sopflow"
        ) from fault
    finally:
        for future in waiting:
            future.cancel()


def crew(count: int, jobs: int | None) -> "Executor | nullcontext[None]":
    """As many processes as there are processors, or `jobs`; none besides this one where `count` tasks are too few to share out."""
    processes = min(jobs or os.cpu_count() or 1, -(-count // WORTH))
    if processes < 2:
        return nullcontext()
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(processes, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """An interrupt is for the first process: it ends the others in order."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
