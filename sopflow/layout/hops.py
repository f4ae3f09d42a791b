"""Where a level line hops over an upright one, for styles that ask for it.

In: the arrows of a page. Out: the same arrows, those with level runs that cross others carrying the crossing points.
"""

from itertools import pairwise

from sopflow.layout.plan import PlacedFlow

Point = tuple[float, float]

CLEAR = 0.3
"""A crossing nearer than this to a corner is a joint."""


def with_hops(flows: list[PlacedFlow]) -> list[PlacedFlow]:
    """The flows with their hops. A crossing that several trunk lines share is hopped by the first of them."""
    uprights = [
        (start[0], min(start[1], stop[1]), max(start[1], stop[1]))
        for flow in flows
        for start, stop in pairwise(flow.points)
        if start[0] == stop[0]
    ]
    taken: set[Point] = set()
    return [flow._replace(hops=_hops(flow, uprights, taken)) for flow in flows]


def _hops(flow: PlacedFlow, uprights: list[tuple[float, float, float]], taken: set[Point]) -> tuple[Point, ...]:
    found: set[Point] = set()
    for (x1, y1), (x2, y2) in pairwise(flow.points):
        if y1 != y2:
            continue
        for x, top, bottom in uprights:
            inside = min(x1, x2) + CLEAR < x < max(x1, x2) - CLEAR and top + CLEAR < y1 < bottom - CLEAR
            if inside and (x, y1) not in taken:
                found.add((x, y1))
    taken |= found
    return tuple(sorted(found))
