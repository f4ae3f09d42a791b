"""A page as pixels. In: a finished page and how many dots an inch has. Out: a PNG that says so, and whose it is.

What holds: straight lines stand on whole pixels, letters are smoothed in grey and not hinted; the same page gives the same bytes with the
same cairo. MissingLibrary without cairo; PictureError for a picture that can't be drawn, and for a page with too many pixels.
"""

from io import BytesIO
from struct import pack
from typing import Any
from zlib import crc32

from sopflow.drawing import Group, Item, Page, Picture
from sopflow.export.cairo import cairo
from sopflow.export.logo import Logos
from sopflow.export.paint import paint
from sopflow.export.pictures import PictureError, check_picture
from sopflow.export.pixels import aligned
from sopflow.export.words import cleaned

INCH = 25.4

LONGEST_SIDE = 32767
"""Pixels: cairo's limit."""

MOST_PIXELS = 200_000_000
"""Four bytes each: what a page may take of memory."""

HEADER = 8 + 4 + 4 + 13 + 4
"""Bytes of a PNG's signature and first chunk."""


def png(page: Page, dpi: int = 150) -> bytes:
    """The PNG of a page with `dpi` pixels in an inch, on white."""
    scale = dpi / INCH
    width, height = round(page.width * scale), round(page.height * scale)
    _refuse_giants(page, width, height)
    library = cairo()
    surface = library.ImageSurface(library.FORMAT_RGB24, max(1, width), max(1, height))
    context = library.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.set_font_options(_smooth())
    context.scale(scale, scale)
    logos = Logos()
    for item in page.items:
        paint(context, logos, _readable(aligned(item, scale)))
    target = BytesIO()
    surface.write_to_png(target)
    data = target.getvalue()
    return data[:HEADER] + _resolution(dpi) + _words("Software", "sopflow") + _words("Title", page.title) + data[HEADER:]


def _refuse_giants(page: Page, width: int, height: int) -> None:
    longest = LONGEST_SIDE / max(page.width, page.height)
    largest = (MOST_PIXELS / max(page.width * page.height, 1)) ** 0.5
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        most = int(min(longest, largest) * INCH)
        raise PictureError(f"PNG {width} × {height} piksel terlalu besar; pakai ketajaman paling banyak {most} dpi, atau SVG")


def _smooth() -> Any:
    library = cairo()
    options = library.FontOptions()
    options.set_antialias(library.ANTIALIAS_GRAY)
    options.set_hint_style(library.HINT_STYLE_NONE)
    options.set_hint_metrics(library.HINT_METRICS_OFF)
    return options


def _readable(item: Item) -> Item:
    """The item with JPEG pictures as PNG: cairo's pixels take no other."""
    if isinstance(item, Group):
        return item._replace(items=tuple(map(_readable, item.items)))
    if not isinstance(item, Picture) or item.kind != "image/jpeg":
        return item
    reason = check_picture(item.data, item.kind)
    if reason:
        raise PictureError(reason)
    from PIL import Image  # CairoSVG's own

    target = BytesIO()
    try:
        with Image.open(BytesIO(item.data), formats=("JPEG",)) as image:
            image.convert("RGB").save(target, "PNG")
    except (OSError, ValueError, SyntaxError) as error:
        raise PictureError(f"tidak dapat digambar ({type(error).__name__}); simpan sebagai PNG") from error
    return item._replace(data=target.getvalue(), kind="image/png")


def _resolution(dpi: int) -> bytes:
    """Pixels in a metre, so that programs place the picture in its true size."""
    metre = round(dpi / INCH * 1000)
    return _chunk(b"pHYs", pack(">IIB", metre, metre, 1))


def _words(key: str, words: str) -> bytes:
    """A text, in Latin letters where these suffice."""
    words = " ".join(cleaned(words).split())
    try:
        return _chunk(b"tEXt", key.encode() + b"\0" + words.encode("latin-1"))
    except UnicodeEncodeError:
        return _chunk(b"iTXt", key.encode() + b"\0\0\0id\0\0" + words.encode())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))
