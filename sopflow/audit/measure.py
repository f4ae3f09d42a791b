"""The counted quality of a page.

In: a page's geometry. Out: `Measures`. Definitions stand in docs/routing.md; a count is 0 when nothing is wrong.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from sopflow.audit.read import Drawn, DrawnFlow, DrawnLabel, DrawnShape, Frame, Point

TOUCH = 0.02
"""Millimetres: what rounding to three decimals may move."""

CLOSE = 0.9
"""Parallel lines of different arrows nearer than this can't be told apart in print."""

Segment = tuple[Point, Point]


class Measures(NamedTuple):
    """Counts of one page. The first six must be 0; `faults` says which arrows, labels or cells they are."""

    hits: int
    overlaps: int
    along_rules: int
    label_contacts: int
    text_outside: int
    outside_page: int
    crossings: int
    bends: int
    length: float
    shortest_arrival: float
    connectors: int
    faults: tuple[str, ...]


def measure(page: Drawn) -> Measures:
    """Counts everything on a page."""
    hits = list(_hits(page))
    overlaps = list(_overlaps(page))
    along = list(_along_rules(page))
    contacts = list(_label_contacts(page))
    outside = list(_text_outside(page))
    beyond = list(_outside_page(page))
    arrivals = [_length(*list(pairwise(flow.points))[-1]) for flow in page.flows]
    return Measures(
        len(hits),
        len(overlaps),
        len(along),
        len(contacts),
        len(outside),
        len(beyond),
        len(crossing_points(page.flows)),
        sum(len(flow.points) - 2 for flow in page.flows),
        sum(_length(*segment) for flow in page.flows for segment in pairwise(flow.points)),
        min(arrivals, default=float("inf")),
        sum(shape.kind == "connector" for shape in page.shapes),
        tuple(hits + overlaps + along + contacts + outside + beyond),
    )


def _length(start: Point, stop: Point) -> float:
    return abs(start[0] - stop[0]) + abs(start[1] - stop[1])


def _frame(segment: Segment) -> Frame:
    (x1, y1), (x2, y2) = segment
    return Frame(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _meet(one: Frame, other: Frame, margin: float = -TOUCH) -> bool:
    """Whether the frames come nearer than `margin` (negative: overlap by more)."""
    return (
        one.left < other.right + margin
        and other.left < one.right + margin
        and one.top < other.bottom + margin
        and other.top < one.bottom + margin
    )


def _hits(page: Drawn) -> Iterator[str]:
    """Arrows through shapes. At its own shapes an arrow may touch the outline only."""
    for flow in page.flows:
        for segment in pairwise(flow.points):
            box = _frame(segment)
            thin = Frame(box.left - TOUCH * 2, box.top - TOUCH * 2, box.right + TOUCH * 2, box.bottom + TOUCH * 2)
            for shape in page.shapes:
                if shape.id in (flow.source, flow.target):
                    inside = any(_inside(shape, _between(segment, part)) for part in (0.1, 0.5, 0.9))
                    if inside:
                        yield f"{flow.id} runs through its own {shape.id}"
                elif _meet(thin, shape.frame):
                    yield f"{flow.id} runs through {shape.id}"


def _between(segment: Segment, part: float) -> Point:
    (x1, y1), (x2, y2) = segment
    return x1 + (x2 - x1) * part, y1 + (y2 - y1) * part


def _inside(shape: DrawnShape, point: Point) -> bool:
    """Whether a point lies well inside a shape."""
    frame = shape.frame
    x, y = point
    if shape.kind == "decision":
        middle_x, middle_y = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
        across = abs(x - middle_x) / (frame.right - frame.left) + abs(y - middle_y) / (frame.bottom - frame.top)
        return across < 0.5 - 0.01
    return frame.left + TOUCH < x < frame.right - TOUCH and frame.top + TOUCH < y < frame.bottom - TOUCH


def _may_share(one: DrawnFlow, other: DrawnFlow, ends: frozenset[tuple[str, str]]) -> bool:
    """Arrows to one shape, unlabelled ones from one shape, and all arrows between two sets of shapes may run as one line."""
    if one.target == other.target or (one.source == other.source and one.label == other.label):
        return True
    return (one.source, other.target) in ends and (other.source, one.target) in ends


def _overlaps(page: Drawn) -> Iterator[str]:
    ends = frozenset((flow.source, flow.target) for flow in page.flows)
    for one, other in combinations(page.flows, 2):
        if _may_share(one, other, ends):
            continue
        for first in pairwise(one.points):
            for second in pairwise(other.points):
                if _run_together(first, second):
                    yield f"{one.id} and {other.id} run together at {first[0]}"


def _run_together(one: Segment, other: Segment) -> bool:
    """Parallel, close, and side by side for more than a touch."""
    upright = abs(one[0][0] - one[1][0]) < TOUCH
    if upright != (abs(other[0][0] - other[1][0]) < TOUCH):
        return False
    first, second = _frame(one), _frame(other)
    if upright:
        return abs(first.left - second.left) < CLOSE and min(first.bottom, second.bottom) - max(first.top, second.top) > TOUCH
    return abs(first.top - second.top) < CLOSE and min(first.right, second.right) - max(first.left, second.left) > TOUCH


def crossing_points(flows: tuple[DrawnFlow, ...]) -> set[Point]:
    """Where two arrows cross: an upright and a level run meet inside both. Lines that share a trunk cross another one once."""
    found: set[Point] = set()
    for one, other in combinations(flows, 2):
        for first in pairwise(one.points):
            for second in pairwise(other.points):
                point = _crossing(first, second)
                if point:
                    found.add(point)
    return found


def _crossing(one: Segment, other: Segment) -> Point | None:
    first, second = _frame(one), _frame(other)
    if first.right - first.left < TOUCH and second.bottom - second.top < TOUCH:
        level, upright = second, first
    elif second.right - second.left < TOUCH and first.bottom - first.top < TOUCH:
        level, upright = first, second
    else:
        return None
    x, y = upright.left, level.top
    if level.left + TOUCH < x < level.right - TOUCH and upright.top + TOUCH < y < upright.bottom - TOUCH:
        return round(x, 2), round(y, 2)
    return None


def _along_rules(page: Drawn) -> Iterator[str]:
    for flow in page.flows:
        for segment in pairwise(flow.points):
            for rule in page.rules:
                if _beside_rule(segment, rule):
                    yield f"{flow.id} runs along a rule at {segment[0]}"


def _beside_rule(segment: Segment, rule: Segment) -> bool:
    upright = abs(segment[0][0] - segment[1][0]) < TOUCH
    if upright != (abs(rule[0][0] - rule[1][0]) < TOUCH):
        return False
    one, other = _frame(segment), _frame(rule)
    if upright:
        return abs(one.left - other.left) < 0.5 and min(one.bottom, other.bottom) - max(one.top, other.top) > TOUCH
    return abs(one.top - other.top) < 0.5 and min(one.right, other.right) - max(one.left, other.left) > TOUCH


def _label_contacts(page: Drawn) -> Iterator[str]:
    """Labels that touch a line, a shape or each other, or lie nearer to another arrow than to their own."""
    for label in page.labels:
        own = next((flow for flow in page.flows if flow.id == label.flow), None)
        if own is None:
            yield f"label {label.text} has no arrow"
            continue
        yield from _touched(page, label, own)
    for one, other in combinations(page.labels, 2):
        if _meet(one.frame, other.frame):
            yield f"labels {one.text} and {other.text} overlap"


def _touched(page: Drawn, label: DrawnLabel, own: DrawnFlow) -> Iterator[str]:
    for flow in page.flows:
        if any(_meet(label.frame, _frame(segment), TOUCH) for segment in pairwise(flow.points)):
            yield f"label {label.text} of {label.flow} touches {flow.id}"
    for shape in page.shapes:
        if _meet(label.frame, shape.frame) and _overlaps_shape(label.frame, shape):
            yield f"label {label.text} of {label.flow} touches {shape.id}"
    distance = min(_distance(label.frame, _frame(segment)) for segment in pairwise(own.points))
    if distance > 1.0:
        yield f"label {label.text} of {label.flow} is {distance:.1f} mm from its arrow"


def _distance(one: Frame, other: Frame) -> float:
    across = max(0.0, other.left - one.right, one.left - other.right)
    down = max(0.0, other.top - one.bottom, one.top - other.bottom)
    return float((across**2 + down**2) ** 0.5)


def _overlaps_shape(frame: Frame, shape: DrawnShape) -> bool:
    if shape.kind != "decision":
        return True
    middle_x, middle_y = (shape.frame.left + shape.frame.right) / 2, (shape.frame.top + shape.frame.bottom) / 2
    across = max(frame.left - middle_x, middle_x - frame.right, 0.0)
    down = max(frame.top - middle_y, middle_y - frame.bottom, 0.0)
    return across / (shape.frame.right - middle_x) + down / (shape.frame.bottom - middle_y) < 1.0


def _text_outside(page: Drawn) -> Iterator[str]:
    for cell in page.cells:
        for line, words in zip(cell.lines, cell.words, strict=True):
            box = cell.box
            if line.left < box.left - 0.1 or line.right > box.right + 0.1 or line.top < box.top - 0.1 or line.bottom > box.bottom + 0.1:
                yield f"«{words}» leaves its cell ({cell.row}, {cell.column})"


def _outside_page(page: Drawn) -> Iterator[str]:
    frames = [(shape.id, shape.frame) for shape in page.shapes]
    frames += [(flow.id, _frame(segment)) for flow in page.flows for segment in pairwise(flow.points)]
    frames += [(label.text, label.frame) for label in page.labels]
    frames += [(cell.column, cell.box) for cell in page.cells]
    for name, frame in frames:
        if frame.left < 0 or frame.top < 0 or frame.right > page.width or frame.bottom > page.height:
            yield f"{name} leaves the page"
