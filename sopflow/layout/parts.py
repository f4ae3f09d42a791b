"""Which columns and rows of a chart each part of a document shows. In: a chart with its style. Out: what is to be laid out.

`bagan` is the table as it is, `alur` the number and the lanes, `mutu-baku` the table without its lanes.
"""

from sopflow.layout.sizes import Sizes
from sopflow.layout.window import Window, whole, windowed
from sopflow.model.book import Chart
from sopflow.model.style import Style
from sopflow.values import NamedTuple
from sopflow.view import View


class Excerpt(NamedTuple):
    """What of a chart is laid out, and in which style."""

    window: Window
    style: Style

    def sizes(self, sizes: Sizes) -> Sizes:
        """`sizes` for this excerpt: without lanes, rows are as tall as their words."""
        return sizes if self.window.chart.lanes else sizes._replace(box=(sizes.box[0], 0.0), quiet=0.0, arrival=0.0)


def excerpt(chart: Chart, style: Style, view: View) -> Excerpt:
    """The part of a chart that a view shows. The chart has the view's rows."""
    style = style._replace(one_sheet=False, page_numbers=False)
    if view.width:
        style = style._replace(widths=())  # set for the paper
    if view.part == "alur":
        style = style._replace(columns=tuple(key for key in style.columns if key in ("no", "pelaksana")))
        chart = chart._replace(notes=())
    elif view.part == "mutu-baku":
        style = style._replace(columns=tuple(key for key in style.columns if key != "pelaksana"))
        chart = _without_lanes(chart)
    return Excerpt(windowed(chart, *view.rows) if view.rows else whole(chart), style)


def _without_lanes(chart: Chart) -> Chart:
    return chart._replace(lanes=(), flows=(), rows=tuple(row._replace(shapes=()) for row in chart.rows))
