"""From the lattice to millimetres: the frames of shapes, the corners of arrows.

In: where rows and tracks are, down and across a page. Out: boxes and points.
"""

from sopflow.layout.across import Horizontal
from sopflow.layout.down import Vertical
from sopflow.layout.lattice import Lattice
from sopflow.layout.plan import Box, Extent
from sopflow.layout.route.grid import Route
from sopflow.layout.symbols import port_y
from sopflow.model.book import ShapeKind


def node_box(lattice: Lattice, node: int, extent: Extent, across: Horizontal, down: Vertical) -> Box:
    """The frame of a shape: on the centre line of its lane, or reaching from the first to the last of its lanes."""
    at = lattice.grid.nodes[node]
    left = across.centres[at.lane] - extent[0] / 2
    right = across.centres[at.lane_last] + extent[0] / 2
    return Box(left, down.centres[at.row] - extent[1] / 2, right - left, extent[1])


def corners(
    route: Route,
    source: tuple[ShapeKind, Box],
    target: tuple[ShapeKind, Box],
    vertical: Vertical,
    horizontal: Horizontal,
) -> tuple[tuple[float, float], ...]:
    """The arrow's points in millimetres, from outline to outline."""
    lines = [_line(route, at, vertical, horizontal) for at in range(len(route.points) - 1)]
    points: list[tuple[float, float]] = [_port(source, route.points[0], route.points[1], lines[0])]
    for at in range(1, len(lines)):
        upright = route.points[at - 1][0] == route.points[at][0]
        points.append((lines[at - 1], lines[at]) if upright else (lines[at], lines[at - 1]))
    points.append(_port(target, route.points[-1], route.points[-2], lines[-1]))
    return tuple(points)


def _line(route: Route, at: int, vertical: Vertical, horizontal: Horizontal) -> float:
    """The x of an upright run, the y of a level one."""
    (x, y), (next_x, _) = route.points[at], route.points[at + 1]
    track = route.tracks[at]
    if x == next_x:
        return horizontal.centres[x // 2] if x % 2 else horizontal.tracks[x // 2, track]
    return vertical.centres[y // 2] if y % 2 else vertical.tracks[y // 2, track]


def _port(shape: tuple[ShapeKind, Box], own: tuple[int, int], other: tuple[int, int], line: float) -> tuple[float, float]:
    kind, box = shape
    if own[0] == other[0]:
        return line, port_y(kind, box, line, other[1] < own[1])
    return (box.right if other[0] > own[0] else box.x), line
