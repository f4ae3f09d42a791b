"""sopflow's own charts in this comparison.

Its figures come from sopflow/audit, which measures every page that the tests draw. The picture that the others are counted by is made of
the same SVG as well, so that both methods can be held against each other.
"""

from sopflow.audit import measure, read
from sopflow.export.svg import svg

from .charts import Flowchart
from .count import Counts, count
from .geometry import Frame, Line
from .readers import Label, Picture

PIXELS = 96 / 25.4
"""Pixels a millimetre."""


def audited(chart: Flowchart) -> Counts:
    """The figures by sopflow/audit; order and lanes by the common method."""
    page = measure(read(svg(chart.page, False)))
    return counted(chart)._replace(
        crossings=page.crossings, bends=page.bends, through=page.hits, overlaps=page.overlaps, labels=page.label_contacts
    )


def counted(chart: Flowchart) -> Counts:
    """The figures by the method that counts the others."""
    drawn = read(svg(chart.page, False))
    boxes = {shape.id.replace("-", "_"): _scaled((*shape.outline, shape.outline[0])) for shape in drawn.shapes}
    labels = tuple(Label(label.text, _frame(label.frame)) for label in drawn.labels)
    lanes = {cell.column: _frame(cell.box) for cell in drawn.cells if not cell.row and cell.column.startswith("lajur-")}
    ordered = tuple(lanes[f"lajur-{lane}"] for lane in chart.lanes)
    return count(Picture(boxes, tuple(_scaled(flow.points) for flow in drawn.flows), labels, ordered), chart, False, False)


def _scaled(points: Line) -> Line:
    return tuple((x * PIXELS, y * PIXELS) for x, y in points)


def _frame(box: tuple[float, float, float, float]) -> Frame:
    return Frame(*(edge * PIXELS for edge in box))
