"""Words as outlines. In: a page. Out: the same page with each line of words as one path, for programs that lose fonts.

What holds: the letters stand where the page's words stand; `aria-label` says them. MissingLibrary without cairo, which knows the outlines.
"""

from math import pi
from typing import Any, Literal

from sopflow.drawing import Group, Item, Line, Page, Path, PathOp
from sopflow.export.cairo import cairo, faces
from sopflow.fonts.glyphs import printable

FINE = 256.0
"""Cairo keeps places to 1/256 of a unit: units are made so much smaller."""

LETTERS: tuple[Literal["M", "L", "C", "Z"], ...] = ("M", "L", "C", "Z")
"""The commands of a path in cairo's numbering."""


def outlined(page: Page) -> Page:
    """The page without words that need a font."""
    library = cairo()
    context = library.Context(library.RecordingSurface(library.CONTENT_ALPHA, None))
    context.scale(FINE, FINE)
    return page._replace(items=tuple(_outlined(context, item) for item in page.items))


def _outlined(context: Any, item: Item) -> Item:
    if isinstance(item, Group):
        return item._replace(items=tuple(_outlined(context, inner) for inner in item.items))
    return _path(context, item) if isinstance(item, Line) and item.runs else item


def _path(context: Any, line: Line) -> Path:
    context.new_path()
    context.save()
    if line.turned:
        context.translate(line.runs[0].x, line.y)
        context.rotate(-pi / 2)
        context.translate(-line.runs[0].x, -line.y)
    for run in line.runs:
        context.set_font_face(faces()[run.face])
        context.set_font_size(line.size)
        context.move_to(run.x, line.y)
        context.text_path(printable(run.text))
    context.restore()
    ops = _drawn([(LETTERS[kind], tuple(round(number, 2) for number in numbers)) for kind, numbers in context.copy_path()])
    words = " ".join("".join(run.text for run in line.runs).split())
    others = tuple(each for each in line.attributes if each[0] != "fill")
    label = (("role", "img"), ("aria-label", words)) if words else ()
    return Path(ops, "none", 0, dict(line.attributes).get("fill", "#000000"), (*others, *label))


def _drawn(ops: list[PathOp]) -> tuple[PathOp, ...]:
    """The commands without moves that no line follows."""
    following = [letter for letter, _ in ops[1:]] + ["M"]
    return tuple(op for op, after in zip(ops, following, strict=True) if op[0] != "M" or after != "M")
