"""The text of a document within its PDF. In: what a document was made from, or a PDF. Out: attachments with names relative to the
document's folder, the text itself first.

What holds: a PDF is not trusted: what it holds is read up to a limit, and a name that leads out of a folder is refused.
"""

import os
import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sopflow.export.pdf_archive import Attachment

if TYPE_CHECKING:
    from pikepdf import Pdf

LARGEST = 5_000_000
"""Bytes of one attachment; what `build` reads is smaller."""

MOST = 200
"""Attachments of one PDF."""


class SourceError(ValueError):
    """No text can be had from the PDF; the message tells the user why."""


def sources_of(main: str, text: str, files: tuple[tuple[str, bytes], ...]) -> tuple[Attachment, ...]:
    """The text called `main`, and the files that it uses, by their full paths."""
    root = os.path.realpath(os.path.dirname(os.path.abspath(main)))
    used = [Attachment(_named(os.path.relpath(path, root).replace(os.sep, "/")), data) for path, data in files]
    name = _named(os.path.basename(main)) or "naskah.sop"
    return (Attachment(name, text.encode()), *sorted(each for each in used if each.name != name))


def read_sources(data: bytes) -> tuple[Attachment, ...]:
    """The attachments that the document was made from. SourceError when there are none, or none that may be written."""
    from pikepdf import PasswordError, PdfError, open

    try:
        with open(BytesIO(data)) as document:
            found = tuple(_sources(document))
    except PasswordError:
        raise SourceError("PDF ini dikunci dengan kata sandi; buka kuncinya dulu") from None
    except SourceError:
        raise
    except (PdfError, ValueError, RuntimeError):  # qpdf answers what it can't count or follow in several ways
        raise SourceError("berkas ini bukan PDF yang utuh") from None
    if not found:
        raise SourceError("PDF ini tidak memuat teks sumber; PDF yang dibuat dengan «--attach-source» memuatnya")
    return found


def _sources(document: "Pdf") -> list[Attachment]:
    from pikepdf import Array, Dictionary, Name

    listed = document.Root.get("/AF", Array())
    if not isinstance(listed, Array):
        return []
    if len(listed) > MOST:
        raise SourceError(f"PDF ini memuat lebih dari {MOST} lampiran")
    specs = [each for each in listed if isinstance(each, Dictionary) and each.get("/AFRelationship") == Name.Source]
    return [Attachment(_safe(spec.get("/UF", spec.get("/F"))), _content(spec)) for spec in specs]


def _named(name: str) -> str:
    """The name with a hyphen for what `_safe` refuses."""
    parts = ("".join("-" if _is_odd(sign) else sign for sign in part) for part in name.split("/"))
    return "/".join(re.sub(r"^[ .]|[ .]$", "-", part) for part in parts)


def _safe(written: Any) -> str:
    """The name, when it stays in its folder on every system."""
    from pikepdf import String

    name = str(written) if isinstance(written, String) else ""
    if any(part != part.strip(" .") or not part for part in name.split("/")) or any(map(_is_odd, name)):
        raise SourceError(f"lampiran bernama «{name[:60]}» ditolak, karena dapat keluar dari folder tujuan")
    return name


def _is_odd(sign: str) -> bool:
    return sign in '\\:*?"<>|' or not sign.isprintable()


def _content(spec: Any) -> bytes:
    """What an attachment holds. Only the usual compression is undone, and no further than the limit."""
    from pikepdf import Dictionary, Name, Stream

    files = spec.get("/EF")
    file = files.get("/F") if isinstance(files, Dictionary) else None
    packed = file.get("/Filter") if isinstance(file, Stream) else None
    if not isinstance(file, Stream) or packed not in (None, Name.FlateDecode) or "/DecodeParms" in file:
        raise SourceError("lampiran di PDF ini disimpan dengan cara yang tidak dikenal")
    raw = file.read_raw_bytes()
    try:
        data = zlib.decompressobj().decompress(raw, LARGEST + 1) if packed else raw
    except zlib.error:
        raise SourceError("lampiran di PDF ini rusak") from None
    if len(data) > LARGEST:
        raise SourceError(f"lampiran di PDF ini lebih besar dari {LARGEST // 1_000_000} MB")
    return data
