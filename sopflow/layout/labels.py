"""Where the words at the exits stand.

In: the arrows of a page, its shapes and table rules. Out: a place for each label, and what those ask for that found none.
A label stands at its own exit, clear of every shape, line and label; if need be on a rule, which is then interrupted behind it.
"""

from collections.abc import Iterator

from sopflow.layout.label_scene import CLEAR, LabelScene, Rules
from sopflow.layout.label_text import LABEL_JOINT, Setting, settings
from sopflow.layout.plan import Box, PlacedFlow, PlacedLabel, PlacedShape
from sopflow.layout.sizes import Sizes
from sopflow.values import NamedTuple

GAP = 0.45
"""Between a label and the line it belongs to."""

ELSEWHERE = 60.0
"""Dislike of a place in another row than the exit's: there it could be another exit's label."""

GOOD = 2.0
"""A place disliked less than this is taken without trying other settings."""

BROKEN = 2.5
"""Dislike of a setting narrower than the one before it."""

OTHER_SIDE = 0.5
"""Dislike of the place under a level arrow, or left of an upright one: neighbouring decisions look alike."""

PAST_CORNER = 4.0
"""Dislike of each millimetre that a label reaches past the corner where its arrow turns."""

STEPS = (0.0, 0.5, 1.2, 2.0, 3.0, 4.5, 6.5, 9.0, 12.0)
"""How far from the run's beginning a label may begin."""

LATE = 0.8
"""Dislike of each millimetre of that."""

SECOND_RUN = 6.0
"""Dislike of a place at the second run."""

COMFORT = 9.0
"""A label up to this wide, in one line or two, may ask for a place of its own between shape and rule."""

MOST_ROOM = 15.0
"""A label that asks for room beside a shape is broken into lines up to this wide."""

AIR = 1.0
"""Above and below a label at an upper or lower exit, together."""


class Crowded(NamedTuple):
    """What a label needs that found no clear place at an exit of the shape `source`: room on one of its sides (-1 left, 1 right), above,
    below. `least`: the room at that side that does when the label is broken into short lines."""

    source: str
    side: int
    room: float
    least: float
    above: float
    below: float


class _Exit(NamedTuple):
    """Arrows that leave a shape by one port: one for each label, in the order of the text."""

    flows: tuple[PlacedFlow, ...]

    @property
    def flow(self) -> PlacedFlow:
        return self.flows[0]

    @property
    def upright(self) -> bool:
        (x1, _), (x2, _) = self.flow.points[:2]
        return x1 == x2


class _Choice(NamedTuple):
    """A possible place, how little it is liked, and whether the lines end at its right edge."""

    x: float
    y: float
    dislike: float
    flush_right: bool


class _Place(NamedTuple):
    """The place that an exit's labels have."""

    cost: float
    box: Box
    setting: Setting
    flush_right: bool
    on_rule: bool


def place_labels(
    flows: list[PlacedFlow], shapes: list[PlacedShape], rules: Rules, frame: Box, sizes: Sizes
) -> tuple[list[PlacedFlow], list[Crowded]]:
    """The flows with their labels placed, and what the labels need that touch something wherever they stand.

    `frame`: the lanes' area.
    """
    scene = LabelScene(flows, shapes, rules, frame)
    exits = _exits(flows)
    places = _places(exits, scene, sizes)
    if crowded := [each for each in exits if places[each].cost >= ELSEWHERE]:
        again = _places([*crowded, *(each for each in exits if each not in crowded)], scene, sizes)
        if sum(place.cost for place in again.values()) < sum(place.cost for place in places.values()):
            places = again
    placed: dict[str, PlacedLabel] = {}
    for each, place in places.items():
        placed.update(zip((flow.id for flow in each.flows), _labels(place, sizes), strict=True))
    boxes = {shape.id: shape.box for shape in shapes}
    wishes = [_wish(each, boxes[each.flow.source], place.setting, sizes) for each, place in places.items() if place.cost >= ELSEWHERE]
    return [flow._replace(placed_label=placed.get(flow.id)) for flow in flows], wishes


def comfortable_room(exit_name: str, sizes: Sizes) -> float:
    """The room beside a shape in which the label of a level exit stands clear of everything; 0 for one too long to ask for it."""
    labels = tuple(exit_name.split(LABEL_JOINT))
    fitting = (each for each in settings(labels, sizes) if each.width <= COMFORT and max(len(part.lines) for part in each.parts) <= 2)
    first = next(fitting, None)
    return first.width + GAP + 2 * CLEAR if first else 0.0


def _exits(flows: list[PlacedFlow]) -> list[_Exit]:
    """The labelled exits, from top to bottom. Arrows that leave by one port with one label share it."""
    found: dict[tuple[str, tuple[float, float], tuple[bool, bool]], dict[str, PlacedFlow]] = {}
    for flow in sorted((flow for flow in flows if flow.label), key=lambda each: (each.points[0][1], each.points[0][0], each.id)):
        (x1, y1), (x2, y2) = flow.points[:2]
        labels = found.setdefault((flow.source, flow.points[0], (x2 > x1, y2 > y1)), {})
        labels.setdefault(flow.label, flow)
    order = {flow.id: at for at, flow in enumerate(flows)}
    return [_Exit(tuple(sorted(labels.values(), key=lambda each: order[each.id]))) for labels in found.values()]


def _places(exits: list[_Exit], scene: LabelScene, sizes: Sizes) -> dict[_Exit, _Place]:
    """The places of the exits' labels, each the best beside those before it."""
    scene.clear()
    places: dict[_Exit, _Place] = {}
    for each in exits:
        places[each] = _best_place(each, scene, sizes)
        scene.add(places[each].box)
    return places


def _best_place(each: _Exit, scene: LabelScene, sizes: Sizes) -> _Place:
    """The best place in the widest setting that has a good one, or the best of all."""
    best: _Place | None = None
    labels = tuple(flow.label for flow in each.flows)
    for rank, setting in enumerate(settings(labels, sizes)):
        place = _place(each, setting, rank * BROKEN, scene)
        if best is None or place.cost < best.cost - 1e-9:
            best = place
        if best.cost < GOOD:
            break
    assert best is not None
    return best


def _place(each: _Exit, setting: Setting, handicap: float, scene: LabelScene) -> _Place:
    """The best place for one setting, at the first two runs as far as the exit's arrows have them in common."""
    best: _Place | None = None
    flow = each.flow
    common = all(other.points[:3] == flow.points[:3] for other in each.flows)
    for run in range(min(2 if common else 1, len(flow.points) - 1)):
        choices = [one for one in _choices(flow, run, setting) if best is None or one.dislike + handicap < best.cost - 1e-9]
        if not choices:
            continue
        nearby = scene.around(_around(choices, setting), flow)
        for choice in choices:
            if best is not None and choice.dislike + handicap >= best.cost - 1e-9:
                continue  # contacts only make it worse
            box = Box(choice.x, choice.y, setting.width, setting.height)
            cost = handicap + choice.dislike + nearby.conflicts(box) + (0.0 if scene.in_row(flow.source, box) else ELSEWHERE)
            if best is None or cost < best.cost - 1e-9:
                best = _Place(cost, box, setting, choice.flush_right, nearby.on_rule(box))
    assert best is not None
    return best


def _around(choices: list[_Choice], setting: Setting) -> Box:
    """The box that holds the setting in any of these places."""
    left, top = min(each.x for each in choices), min(each.y for each in choices)
    right, bottom = max(each.x for each in choices) + setting.width, max(each.y for each in choices) + setting.height
    return Box(left, top, right - left, bottom - top)


def _choices(flow: PlacedFlow, run: int, setting: Setting) -> Iterator[_Choice]:
    """Places on both sides of a run of the arrow, at its beginning and farther along it."""
    (x1, y1), (x2, y2) = flow.points[run : run + 2]
    width, height = setting.width, setting.height
    turns = run + 2 < len(flow.points)
    length = abs(x2 - x1) + abs(y2 - y1)
    for step in STEPS:
        if step > max(0.0, length - 0.8):
            break
        late = step * LATE + run * SECOND_RUN
        if x1 == x2:
            edge = y1 + (GAP + step if y2 > y1 else -GAP - step - height)
            yield _Choice(x1 + GAP, edge, late, flush_right=False)
            yield _Choice(x1 - GAP - width, edge, late + OTHER_SIDE, flush_right=True)
        else:
            past = late + (PAST_CORNER * max(0.0, GAP + step + width - length) if turns else 0.0)
            edge = x1 + (GAP + step if x2 > x1 else -GAP - step - width)
            yield _Choice(edge, y1 - GAP - height, past, flush_right=x2 < x1)
            yield _Choice(edge, y1 + GAP, past + OTHER_SIDE, flush_right=x2 < x1)


def _labels(place: _Place, sizes: Sizes) -> list[PlacedLabel]:
    """The labels of a setting in its place."""
    box = place.box
    found = []
    for part in place.setting.parts:
        lines = tuple((words, box.right - width if place.flush_right else box.x) for words, width in part.lines)
        found.append(PlacedLabel(box._replace(y=box.y + part.y, height=part.height), lines, sizes.label, place.on_rule))
    return found


def _wish(each: _Exit, shape: Box, chosen: Setting, sizes: Sizes) -> Crowded:
    """What the labels of an exit need: at a level one room before the next line, at an upright one to its right and along it.

    `chosen`: their setting in the place that was the least bad."""
    labels = tuple(flow.label for flow in each.flows)
    (x1, y1), (x2, y2) = each.flow.points[:2]
    beside = shape.right - x1 if each.upright else 0.0
    rooms = {max(0.0, setting.width + GAP + 2 * CLEAR - beside): setting for setting in settings(labels, sizes)}
    least = min(rooms)
    room = next((room for room in rooms if room <= MOST_ROOM), least)
    height = max(rooms[room].height, chosen.height)
    if each.upright:
        along = height + AIR
        return Crowded(each.flow.source, 1, room, least, along if y2 < y1 else 0.0, along if y2 > y1 else 0.0)
    above = GAP + height + CLEAR - shape.height / 2
    return Crowded(each.flow.source, 1 if x2 > x1 else -1, room, least, max(0.0, above), 0.0)
