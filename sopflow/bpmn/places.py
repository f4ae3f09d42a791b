"""Where everything of a drawn chart stands, in the pixels of a BPMN diagram.

In: the page of a chart's lanes (docs/svg.md says what its items are called). Out: `Places`. What holds: waypoints are parallel to the
page's edges, and end on the outline that BPMN draws: events are circles, gateways without words squares on their corner.
"""

from sopflow.drawing import Group, Item, Line, Page, Path
from sopflow.layout.text import advance
from sopflow.model.style import POINT
from sopflow.values import NamedTuple

SCALE = 15 / (6.5 * POINT)
"""Pixels in a millimetre: the words in shapes, 6.5 pt in print, would be 15 pixels high. BPMN programs write 12, and keep 7 around them."""

HEAD = 30.0
"""Height of the band with the name of a pool, and of a lane."""

GAP = 60.0
"""Between two pools."""

PAD = 2.0
"""Pixels around the words of a label."""

Point = tuple[float, float]


class Bounds(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float


class Placed(NamedTuple):
    """A shape's frame, and that of the words within it, if any."""

    bounds: Bounds
    words: Bounds | None


class Places(NamedTuple):
    """`lanes` by their ids; `flows`: the corners of each arrow; `labels` by the arrow's id. `bottom`: where the next pool may begin."""

    pool: Bounds
    lanes: dict[str, Bounds]
    shapes: dict[str, Placed]
    flows: dict[str, tuple[Point, ...]]
    labels: dict[str, Bounds]
    bottom: float


def read_places(page: Page, top: float) -> Places:
    """The places of a page; `top` is where its pool begins."""
    reader = _Reader()
    for item in page.items:
        reader.read(item)
    body = max(bottom for _, _, _, bottom in reader.heads.values())
    left = min(box[0] for box in reader.heads.values())
    shift = (-left * SCALE, top + GAP + 2 * HEAD - body * SCALE)
    height = 2 * HEAD + (reader.foot - body) * SCALE
    lanes = {
        ident: Bounds(x1 * SCALE + shift[0], top + GAP + HEAD, (x2 - x1) * SCALE, height - HEAD)
        for ident, (x1, _, x2, _) in reader.heads.items()
    }
    width = max(lane.x + lane.width for lane in lanes.values())
    shapes = {ident: _placed(kind, frame, words, shift) for ident, (kind, frame, words) in reader.shapes.items()}
    flows = {}
    for ident, (source, target, points) in reader.flows.items():
        moved = [(x * SCALE + shift[0], y * SCALE + shift[1]) for x, y in points]
        moved[0] = _docked(reader.shapes[source][0], shapes[source], moved[0], moved[1])
        moved[-1] = _docked(reader.shapes[target][0], shapes[target], moved[-1], moved[-2])
        flows[ident] = tuple(moved)
    labels = {ident: _padded(_scaled(frame, shift)) for ident, frame in reader.labels.items()}
    return Places(Bounds(0.0, top + GAP, width, height), lanes, shapes, flows, labels, top + GAP + height)


Frame = tuple[float, float, float, float]
"""Left, top, right, bottom, in millimetres of the page."""


class _Reader:
    """What is drawn on a page, by the names that its items bear."""

    def __init__(self) -> None:
        self.heads: dict[str, Frame] = {}
        self.shapes: dict[str, tuple[str, Frame, Frame | None]] = {}
        self.flows: dict[str, tuple[str, str, tuple[Point, ...]]] = {}
        self.labels: dict[str, Frame] = {}
        self.foot = 0.0

    def read(self, item: Item) -> None:
        """Takes in one item of the page."""
        attributes = dict(getattr(item, "attributes", ()))
        kind = attributes.get("class", "")
        if isinstance(item, Group) and kind == "cell" and attributes["data-column"].startswith("lajur-"):
            x, y, width, height = map(float, attributes["data-box"].split())
            self.heads[attributes["data-column"].removeprefix("lajur-")] = (x, y, x + width, y + height)
        elif isinstance(item, Group) and kind.startswith("shape "):
            outline = next(each for each in item.items if isinstance(each, Path))
            lines = [_line_frame(each) for each in item.items if isinstance(each, Line) and each.runs]
            self.shapes[attributes["id"]] = (kind.removeprefix("shape "), _around(_points(outline)), _union(lines) if lines else None)
        elif isinstance(item, Group) and kind == "rules":
            self.foot = max(y for path in item.items if isinstance(path, Path) for _, y in _points(path))
        elif isinstance(item, Group) and kind == "arrow":
            path = next(each for each in item.items if isinstance(each, Path))
            said = dict(path.attributes)
            self.flows[said["id"]] = (said["data-from"], said["data-to"], tuple(_points(path)))
        elif isinstance(item, Line) and kind == "label":
            flow = attributes["data-flow"]
            self.labels[flow] = _union([_line_frame(item), *([self.labels[flow]] if flow in self.labels else [])])


def _points(path: Path) -> list[Point]:
    """The points that a path leads through; of a curve its end."""
    return [(numbers[-2], numbers[-1]) for _, numbers in path.ops if numbers]


def _around(points: list[Point]) -> Frame:
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def _line_frame(line: Line) -> Frame:
    last = line.runs[-1]
    return line.runs[0].x, line.y - 0.8 * line.size, last.x + advance(last.text, last.face, line.size), line.y + 0.25 * line.size


def _union(frames: list[Frame]) -> Frame:
    lefts, tops, rights, bottoms = zip(*frames, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _scaled(frame: Frame, shift: Point) -> Bounds:
    left, top, right, bottom = frame
    return Bounds(left * SCALE + shift[0], top * SCALE + shift[1], (right - left) * SCALE, (bottom - top) * SCALE)


def _padded(bounds: Bounds) -> Bounds:
    return Bounds(bounds.x - PAD, bounds.y - PAD, bounds.width + 2 * PAD, bounds.height + 2 * PAD)


def _placed(kind: str, frame: Frame, words: Frame | None, shift: Point) -> Placed:
    """A box as it is; a circle, or a gateway without words, as high as it was and as wide as high."""
    bounds = _scaled(frame, shift)
    if words is None and kind != "process":
        bounds = Bounds(bounds.x + (bounds.width - bounds.height) / 2, bounds.y, bounds.height, bounds.height)
    return Placed(bounds, _padded(_scaled(words, shift)) if words else None)


def _docked(kind: str, shape: Placed, end: Point, before: Point) -> Point:
    """The end of an arrow brought to the outline that BPMN draws, along the arrow."""
    x, y, width, height = shape.bounds
    (end_x, end_y), (from_x, from_y) = end, before
    if kind == "process" or width <= 0:
        return end
    upright = abs(end_x - from_x) < abs(end_y - from_y)
    half = width / 2, height / 2
    off = (end_x - x - half[0]) / half[0] if upright else (end_y - y - half[1]) / half[1]
    off = min(1.0, abs(off))
    reach = 1 - off if kind == "decision" else (1 - off * off) ** 0.5
    if upright:
        return end_x, y + half[1] + reach * half[1] * (1 if from_y > end_y else -1)
    return x + half[0] + reach * half[0] * (1 if from_x > end_x else -1), end_y
