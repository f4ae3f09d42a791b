"""The figures as a table of the document."""

from typing import NamedTuple

from .count import Counts

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
)


class Result(NamedTuple):
    """A program's figures, one `Counts` for each chart that it drew."""

    title: str
    counts: tuple[Counts, ...]


def table(results: list[Result]) -> str:
    """The table in Markdown: sums over the charts."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * (len(COLUMNS) - 1)]
    return "\n".join([*lines, *map(_line, results)])


def _line(result: Result) -> str:
    drawn = len(result.counts)
    if not drawn:
        return f"| {result.title} | 0 |" + " – |" * (len(COLUMNS) - 2)
    total = Counts(*(sum(values) for values in zip(*result.counts, strict=True)))
    charts = [total.lanes_ordered, total.lanes_drawn, total.lanes_equal]
    cells = [result.title, drawn, *total[:6], *(f"{number}/{drawn}" for number in charts)]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
