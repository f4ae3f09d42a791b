"""Where the words at the exits stand.

In: the arrows of a page, its shapes and table rules. Out: a place for each label.
A label stands at its own exit, clear of every shape, line and label; if need be on a rule, which is then interrupted behind it.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from sopflow.layout.plan import Box, PlacedFlow, PlacedLabel, PlacedShape
from sopflow.layout.sizes import Sizes
from sopflow.layout.text import advance_of, balanced
from sopflow.richtext import paragraph

GAP = 0.45
"""Between a label and the line it belongs to."""

CLEAR = 0.5
"""Between a label and anything else."""

SHAPE_CLEAR = 0.35
"""Between a label and a shape: less than GAP, for a label begins at the shape that its line leaves."""

RULE_CLEAR = 0.2
"""Between a label and a table rule."""

CAP = 0.73
"""Height of the tallest letters in units of the font size: the ink above the baseline."""

DESCENT = 0.21
"""Depth of the ink below the baseline, likewise."""

CONTACT = 100.0
"""Dislike of a place where the label touches something."""

ELSEWHERE = 60.0
"""Dislike of a place in another row than the exit's: there it could be another exit's label."""

ON_RULE = 2.0
"""Dislike of a place on an upright rule."""

WIDEST = 26.0
"""A longer label is broken into lines."""

LABEL_STEP = 1.12
"""From line to line of a label, in units of its size."""

COMFORT = 9.0
"""A label up to this wide may ask for a place of its own between shape and rule."""

STRIP = 10.0
"""Millimetres: things are looked up by the strips of the page that they reach into."""

Segment = tuple[float, float, float, float]
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


class _Scene(NamedTuple):
    """What a label must keep clear of."""

    shapes: tuple[PlacedShape, ...]
    segments: tuple[tuple[str, Segment], ...]
    heads: tuple[Box, ...]
    labels: tuple[Box, ...]
    upright_rules: tuple[float, ...]
    level_rules: tuple[float, ...]
    frame: Box


class _Page:
    """A page's scenes, and the labels that already stand. `rules`: x of the upright and y of the level rules, in order."""

    def __init__(
        self,
        flows: list[PlacedFlow],
        shapes: list[PlacedShape],
        rules: tuple[tuple[float, ...], tuple[float, ...]],
        frame: Box,
        sizes: Sizes,
    ) -> None:
        self._rules, self._frame = rules, frame
        self._middles = {shape.id: shape.box.y + shape.box.height / 2 for shape in shapes}
        self._shapes: _Shelf[PlacedShape] = _Shelf()
        self._segments: _Shelf[tuple[str, Segment]] = _Shelf()
        self._heads: _Shelf[Box] = _Shelf()
        self._labels: _Shelf[Box] = _Shelf()
        for shape in shapes:
            self._shapes.add(shape.box.y, shape.box.bottom, shape)
        for flow in flows:
            head = _head_box(flow, sizes)
            self._heads.add(head.y, head.bottom, head)
            for segment in _segments(flow):
                self._segments.add(min(segment[1], segment[3]), max(segment[1], segment[3]), (flow.id, segment))

    def add(self, label: Box) -> None:
        """Later labels keep clear of this one."""
        self._labels.add(label.y, label.bottom, label)

    def in_row(self, shape: str, box: Box) -> bool:
        """Whether the box lies in the row of a shape."""
        levels, middle = self._rules[1], self._middles[shape]
        below = bisect_left(levels, middle)
        return (below == 0 or levels[below - 1] <= box.y) and (below == len(levels) or box.bottom <= levels[below])

    def scene(self, area: Box) -> _Scene:
        """What can touch a label somewhere in `area`."""
        uprights, levels = self._rules
        wide = _grown(area, CLEAR)
        return _Scene(
            tuple(shape for shape in self._shapes.near(wide) if _overlap(wide, shape.box)),
            tuple(each for each in self._segments.near(wide) if _meets_segment(wide, each[1])),
            tuple(head for head in self._heads.near(wide) if _overlap(wide, head)),
            tuple(label for label in self._labels.near(wide) if _overlap(wide, label)),
            uprights,
            levels[bisect_left(levels, wide.y) : bisect_left(levels, wide.bottom)],
            self._frame,
        )


class Crowded(NamedTuple):
    """A label that found no clear place: the shape it leaves, its side (-1 left, 1 right), the room it needs there."""

    source: str
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
    page = _Page(flows, shapes, rules, frame, sizes)
    exits: set[tuple[str, str, tuple[float, float]]] = set()
    crowded: list[Crowded] = []
    halves = {shape.id: shape.box.width / 2 for shape in shapes}
    placed: dict[str, PlacedLabel] = {}
    for flow in sorted((flow for flow in flows if flow.label), key=lambda each: (each.points[0][1], each.points[0][0], each.id)):
        exit_of = (flow.source, flow.label, flow.points[0])
        if exit_of in exits:
            continue  # another arrow that leaves by the same port carries the same label
        exits.add(exit_of)
        label, conflict = _place(flow, page, sizes)
        if conflict:
            crowded.append(_wish(flow, label, halves[flow.source]))
        placed[flow.id] = label
        page.add(label.box)
    return [flow._replace(placed_label=placed.get(flow.id)) for flow in flows], crowded


def comfortable_room(label: str, sizes: Sizes) -> float:
    """The room beside a shape in which the label of a level exit stands clear of everything; 0 for one too long to ask for it."""
    width = advance_of(label, sizes.label)
    return width + GAP + 2 * CLEAR if width <= COMFORT else 0.0


def label_height(label: str, sizes: Sizes) -> float:
    """Height of the letters of a label in all its lines."""
    return sizes.label * (CAP + DESCENT + LABEL_STEP * (len(_lines(label, sizes)) - 1))


def _wish(flow: PlacedFlow, label: PlacedLabel, half: float) -> Crowded:
    """What a label without a clear place asks for: at a level exit room before the next line, at an upright one to its right.

    `half`: half the width of the shape that the arrow leaves.
    """
    (x1, y1), (x2, y2) = flow.points[:2]
    if y1 == y2:
        return Crowded(flow.source, 1 if x2 > x1 else -1, label.box.width + GAP + 2 * CLEAR)
    return Crowded(flow.source, 1, max(0.0, label.box.width + GAP + 2 * CLEAR - half))


def _segments(flow: PlacedFlow) -> list[Segment]:
    return [(*start, *stop) for start, stop in zip(flow.points, flow.points[1:], strict=False)]


def _head_box(flow: PlacedFlow, sizes: Sizes) -> Box:
    """The arrowhead's frame."""
    (x1, y1), (x2, y2) = flow.points[-2:]
    length, width = sizes.arrow
    if x1 == x2:
        return Box(x2 - width / 2, y2 - length if y2 > y1 else y2, width, length)
    return Box(x2 - length if x2 > x1 else x2, y2 - width / 2, length, width)


def _place(flow: PlacedFlow, page: _Page, sizes: Sizes) -> tuple[PlacedLabel, bool]:
    """The label in its best place, and whether it touches something there."""
    lines = _lines(flow.label, sizes)
    width = max(advance_of(line, sizes.label) for line in lines)
    height = label_height(flow.label, sizes)
    best: tuple[float, Box, bool] | None = None
    for run in range(min(2, len(flow.points) - 1)):
        choices = [each for each in _choices(flow, run, width, height) if best is None or each.dislike < best[0] - 1e-9]
        if not choices:
            continue
        scene = page.scene(_around(choices, width, height))
        for choice in choices:
            if best is not None and choice.dislike >= best[0] - 1e-9:
                continue  # contacts only make it worse
            box = Box(choice.x, choice.y, width, height)
            cost = choice.dislike + _conflicts(box, flow, scene) + (0.0 if page.in_row(flow.source, box) else ELSEWHERE)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, box, _touches_rule(box, scene))
    assert best is not None
    return PlacedLabel(best[1], lines, sizes.label, best[2]), best[0] >= ELSEWHERE


def _lines(label: str, sizes: Sizes) -> tuple[str, ...]:
    """A label in one line, a long one in several."""
    return tuple("".join(run.text for run in line.runs) for line in balanced(paragraph(label), WIDEST, sizes.label)) or (label,)


def _around(choices: list[_Choice], width: float, height: float) -> Box:
    """The box that holds a label in any of these places."""
    left, top = min(each.x for each in choices), min(each.y for each in choices)
    return Box(left, top, max(each.x for each in choices) + width - left, max(each.y for each in choices) + height - top)


def _choices(flow: PlacedFlow, run: int, width: float, height: float) -> list[_Choice]:
    """Beside a run of the arrow, away from the next turn first; farther along it; the second run is liked less than the first."""
    choices: list[_Choice] = []
    points = flow.points
    (x1, y1), (x2, y2) = points[run], points[run + 1]
    after = points[run + 2] if run + 2 < len(points) else None
    length = abs(x2 - x1) + abs(y2 - y1)
    for step in (0.0, 0.5, 1.2, 2.0, 3.0, 4.5, 6.5):
        if step > max(0.0, length - 0.8):
            break
        late = step * 0.8 + run * 6
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


def _conflicts(box: Box, flow: PlacedFlow, scene: _Scene) -> float:
    """How much the label touches in this place."""
    cost = 0.0
    wide = _grown(box, CLEAR)
    cost += CONTACT * sum(_overlap(wide, label) for label in scene.labels)
    cost += CONTACT * sum(_meets_shape(_grown(box, SHAPE_CLEAR), shape) for shape in scene.shapes)
    cost += CONTACT * sum(_overlap(_grown(box, RULE_CLEAR), head) for head in scene.heads)
    cost += CONTACT * sum(_meets_segment(wide if owner != flow.id else box, segment) for owner, segment in scene.segments)
    if box.x < scene.frame.x + CLEAR or box.right > scene.frame.right - CLEAR or box.y < scene.frame.y or box.bottom > scene.frame.bottom:
        cost += 3 * CONTACT
    cost += ON_RULE * sum(box.x - RULE_CLEAR < x < box.right + RULE_CLEAR for x in scene.upright_rules)
    cost += 8.0 * sum(box.y - RULE_CLEAR < y < box.bottom + RULE_CLEAR for y in scene.level_rules)
    return cost


def _grown(box: Box, by: float) -> Box:
    """The box with so much more on every side."""
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


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
