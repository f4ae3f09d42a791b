"""A range of a chart's rows as a chart of its own. In: a chart and the positions of its rows. Out: a chart that holds little else.

The rows outside that arrows join to the range stay, empty, so that the router ends those arrows in connectors as it does at a page
break; all others are gone, and nothing of what stood in them makes a column wider.
"""

from sopflow.model.book import COLUMNS, Cell, Chart, Flow, Row, Shape, ShapeKind
from sopflow.source import NOWHERE
from sopflow.values import NamedTuple

EMPTY = Cell((), False, None, NOWHERE)


class Window(NamedTuple):
    """A chart whose rows `first` to `end` (exclusive) are those that are shown."""

    chart: Chart
    first: int
    end: int


def whole(chart: Chart) -> Window:
    """All rows."""
    return Window(chart, 0, len(chart.rows))


def windowed(chart: Chart, first: int, last: int) -> Window:
    """The rows `first` to `last`, both shown, counted from 1. The chart has them."""
    shown = range(first - 1, last)
    joining = [(flow, rows) for flow, rows in _ends(chart) if rows[0] in shown or rows[1] in shown]
    kept = sorted({*shown, *(row for _, rows in joining for row in rows)})
    place = {row: at for at, row in enumerate(kept)}
    rows = [_moved(_row(chart, row, shown), place[row]) for row in kept]
    stages = tuple(stage._replace(before=place[stage.before]) for stage in chart.stages if stage.before in shown)
    return Window(
        chart._replace(rows=tuple(rows), stages=stages, flows=tuple(flow for flow, _ in joining)), place[first - 1], place[last - 1] + 1
    )


def _ends(chart: Chart) -> list[tuple[Flow, tuple[int, int]]]:
    """Every flow with the rows that it joins."""
    home = {shape.id: shape.row for row in chart.rows for shape in row.shapes}
    return [(flow, (home[flow.source], home[flow.target])) for flow in chart.flows]


def _row(chart: Chart, at: int, shown: range) -> Row:
    if at not in shown:
        return _emptied(chart.rows[at])
    return _opened(chart, at) if at == shown[0] else chart.rows[at]


def _opened(chart: Chart, at: int) -> Row:
    """The first row that is shown: what it has in common with rows above is written in it."""
    row = chart.rows[at]
    above = chart.rows[at::-1]
    text = next(each.text for each in above if not each.merged)
    cells = tuple(next(each.cells[column] for each in above if not each.cells[column].merged) for column in range(len(COLUMNS)))
    return row._replace(text=text, merged=False, cells=cells)


def _emptied(row: Row) -> Row:
    """A row that is only there for the arrows that join it: no words, shapes of the plainest kind."""
    shapes = tuple(shape._replace(kind=_plain(shape), text="") for shape in row.shapes)
    return row._replace(text=(), merged=False, cells=tuple(EMPTY for _ in COLUMNS), shapes=shapes)


def _plain(shape: Shape) -> ShapeKind:
    return "process" if shape.kind == "decision" else shape.kind


def _moved(row: Row, place: int) -> Row:
    return row._replace(shapes=tuple(shape._replace(row=place) for shape in row.shapes))
