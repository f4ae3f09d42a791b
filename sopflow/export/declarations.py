"""cairo's declarations for cairocffi: what stands in the place of its module `cairocffi.ffi` in the program's own process.

cairocffi parses two thousand lines of C at every import, which takes longer than a document. `declared.py` holds the same declarations
ready made; they are used when they were made from the text that this cairocffi has, else cairocffi parses its own.
"""

from zlib import crc32

from cairocffi.constants import _CAIRO_HEADERS  # type: ignore[import-untyped]

from sopflow.export import declared

if crc32(_CAIRO_HEADERS.encode()) == declared.MADE_FROM:
    ffi = declared.ffi
else:
    from cairocffi.ffi import ffi  # type: ignore[import-untyped, no-redef]

__all__ = ["ffi"]
