"""Parse cairocffi's declarations of cairo, and the few of FreeType, into sopflow/export/declared.py: run it for a new cairocffi.

cffi writes a module that holds them ready for use. Parsing them takes longer than laying out a document, and cairocffi does it anew in
each process.
"""

import tempfile
from pathlib import Path
from zlib import crc32

import cffi  # type: ignore[import-untyped]
from cairocffi.constants import _CAIRO_HEADERS  # type: ignore[import-untyped]

DECLARED = Path(__file__).resolve().parent.parent / "sopflow" / "export" / "declared.py"

FREETYPE = """
int FT_Init_FreeType(void **library);
int FT_New_Face(void *library, const char *path, long index, void **face);
void *cairo_ft_font_face_create_for_ft_face(void *face, int flags);
"""

HEAD = '''"""Declarations of cairo, as cairocffi has them, and of FreeType; made by tools/build_declarations.py: do not edit."""
# mypy: ignore-errors

MADE_FROM = {made_from}
"""Checksum of cairocffi's text."""

'''


def declared() -> str:
    """The content of declared.py."""
    ffi = cffi.FFI()
    ffi.set_source("sopflow.export.declared", None)
    ffi.cdef(_CAIRO_HEADERS)
    ffi.cdef(FREETYPE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "declared.py"
        ffi.emit_python_code(str(path))
        return HEAD.format(made_from=crc32(_CAIRO_HEADERS.encode())) + path.read_text(encoding="utf-8")


if __name__ == "__main__":
    DECLARED.write_text(declared(), encoding="utf-8")
