"""What is counted of words, cells and shapes: that each has its place, and how much of the table they fill.

In: a page. Out: faults in words, shares of areas.
"""

from collections.abc import Iterator

from sopflow.audit.geometry import TOUCH, Frame, Shelf, area, corners_of, depth_within, frame_of, meet, outline_distance, place
from sopflow.audit.read import Drawn, DrawnCell, DrawnShape
from sopflow.values import NamedTuple

SLACK = 0.1
"""Millimetres by which letters may pass their cell: less than its rule is wide."""

APART = 0.5
"""Shapes nearer to each other than this look like one."""

LANE_CELL = "lajur-"
"""How the head's cells over the lanes are called, before the lane's name."""


class Fill(NamedTuple):
    """Shares between 0 and 1. `table`: of the page, that the table takes. `text`: of the text columns' body, that lines of words take.

    `white`: of the table, where neither words nor shapes stand (the frames of lines, labels and shapes are taken off)."""

    table: float
    text: float
    white: float


def text_outside(page: Drawn) -> Iterator[str]:
    """Words that leave their cell or shape, words of no cell that stand on the table, and cells that overlap."""
    for cell in page.cells:
        for line, words in zip(cell.lines, cell.words, strict=True):
            if not _holds(cell.box, line, SLACK):
                yield f"«{words}» keluar dari sel {_name(cell)}"
    for shape in page.shapes:
        for text in shape.lines:
            if not all(depth_within(Frame(x, y, x, y), shape.outline) > -SLACK for x, y in corners_of(text.frame)):
                yield f"«{text.words}» keluar dari {shape.id}"
    shelf = Shelf((cell.box, (at, cell)) for at, cell in enumerate(page.cells))
    for free in page.texts:
        if any(meet(free.frame, cell.box) for _, cell in shelf.near(free.frame)):
            yield f"«{free.words}» berdiri di atas tabel"
    for at, cell in enumerate(page.cells):
        for later, other in shelf.near(cell.box):
            if later > at and meet(cell.box, other.box):
                yield f"sel {_name(cell)} dan {_name(other)} bertumpuk"


def _name(cell: DrawnCell) -> str:
    return f"«{cell.column}» " + (f"baris {cell.row}" if cell.row else "di kepala tabel")


def _holds(outer: Frame, inner: Frame, slack: float) -> bool:
    return (
        inner.left >= outer.left - slack
        and inner.right <= outer.right + slack
        and inner.top >= outer.top - slack
        and inner.bottom <= outer.bottom + slack
    )


def outside_page(page: Drawn) -> Iterator[str]:
    """What leaves the sheet."""
    frames = [(shape.id, shape.frame) for shape in page.shapes]
    frames += [(flow.id, frame_of(flow.points)) for flow in page.flows]
    frames += [(f"label «{label.text}»", label.frame) for label in page.labels]
    frames += [(f"sel {_name(cell)}", cell.box) for cell in page.cells]
    frames += [("garis tabel", frame_of(rule)) for rule in page.rules]
    frames += [(f"«{text.words}»", text.frame) for text in page.texts]
    sheet = Frame(0.0, 0.0, page.width, page.height)
    for name, frame in frames:
        if not _holds(sheet, frame, TOUCH):
            yield f"{name} keluar dari halaman"


def shape_contacts(page: Drawn) -> Iterator[str]:
    """Shapes nearer to each other than APART, and shapes on a table rule.

    A shape across lanes hides the rules between its lanes, and a connector may be wider than its lane."""
    shelf = Shelf((shape.frame, (at, shape)) for at, shape in enumerate(page.shapes))
    rules = Shelf((frame_of(rule), frame_of(rule)) for rule in page.rules)
    centres = {cell.column: (cell.box.left + cell.box.right) / 2 for cell in page.cells if cell.column.startswith(LANE_CELL)}
    for at, shape in enumerate(page.shapes):
        for later, other in shelf.near(shape.frame, APART):
            if later > at and meet(shape.frame, other.frame, APART - TOUCH) and _near(shape, other):
                yield f"{shape.id} dan {other.id} terlalu rapat"
        for rule in rules.near(shape.frame):
            if meet(shape.frame, rule) and not _may_hide(shape, rule, centres.get(LANE_CELL + shape.lane)):
                yield f"{shape.id} berdiri di garis tabel di {place(rule)}"


def _near(one: DrawnShape, other: DrawnShape) -> bool:
    """Exact for a diamond or pentagon beside a box; two slanted sides are measured by their frames' corners."""
    boxes = [shape for shape in (one, other) if shape.kind not in ("decision", "connector")]
    if not boxes:
        return depth_within(one.frame, other.outline) > 0 and depth_within(other.frame, one.outline) > 0
    box = boxes[0]
    return outline_distance(box.frame, (other if box is one else one).outline) < APART - TOUCH


def _may_hide(shape: DrawnShape, rule: Frame, centre: float | None) -> bool:
    """Whether an upright rule lies between the middles of a shape's first and last lane."""
    if rule.left != rule.right:
        return False
    if shape.kind == "connector" or centre is None:
        return True
    overhang = centre - shape.frame.left
    return centre < rule.left < shape.frame.right - overhang


def fill(page: Drawn) -> Fill | None:
    """How full the page is; None where there is no table with arrows' lanes."""
    lanes = [cell.box for cell in page.cells if cell.column.startswith(LANE_CELL)]
    body = [cell for cell in page.cells if cell.row and not cell.row.startswith("tahap-")]
    if not lanes or not body:
        return None
    table = frame_of([corner for cell in (*page.cells, *body) for corner in corners_of(cell.box)])
    lowest = max((rule[1][1] for rule in page.rules), default=table.bottom)
    table = table._replace(bottom=max(table.bottom, lowest))
    lines = sum(area(line) for cell in body for line in cell.lines)
    words = sum(area(line) for cell in page.cells for line in cell.lines)
    shapes = sum(_area(shape) for shape in page.shapes) + sum(area(label.frame) for label in page.labels)
    columns = _columns_area(page, table)
    return Fill(area(table) / (page.width * page.height), lines / columns if columns else 0.0, 1 - (words + shapes) / area(table))


def _columns_area(page: Drawn, table: Frame) -> float:
    """The area under the heads of the text columns."""
    heads = [cell.box for cell in page.cells if not cell.row and not cell.column.startswith(LANE_CELL)]
    named = {cell.column for cell in page.cells if cell.row}
    body_top = max((box.bottom for box in heads), default=table.top)
    return sum((cell.box.right - cell.box.left) * (table.bottom - body_top) for cell in page.cells if not cell.row and cell.column in named)


def _area(shape: DrawnShape) -> float:
    return area(shape.frame) / (2 if shape.kind == "decision" else 1)
