"""How programs are run, for pictures and for figures alike.

In: a `Job`. Out: `Ran`, its results and what it used. A program that fails, draws nothing or does not end raises `Refused`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

LAUNCHER = Path(__file__).with_name("launcher.py")
SAID = "said.txt"
"""Where a job's standard output is kept, in its folder."""


class Refused(Exception):
    """Why there is no picture, in a few words."""


class Job(NamedTuple):
    """A command, run in `folder`, and what reads its results back: one file's content each; ValueError when they are not there."""

    folder: Path
    command: tuple[str, ...]
    results: Callable[[], list[bytes]]


class Used(NamedTuple):
    """What a command and all that it started used: seconds waited, seconds of processors, bytes of memory."""

    wall: float
    processor: float
    memory: float


class Ran(NamedTuple):
    results: list[bytes]
    used: Used


def run(job: Job, limit: float, period: float = 0) -> Ran:
    """Runs a job for at most `limit` seconds; its memory is looked at every `period` seconds, 0 for its largest process alone."""
    errors = job.folder / "errors.txt"
    told = _launched(job, limit, period, errors)
    if told["ended"]:
        raise Refused(f"no end after {limit:.0f} s")
    if told["status"]:
        raise Refused(f"error: {_complaint(errors) or _complaint(job.folder / SAID)}")
    try:
        results = job.results()
    except (OSError, ValueError) as error:
        raise Refused(f"no picture: {' '.join(str(error).split())[:160]}") from error
    return Ran(results, Used(told["wall"], told["processor"], told["memory"]))


def files(*paths: Path) -> list[bytes]:
    """What files hold. Raises ValueError for an empty one, OSError for one that is not there."""
    held = [path.read_bytes() for path in paths]
    if not held or not all(held):
        raise ValueError("an empty file")
    return held


def _launched(job: Job, limit: float, period: float, errors: Path) -> dict[str, float]:
    launcher = (sys.executable, "-I", "-S", str(LAUNCHER), str(limit), str(period), str(job.folder / SAID), str(errors))
    # Byte code is kept, as after an installation.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run((*launcher, *job.command), cwd=job.folder, env=env, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


def _complaint(file: Path) -> str:
    """The last line, or the one before the many of a program in Go."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []
    said = [line.strip() for line in lines if line.strip()] or [""]
    return next((line for line in said if line.startswith("panic: ")), said[-1])[:160].removeprefix("error: ")
