"""The flow of a chart as rules ask for it.

In: a chart's view. Out: the shapes that can be reached, the ends, arrows grouped by the exit they were written as.
"""

from collections.abc import Iterable

from sopflow.model.book import Flow, Shape
from sopflow.rules.case import ChartView, RowView
from sopflow.source import Span


def reached(starts: Iterable[str], arrows: dict[str, list[Flow]], forward: bool) -> set[str]:
    """The shapes on the ways from `starts`, in the direction of the arrows or against it."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for flow in arrows[waiting.pop()]:
            other = flow.target if forward else flow.source
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def ends_of(chart: ChartView) -> list[str]:
    """The shapes where the flow ends: end capsules and ways to another procedure."""
    return [shape.id for shape in chart.shapes.values() if shape.kind in ("end", "connector")]


def ways(flows: Iterable[Flow]) -> dict[Span, list[Flow]]:
    """Arrows by the exit they were written as: one exit may lead to several rows at once."""
    grouped: dict[Span, list[Flow]] = {}
    for flow in flows:
        grouped.setdefault(flow.span if not flow.implied else flow.span._replace(length=0), []).append(flow)
    return grouped


def row_label(chart: ChartView, shape: Shape) -> str:
    """What the row of a shape is called in messages."""
    return chart.rows[shape.row].label


def rows_of(chart: ChartView, idents: Iterable[str]) -> list[RowView]:
    """The rows of these shapes, in order."""
    return [chart.rows[index] for index in sorted({chart.shapes[ident].row for ident in idents})]
