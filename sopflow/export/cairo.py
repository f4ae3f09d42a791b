"""The way to the cairo library. In: nothing. Out: the module cairocffi, and the shipped typeface as cairo's font faces.

Nothing is imported or opened before it is asked for: the import alone takes longer than compiling a document.
What holds: the faces are read from the package's own files by FreeType, so that no font of the machine, and no setting of its
fontconfig, can take the place of the one that was measured.
"""

import os
import sys
from functools import cache
from typing import Any

from sopflow.drawing import Face
from sopflow.fonts import STYLES, path
from sopflow.later import Later, later_class, standing_in

FREETYPE = ("freetype", ("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll", "freetype.dll"), "libfreetype6")
CAIRO = ("cairo", ("libcairo.so.2", "libcairo.2.dylib", "libcairo-2.dll", "cairo.dll"), "libcairo2")
"""The names of a library: for a search, as files, and of its Debian package."""

NO_HINTING = 2
"""FT_LOAD_NO_HINTING: advances stay what the table says."""


class MissingLibrary(RuntimeError):
    """A library of the system is not installed. Its words, one line, tell how to get it."""


@cache
def cairo() -> Any:
    """The module cairocffi. MissingLibrary when it, or the library under it, is not there."""
    try:
        with standing_in(SEARCH):
            import cairocffi  # type: ignore[import-untyped]
    except ImportError:
        raise MissingLibrary("PDF dan PNG memerlukan paket Python cairocffi: jalankan “pip install cairocffi”") from None
    except OSError:
        raise MissingLibrary(
            "PDF dan PNG memerlukan pustaka cairo: pasang dengan “sudo apt install libcairo2” (Debian/Ubuntu) atau “brew install cairo”"
        ) from None
    return cairocffi


@cache
def cairosvg() -> Any:
    """The module cairosvg's classes Surface and Tree, as a pair. MissingLibrary when it is not there."""
    cairo()
    try:
        with standing_in(*NOT_FOR_LOGOS):
            from cairosvg.parser import Tree  # type: ignore[import-untyped]
            from cairosvg.surface import Surface  # type: ignore[import-untyped]
    except ImportError:
        raise MissingLibrary("Logo SVG di dalam PDF dan PNG memerlukan paket Python CairoSVG: jalankan “pip install cairosvg”") from None
    return Surface, Tree


@cache
def faces() -> dict[Face, Any]:
    """A cairo font face for each style. They, and the FreeType library behind them, live as long as the process."""
    from sopflow.export.declared import ffi

    library = ffi.new("void **")
    freetype, drawing = _opened(ffi, *FREETYPE), _opened(ffi, *CAIRO)
    if freetype.FT_Init_FreeType(library):
        raise MissingLibrary("pustaka FreeType tidak dapat dipakai: pasang ulang dengan “sudo apt install libfreetype6”")
    result = {}
    for face in STYLES:
        handle = ffi.new("void **")
        if freetype.FT_New_Face(library[0], os.fsencode(path(face)), 0, handle):
            raise MissingLibrary(f"huruf {path(face)} tidak dapat dibaca: pasang ulang sopflow")
        pointer = drawing.cairo_ft_font_face_create_for_ft_face(handle[0], NO_HINTING)
        known = cairo().ffi.cast("cairo_font_face_t *", int(ffi.cast("uintptr_t", pointer)))
        result[face] = cairo().FontFace._from_pointer(known, incref=False)
    return result


def _opened(ffi: Any, name: str, files: tuple[str, ...], package: str) -> Any:
    """A library by the first of its names that is found; the search is slow and comes last."""
    for file in files:
        try:
            return ffi.dlopen(file)
        except OSError:
            continue
    from ctypes.util import find_library

    found = find_library(name)
    if not found:
        raise MissingLibrary(
            f"PDF dan PNG memerlukan pustaka {name}: pasang dengan “sudo apt install {package}” atau “brew install {name}”"
        )
    return ffi.dlopen(found)


def _found(name: str) -> str | None:
    """What `ctypes.util.find_library` finds. It starts programs of the system, which takes longer than a page; cairocffi asks it for
    cairo by three names, of which Linux has one, and that one is found by its file's name where it is in its place."""
    from ctypes import CDLL

    _, (file, *_), _ = CAIRO
    if sys.platform == "linux" and name in ("cairo-2", "cairo", "libcairo-2"):
        try:
            CDLL(file)
        except OSError:
            pass
        else:
            return file if name == "cairo" else None
    found: str | None = SEARCH.imported().find_library(name)
    return found


def _urlopen(*arguments: Any, **named: Any) -> Any:
    from urllib import request

    return request.urlopen(*arguments, **named)


SEARCH = Later("ctypes.util", find_library=_found)
NOT_FOR_LOGOS = (
    Later("urllib.request", Request=later_class("urllib.request", "Request"), urlopen=_urlopen),
    Later("PIL.Image"),
    Later("PIL.ImageOps"),
)
"""What CairoSVG imports for addresses, which are never asked, and for pictures within a picture, which are rare: half of its time."""
