"""Processor time of functions of this process, which take turns."""

import time
from collections.abc import Callable
from statistics import median


def in_turns(rounds: int, *jobs: Callable[[], object]) -> list[float]:
    """The median seconds of each job, after one round that is not counted."""
    taken: list[list[float]] = [[] for _ in jobs]
    for at in range(rounds + 1):
        for job, times in zip(jobs, taken, strict=True):
            before = time.process_time()
            job()
            if at:
                times.append(time.process_time() - before)
    return [median(times) for times in taken]
