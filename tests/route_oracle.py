"""An independent judge of routings: in, a grid and its routing; out, every fault found and the crossings counted anew.

Shares no code with the router. It lays out the page in whole numbers: a channel is as wide as its tracks need, a lane and a row have room
around their centre line for a node. Then it only looks at the lines.
"""

from itertools import combinations, pairwise
from typing import NamedTuple

from sopflow.layout.route.grid import Edge, Grid, Node, Routing

PITCH = 2
HALF_CELL = 10
HALF_NODE = 6

Point = tuple[int, int]
Box = tuple[int, int, int, int]


class Verdict(NamedTuple):
    """Faults in words; lines that share what only a node with too few ports may share; crossings of the finished lines."""

    faults: list[str]
    shared: list[str]
    crossings: int


def judge(grid: Grid, routing: Routing) -> Verdict:
    """All that is wrong with a routing."""
    faults = [f"edge {i}: {f}" for i, edge in enumerate(grid.edges) for f in lattice_faults(grid, edge, routing, i)]
    if faults:
        return Verdict(faults, [], -1)
    xs, ys = axis(routing.vertical), axis(routing.horizontal)
    lines = [polyline(route.points, route.tracks, xs, ys) for route in routing.routes]
    boxes = [node_box(node, xs, ys) for node in grid.nodes]
    for i, line in enumerate(lines):
        faults += [f"edge {i}: {fault}" for fault in node_faults(grid.edges[i], line, boxes)]
    cut = [clip(line, boxes[edge.source], boxes[edge.target]) for line, edge in zip(lines, grid.edges, strict=True)]
    shared: list[str] = []
    for (i, a), (j, b) in combinations(enumerate(cut), 2):
        words = contact(grid, i, j, a, b)
        if words:
            (shared if words.startswith("share") else faults).append(f"edges {i} and {j} {words}")
    crossings = {p for (_, a), (_, b) in combinations(enumerate(cut), 2) for p in proper_crossings(a, b)}
    if len(crossings) != routing.crossings:
        faults.append(f"{len(crossings)} crossings, {routing.crossings} stated")
    if sum(len(route.points) - 2 for route in routing.routes) != routing.bends:
        faults.append("bends miscounted")
    return Verdict(faults, shared, len(crossings))


def axis(channels: tuple[int, ...]) -> list[int]:
    """For every lattice line its first coordinate."""
    at = 0
    lines: list[int] = []
    for count in channels:
        lines += [at, at + PITCH * count + HALF_CELL]
        at += PITCH * count + 2 * HALF_CELL
    return lines[:-1]


def lattice_faults(grid: Grid, edge: Edge, routing: Routing, index: int) -> list[str]:
    """Faults that show on the lattice already."""
    route = routing.routes[index]
    points, tracks = route.points, route.tracks
    faults: list[str] = []
    if len(tracks) != len(points) - 1 or len(points) < 2:
        return ["wrong number of tracks"]
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        if (x0 == x1) == (y0 == y1):
            faults.append(f"run {i} is not axis-parallel")
            continue
        line = y0 if y0 == y1 else x0
        channels = routing.horizontal if y0 == y1 else routing.vertical
        if i and (y0 == y1) == (points[i - 1][1] == y0):
            faults.append(f"no bend before run {i}")
        outer = i in (0, len(tracks) - 1)
        if outer != bool(line & 1):
            faults.append(f"run {i} on line {line}")
        elif (tracks[i] == -1) != outer or (not outer and not 0 <= tracks[i] < channels[line // 2]):
            faults.append(f"run {i} on track {tracks[i]}")
    for name, node, (a, b) in (("source", grid.nodes[edge.source], points[:2]), ("target", grid.nodes[edge.target], points[:-3:-1])):
        if not is_port(node, a, b):
            faults.append(f"no port of the {name} at {a}")
    return faults


def is_port(node: Node, a: Point, b: Point) -> bool:
    """Whether a run from a to b leaves the node by one of its ports."""
    if a[1] != 2 * node.row + 1:
        return False
    if a[1] == b[1]:
        return a[0] == 2 * (node.lane if b[0] < a[0] else node.lane_last) + 1
    return a[0] in range(2 * node.lane + 1, 2 * node.lane_last + 2, 2)


def polyline(points: tuple[Point, ...], tracks: tuple[int, ...], xs: list[int], ys: list[int]) -> list[Point]:
    """The line in whole numbers."""
    flat = [a[1] == b[1] for a, b in pairwise(points)]
    at: list[int] = []
    for i, track in enumerate(tracks):
        centre = ys[points[i][1]] if flat[i] else xs[points[i][0]]
        at.append(centre + PITCH * (track + 1))
    corners = [(at[i - 1], at[i]) if flat[i] else (at[i], at[i - 1]) for i in range(1, len(at))]
    first, last = points[0], points[-1]
    return [(xs[first[0]], ys[first[1]]), *corners, (xs[last[0]], ys[last[1]])]


def node_box(node: Node, xs: list[int], ys: list[int]) -> Box:
    """Left, top, right, bottom."""
    y = ys[2 * node.row + 1]
    return xs[2 * node.lane + 1] - HALF_NODE, y - HALF_NODE, xs[2 * node.lane_last + 1] + HALF_NODE, y + HALF_NODE


def node_faults(edge: Edge, line: list[Point], boxes: list[Box]) -> list[str]:
    """Runs through nodes; the first run may start in its source, the last end in its target."""
    faults: list[str] = []
    last = len(line) - 2
    for i, (a, b) in enumerate(pairwise(line)):
        for n, box in enumerate(boxes):
            if (i == 0 and n == edge.source) or (i == last and n == edge.target):
                continue
            if min(a[0], b[0]) <= box[2] and max(a[0], b[0]) >= box[0] and min(a[1], b[1]) <= box[3] and max(a[1], b[1]) >= box[1]:
                faults.append(f"run {i} through node {n}")
    return faults


def clip(line: list[Point], source: Box, target: Box) -> list[Point]:
    """The line outside its nodes."""
    return [leave(line[0], line[1], source), *line[1:-1], leave(line[-1], line[-2], target)]


def leave(inside: Point, outside: Point, box: Box) -> Point:
    """Where the run meets the border of the box."""
    if inside[1] == outside[1]:
        return (box[0] if outside[0] < inside[0] else box[2], inside[1])
    return (inside[0], box[1] if outside[1] < inside[1] else box[3])


def contact(grid: Grid, i: int, j: int, a: list[Point], b: list[Point]) -> str:
    """How two lines lie on or touch each other though they must not: empty, "share …" (a last resort) or a fault."""
    p, q = grid.edges[i], grid.edges[j]
    allowed: set[Point] = set()
    resort: set[Point] = set()
    if p.target == q.target:
        allowed |= common(a[::-1], b[::-1])
    if p.source == q.source:
        (allowed if p.label == q.label else resort).update(common(a, b))
    if p.source == q.target:
        resort |= common(a, b[::-1])
    if p.target == q.source:
        resort |= common(a[::-1], b)
    both = touching(a, b)
    if both <= allowed:
        return ""
    return "share a port" if both <= allowed | resort else f"touch at {min(both - allowed - resort)}"


def heading(run: tuple[Point, Point]) -> tuple[int, int]:
    """The direction of a run."""
    (x0, y0), (x1, y1) = run
    return (x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0)


def points_of(s: tuple[Point, Point]) -> set[Point]:
    """All whole-number points of a run."""
    (x0, y0), (x1, y1) = s
    return {(x, y) for x in range(min(x0, x1), max(x0, x1) + 1) for y in range(min(y0, y1), max(y0, y1) + 1)}


def meeting(s: tuple[Point, Point], t: tuple[Point, Point]) -> set[Point]:
    """The points two runs have in common."""
    x0, x1 = max(min(s[0][0], s[1][0]), min(t[0][0], t[1][0])), min(max(s[0][0], s[1][0]), max(t[0][0], t[1][0]))
    y0, y1 = max(min(s[0][1], s[1][1]), min(t[0][1], t[1][1])), min(max(s[0][1], s[1][1]), max(t[0][1], t[1][1]))
    return points_of(((x0, y0), (x1, y1))) if x0 <= x1 and y0 <= y1 else set()


def common(a: list[Point], b: list[Point]) -> set[Point]:
    """The points that two lines share from their first on."""
    found: set[Point] = set()
    for s, t in zip(pairwise(a), pairwise(b), strict=False):
        if s[0] != t[0] or heading(s) != heading(t):
            break
        found |= meeting(s, t)
        if s[1] != t[1]:
            break
    return found


def touching(a: list[Point], b: list[Point]) -> set[Point]:
    """The points where two lines lie on each other or a corner or end of one lies on the other: all but proper crossings."""
    found: set[Point] = set()
    for s in pairwise(a):
        for t in pairwise(b):
            both = meeting(s, t)
            if len(both) == 1 and not both & {*s, *t}:
                continue
            found |= both
    return found


def proper_crossings(a: list[Point], b: list[Point]) -> set[Point]:
    """The points where two lines pass through each other at a right angle."""
    found: set[Point] = set()
    for s in pairwise(a):
        for t in pairwise(b):
            both = meeting(s, t)
            if len(both) == 1 and not both & {*s, *t}:
                found |= both
    return found
