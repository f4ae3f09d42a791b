"""The flows to draw, as any program can take them.

In: .sop files through sopflow's reader. Out: one `Flowchart` a chart. Words are short on purpose, so that no program is punished for its
line breaking: a node shows its row's number (and a letter where the row has several shapes), a lane its alias.
"""

from pathlib import Path
from typing import NamedTuple

from sopflow.diagnostics import has_errors
from sopflow.load import Loader
from sopflow.model.book import Book, Chart, Row
from sopflow.resolve import resolve
from sopflow.source import Source


class Node(NamedTuple):
    """A shape. `tag` is unique in its chart and is the only text of the node; `row` and `lane` are indices."""

    id: str
    tag: str
    kind: str
    row: int
    lane: int


class Edge(NamedTuple):
    """An arrow between the nodes with these ids; `label` is printed at its exit, or empty."""

    source: str
    target: str
    label: str


class Flowchart(NamedTuple):
    """A chart of the file at `path`. Nodes are in the procedure's order."""

    name: str
    path: Path
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def flowcharts(paths: list[Path]) -> list[Flowchart]:
    """The charts of these files, in order. Raises ValueError for a file with errors."""
    return [chart for path in paths for chart in _charts_of(path)]


def _charts_of(path: Path) -> list[Flowchart]:
    charts = [chart for sop in _book(path).sops for chart in sop.charts]
    names = [path.stem if len(charts) == 1 else f"{path.stem}-{number}" for number in range(1, len(charts) + 1)]
    return [_flowchart(name, path, chart) for name, chart in zip(names, charts, strict=True)]


def _book(path: Path) -> Book:
    """What a file means; nothing is laid out."""
    loader = Loader(str(path.parent))
    book, found = resolve(loader.load(Source(path.name, path.read_text(encoding="utf-8"))).statements, loader.logo, path.name)
    if has_errors((*loader.diagnostics, *found)):
        raise ValueError(f"{path} does not compile")
    return book


def _flowchart(name: str, path: Path, chart: Chart) -> Flowchart:
    nodes = tuple(node for row in chart.rows for node in _nodes(row))
    edges = tuple(Edge(_plain(flow.source), _plain(flow.target), flow.label) for flow in chart.flows)
    return Flowchart(name, path, tuple(lane.id for lane in chart.lanes), nodes, edges)


def _nodes(row: Row) -> list[Node]:
    letters = "abcdefgh" if len(row.shapes) > 1 else [""]
    pairs = zip(row.shapes, letters, strict=False)
    return [Node(_plain(shape.id), f"{row.key}{letter}", shape.kind, shape.row, shape.lane) for shape, letter in pairs]


def _plain(id: str) -> str:
    """An id that every program takes: "s7-katim" becomes "s7_katim"."""
    return id.replace("-", "_")
