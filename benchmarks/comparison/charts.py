"""The flows to draw, as any program of this comparison can take them.

In: .sop files through sopflow. Out: one `Flowchart` a chart. Words are short on purpose, so that no program is punished for its line
breaking: a node shows its row's number (and a letter where the row has several shapes), a lane its alias.
"""

from pathlib import Path
from typing import NamedTuple

from sopflow.drawing import Page
from sopflow.model.book import Chart, Row
from sopflow.pipeline import compile_file


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
    """A chart. Nodes are in the procedure's order. `page` is sopflow's own drawing of it, uncut, and `sheets` the pages of its file."""

    name: str
    path: Path
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    page: Page

    def node(self, id: str) -> Node:
        """The node with an id."""
        return next(node for node in self.nodes if node.id == id)

    def rank(self, id: str) -> int:
        """A node's place in the procedure's order."""
        return [node.id for node in self.nodes].index(id)


def flowcharts(paths: list[Path]) -> list[Flowchart]:
    """The charts of these files, in order."""
    return [chart for path in paths for chart in _charts_of(path)]


def _charts_of(path: Path) -> list[Flowchart]:
    compiled = compile_file(str(path))
    if compiled.book is None or compiled.drawing is None:
        raise ValueError(f"{path} does not compile")
    charts = [chart for sop in compiled.book.sops for chart in sop.charts]
    names = [path.stem if len(charts) == 1 else f"{path.stem}-{number}" for number in range(1, len(charts) + 1)]
    pages = compiled.drawing.charts
    return [_flowchart(name, path, chart, page) for name, chart, page in zip(names, charts, pages, strict=True)]


def _flowchart(name: str, path: Path, chart: Chart, page: Page) -> Flowchart:
    nodes = tuple(node for row in chart.rows for node in _nodes(row))
    edges = tuple(Edge(_plain(flow.source), _plain(flow.target), flow.label) for flow in chart.flows)
    return Flowchart(name, path, tuple(lane.id for lane in chart.lanes), nodes, edges, page)


def _nodes(row: Row) -> list[Node]:
    letters = "abcdefgh" if len(row.shapes) > 1 else [""]
    pairs = zip(row.shapes, letters, strict=False)
    return [Node(_plain(shape.id), f"{row.key}{letter}", shape.kind, shape.row, shape.lane) for shape, letter in pairs]


def _plain(id: str) -> str:
    """An id that every program takes: "s7-katim" becomes "s7_katim"."""
    return id.replace("-", "_")
