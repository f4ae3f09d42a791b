"""What labels must keep clear of, looked up by place.

In: the shapes, arrows and rules of a page. Out: what is near a box, and what a label touches there.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

from sopflow.layout.plan import Box, PlacedFlow, PlacedShape
from sopflow.values import NamedTuple

CLEAR = 0.5
"""Between a label and anything else."""

SHAPE_CLEAR = 0.35
"""Between a label and a shape: less than to its own line, for a label begins at the shape that its line leaves."""

RULE_CLEAR = 0.2
"""Between a label and a table rule."""

CONTACT = 100.0
"""Dislike of a place where the label touches something."""

OUTSIDE = 10
"""A place out of the lanes counts as so many contacts: words stand there."""

ON_RULE = 2.0
"""Dislike of a place on an upright rule."""

ON_LEVEL_RULE = 8.0
"""Dislike of a place on a level one, which would cut a row in two."""

STRIP = 10.0
"""Millimetres: things are looked up by the strips of the page that they reach into."""

Segment = tuple[float, float, float, float]
Rules = tuple[tuple[float, ...], tuple[float, ...]]
"""x of the upright and y of the level rules, in order."""

Thing = TypeVar("Thing")


class _Shelf(Generic[Thing]):
    """Things by their height on the page, so that a label looks at those beside it and not at the whole chart."""

    def __init__(self) -> None:
        self._strips: dict[int, dict[int, Thing]] = {}
        self._count = 0

    def add(self, top: float, bottom: float, thing: Thing) -> None:
        """Puts a thing where it reaches from `top` to `bottom`."""
        self._count += 1
        for strip in range(int(top // STRIP), int(bottom // STRIP) + 1):
            self._strips.setdefault(strip, {})[self._count] = thing

    def near(self, box: Box) -> Iterable[Thing]:
        """What may reach into the box's height, each thing once."""
        found: dict[int, Thing] = {}
        for strip in range(int(box.y // STRIP), int(box.bottom // STRIP) + 1):
            found.update(self._strips.get(strip, {}))
        return found.values()


class Surroundings(NamedTuple):
    """What a label in some area may touch. `own`: runs of its arrow and of those on one line with them; `segments`: all others."""

    shapes: tuple[PlacedShape, ...]
    own: tuple[Segment, ...]
    segments: tuple[Segment, ...]
    heads: tuple[Box, ...]
    labels: tuple[Box, ...]
    upright_rules: tuple[float, ...]
    level_rules: tuple[float, ...]
    frame: Box

    def conflicts(self, box: Box) -> float:
        """How much a label in this place is disliked for what it touches."""
        wide = grown(box, CLEAR)
        near_shapes, near_heads = grown(box, SHAPE_CLEAR), grown(box, RULE_CLEAR)
        contacts = sum(overlap(wide, label) for label in self.labels)
        contacts += sum(_meets_shape(near_shapes, shape) for shape in self.shapes)
        contacts += sum(overlap(near_heads, head) for head in self.heads)
        contacts += sum(_meets_segment(wide, segment) for segment in self.segments)
        contacts += sum(_meets_segment(box, segment) for segment in self.own)
        frame = self.frame
        if box.x < frame.x + CLEAR or box.right > frame.right - CLEAR or box.y < frame.y or box.bottom > frame.bottom:
            contacts += OUTSIDE
        cost = CONTACT * contacts + ON_RULE * sum(_on(x, box.x, box.right) for x in self.upright_rules)
        return cost + ON_LEVEL_RULE * sum(_on(y, box.y, box.bottom) for y in self.level_rules)

    def on_rule(self, box: Box) -> bool:
        """Whether a rule runs behind the box or close by."""
        return any(_on(x, box.x, box.right) for x in self.upright_rules) or any(_on(y, box.y, box.bottom) for y in self.level_rules)


class LabelScene:
    """A page's things, and the labels that already stand."""

    def __init__(self, flows: list[PlacedFlow], shapes: list[PlacedShape], rules: Rules, frame: Box) -> None:
        self._rules, self._frame = rules, frame
        self._middles = {shape.id: shape.box.y + shape.box.height / 2 for shape in shapes}
        self._shapes: _Shelf[PlacedShape] = _Shelf()
        self._segments: _Shelf[tuple[str, Segment]] = _Shelf()
        self._heads: _Shelf[Box] = _Shelf()
        self._labels: _Shelf[Box] = _Shelf()
        for shape in shapes:
            self._shapes.add(shape.box.y, shape.box.bottom, shape)
        for flow in flows:
            head = _head_box(flow)
            self._heads.add(head.y, head.bottom, head)
            for segment in segments_of(flow):
                self._segments.add(min(segment[1], segment[3]), max(segment[1], segment[3]), (flow.id, segment))

    def clear(self) -> None:
        """Takes all labels away."""
        self._labels = _Shelf()

    def add(self, label: Box) -> None:
        """Later labels keep clear of this one."""
        self._labels.add(label.y, label.bottom, label)

    def in_row(self, shape: str, box: Box) -> bool:
        """Whether the box lies in the row of a shape."""
        levels, middle = self._rules[1], self._middles[shape]
        below = bisect_left(levels, middle)
        return (below == 0 or levels[below - 1] <= box.y) and (below == len(levels) or box.bottom <= levels[below])

    def around(self, area: Box, flow: PlacedFlow) -> Surroundings:
        """What a label of the arrow can touch somewhere in `area`."""
        uprights, levels = self._rules
        wide = grown(area, CLEAR)
        near = [each for each in self._segments.near(wide) if _meets_segment(wide, each[1])]
        exit_runs = segments_of(flow)[:2]
        own = tuple(segment for owner, segment in near if owner == flow.id or any(_one_line(segment, run) for run in exit_runs))
        return Surroundings(
            tuple(shape for shape in self._shapes.near(wide) if overlap(wide, shape.box)),
            own,
            tuple(segment for _, segment in near if segment not in own),
            tuple(head for head in self._heads.near(wide) if overlap(wide, head)),
            tuple(label for label in self._labels.near(wide) if overlap(wide, label)),
            uprights,
            levels[bisect_left(levels, wide.y) : bisect_left(levels, wide.bottom)],
            self._frame,
        )


def segments_of(flow: PlacedFlow) -> list[Segment]:
    """The straight pieces of an arrow, from its source on."""
    return [(*start, *stop) for start, stop in zip(flow.points, flow.points[1:], strict=False)]


def grown(box: Box, by: float) -> Box:
    """The box with so much more on every side."""
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have more than an edge in common."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _head_box(flow: PlacedFlow) -> Box:
    """The arrowhead's frame."""
    (x1, y1), (x2, y2) = flow.points[-2:]
    length, width = flow.head
    if x1 == x2:
        return Box(x2 - width / 2, y2 - length if y2 > y1 else y2, width, length)
    return Box(x2 - length if x2 > x1 else x2, y2 - width / 2, length, width)


def _on(rule: float, start: float, stop: float) -> bool:
    return start - RULE_CLEAR < rule < stop + RULE_CLEAR


def _one_line(one: Segment, other: Segment) -> bool:
    """Whether two pieces lie on one line and have a stretch of it in common."""
    x1, y1, x2, y2 = one
    u1, v1, u2, v2 = other
    if x1 == x2 == u1 == u2:
        return min(max(y1, y2), max(v1, v2)) > max(min(y1, y2), min(v1, v2))
    return y1 == y2 == v1 == v2 and min(max(x1, x2), max(u1, u2)) > max(min(x1, x2), min(u1, u2))


def _meets_segment(box: Box, segment: Segment) -> bool:
    x1, y1, x2, y2 = segment
    return min(x1, x2) < box.right and max(x1, x2) > box.x and min(y1, y2) < box.bottom and max(y1, y2) > box.y


def _meets_shape(box: Box, shape: PlacedShape) -> bool:
    """Exact for boxes; for a diamond the corner of the label nearest to its centre decides."""
    frame = shape.box
    if not overlap(box, frame):
        return False
    if shape.kind != "decision":
        return True
    middle_x, middle_y = frame.x + frame.width / 2, frame.y + frame.height / 2
    across = max(box.x - middle_x, middle_x - box.right, 0.0)
    down = max(box.y - middle_y, middle_y - box.bottom, 0.0)
    return across / (frame.width / 2) + down / (frame.height / 2) < 1.0
