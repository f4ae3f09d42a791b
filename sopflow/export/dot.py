"""The flow as DOT, the language of Graphviz. In: a book. Out: one graph; each lane a cluster, in a cluster of its chart.

What holds: the author's words stand in quoted labels alone, and are drawn as they are: no markup, no escapes, no entities.
"""

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from sopflow.describe.flow import FlowView
from sopflow.drawing import Drawing
from sopflow.export.words import cleaned
from sopflow.model.book import Book, Chart, Shape, ShapeKind, Sop

SHAPES: dict[ShapeKind, tuple[tuple[str, str], ...]] = {
    "start": (("shape", "box"), ("style", "rounded,filled")),
    "end": (("shape", "box"), ("style", "rounded,filled")),
    "process": (("shape", "box"),),
    "decision": (("shape", "diamond"),),
    "connector": (("shape", "invhouse"),),
}

WIDTH = 28
"""Characters of a line in a shape."""

ENTITY = re.compile(r"&(?=#?\w{1,40};)")
"""An ampersand that Graphviz would take for the begin of an entity."""


def render(book: Book, _drawing: Drawing | None = None) -> bytes:
    """The file's bytes."""
    return to_dot(book).encode()


def to_dot(book: Book) -> str:
    """The DOT text of all charts of the book."""
    from graphviz import Digraph  # type: ignore[import-untyped]

    graph = Digraph(
        graph_attr={"fontname": "Sopflow Sans", "rankdir": "TB", "newrank": "true"},
        node_attr={"fontname": "Sopflow Sans", "fontsize": "10", "fillcolor": "white", "style": "filled"},
        edge_attr={"fontname": "Sopflow Sans", "fontsize": "9"},
    )
    charts = [(sop, chart) for sop in book.sops for chart in sop.charts]
    for number, (sop, chart) in enumerate(charts):
        with graph.subgraph(name=f"cluster_{number}") as cluster:
            _write_chart(cluster, sop, chart, f"c{number}")
    return str(graph.source)


def label(text: str, width: int = WIDTH) -> str:
    """Words as a label that shows them, broken into lines of some `width` characters."""
    return label_of(wrap(cleaned(text), width))


def label_of(lines: Iterable[str]) -> str:
    """Lines as a label that shows them; nothing in them means anything to Graphviz."""
    from graphviz import escape, nohtml

    shown: str = nohtml("\\n".join(escape(ENTITY.sub("&amp;", cleaned(line))) for line in lines))
    return shown


def _write_chart(cluster: Any, sop: Sop, chart: Chart, prefix: str) -> None:
    view = FlowView(chart)
    cluster.attr(label=label(chart.title or sop.name or "SOP", 80), style="solid", color="#555555")
    names = {ident: f"{prefix}n{number}" for number, ident in enumerate(view.shapes)}
    for number, lane in enumerate(chart.lanes):
        with cluster.subgraph(name=f"cluster_{prefix}_{number}") as inner:
            words = f"{lane.group}: {lane.name}" if lane.group else lane.name
            inner.attr(label=label(words), style="filled", color="#bbbbbb", fillcolor="#f7f7f7")
            for shape in view.shapes.values():
                if shape.lane == number:
                    _write_shape(inner, view, shape, names[shape.id])
    for flow in chart.flows:
        cluster.edge(names[flow.source], names[flow.target], label=label(flow.label) if flow.label else None)


def _write_shape(cluster: Any, view: FlowView, shape: Shape, name: str) -> None:
    cluster.node(name, label=label(view.title(shape)), **dict(SHAPES[shape.kind]))
