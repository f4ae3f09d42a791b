"""The counted quality of a picture, by the same rules for every program.

In: a `Picture` and its `Flowchart`. Out: `Counts`. Definitions stand in docs/comparison.md. Lengths are in the picture's own pixels; all
programs were asked for text of about 12 to 16 pixels.
"""

import math
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from ..rivals.flowcharts import Flowchart, Node
from .geometry import Frame, Line, Point, frame
from .readers import Picture, inside

ARRIVAL = 16.0
"""How far from its box a line may end: arrow heads are often drawn apart."""

STEP = 1.5
"""The distance of the points by which a line is tested against boxes."""

RUN = 4.0
"""Lines that lie on one another for more than this overlap."""

ON = 0.8
"""Parallel lines nearer than this lie on one another: they can't be seen apart."""

TURN = math.radians(8)
"""A bend of less is drawn by rounding."""

Segment = tuple[Point, Point]


class Counts(NamedTuple):
    """One chart's figures, or the sums of several. The last three count charts."""

    crossings: int
    bends: int
    through: int
    overlaps: int
    labels: int
    disorder: int
    lanes_ordered: int
    lanes_equal: int
    lanes_drawn: int


class _Edge(NamedTuple):
    line: Line
    source: str
    target: str


def count(picture: Picture, chart: Flowchart, sideways: bool, covered: bool) -> Counts:
    """Counts everything. `sideways`: lanes lie from left to right. `covered`: labels have a ground that hides their own line."""
    edges = [_edge(_straightened(line), picture) for line in picture.edges]
    return Counts(
        crossings=len(_crossings(edges)),
        bends=sum(_bends(edge.line) for edge in edges),
        through=sum(_through(edge, picture) for edge in edges),
        overlaps=sum(_overlap(one, other) for one, other in combinations(edges, 2)),
        labels=sum(_touched(number, picture, covered) for number in range(len(picture.labels))),
        disorder=_disorder(picture, chart, sideways),
        lanes_ordered=int(_in_order(picture, chart, sideways)),
        lanes_equal=int(_equal(picture.lanes, len(chart.lanes), sideways)),
        lanes_drawn=int(len(picture.lanes) == len(chart.lanes)),
    )


def _straightened(line: Line) -> Line:
    """Without points that add nothing."""
    points = [line[0]]
    for here, after in pairwise(line[1:]):
        if math.dist(points[-1], here) > 0.05 and _angle(points[-1], here, after) > 1e-3:
            points.append(here)
    return (*points, line[-1])


def _angle(before: Point, here: Point, after: Point) -> float:
    """By how much a line turns, from 0 to pi."""
    first = math.atan2(here[1] - before[1], here[0] - before[0])
    second = math.atan2(after[1] - here[1], after[0] - here[0])
    return abs((second - first + math.pi) % math.tau - math.pi)


def _edge(line: Line, picture: Picture) -> _Edge:
    return _Edge(line, _box_at(line[0], picture), _box_at(line[-1], picture))


def _box_at(point: Point, picture: Picture) -> str:
    """The node or joint whose outline is nearest to a line's end, or empty when none is near."""
    joints = {f"joint {number}": line for number, line in enumerate(picture.joints)}
    distance, id = min((_to_outline(point, outline), id) for id, outline in {**picture.boxes, **joints}.items())
    return id if distance < ARRIVAL else ""


def _to_outline(point: Point, outline: Line) -> float:
    return min(_to_segment(point, segment) for segment in pairwise(outline))


def _to_segment(point: Point, segment: Segment) -> float:
    (x1, y1), (x2, y2) = segment
    length = math.dist(*segment)
    if length == 0:
        return math.dist(point, segment[0])
    part = max(0.0, min(1.0, ((point[0] - x1) * (x2 - x1) + (point[1] - y1) * (y2 - y1)) / length**2))
    return math.dist(point, (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part))


def _crossings(edges: list[_Edge]) -> list[Point]:
    """Places where two lines cross; lines that run as one cross another once."""
    places: list[Point] = []
    for one, other in combinations(edges, 2):
        for first in pairwise(one.line):
            for second in pairwise(other.line):
                place = _crossing(first, second)
                if place and all(math.dist(place, known) > 2 for known in places):
                    places.append(place)
    return places


def _crossing(one: Segment, other: Segment) -> Point | None:
    (x1, y1), (x2, y2) = one
    (x3, y3), (x4, y4) = other
    across = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if abs(across) < 1e-9 * math.dist(*one) * math.dist(*other) or across == 0:
        return None
    first = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / across
    second = ((x3 - x1) * (y2 - y1) - (y3 - y1) * (x2 - x1)) / across
    place = x1 + (x2 - x1) * first, y1 + (y2 - y1) * first
    if not (0 < first < 1 and 0 < second < 1):
        return None
    return place if min(math.dist(place, end) for end in (*one, *other)) > 0.1 else None


def _bends(line: Line) -> int:
    """All turning of a line, in right angles: a corner, sharp or rounded, is one; a curve counts by how far it turns."""
    turning = sum(_angle(*three) for three in zip(line, line[1:], line[2:], strict=False))
    return round(turning / (math.pi / 2)) if turning > TURN else 0


def _through(edge: _Edge, picture: Picture) -> int:
    """How many boxes a line runs through; its own count when it enters them elsewhere than at its end."""
    points = list(_sampled(edge.line))
    return sum(_runs_through(points, outline, id == edge.source, id == edge.target) for id, outline in picture.boxes.items())


def _runs_through(points: list[Point], outline: Line, begins: bool, ends: bool) -> bool:
    box = frame(outline)
    small = _shrunk(outline)
    within = [box.left < x < box.right and box.top < y < box.bottom and inside(small, (x, y)) for x, y in points]
    if begins:
        within = within[next((place for place, each in enumerate(within) if not each), len(within)) :]
    if ends:
        while within and within[-1]:
            within.pop()
    return sum(within) >= 3


def _shrunk(outline: Line) -> Line:
    x, y = frame(outline).middle
    return tuple((x + (px - x) * 0.94, y + (py - y) * 0.94) for px, py in outline)


def _sampled(line: Line) -> Iterator[Point]:
    for (x1, y1), (x2, y2) in pairwise(line):
        count = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / STEP))
        yield from ((x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count) for step in range(count))
    yield line[-1]


def _overlap(one: _Edge, other: _Edge) -> bool:
    """Whether two lines with neither end in common lie on one another somewhere."""
    if one.source == other.source != "" or one.target == other.target != "":
        return False
    return any(_together(first, second) for first in pairwise(one.line) for second in pairwise(other.line))


def _together(one: Segment, other: Segment) -> bool:
    (x1, y1), (x2, y2) = one
    length = math.dist(*one)
    if length < RUN or math.dist(*other) < RUN:
        return False
    ways = [((x - x1) * (x2 - x1) / length + (y - y1) * (y2 - y1) / length) for x, y in other]
    apart = [abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length for x, y in other]
    return max(apart) < ON and min(length, max(ways)) - max(0.0, min(ways)) > RUN


def _disorder(picture: Picture, chart: Flowchart, sideways: bool) -> int:
    """Rows of which some shape does not lie wholly after (below, or right of) the middles of the row before."""
    rows = [[node for node in chart.nodes if node.row == row] for row in sorted({node.row for node in chart.nodes})]
    places = [[_along(picture, node, sideways) for node in row] for row in rows]
    return sum(min(after) <= max(before) + 1 for before, after in pairwise(places))


def _along(picture: Picture, node: Node, sideways: bool) -> float:
    return frame(picture.boxes[node.id]).middle[0 if sideways else 1]


def _in_order(picture: Picture, chart: Flowchart, sideways: bool) -> bool:
    """Whether each lane's boxes lie wholly after those of the lane before."""
    boxes = [[frame(picture.boxes[node.id]) for node in chart.nodes if node.lane == lane] for lane in range(len(chart.lanes))]
    used = [[_across(box, sideways) for box in lane] for lane in boxes if lane]
    return all(max(end for _, end in before) <= min(start for start, _ in after) + 1 for before, after in pairwise(used))


def _across(box: Frame, sideways: bool) -> tuple[float, float]:
    return (box.top, box.bottom) if sideways else (box.left, box.right)


def _equal(lanes: tuple[Frame, ...], expected: int, sideways: bool) -> bool:
    widths = [end - start for start, end in (_across(lane, sideways) for lane in lanes)]
    return len(widths) == expected and max(widths) < min(widths) * 1.02 + 1


def _touched(number: int, picture: Picture, covered: bool) -> bool:
    label = picture.labels[number].frame
    lines = [_straightened(line) for line in picture.edges]
    near = min(lines, key=lambda line: _to_outline(label.middle, line)) if covered else None
    return (
        any(_meets(label, line) for line in lines if line is not near)
        or any(_meets(label, outline) or inside(outline, label.middle) for outline in picture.boxes.values())
        or any(_overlay(label, other.frame) for place, other in enumerate(picture.labels) if place != number)
    )


def _meets(box: Frame, line: Line) -> bool:
    return any(box.left < x < box.right and box.top < y < box.bottom for x, y in _sampled(line))


def _overlay(one: Frame, other: Frame) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
