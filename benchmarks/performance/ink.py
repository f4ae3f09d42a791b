"""The limit of a PDF and a PNG: what cairo alone needs for the same ink.

In: a finished drawing. Out: functions that put its recorded ink, page by page, into a PDF and into pixels. Nothing of sopflow runs in
them: no walk over the drawing, no tags, no links, no second pass.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from sopflow.drawing import Drawing, Page
from sopflow.export.cairo import cairo
from sopflow.export.logo import Logos
from sopflow.export.paint import paint
from sopflow.export.pdf_places import POINTS

DPI = 150
INCH = 72
"""Points."""


def replays(drawing: Drawing) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """For the pages as one PDF; for the first page as a PNG of 150 dots an inch."""
    records = [_recorded(page) for page in drawing.pages]
    return lambda: _as_pdf(records), lambda: _as_png(records[0])


def _recorded(page: Page) -> Any:
    library = cairo()
    record = library.RecordingSurface(library.CONTENT_COLOR_ALPHA, (0, 0, page.width * POINTS, page.height * POINTS))
    context = library.Context(record)
    context.scale(POINTS, POINTS)
    logos = Logos()
    for item in page.items:
        paint(context, logos, item)
    return record


def _as_pdf(records: list[Any]) -> bytes:
    library, target = cairo(), BytesIO()
    surface = library.PDFSurface(target, 1, 1)
    for record in records:
        surface.set_size(*record.get_extents()[2:])
        context = library.Context(surface)
        context.set_source_surface(record)
        context.paint()
        surface.show_page()
    surface.finish()
    return target.getvalue()


def _as_png(record: Any) -> bytes:
    library, target, scale = cairo(), BytesIO(), DPI / INCH
    width, height = (round(length * scale) for length in record.get_extents()[2:])
    surface = library.ImageSurface(library.FORMAT_RGB24, width, height)
    context = library.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.scale(scale, scale)
    context.set_source_surface(record)
    context.paint()
    surface.write_to_png(target)
    return target.getvalue()
