"""The flow as a Mermaid flowchart. In: a book. Out: one diagram; each lane a subgraph, in a subgraph of its chart.

What holds: the author's words stand in quoted labels alone, and every sign of theirs that could mean something to Mermaid, Markdown or
HTML is written as the entity code of its number.
"""

import re

from sopflow.describe.flow import FlowView
from sopflow.drawing import Drawing
from sopflow.export.words import cleaned
from sopflow.model.book import Book, Chart, Shape, ShapeKind, Sop

BRACKETS: dict[ShapeKind, tuple[str, str]] = {
    "start": ("([", "])"),
    "end": ("([", "])"),
    "process": ("[", "]"),
    "decision": ("{", "}"),
    "connector": ("[[", "]]"),
}

MEANING = re.compile(r"[^\w ,’–—]|_")
"""Signs that are written by number; letters of any language, digits and a few quiet signs stay."""


def render(book: Book, _drawing: Drawing | None = None) -> bytes:
    """The file's bytes."""
    return to_mermaid(book).encode()


def to_mermaid(book: Book) -> str:
    """The Mermaid text of all charts of the book."""
    lines = ["flowchart TB"]
    charts = [(sop, chart) for sop in book.sops for chart in sop.charts]
    for number, (sop, chart) in enumerate(charts):
        lines += _chart(sop, chart, f"c{number}")
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """Words as a quoted label that shows them and nothing else."""
    words = " ".join(cleaned(text).split())
    return '"' + MEANING.sub(lambda sign: f"#{ord(sign[0])};", words) + '"'


def _chart(sop: Sop, chart: Chart, prefix: str) -> list[str]:
    view = FlowView(chart)
    names = {ident: f"{prefix}n{number}" for number, ident in enumerate(view.shapes)}
    lines = [f"  subgraph {prefix} [{label(chart.title or sop.name or 'SOP')}]"]
    for number, lane in enumerate(chart.lanes):
        words = f"{lane.group}: {lane.name}" if lane.group else lane.name
        lines.append(f"    subgraph {prefix}l{number} [{label(words)}]")
        lines += [f"      {_node(view, shape, names[shape.id])}" for shape in view.shapes.values() if shape.lane == number]
        lines.append("    end")
    lines.append("  end")
    for flow in chart.flows:
        words = f"|{label(flow.label)}|" if flow.label else ""
        lines.append(f"  {names[flow.source]} -->{words} {names[flow.target]}")
    return lines


def _node(view: FlowView, shape: Shape, name: str) -> str:
    before, behind = BRACKETS[shape.kind]
    return f"{name}{before}{label(view.title(shape) or ' ')}{behind}"
