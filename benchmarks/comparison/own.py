"""sopflow's own charts in this comparison.

Its figures come from sopflow/audit, which measures every page that the tests draw. The picture that the others are counted by is made of
the same SVG as well, so that both methods can be held against each other.
"""

from pathlib import Path

from sopflow.audit import measure, read
from sopflow.drawing import Page
from sopflow.export.svg import svg
from sopflow.pipeline import compile_file

from ..rivals.flowcharts import Flowchart
from .count import Counts, count
from .geometry import Frame, Line
from .readers import Label, Picture

PIXELS = 96 / 25.4
"""Pixels a millimetre."""


def uncut(charts: list[Flowchart]) -> dict[str, Page]:
    """sopflow's own drawing of each chart, uncut, by the chart's name."""
    pages: dict[Path, list[Page]] = {}
    for path in dict.fromkeys(chart.path for chart in charts):
        drawing = compile_file(str(path)).drawing
        if drawing is None:
            raise ValueError(f"{path} does not compile")
        pages[path] = list(drawing.charts)
    return {chart.name: pages[chart.path].pop(0) for chart in charts}


def audited(chart: Flowchart, page: Page) -> Counts:
    """The figures by sopflow/audit; order and lanes by the common method."""
    found = measure(read(svg(page, False)))
    return counted(chart, page)._replace(
        crossings=found.crossings, bends=found.bends, through=found.hits, overlaps=found.overlaps, labels=found.label_contacts
    )


def counted(chart: Flowchart, page: Page) -> Counts:
    """The figures by the method that counts the others."""
    drawn = read(svg(page, False))
    boxes = {shape.id.replace("-", "_"): _scaled((*shape.outline, shape.outline[0])) for shape in drawn.shapes}
    labels = tuple(Label(label.text, _frame(label.frame)) for label in drawn.labels)
    lanes = {cell.column: _frame(cell.box) for cell in drawn.cells if not cell.row and cell.column.startswith("lajur-")}
    ordered = tuple(lanes[f"lajur-{lane}"] for lane in chart.lanes)
    return count(Picture(boxes, tuple(_scaled(flow.points) for flow in drawn.flows), labels, ordered), chart, False, False)


def _scaled(points: Line) -> Line:
    return tuple((x * PIXELS, y * PIXELS) for x, y in points)


def _frame(box: tuple[float, float, float, float]) -> Frame:
    return Frame(*(edge * PIXELS for edge in box))
