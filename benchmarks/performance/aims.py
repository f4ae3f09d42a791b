"""sopflow beside its aims: what no other program has, and what is asked of some rows of the comparison.

Times within one process are processor time. In: the measured rows. Out: the second table of docs/performance.md.
"""

import math
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sopflow.drawing import Drawing
from sopflow.export.pdf import pdf
from sopflow.export.png import png
from sopflow.export.svg import svg
from sopflow.layout.route.route import route
from sopflow.layout.route.selection import SOLVED
from sopflow.pipeline import compile_bytes

from ..running import Job, Used, run
from . import timing
from .ink import DPI, replays
from .own import START, python
from .table import Row, megabytes, seconds, times
from .texts import EXAMPLE, SHORT, long_chart, procedure, stored

PATIENCE = 600.0
"""Seconds for any run."""


class Aim(NamedTuple):
    """A line. `asked`: the aim in words, or empty."""

    name: str
    measured: str
    beside: str
    ratio: float
    asked: str


def table(rows: Sequence[Row], rounds: int, documents: int) -> str:
    """The table in Markdown."""
    own = {row.title: (outcome, row.limit) for row in rows if isinstance(outcome := row.outcomes["sopflow"], Used)}
    lines = [*_cold(own, rounds), *_warm(rounds), *_lengths(rounds), *_unchanged(documents), *_growth(own)]
    cells = [f"| {aim.name} | {aim.measured} | {aim.beside} | {times(aim.ratio)} | {aim.asked} |" for aim in lines]
    return "\n".join(["| sopflow alone | measured | beside | | aim |", "|---|---:|---|---:|---:|", *cells])


def drawn(data: bytes, reading: bool = False) -> Drawing:
    """The drawing of a text without errors; the router remembers nothing of the time before. `reading`: in the order that PDF tells."""
    route.cache_clear()
    SOLVED.clear()
    drawing = compile_bytes(data, "ukur.sop", str(EXAMPLE.parent), reading=reading).drawing
    assert drawing is not None
    return drawing


def _cold(own: dict[str, tuple[Used, Used | None]], rounds: int) -> list[Aim]:
    with tempfile.TemporaryDirectory() as place:
        starts = [(_spent(python(Path(place), START, "--version")), _spent(python(Path(place), "pass"))) for _ in range(rounds + 1)]
    told, nothing = (median(taken) for taken in zip(*starts[1:], strict=True))
    lines = [("`sopflow --version`", told, nothing, "")]
    for format, asked in (("SVG", "6 ×"), ("PDF", "25 ×"), ("PNG", "")):
        used, limit = own.get(f"cold, text to {format}", (None, None))
        if used and limit:
            lines.append((f"build to {format}, new process", used.processor, limit.processor, asked))
    return [Aim(name, seconds(taken), f"bare Python, {seconds(start)}", taken / start, asked) for name, taken, start, asked in lines]


def _spent(job: Job) -> float:
    return run(job, PATIENCE).used.processor


def _warm(rounds: int) -> list[Aim]:
    """The example in this process, again and again."""
    data = EXAMPLE.read_bytes()
    drawing = drawn(data, reading=True)
    as_pdf, as_png = replays(drawing)

    def written() -> list[str]:
        return [svg(page) for page in (*drawing.pages, *drawing.charts)]

    compiling, writing, painting, dotting, ink, dots = timing.in_turns(
        rounds, lambda: drawn(data), written, lambda: pdf(drawing), lambda: png(drawing.pages[0], DPI), as_pdf, as_png
    )
    return [
        Aim("text to SVG, warm", seconds(compiling + writing), "20 ms", (compiling + writing) / 0.020, "1 ×"),
        Aim("its PDF, two pages, warm", seconds(painting), f"cairo alone for the same ink, {seconds(ink)}", painting / ink, ""),
        Aim("a page of it as PNG, warm", seconds(dotting), f"cairo alone for the same ink, {seconds(dots)}", dotting / dots, ""),
    ]


def _lengths(rounds: int) -> list[Aim]:
    """Longer charts in this process beside one of eleven rows."""

    def making(rows: int) -> Callable[[], list[str]]:
        data = long_chart(rows).encode()
        return lambda: [svg(page) for drawing in (drawn(data),) for page in (*drawing.pages, *drawing.charts)]

    # not in turns: what the router remembers of a long chart takes a while to forget
    short, hundred, thousand = (timing.in_turns(max(3, rounds), making(rows))[0] for rows in (SHORT, 100, 1000))
    beside = f"{SHORT} rows, {seconds(short)}"
    return [
        Aim("text to SVG, warm, 100 rows", seconds(hundred), beside, hundred / short, ""),
        Aim("text to SVG, warm, 1,000 rows", seconds(thousand), beside, thousand / short, "100 ×"),
    ]


def _unchanged(documents: int) -> list[Aim]:
    """A folder that was built, built once more."""
    with tempfile.TemporaryDirectory() as place:
        stored(Path(place, "naskah"), [procedure(number) for number in range(documents)])
        job = python(
            Path(place),
            START,
            "build",
            str(Path(place, "naskah")),
            "--quiet",
            "--format",
            "svg",
            "--jobs",
            "1",
            "-o",
            str(Path(place, "out")),
        )
        first, again = (_spent(job) for _ in range(2))
    return [Aim(f"{documents} documents again, nothing changed", seconds(again), f"the first time, {seconds(first)}", again / first, "")]


def _growth(own: dict[str, tuple[Used, Used | None]]) -> list[Aim]:
    """Each length beside the one before, and what n log n would make of it."""
    lengths = [int(title.split()[0].replace(",", "")) for title in own if title.endswith("rows to SVG")]
    lines = []
    for before, length in pairwise(lengths[1:]):
        short, long = (own[f"{rows:,} rows to SVG"][0] for rows in (before, length))
        asked = length * math.log(length) / (before * math.log(before))
        ratio = long.processor / short.processor
        lines.append(
            Aim(
                f"a chart of {length:,} rows",
                seconds(long.processor),
                f"{before:,} rows, {seconds(short.processor)}",
                ratio,
                f"n log n: {times(asked)}",
            )
        )
    if lines:
        lines.append(Aim("its memory", megabytes(long.memory), "300 MB", long.memory / (300 * 2**20), "1 ×" if length == 5000 else ""))
    return lines
