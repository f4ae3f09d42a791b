"""Every size that the layout uses and no style sets, in millimetres unless said otherwise.

Shapes: medians measured in 154 official charts (box 12.3 × 6.4, diamond 17.5 × 8.5, pentagon 9.2 × 4.8, stroke 0.8 pt).
"""

from sopflow.drawing import BOLD, FINE
from sopflow.model.style import POINT, Style
from sopflow.values import NamedTuple

LINE_FACTOR = 1.18
"""Line height as a multiple of the font size."""


class Sizes(NamedTuple):
    """Sizes of one document, derived from its style. Fonts are heights of the em square."""

    text: float
    head: float
    label: float
    title: float
    pad_x: float = 1.1
    pad_y: float = 0.9
    box: tuple[float, float] = (12.3, 6.4)
    capsule: tuple[float, float] = (12.3, 6.4)
    diamond: tuple[float, float] = (14.0, 8.4)
    pentagon: tuple[float, float] = (7.4, 5.6)
    pitch: float = 1.8
    """Between neighbouring tracks."""
    shape_gap: float = 1.9
    """Between a shape and a track below it."""
    side_gap: float = 2.7
    """Between a shape and a track beside it, where arrows may arrive."""
    rule_gap: float = 1.5
    """Between a track and a table rule."""
    quiet: float = 1.8
    """Between a shape and a rule beside or below it, with no track between."""
    arrival: float = 2.7
    """Between a rule and a shape below it: an arrowhead stands there, and should not begin on the rule."""
    run_in: float = 3.3
    """The straight run before a shape, arrowhead included."""
    arrow: tuple[float, float] = (2.1, 1.7)
    """Length and width of an arrowhead."""
    thin: float = FINE
    """Stroke of table rules."""
    thick: float = BOLD
    """Stroke of the table's frame."""
    ink: float = BOLD
    """Stroke of shapes and arrows."""
    lane_min: float = 9.0
    turned_head: float = 13.0
    """Lanes narrower than this have their heads turned when their names do not fit."""


HEAD_PAD = 1.2
"""Beside the words of a head."""


def sizes_of(style: Style) -> Sizes:
    """The sizes that go with a style's font size; shapes shrink a little with small text."""
    text = style.font_size * POINT
    scale = max(0.8, min(1.0, style.font_size / 8))
    label = max(5.5, style.font_size - 1.5) * POINT
    base = Sizes(text, text, label, (style.font_size + 2.5) * POINT)
    return scaled(base._replace(pentagon=_holding_number(base.pentagon, label)), scale)


def compact(sizes: Sizes) -> Sizes:
    """The same text with smaller shapes closer together: the lower tenth of the measured charts (box 10.3 × 5.1)."""
    return scaled(sizes, 0.84)._replace(quiet=1.4, arrival=2.3, rule_gap=1.3, pad_y=sizes.pad_y * 0.8)


def scaled(sizes: Sizes, factor: float) -> Sizes:
    """The same sizes with all shapes and the spaces around them multiplied by `factor`."""
    if factor == 1:
        return sizes
    return sizes._replace(
        box=_times(sizes.box, factor),
        capsule=_times(sizes.capsule, factor),
        diamond=_times(sizes.diamond, factor),
        pentagon=_holding_number(_times(sizes.pentagon, max(factor, 0.85)), sizes.label),
        quiet=sizes.quiet * max(factor, 0.7),
        arrival=sizes.arrival * max(factor, 0.7),
        shape_gap=sizes.shape_gap * max(factor, 0.7),
        side_gap=sizes.side_gap * max(factor, 0.7),
        arrow=_times(sizes.arrow, max(factor, 0.8)),
    )


def squeezed(sizes: Sizes, factor: float) -> Sizes:
    """Shapes, tracks and the distances between them made smaller for lanes that can't be as wide as they should."""
    if factor == 1:
        return sizes
    return scaled(sizes, factor)._replace(
        pitch=sizes.pitch * max(factor, 0.6),
        rule_gap=sizes.rule_gap * max(factor, 0.55),
        side_gap=sizes.side_gap * max(factor, 0.6),
        quiet=sizes.quiet * max(factor, 0.5),
        arrow=_times(sizes.arrow, max(factor, 0.6)),
    )


def _holding_number(pentagon: tuple[float, float], size: float) -> tuple[float, float]:
    """The pentagon's size, large enough for a number of two digits."""
    return max(pentagon[0], 1.6 * size), max(pentagon[1], 1.85 * size)


def _times(pair: tuple[float, float], factor: float) -> tuple[float, float]:
    return pair[0] * factor, pair[1] * factor
