"""Room that a chart leaves on its pages, given to its rows. In: the settled pages. Out: the same pages with rows a little taller.

All rows of a chart grow by the same height, as far as the fullest page allows, so that no page looks denser than the next. A part of the
room stays at the foot, and rows never grow so much that a short table looks blown up.
"""

from sopflow.layout.chart_page import notes_height
from sopflow.layout.page import Demands, RoutedPage, with_arrows, with_heights
from sopflow.layout.room import PageRoom
from sopflow.layout.table import Table

SHARE = 0.5
"""How much of the free height is given to the rows."""

LEAST, MOST = 0.3, 2.6
"""Millimetres: less can't be seen, more is no air but emptiness."""


def with_air(table: Table, pages: list[RoutedPage], rooms: tuple[PageRoom, PageRoom], demands: Demands) -> list[RoutedPage]:
    """The pages with taller rows; the same ones where there is no room to speak of."""
    more = min(MOST, min((_free(table, page, rooms) * SHARE / (page.end - page.first) for page in pages), default=0.0))
    if more < LEAST:
        return pages
    heights = list(table.heights)
    for band in (band for page in pages for band in page.down.bands if band.row >= 0):
        heights[band.row] = band.height + more
    airy = table._replace(heights=tuple(heights))
    taller = [with_heights(page, airy, demands) for page in pages]
    if any(_free(table, page, rooms) < 0 for page in taller):
        return pages
    taller = [with_arrows(page, table) for page in taller]
    crowded = sum(len(page.crowded) for page in taller) > sum(len(page.crowded) for page in pages)
    return pages if crowded else taller


def _free(table: Table, page: RoutedPage, rooms: tuple[PageRoom, PageRoom]) -> float:
    """The height between the end of the table, with its notes, and the lowest line of the page."""
    tail = notes_height(table) if page.end == len(table.chart.rows) else 0.0
    return rooms[page.first > 0].bottom - page.down.bottom - tail
