"""How long one chart takes from a cold start.

In: the programs. Out: the median wall time of each as a multiple of a bare Python start, measured in turns in one run.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from .charts import Flowchart
from .programs import Program


def ratios(present: list[Program], chart: Flowchart, rounds: int) -> dict[str, float]:
    """By name of program; "sopflow" is its command line, from the .sop file to its SVG pages. Empty without rounds."""
    tasks: dict[str, Callable[[], object]] = {"python": partial(_start, "-c", "pass"), "sopflow": partial(_compile, chart)}
    tasks |= {program.name: partial(program.render, program.write(chart)) for program in present}
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            times[name].append(_timed(task))
    bare = median(times.pop("python")) if rounds else 1.0
    return {name: median(values) / bare for name, values in times.items() if values}


def _timed(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def _start(*options: str) -> None:
    subprocess.run([sys.executable, *options], check=True, capture_output=True)


def _compile(chart: Flowchart) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _start("-m", "sopflow", "build", "--quiet", "--format", "svg", "-o", folder, str(chart.path))
