"""The arrow router: in, a `Grid`; out, a `Routing`. See docs/routing.md for the model.

Always holds: no route runs through a node; routes share a line only where they form a trunk, unless a node has more exits than ports;
the same grid gives the same routing.
"""

from functools import lru_cache

from sopflow.layout.route.grid import Grid, Route, Routing
from sopflow.layout.route.measure import crossing_places
from sopflow.layout.route.page import SIDES, Page
from sopflow.layout.route.selection import select
from sopflow.layout.route.tracks import Tracks

REMEMBERED = 64
"""Grids whose routing is kept: the one-sheet style and live previews ask for the same grid again and again."""


PLENTY = 1_000
"""Arrows of a chart above which its pages are searched with less effort, so that a whole chart takes no more than it has arrows."""


def thrift(arrows: int) -> int:
    """By how much less the pages of a chart with so many arrows are searched: 1, 2, 4 …; in steps, so that an edit seldom changes it."""
    return 1 << (max(0, arrows - 1) // PLENTY).bit_length()


@lru_cache(maxsize=REMEMBERED)
def route(grid: Grid, saving: int = 1) -> Routing:
    """The best routing found for a page; `saving`: how much less than ordinary it is searched for.

    Nodes lie inside the grid and apart from each other; edges name them by index.
    """
    page = Page(grid)
    ways, proven = select(page, saving)
    tracks = Tracks(ways)
    crossings = crossing_places(ways, tracks)
    return Routing(
        routes=tuple(Route(way.points, tracks.route_tracks(way.edge)) for way in ways),
        vertical=tuple(tracks.counts.get((True, 2 * k), 0) for k in range(grid.lanes + 1)),
        horizontal=tuple(tracks.counts.get((False, 2 * b), 0) for b in range(grid.rows + 1)),
        crossings=len(crossings),
        bends=sum(len(way.points) - 2 for way in ways),
        proven=proven,
        unmet=tuple(way.edge for way in ways if way.arrow.via and way.arrow.via != exit_side(way.points)),
    )


def exit_side(points: tuple[tuple[int, int], ...]) -> str:
    """The side by which a route leaves its node."""
    (x0, y0), (x1, y1) = points[:2]
    if y0 == y1:
        return SIDES[0 if x1 < x0 else 1]
    return SIDES[2 if y1 < y0 else 3]
