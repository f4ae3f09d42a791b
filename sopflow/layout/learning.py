"""What one round of placing teaches the next: how wide the lanes, how tall the rows must be.

In: pages as they came out, with what did not fit. Out: the demands grown by that, and whether that can change anything.
"""

from typing import TypeVar

from sopflow.layout.chart_page import notes_height
from sopflow.layout.labels import Crowded
from sopflow.layout.page import Demands, RoutedPage
from sopflow.layout.room import PageRoom
from sopflow.layout.table import Table
from sopflow.model.book import Shape

TOLERANCE = 0.01

SMALLEST = 0.45
"""Shapes and tracks are not made smaller than this."""

SMALLEST_PINNED = 0.85
"""Likewise in lanes whose width the author chose."""

TIGHT, OVERDONE = 0.001, 0.004
"""The share by which lanes may be narrower than needed, and by which shapes are made smaller than asked: not all shrinks with them."""

Key = TypeVar("Key")


def wider(table: Table, pages: list[RoutedPage], demands: Demands) -> bool:
    """Learns how wide the lanes must be for shapes, tracks and the room that labels asked for; whether that can change anything."""
    if table.columns.strained:
        squeezed = _squeezed(table, pages, demands, SMALLEST)
        if squeezed:
            demands.labels.clear()
        return squeezed
    if "pelaksana" in dict(table.style.widths):
        return False
    changed = False
    for page in pages:
        for lane, needed in enumerate(page.across.needed):
            if needed > demands.lanes[lane] + TOLERANCE:
                demands.lanes[lane] = needed
                changed = True
    return changed


def roomier(table: Table, pages: list[RoutedPage], demands: Demands) -> bool:
    """Learns the room that labels without a clear place ask for; whether that can change anything."""
    pages = [page for page in pages if page.crowded]
    changed = sum(_learn_heights(page, demands) for page in pages) > 0
    if table.columns.strained:
        return sum(_learn_spare(table, page, demands) for page in pages) > 0 or changed
    if "pelaksana" in dict(table.style.widths):
        learnt = sum(_learn_labels(page, demands, least=True) for page in pages) > 0
        return (bool(pages) and _squeezed(table, pages, demands, SMALLEST_PINNED)) or learnt or changed
    return sum(_learn_labels(page, demands, least=False) for page in pages) > 0 or changed


def _crowded(page: RoutedPage) -> list[tuple[Crowded, Shape, int]]:
    """The labels without a clear place, the shapes that they belong to, and the lanes that they ask for room."""
    shapes = {owner.id: owner for owner in page.lattice.owners if isinstance(owner, Shape)}
    found = ((each, shapes[each.source]) for each in page.crowded)
    return [(each, shape, shape.lane_last if each.side > 0 else shape.lane) for each, shape in found]


def _learn_heights(page: RoutedPage, demands: Demands) -> bool:
    """Learns the room that labels ask for above and below shapes; whether that was news."""
    changed = False
    for each, shape, _ in _crowded(page):
        for side, room in ((-1, each.above), (1, each.below)):
            changed = _grow(demands.storeys, (shape.row, shape.level, side), room, 0.0) or changed
    return changed


def _learn_labels(page: RoutedPage, demands: Demands, least: bool) -> bool:
    """Learns the room that labels ask for beside shapes, or the least that does; whether that was news."""
    changed = False
    for each, _, lane in _crowded(page):
        changed = _grow(demands.labels, (lane, each.side), each.least if least else each.room, 0.0) or changed
    return changed


def _learn_spare(table: Table, page: RoutedPage, demands: Demands) -> bool:
    """On a page too narrow for the lanes: gives labels the least that does, where their lane has it to spare; whether it had."""
    changed = False
    for each, _, lane in _crowded(page):
        spare = table.columns.lanes[lane].width - page.across.needed[lane]
        if each.least - table.sizes.quiet <= spare:
            changed = _grow(demands.labels, (lane, each.side), each.least, 0.0) or changed
    return changed


def _squeezed(table: Table, pages: list[RoutedPage], demands: Demands, smallest: float) -> bool:
    """In lanes that can't be wide enough: learns how much smaller shapes and tracks must be; whether that was news."""
    ratios = [column.width / needed for page in pages for column, needed in zip(table.columns.lanes, page.across.needed, strict=True)]
    tightest = min(ratios, default=1.0)
    if tightest > 1 - TIGHT or demands.squeeze <= smallest:
        return False
    demands.squeeze = max(smallest, demands.squeeze * max(tightest - OVERDONE, 0.7))
    return True


def taller(table: Table, pages: list[RoutedPage], rooms: tuple[PageRoom, PageRoom], demands: Demands) -> bool:
    """When a page overflows: learns the true heights of all rows, those of the other pages too; whether anything was learnt."""
    tails = [0.0] * (len(pages) - 1) + [notes_height(table)]
    overfull = any(
        page.down.bottom + tail > rooms[page.first > 0].bottom + TOLERANCE and page.end - page.first > 1
        for page, tail in zip(pages, tails, strict=True)
    )
    if not overfull:
        return False
    changed = False
    for owner, band in ((page, band) for page in pages for band in page.down.bands):
        if band.row < 0:
            cut = owner.first if band.strip == "top" else owner.end
            changed = _grow(demands.strips, (cut, band.strip), band.height, 0.0) or changed
        else:
            changed = _grow(demands.rows, band.row, band.height, table.least_height(band.row)) or changed
    return changed


def _grow(known: dict[Key, float], key: Key, height: float, least: float) -> bool:
    """Remembers a height that is more than what was known, or `least`; whether it was."""
    if height <= known.get(key, least) + TOLERANCE:
        return False
    known[key] = height
    return True
