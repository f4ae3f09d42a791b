"""Frames, runs and outlines in millimetres, and a way to find those near a place without looking at all of them."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from sopflow.values import NamedTuple

TOUCH = 0.02
"""Millimetres: what rounding to three decimals may move."""

BAND = 8.0
"""Millimetres of height that are filed together: about a row."""

Point = tuple[float, float]
Segment = tuple[Point, Point]
Item = TypeVar("Item")


class Frame(NamedTuple):
    """A rectangle by its edges; a level or upright line is one without height or width."""

    left: float
    top: float
    right: float
    bottom: float


def frame_of(points: Iterable[Point]) -> Frame:
    """The smallest frame around the points."""
    xs, ys = zip(*points, strict=True)
    return Frame(min(xs), min(ys), max(xs), max(ys))


def corners_of(frame: Frame) -> tuple[Point, ...]:
    """Its corners, clockwise from the top left."""
    return (frame.left, frame.top), (frame.right, frame.top), (frame.right, frame.bottom), (frame.left, frame.bottom)


def meet(one: Frame, other: Frame, margin: float = -TOUCH) -> bool:
    """Whether the frames come nearer than `margin` (negative: overlap by more)."""
    return (
        one.left < other.right + margin
        and other.left < one.right + margin
        and one.top < other.bottom + margin
        and other.top < one.bottom + margin
    )


def place(point: tuple[float, ...]) -> str:
    """Where something is on the page, as faults say it: millimetres from the left and from the top."""
    return f"({point[0]:.1f}, {point[1]:.1f})"


def area(frame: Frame) -> float:
    """Square millimetres."""
    return (frame.right - frame.left) * (frame.bottom - frame.top)


def distance(one: Frame, other: Frame) -> float:
    """Between the nearest points of two frames; 0 when they meet."""
    across = max(0.0, other.left - one.right, one.left - other.right)
    down = max(0.0, other.top - one.bottom, one.top - other.bottom)
    return float((across**2 + down**2) ** 0.5)


def outline_distance(frame: Frame, outline: tuple[Point, ...]) -> float:
    """Between a frame and a convex outline with its inside; 0 when they meet."""
    if depth_within(frame, outline) > 0:
        return 0.0
    sides = [(outline[at - 1], outline[at]) for at in range(len(outline))]
    from_corners = min(_from_side(corner, side) for corner in corners_of(frame) for side in sides)
    from_outline = min(distance(frame, Frame(x, y, x, y)) for x, y in outline)
    return min(from_corners, from_outline)


def depth_within(frame: Frame, outline: tuple[Point, ...]) -> float:
    """How far a frame would have to be moved to leave a convex outline; 0 or less when they are apart.

    The least overlap over all directions at a right angle to a side of either (separating axes)."""
    axes = [(1.0, 0.0), (0.0, 1.0)]
    for at in range(len(outline)):
        (x1, y1), (x2, y2) = outline[at - 1], outline[at]
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        if length > TOUCH:
            axes.append(((y2 - y1) / length, (x1 - x2) / length))
    return min(_overlap_along(axis, corners_of(frame), outline) for axis in axes)


def _overlap_along(axis: Point, one: tuple[Point, ...], other: tuple[Point, ...]) -> float:
    first = [x * axis[0] + y * axis[1] for x, y in one]
    second = [x * axis[0] + y * axis[1] for x, y in other]
    return min(max(first) - min(second), max(second) - min(first))


def _from_side(point: Point, side: Segment) -> float:
    (x1, y1), (x2, y2) = side
    across, down = x2 - x1, y2 - y1
    square = across**2 + down**2
    part = ((point[0] - x1) * across + (point[1] - y1) * down) / square if square else 0.0
    part = min(1.0, max(0.0, part))
    return float(((x1 + part * across - point[0]) ** 2 + (y1 + part * down - point[1]) ** 2) ** 0.5)


class Shelf(Generic[Item]):
    """Things filed by height, so that those near a place are found without looking at a whole long page."""

    def __init__(self, items: Iterable[tuple[Frame, Item]]) -> None:
        self._bands: dict[int, list[tuple[int, Frame, Item]]] = {}
        for order, (frame, item) in enumerate(items):
            for band in _bands(frame, 0.0):
                self._bands.setdefault(band, []).append((order, frame, item))

    def near(self, frame: Frame, margin: float = 0.0) -> Iterator[Item]:
        """What comes nearer than `margin` to the frame or touches it, each once, in the order of filing."""
        found = {
            order: item
            for band in _bands(frame, margin)
            for order, other, item in self._bands.get(band, ())
            if meet(frame, other, margin + TOUCH)
        }
        return (found[order] for order in sorted(found))


def _bands(frame: Frame, margin: float) -> range:
    return range(int((frame.top - margin) // BAND), int((frame.bottom + margin) // BAND) + 1)
