"""Where a level line hops over an upright one, for styles that ask for it.

In: the arrows of a page. Out: the same arrows, those with level runs that cross others carrying the crossing points.
"""

from itertools import pairwise

from sopflow.layout.plan import PlacedFlow

Point = tuple[float, float]

CLEAR = 0.3
"""A crossing nearer than this to a corner is a joint."""

HEAD_CLEAR = 0.5
"""Between a bow and an arrowhead."""


def with_hops(flows: list[PlacedFlow]) -> list[PlacedFlow]:
    """The flows with their hops. A crossing that several trunk lines share is hopped by the first of them."""
    uprights = [
        (start[0], min(start[1], stop[1]), max(start[1], stop[1])) for flow in flows for start, stop in _runs(flow) if start[0] == stop[0]
    ]
    taken: set[Point] = set()
    return [flow._replace(hops=_hops(flow, uprights, taken)) for flow in flows]


def _runs(flow: PlacedFlow) -> list[tuple[Point, Point]]:
    """The straight pieces of an arrow without its head, which no bow may cover."""
    *runs, ((x1, y1), (x2, y2)) = pairwise(flow.points)
    length = min(flow.head[0] + HEAD_CLEAR, abs(x2 - x1) + abs(y2 - y1))
    across, down = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    return [*runs, ((x1, y1), (x2 - across * length, y2 - down * length))]


def _hops(flow: PlacedFlow, uprights: list[tuple[float, float, float]], taken: set[Point]) -> tuple[Point, ...]:
    found: set[Point] = set()
    for (x1, y1), (x2, y2) in _runs(flow):
        if y1 != y2:
            continue
        for x, top, bottom in uprights:
            inside = min(x1, x2) + CLEAR < x < max(x1, x2) - CLEAR and top + CLEAR < y1 < bottom - CLEAR
            if inside and (x, y1) not in taken:
                found.add((x, y1))
    taken |= found
    return tuple(sorted(found))
