"""Lines on whole pixels. In: an item in millimetres, and the pixels in one. Out: the item moved by half a pixel at most, so that level and
upright strokes cover whole rows and columns of pixels, and look sharp.

What holds: strokes of one width that met still meet; nothing round or slanted changes its form.
"""

from collections.abc import Callable
from itertools import pairwise
from math import floor

from sopflow.drawing import BOLD, Group, Item, Path, PathOp


def aligned(item: Item, scale: float) -> Item:
    """The item and what is in it on a grid of `scale` pixels a millimetre."""
    if isinstance(item, Group):
        return item._replace(items=tuple(aligned(inner, scale) for inner in item.items))
    if not isinstance(item, Path) or any(letter == "C" for letter, _ in item.ops):
        return item
    if item.stroke != "none":
        return _stroke(item, scale) if _is_square(item) else item
    return _moved(item, scale) if dict(item.attributes).get("class") == "head" else _ground(item, scale)


def _is_square(path: Path) -> bool:
    """Whether all its lines are level or upright."""
    points = [numbers for _, numbers in path.ops if numbers]
    return all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


def _stroke(path: Path, scale: float) -> Path:
    pixels = max(1, round(path.width * scale))
    return path._replace(ops=_each(path, lambda value: _middle(value, pixels, scale)), width=pixels / scale)


def _middle(value: float, pixels: int, scale: float) -> float:
    """Where the middle of a stroke so many pixels wide stands."""
    return (floor(value * scale) + 0.5 if pixels % 2 else round(value * scale)) / scale


def _moved(path: Path, scale: float) -> Path:
    """An arrowhead goes where its line goes."""
    x, y = path.ops[0][1]
    pixels = max(1, round(BOLD * scale))
    dx, dy = _middle(x, pixels, scale) - x, _middle(y, pixels, scale) - y
    ops: tuple[PathOp, ...] = tuple((letter, (at[0] + dx, at[1] + dy) if at else ()) for letter, at in path.ops)
    return path._replace(ops=ops)


def _ground(path: Path, scale: float) -> Path:
    return path._replace(ops=_each(path, lambda value: round(value * scale) / scale)) if _is_square(path) else path


def _each(path: Path, change: Callable[[float], float]) -> tuple[PathOp, ...]:
    return tuple((letter, tuple(map(change, numbers))) for letter, numbers in path.ops)
