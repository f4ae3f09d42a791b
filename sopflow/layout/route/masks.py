"""The points of a run as bits: in, a run and the width of the page in lattice units; out, masks that tell which ways surely do not meet."""

from sopflow.layout.route.page import MaskKey, Masks

FOLD = 64
"""Rows after which the bits of a mask repeat: masks only sort out the pairs that surely do not meet."""


def flat_masks(key: MaskKey, width: int) -> Masks:
    """The bits of a flat run's points outside nodes, of those that it passes straight on, and of its unit steps."""
    line, first, last, a, b, _ = key
    shift = (line % (2 * FOLD)) * width
    return (
        ((1 << (last - first + 1)) - 1) << (shift + first),
        ((1 << (b - a - 1)) - 1) << (shift + a + 1),
        ((1 << (b - a)) - 1) << (shift + a),
    )


def upright_masks(key: MaskKey, width: int) -> Masks:
    """The same of an upright run; no more than the points of one that is higher than FOLD."""
    line, first, last, a, b, _ = key
    points = _upright_mask(first, last, width) << line
    if b - a > FOLD + 1:  # both ends may lie inside nodes, beyond the way's own height
        return points, 0, 0
    return points, _upright_mask(a + 1, b - 1, width) << line, _upright_mask(a, b - 1, width) << (line + 2 * FOLD * width)


def _upright_mask(y0: int, y1: int, width: int) -> int:
    """Bits of the points (0, y0)..(0, y1), rows folded."""
    tall = 2 * FOLD
    if y1 < y0:
        return 0
    if y1 - y0 + 1 >= tall:
        return _column(tall, width)
    a, b = y0 % tall, y1 % tall
    if a <= b:
        return _column(b - a + 1, width) << (a * width)
    return _column(b + 1, width) | (_column(tall - a, width) << (a * width))


def _column(height: int, width: int) -> int:
    return int(((1 << (height * width)) - 1) // ((1 << width) - 1))
