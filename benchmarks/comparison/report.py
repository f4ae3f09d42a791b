"""The figures as a table of the document."""

from pathlib import Path
from typing import NamedTuple

from .count import Counts

BEGIN, END = "<!-- figures: python -m benchmarks.comparison --write -->", "<!-- end of figures -->"

COLUMNS = (
    "",
    "charts drawn",
    "crossings",
    "bends",
    "through boxes",
    "overlaps",
    "labels touched",
    "rows out of order",
    "lanes in order",
    "lanes framed",
    "of one width",
    "time",
)


class Result(NamedTuple):
    """A program's figures, one `Counts` for each chart that it drew."""

    name: str
    title: str
    counts: tuple[Counts, ...]


def table(results: list[Result], times: dict[str, float]) -> str:
    """The table in Markdown: sums over the charts; `times` by name of program."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * (len(COLUMNS) - 1)]
    return "\n".join([*lines, *(_line(result, times.get(result.name)) for result in results)])


def _line(result: Result, time: float | None) -> str:
    drawn = len(result.counts)
    total = Counts(*(sum(values) for values in zip(*result.counts, strict=True))) if drawn else None
    if total is None:
        return f"| {result.title} | 0 |" + " – |" * (len(COLUMNS) - 2)
    charts = [total.lanes_ordered, total.lanes_drawn, total.lanes_equal]
    cells = [result.title, drawn, *total[:6], *(f"{number}/{drawn}" for number in charts), "–" if time is None else f"{time:.0f}×"]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def put_into(document: Path, figures: str) -> None:
    """Replaces what stands between the document's marks. Raises ValueError when they are not there."""
    text = document.read_text(encoding="utf-8")
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ValueError(f"{document} has no place for the figures")
    document.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")
