"""What a program is to the measurements.

A program is given charts, each in its own words, and draws all of them in one process: one chart is its cold start, many are its warm form.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..running import Job
from .flowcharts import Flowchart


class Program(NamedTuple):
    """A way to draw charts.

    `write`: a chart in its words. `job`: draws charts, in these words, as a format, in a folder. `formats`: what one chart can be drawn as,
    `several`: what many in one process can. `missing`: why it can't be run here, or empty. `sideways`: its lanes lie from left to right.
    """

    name: str
    title: str
    write: Callable[[Flowchart], str]
    job: Callable[[Path, Sequence[str], str], Job]
    formats: tuple[str, ...]
    several: tuple[str, ...]
    missing: str
    sideways: bool = False


def stored(folder: Path, words: Sequence[str], ending: str) -> list[str]:
    """Writes each text into a file of its own; their names."""
    names = [f"chart{number}{ending}" for number in range(len(words))]
    for name, text in zip(names, words, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return names


def module_missing(rivals: Path, name: str) -> str:
    """Why a package of node can't be used, or empty."""
    return "" if (rivals / "node_modules" / name).exists() else f"no {name} in node_modules"
