"""A document as PDF. In: a finished drawing. Out: the bytes of one file with all its pages, an outline, and the typeface within.

What holds: it shows what the SVG pages show; text is text, with its spaces; the same drawing gives the same bytes with the same cairo.
"""

from io import BytesIO
from math import pi
from typing import Any

from sopflow.drawing import Drawing, Group, Item, Line, Page, Path
from sopflow.export.cairo import MissingLibrary, cairo, faces
from sopflow.export.logo import Logos
from sopflow.export.pictures import PictureError, check_picture
from sopflow.export.words import cleaned
from sopflow.fonts.glyphs import printable

__all__ = ["MissingLibrary", "PictureError", "check_picture", "pdf"]

POINTS = 72 / 25.4
"""Points in a millimetre."""

UNDATED = (2000, 1, 1)
"""The date of files whose document has none. The clock would make every file different."""


def pdf(drawing: Drawing) -> bytes:
    """The PDF of the pages of `drawing`. MissingLibrary without cairo; PictureError for a picture that can't be drawn."""
    if not drawing.pages:
        raise ValueError("a drawing without pages")
    library = cairo()
    target = BytesIO()
    first = drawing.pages[0]
    surface = library.PDFSurface(target, first.width * POINTS, first.height * POINTS)
    surface.restrict_to_version(library.PDF_VERSION_1_5)
    _describe(surface, drawing)
    context = library.Context(surface)
    logos = Logos()
    for page in drawing.pages:
        _paint_page(surface, context, logos, page)
    _write_outline(surface, drawing.pages)
    surface.finish()
    return target.getvalue()


def _describe(surface: Any, drawing: Drawing) -> None:
    """The document's properties."""
    library = cairo()
    year, month, day = drawing.date or UNDATED
    date = f"{year:04d}-{month:02d}-{day:02d}T00:00:00Z"
    surface.set_metadata(library.PDF_METADATA_TITLE, cleaned(drawing.title))
    surface.set_metadata(library.PDF_METADATA_AUTHOR, cleaned(drawing.author))
    surface.set_metadata(library.PDF_METADATA_CREATOR, "sopflow")
    surface.set_metadata(library.PDF_METADATA_CREATE_DATE, date)
    surface.set_metadata(library.PDF_METADATA_MOD_DATE, date)


def _write_outline(surface: Any, pages: tuple[Page, ...]) -> None:
    """The bookmarks of all pages as a tree: each stands under the last one of a lower level."""
    parents: list[tuple[int, int]] = []
    for number, page in enumerate(pages, 1):
        for level, words in page.bookmarks:
            while parents and parents[-1][0] >= level:
                parents.pop()
            above = parents[-1][1] if parents else cairo().PDF_OUTLINE_ROOT
            flags = cairo().PDF_OUTLINE_FLAG_OPEN if level == 1 else 0
            parents.append((level, surface.add_outline(above, cleaned(words), f"page={number} pos=[0.0 0.0]", flags)))


def _paint_page(surface: Any, context: Any, logos: Logos, page: Page) -> None:
    """One sheet, of its own size."""
    surface.set_size(page.width * POINTS, page.height * POINTS)
    context.save()
    context.scale(POINTS, POINTS)
    for item in page.items:
        _paint(context, logos, item)
    context.restore()
    surface.show_page()


def _paint(context: Any, logos: Logos, item: Item) -> None:
    """One item and what is in it."""
    if isinstance(item, Line):
        _paint_line(context, item)
    elif isinstance(item, Path):
        _paint_path(context, item)
    elif isinstance(item, Group):
        for inner in item.items:
            _paint(context, logos, inner)
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
