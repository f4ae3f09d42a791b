"""The one-sheet style: identity and chart on one page. In: a procedure. Out: that page in the largest letters that fit, or the paper
on which it would fit.
"""

from sopflow.layout.chart import ChartLayout, lay_out_chart
from sopflow.layout.front import page_sheet
from sopflow.layout.identity import lay_out_identity
from sopflow.layout.plan import PagePlan
from sopflow.layout.room import PageRoom
from sopflow.layout.sizes import Sizes, sizes_of
from sopflow.model.book import Sop
from sopflow.model.style import PAPERS, Style
from sopflow.values import NamedTuple

LEAST = 5.5
"""Points: the letters do not get smaller than this."""

STEP = 0.5

GAP = 3.0
"""Between the identity and the chart, in millimetres."""

LOWEST_ROW = 5.5
"""No row is lower than this: charts of very many rows need not be tried."""


class OneSheet(NamedTuple):
    """The page, the layout of its chart and the sizes to draw both with."""

    page: PagePlan
    chart: ChartLayout
    sizes: Sizes


def lay_out_one_sheet(sop: Sop) -> OneSheet | None:
    """Identity and chart on one page, in the largest letters that fit; None where the smallest do not."""
    size = sop.style.font_size
    while size >= LEAST or size == sop.style.font_size:
        found = _at_size(sop, sop.style._replace(font_size=size))
        if found:
            return found
        size -= STEP
    return None


def paper_that_fits(sop: Sop) -> Style | None:
    """The style on the paper nearest to the one asked for that would hold the page: turned, or else the smallest that is larger."""
    style = sop.style
    larger = [paper for paper in PAPERS if _area(paper) > _area(style.paper)]
    papers = [style.paper, *sorted(larger, key=_area)]
    for paper in papers:
        for landscape in (style.landscape, not style.landscape):
            other = style._replace(paper=paper, landscape=landscape)
            found = _at_size(sop, other._replace(font_size=LEAST)) if other != style else None
            if found and not found.chart.diagnostics:
                return other
    return None


def _area(paper: str) -> float:
    width, height = PAPERS[paper]
    return width * height


def _at_size(sop: Sop, style: Style) -> OneSheet | None:
    """The page in the style's own size; None when it does not fit."""
    (chart,), sheet, sizes = sop.charts, page_sheet(style), sizes_of(style)
    if sop.identity is None or len(chart.rows) * LOWEST_ROW > sheet.height:
        return None
    identity = lay_out_identity(sop._replace(style=style), sop.identity, sheet, sizes, whole=False)
    if len(identity) > 1:
        return None
    top = max(rule.y2 for rule in identity[0].rules) + GAP
    room = PageRoom(sheet.width, sheet.height, sheet.left, top, sheet.room, sheet.bottom, chart.title)
    layout = lay_out_chart(chart, sop.name, style, sizes, (room, room._replace(top=sheet.top, title="")))
    if len(layout.pages) > 1:
        return None
    return OneSheet(_merged(identity[0], layout.pages[0]), layout, sizes)


def _merged(upper: PagePlan, lower: PagePlan) -> PagePlan:
    return lower._replace(
        cells=upper.cells + lower.cells,
        words=upper.words + lower.words,
        rules=upper.rules + lower.rules,
        images=upper.images + lower.images,
        signatures=upper.signatures + lower.signatures,
    )
