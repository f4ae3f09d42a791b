"""Pictures on a PDF page. In: a picture item. Out: ink on a cairo context: SVG stays lines, JPEG stays JPEG.

What holds: what passes here was checked by `check_picture`, reads no file and asks no network; whatever a broken picture makes the
libraries raise becomes a PictureError.
"""

from io import BytesIO
from typing import Any

from sopflow.drawing import Picture
from sopflow.export.cairo import cairo, cairosvg
from sopflow.export.pictures import MAX_EFFORT, PictureError, check_picture, jpeg_size
from sopflow.values import NamedTuple

SHARP = 600 / 25.4
"""Pixels in a millimetre beyond which a print shows no more; larger pictures are made smaller."""

PIXEL = 25.4 / 96
"""Millimetres in a CSS pixel: the size of an SVG's own units."""

NOTHING = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
"""What an SVG gets for what it asks from elsewhere."""


class Logo(NamedTuple):
    """A picture ready to be painted: a cairo surface and its size in the surface's units."""

    surface: Any
    width: float
    height: float


class Logos:
    """The pictures of one file: each is prepared once, and stored once in the PDF."""

    def __init__(self) -> None:
        self.known: dict[tuple[bytes, str, float, float], Logo] = {}

    def paint(self, context: Any, picture: Picture) -> None:
        """Paints a picture, scaled to fit and centred in its box."""
        key = (picture.data, picture.kind, picture.width, picture.height)
        if key not in self.known:
            self.known[key] = _prepared(picture)
        logo = self.known[key]
        scale = min(picture.width / logo.width, picture.height / logo.height)
        context.save()
        context.translate(picture.x + (picture.width - logo.width * scale) / 2, picture.y + (picture.height - logo.height * scale) / 2)
        context.scale(scale, scale)
        context.rectangle(0, 0, logo.width, logo.height)
        context.clip()
        context.set_source_surface(logo.surface)
        context.paint()
        context.restore()


def _prepared(picture: Picture) -> Logo:
    """The picture as a surface; PictureError when that can't be had."""
    reason = check_picture(picture.data, picture.kind)
    if reason:
        raise PictureError(reason)
    cairo()
    read = {"image/png": _read_png, "image/jpeg": _read_jpeg, "image/svg+xml": _read_svg}[picture.kind]
    if picture.kind == "image/svg+xml":
        cairosvg()
    try:
        return read(picture)
    except PictureError:
        raise
    except (Exception, RecursionError) as error:  # CairoSVG answers a broken file with whatever its arithmetic runs into
        raise PictureError(f"tidak dapat digambar ({type(error).__name__}); simpan sebagai PNG") from error


def _read_png(picture: Picture) -> Logo:
    surface = cairo().ImageSurface.create_from_png(BytesIO(picture.data))
    width, height = surface.get_width(), surface.get_height()
    scale = min(picture.width / width, picture.height / height) * SHARP
    return Logo(surface, width, height) if scale >= 1 else _smaller(surface, width, height, scale)


def _smaller(surface: Any, width: int, height: int, scale: float) -> Logo:
    """The same picture with fewer pixels."""
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    small = cairo().ImageSurface(cairo().FORMAT_ARGB32, columns, rows)
    context = cairo().Context(small)
    context.scale(columns / width, rows / height)
    context.set_source_surface(surface)
    context.get_source().set_filter(cairo().FILTER_BEST)
    context.get_source().set_extend(cairo().EXTEND_PAD)
    context.paint()
    return Logo(small, columns, rows)


def _read_jpeg(picture: Picture) -> Logo:
    """The file goes into the PDF as it is; the surface only says how large it is."""
    width, height = jpeg_size(picture.data)
    surface = cairo().ImageSurface(cairo().FORMAT_RGB24, width, height)
    surface.set_mime_data("image/jpeg", picture.data)
    return Logo(surface, width, height)


def _read_svg(picture: Picture) -> Logo:
    """Drawn by CairoSVG in its safe mode on a recording, which the PDF then repeats as lines."""
    surface_class, tree_class = cairosvg()

    class Recording(surface_class):  # type: ignore[misc, valid-type]
        """CairoSVG's painter on a recording surface of the picture's own size, in pixels."""

        device_units_per_user_units = 1
        drawn = 0

        def _create_surface(self, width: float, height: float) -> tuple[Any, float, float]:
            if not 0 < width < 1e5 or not 0 < height < 1e5:
                raise PictureError("tidak mempunyai ukuran yang masuk akal (width, height atau viewBox)")
            return cairo().RecordingSurface(cairo().CONTENT_COLOR_ALPHA, (0, 0, width, height)), width, height

        def draw(self, node: Any) -> None:
            self.drawn += 1
            if self.drawn > MAX_EFFORT:
                raise PictureError("SVG terlalu rumit; sederhanakan, atau simpan sebagai PNG")
            super().draw(node)

    tree = tree_class(bytestring=picture.data, unsafe=False, url_fetcher=_fetch)
    recording = Recording(tree, None, 96, None, picture.width / PIXEL, picture.height / PIXEL)
    return Logo(recording.cairo, recording.width, recording.height)


def _fetch(url: str, _kind: str) -> bytes:
    """What CairoSVG gets for an address: the PNG or JPEG within the file itself, and nothing from anywhere else."""
    from base64 import b64decode

    head, _, body = url.partition(",")
    kind = head.removeprefix("data:").removesuffix(";base64")
    if not head.startswith("data:") or not head.endswith(";base64") or kind not in ("image/png", "image/jpeg"):
        return NOTHING
    data = b64decode(body.replace("%20", "").replace(" ", ""))
    reason = check_picture(data, kind)
    if reason:
        raise PictureError(f"memuat gambar yang {reason}")
    return data
