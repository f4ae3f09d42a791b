"""Ink on a cairo context. In: items of a page, in millimetres. Out: strokes, grounds and letters; the same on paper (PDF) and pixels (PNG).

What holds: every run of letters is shown in one piece, with its spaces; the faces are the package's own.
"""

from math import pi
from typing import Any

from sopflow.drawing import Group, Item, Line, Path
from sopflow.export.cairo import faces
from sopflow.export.logo import Logos
from sopflow.fonts.glyphs import printable


def paint(context: Any, logos: Logos, item: Item) -> None:
    """Paints one item and what is in it. The context's unit is a millimetre."""
    if isinstance(item, Line):
        _paint_line(context, item)
    elif isinstance(item, Path):
        _paint_path(context, item)
    elif isinstance(item, Group):
        for inner in item.items:
            paint(context, logos, inner)
    else:
        logos.paint(context, item)


def _paint_line(context: Any, line: Line) -> None:
    """Each run in one piece, so that its spaces are real."""
    if not line.runs:
        return
    fonts = faces()
    context.set_source_rgb(*_colour(dict(line.attributes).get("fill", "#000000")))
    if line.turned:
        context.save()
        context.translate(line.runs[0].x, line.y)
        context.rotate(-pi / 2)
    for run in line.runs:
        context.set_font_face(fonts[run.face])
        context.set_font_size(line.size)
        if line.turned:
            context.move_to(run.x - line.runs[0].x, 0)
        else:
            context.move_to(run.x, line.y)
        context.show_text(printable(run.text))
    context.new_path()
    if line.turned:
        context.restore()


def _paint_path(context: Any, path: Path) -> None:
    """The inside first, then the line."""
    for letter, numbers in path.ops:
        if letter == "M":
            context.move_to(*numbers)
        elif letter == "L":
            context.line_to(*numbers)
        elif letter == "C":
            context.curve_to(*numbers)
        else:
            context.close_path()
    if path.fill != "none":
        context.set_source_rgb(*_colour(path.fill))
        context.fill_preserve()
    if path.stroke != "none":
        context.set_source_rgb(*_colour(path.stroke))
        context.set_line_width(path.width)
        context.set_dash(path.dash)
        context.stroke()
    context.new_path()


def _colour(code: str) -> tuple[float, float, float]:
    """Red, green and blue, 0 to 1, of "#rrggbb"."""
    return int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255
