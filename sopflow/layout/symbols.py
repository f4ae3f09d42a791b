"""The five symbols of the standard (Permenpan 35/2012 p. 18): size for a text, where lines meet them, outline.

One row a symbol in SYMBOLS. A symbol's frame is its bounding box; ports lie on its outline.
"""

from collections.abc import Callable
from math import sqrt

from sopflow.drawing import PathOp
from sopflow.layout.plan import Box
from sopflow.layout.sizes import LINE_FACTOR, Sizes
from sopflow.layout.text import SetLine, longest_word, natural_width, wrap
from sopflow.model.book import ShapeKind
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

BEZIER_ARC = 0.5522847498
"""Control point distance of a cubic curve for a quarter circle of radius 1."""


ROUNDEST = 4.0
"""Radius of the ends of a capsule, at most: one with many lines has round corners, so that it need not be much wider than its words."""

STRETCHED = 0.12
"""A diamond across lanes is taller by this part for every width of a diamond that it reaches further: its sides stay clear slopes."""

LETTER_HALF = 0.58
"""From the middle of the capitals to the lowest and about the highest ink of a line, in units of the font size."""


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
    if kind == "decision":
        height *= 1 + STRETCHED * span / width
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
    if kind == "decision":
        height = max(height, _diamond_height(lines, width + span, sizes.label))
    else:
        height = max(height, (len(lines) * line + 0.8) / room_y)
    if kind in ("start", "end"):
        width = max(width, min(_capsule_width(lines, line, height) - span, widest))
    return Fit(width, height, lines)


def _capsule_width(lines: tuple[SetLine, ...], line: float, height: float) -> float:
    """The width in which the corners of the first and the last line stay clear of the round ends."""
    radius = min(height / 2, ROUNDEST)
    within = max(0.0, len(lines) * line / 2 - (height / 2 - radius))
    ends = radius - sqrt(radius**2 - min(within, radius) ** 2)
    return max(lines[0].width, lines[-1].width) + 2 * ends + 1.2


def _diamond_height(lines: tuple[SetLine, ...], width: float, size: float) -> float:
    """The height in which the corners of every line stay clear of the sloping sides."""
    middle = (len(lines) - 1) / 2
    reaches = [(abs(at - middle) * LINE_FACTOR + LETTER_HALF) * size + 0.2 for at in range(len(lines))]
    shares = [min((each.width + 0.8) / width, 0.85) for each in lines]
    return max(2 * reach / (1 - share) for reach, share in zip(reaches, shares, strict=True))


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
    radius = min(box.width / 2, box.height / 2, ROUNDEST)
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
