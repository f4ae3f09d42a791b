"""sopflow and Python as programs like the others: what is started, and what it leaves."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ..rivals.flowcharts import Flowchart
from ..rivals.program import Program
from ..running import Job, files
from .texts import ROOT

FORMATS = ("svg", "pdf", "png")
START = f"import sys; sys.path[0] = {str(ROOT)!r}; from sopflow.start import main; main()"
"""What the installed program `sopflow` does."""


def sopflow() -> Program:
    """The command line. Its words for a chart are the path of the file; several files are a folder, made in one process."""
    return Program("sopflow", "sopflow", _path, _build, FORMATS, FORMATS, "")


def bare() -> Program:
    """A Python that does nothing: less than this no program in Python can take."""
    return Program("python", "bare Python", _path, lambda folder, _words, _format: python(folder, "pass"), FORMATS, FORMATS, "")


def python(folder: Path, script: str, *arguments: str) -> Job:
    """A new Python, with its byte code where it does not disturb."""
    return Job(folder, (sys.executable, "-c", script, *arguments), list)


def _path(chart: Flowchart) -> str:
    return str(chart.path)


def _build(folder: Path, words: Sequence[str], format: str) -> Job:
    what = (words[0],) if len(words) == 1 else (str(Path(words[0]).parent), "--jobs", "1")
    target = folder / "out"
    command = (sys.executable, "-c", START, "build", *what, "--quiet", "--format", format, "-o", str(target))
    return Job(folder, command, lambda: files(*sorted(target.rglob(f"*.{format}"))))
