"""Where the words at the exits stand.

In: the arrows of a page, its shapes and table rules. Out: a place for each label.
A label stands at its own exit, clear of every shape, line and label; if need be on a rule, which is then interrupted behind it.
"""

from typing import NamedTuple

from sopflow.layout.plan import Box, PlacedFlow, PlacedLabel, PlacedShape
from sopflow.layout.sizes import Sizes
from sopflow.layout.text import advance_of

GAP = 0.45
"""Between a label and the line it belongs to."""

CLEAR = 0.35
"""Between a label and anything else."""

RULE_CLEAR = 0.2
"""Between a label and a table rule."""

CAP = 0.73
"""Height of the tallest letters in units of the font size: the ink above the baseline."""

DESCENT = 0.21
"""Depth of the ink below the baseline, likewise."""

CONTACT = 100.0
"""Dislike of a place where the label touches something."""

Segment = tuple[float, float, float, float]


class _Scene(NamedTuple):
    """What a label must keep clear of."""

    shapes: tuple[PlacedShape, ...]
    segments: tuple[tuple[str, Segment], ...]
    heads: tuple[Box, ...]
    upright_rules: tuple[float, ...]
    level_rules: tuple[float, ...]
    frame: Box


class Crowded(NamedTuple):
    """A label that found no clear place: the x of its exit, its side (-1 left, 1 right), the room it needs there."""

    x: float
    side: int
    room: float


class _Choice(NamedTuple):
    """A possible place and how little it is liked."""

    x: float
    y: float
    dislike: float


def place_labels(
    flows: list[PlacedFlow], shapes: list[PlacedShape], rules: tuple[tuple[float, ...], tuple[float, ...]], frame: Box, sizes: Sizes
) -> tuple[list[PlacedFlow], list[Crowded]]:
    """The flows with their labels placed, and the labels at level exits that touch something wherever they stand.

    `rules`: x of the upright and y of the level table rules; `frame`: the lanes' area.
    """
    segments = tuple((flow.id, segment) for flow in flows for segment in _segments(flow))
    scene = _Scene(tuple(shapes), segments, tuple(_head_box(flow, sizes) for flow in flows), *rules, frame)
    taken: list[Box] = []
    crowded: list[Crowded] = []
    placed: dict[str, PlacedLabel] = {}
    for flow in sorted((flow for flow in flows if flow.label), key=lambda each: (each.points[0][1], each.points[0][0], each.id)):
        twin = _same_exit(flow, flows, placed)
        if twin:
            continue
        label, conflict = _place(flow, scene, taken, sizes)
        (start, next_corner) = flow.points[:2]
        if conflict and start[1] == next_corner[1]:
            side = 1 if next_corner[0] > start[0] else -1
            crowded.append(Crowded(start[0], side, label.box.width + GAP + 2 * CLEAR))
        placed[flow.id] = label
        taken.append(label.box)
    return [flow._replace(placed_label=placed.get(flow.id)) for flow in flows], crowded


def _same_exit(flow: PlacedFlow, flows: list[PlacedFlow], placed: dict[str, PlacedLabel]) -> bool:
    """Whether another arrow that leaves by the same port carries the same label already."""
    return any(
        other.id in placed and other.source == flow.source and other.label == flow.label and other.points[0] == flow.points[0]
        for other in flows
    )


def _segments(flow: PlacedFlow) -> list[Segment]:
    return [(*start, *stop) for start, stop in zip(flow.points, flow.points[1:], strict=False)]


def _head_box(flow: PlacedFlow, sizes: Sizes) -> Box:
    """The arrowhead's frame."""
    (x1, y1), (x2, y2) = flow.points[-2:]
    length, width = sizes.arrow
    if x1 == x2:
        return Box(x2 - width / 2, y2 - length if y2 > y1 else y2, width, length)
    return Box(x2 - length if x2 > x1 else x2, y2 - width / 2, length, width)


def _place(flow: PlacedFlow, scene: _Scene, taken: list[Box], sizes: Sizes) -> tuple[PlacedLabel, bool]:
    """The label in its best place, and whether it touches something there."""
    width = advance_of(flow.label, sizes.label)
    height = sizes.label * (CAP + DESCENT)
    best: tuple[float, Box] | None = None
    for choice in _choices(flow, width, height):
        box = Box(choice.x, choice.y, width, height)
        cost = choice.dislike + _conflicts(box, flow, scene, taken)
        if best is None or cost < best[0] - 1e-9:
            best = (cost, box)
    assert best is not None
    return PlacedLabel(best[1], flow.label, sizes.label, _touches_rule(best[1], scene)), best[0] >= CONTACT


def _choices(flow: PlacedFlow, width: float, height: float) -> list[_Choice]:
    """Beside the first run, away from the next turn first; farther along it; then beside the second run."""
    choices: list[_Choice] = []
    points = flow.points
    for at in range(min(2, len(points) - 1)):
        (x1, y1), (x2, y2) = points[at], points[at + 1]
        after = points[at + 2] if at + 2 < len(points) else None
        length = abs(x2 - x1) + abs(y2 - y1)
        for step in (0.0, 0.5, 1.2, 2.0, 3.0, 4.5, 6.5):
            if step > max(0.0, length - 0.8):
                break
            late = step * 0.8 + at * 6
            if x1 == x2:
                down = 1 if y2 > y1 else -1
                edge = y1 + down * (GAP + step)
                y = edge if down > 0 else edge - height
                right_first = after is None or after[0] <= x1
                choices.append(_Choice(x1 + GAP, y, late + (0 if right_first else 0.5)))
                choices.append(_Choice(x1 - GAP - width, y, late + (0.5 if right_first else 0)))
            else:
                ahead = 1 if x2 > x1 else -1
                edge = x1 + ahead * (GAP + step)
                x = edge if ahead > 0 else edge - width
                above_first = after is None or after[1] >= y1
                choices.append(_Choice(x, y1 - GAP - height, late + (0 if above_first else 0.5)))
                choices.append(_Choice(x, y1 + GAP, late + (0.5 if above_first else 0)))
    return choices


def _conflicts(box: Box, flow: PlacedFlow, scene: _Scene, taken: list[Box]) -> float:
    cost = 0.0
    wide = Box(box.x - CLEAR, box.y - CLEAR, box.width + 2 * CLEAR, box.height + 2 * CLEAR)
    for other in taken:
        cost += CONTACT if _overlap(wide, other) else 0
    for shape in scene.shapes:
        cost += CONTACT if _meets_shape(wide, shape) else 0
    cost += CONTACT * sum(_overlap(box, head) for head in scene.heads)
    for owner, segment in scene.segments:
        near = wide if owner != flow.id else box
        cost += CONTACT if _meets_segment(near, segment) else 0
    if box.x < scene.frame.x + CLEAR or box.right > scene.frame.right - CLEAR or box.y < scene.frame.y or box.bottom > scene.frame.bottom:
        cost += 3 * CONTACT
    cost += 2.0 * sum(box.x - RULE_CLEAR < x < box.right + RULE_CLEAR for x in scene.upright_rules)
    cost += 8.0 * sum(box.y - RULE_CLEAR < y < box.bottom + RULE_CLEAR for y in scene.level_rules)
    return cost


def _touches_rule(box: Box, scene: _Scene) -> bool:
    return any(box.x - RULE_CLEAR < x < box.right + RULE_CLEAR for x in scene.upright_rules) or any(
        box.y - RULE_CLEAR < y < box.bottom + RULE_CLEAR for y in scene.level_rules
    )


def _overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _meets_segment(box: Box, segment: Segment) -> bool:
    x1, y1, x2, y2 = segment
    return min(x1, x2) < box.right and max(x1, x2) > box.x and min(y1, y2) < box.bottom and max(y1, y2) > box.y


def _meets_shape(box: Box, shape: PlacedShape) -> bool:
    """Exact for boxes; for a diamond the corner of the label nearest to its centre decides."""
    frame = shape.box
    if not _overlap(box, frame):
        return False
    if shape.kind != "decision":
        return True
    middle_x, middle_y = frame.x + frame.width / 2, frame.y + frame.height / 2
    across = max(box.x - middle_x, middle_x - box.right, 0.0)
    down = max(box.y - middle_y, middle_y - box.bottom, 0.0)
    return across / (frame.width / 2) + down / (frame.height / 2) < 1.0
