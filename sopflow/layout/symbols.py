"""The five symbols of the standard (Permenpan 35/2012 p. 18): size for a text, where lines meet them, outline.

One row a symbol in SYMBOLS. A symbol's frame is its bounding box; ports lie on its outline.
"""

from collections.abc import Callable
from typing import NamedTuple

from sopflow.drawing import PathOp
from sopflow.layout.plan import Box
from sopflow.layout.sizes import LINE_FACTOR, Sizes
from sopflow.layout.text import SetLine, longest_word, natural_width, wrap
from sopflow.model.book import ShapeKind
from sopflow.richtext import paragraph

BEZIER_ARC = 0.5522847498
"""Control point distance of a cubic curve for a quarter circle of radius 1."""


class Fit(NamedTuple):
    """A shape's size and the lines of words in it."""

    width: float
    height: float
    lines: tuple[SetLine, ...]


class Symbol(NamedTuple):
    """How one kind of shape is drawn. `room` is the part of its width and height that words may fill."""

    size: Callable[[Sizes], tuple[float, float]]
    room: tuple[float, float]
    outline: Callable[[Box, bool], tuple[PathOp, ...]]


def fit(kind: ShapeKind, text: str, sizes: Sizes, widest: float, span: float = 0.0) -> Fit:
    """The smallest size, not below the symbol's own and about `widest` at most, that holds `text`.

    `span`: distance between the centre lines of the first and the last lane of a shape across lanes; its width counts without it.
    """
    symbol = SYMBOLS[kind]
    width, height = symbol.size(sizes)
    if not text:
        return Fit(width, height, ())
    words = paragraph(text)
    room_x, room_y = symbol.room
    line = sizes.label * LINE_FACTOR
    single = natural_width(words, sizes.label)
    if single + 0.6 > (width + span) * room_x:
        needed = max(longest_word(words, sizes.label, hyphenate=False), min(single, (single * line * 2.2) ** 0.5))
        width = max(width, min((needed + 1.0) / room_x - span, widest))
    lines = wrap(words, (width + span) * room_x - 0.4, sizes.label)
    height = max(height, (len(lines) * line + 0.8) / room_y)
    return Fit(width, height, lines)


def port_y(kind: ShapeKind, box: Box, x: float, top: bool) -> float:
    """Where a vertical line at `x` meets the upper or lower outline."""
    edge = 0.0
    if kind == "decision":
        edge = abs(x - (box.x + box.width / 2)) / (box.width / 2) * box.height / 2
    return box.y + edge if top else box.bottom - edge


def _rectangle(box: Box, _up: bool) -> tuple[PathOp, ...]:
    return _polygon([(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)])


def _diamond(box: Box, _up: bool) -> tuple[PathOp, ...]:
    middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
    return _polygon([(middle_x, box.y), (box.right, middle_y), (middle_x, box.bottom), (box.x, middle_y)])


def _pentagon(box: Box, up: bool) -> tuple[PathOp, ...]:
    """A square with a point: down for a flow that goes on below, up for one that goes back."""
    middle, shoulder = box.x + box.width / 2, box.height * 0.58
    if up:
        return _polygon(
            [
                (box.x, box.bottom),
                (box.x, box.bottom - shoulder),
                (middle, box.y),
                (box.right, box.bottom - shoulder),
                (box.right, box.bottom),
            ]
        )
    return _polygon([(box.x, box.y), (box.right, box.y), (box.right, box.y + shoulder), (middle, box.bottom), (box.x, box.y + shoulder)])


def _capsule(box: Box, _up: bool) -> tuple[PathOp, ...]:
    radius = min(box.width, box.height) / 2
    left, right, bow = box.x + radius, box.right - radius, radius * BEZIER_ARC
    middle = box.y + radius
    low = box.bottom - radius
    return (
        ("M", (left, box.y)),
        ("L", (right, box.y)),
        ("C", (right + bow, box.y, box.right, middle - bow, box.right, middle)),
        ("L", (box.right, low)),
        ("C", (box.right, low + bow, right + bow, box.bottom, right, box.bottom)),
        ("L", (left, box.bottom)),
        ("C", (left - bow, box.bottom, box.x, low + bow, box.x, low)),
        ("L", (box.x, middle)),
        ("C", (box.x, middle - bow, left - bow, box.y, left, box.y)),
        ("Z", ()),
    )


def _polygon(points: list[tuple[float, float]]) -> tuple[PathOp, ...]:
    first, *others = points
    return (("M", first), *(("L", point) for point in others), ("Z", ()))


SYMBOLS: dict[ShapeKind, Symbol] = {
    "start": Symbol(lambda sizes: sizes.capsule, (0.82, 0.9), _capsule),
    "end": Symbol(lambda sizes: sizes.capsule, (0.82, 0.9), _capsule),
    "process": Symbol(lambda sizes: sizes.box, (0.94, 0.92), _rectangle),
    "decision": Symbol(lambda sizes: sizes.diamond, (0.62, 0.5), _diamond),
    "connector": Symbol(lambda sizes: sizes.pentagon, (0.9, 0.58), _pentagon),
}
