"""One procedure within a document. In: a text or the name of a file, and the writer's options. Out: pictures, or words for the reader.

What holds: nothing outside the document's folder is read; the same text and options give the same pictures, with the same names.
"""

import os
import re
from collections.abc import Mapping
from hashlib import sha256

from sopflow.api import CompileError, Document, compile, compile_file
from sopflow.drawing import Drawing, Page
from sopflow.messages import reason
from sopflow.values import NamedTuple
from sopflow.view import ViewError

NAME = "blok sop"
"""What messages call a text that stands within the document."""

ALL = "semua"


class BlockError(ValueError):
    """The block can't be drawn. Its words, lines in Indonesian, tell why; `read` are the files that may mend it."""

    def __init__(self, words: str, read: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.read = read


class _Refused(ValueError):
    """A wish that can't be had; its words are one line."""


class Wish(NamedTuple):
    """The options of a block, as they were written. `page`: "2", "2-4" or "semua"."""

    file: str = ""
    part: str = ""
    rows: str = ""
    width: str = ""
    page: str = ""


class Picture(NamedTuple):
    """One page of what was drawn, and the document that it belongs to."""

    page: Page
    drawing: Drawing

    @property
    def alt(self) -> str:
        """The picture in words."""
        return f"{self.page.title}. {self.page.description}" if self.page.description else self.page.title

    @property
    def name(self) -> str:
        """A name for its files that tells what is in them, without extension."""
        return f"sop-{sha256(self.svg().encode()).hexdigest()[:12]}"

    def svg(self) -> str:
        """The picture with its fonts within."""
        from sopflow.export.svg import svg

        return svg(self.page)

    def pdf(self) -> bytes:
        """A file of one page, of the picture's size."""
        from sopflow.export.pdf import pdf

        return pdf(self.drawing._replace(pages=(self.page._replace(links=(), fields=()),), charts=()))

    def png(self, dpi: int = 200) -> bytes:
        """The picture as pixels."""
        from sopflow.export.png import png

        return png(self.page, dpi)


class Drawn(NamedTuple):
    """What became of a block. `notes`: the compiler's remarks; `read`: the files that it depends on."""

    pictures: tuple[Picture, ...]
    notes: str
    read: tuple[str, ...]


def draw(text: str, options: Mapping[str, str], root: str | None, name: str = NAME) -> Drawn:
    """Draws a block of a document in the folder `root`. Without a wish for pages, it is one picture for each chart."""
    read: list[str] = []
    try:
        wish = _wish(options)
        document = _compile(text, wish, root, name, read)
        pages = _chosen(document.drawing.pages, wish.page)
    except CompileError as error:
        raise BlockError(str(error), tuple(read)) from error
    except (ViewError, _Refused) as error:
        raise BlockError(f"{name}: {error}", tuple(read)) from error
    return Drawn(tuple(Picture(page, document.drawing) for page in pages), document.messages, tuple(read))


def _wish(options: Mapping[str, str]) -> Wish:
    unknown = [name for name in options if name not in Wish._fields]
    if unknown:
        raise _Refused(f"pilihan «{unknown[0]}» tidak dikenal; pilih dari {', '.join(Wish._fields)}")
    return Wish(**options)


def _compile(text: str, wish: Wish, root: str | None, name: str, read: list[str]) -> Document:
    """The document of a block; `read` gets the files that it is made from."""
    part = wish.part or ("lengkap" if wish.page and not (wish.rows or wish.width) else "bagan")
    paged = bool(wish.page) and part != "lengkap"
    if not wish.file:
        document = compile(text, root=root, part=part, rows=wish.rows, width=wish.width, paged=paged, name=name)
    else:
        if text.strip():
            raise _Refused("blok ini berisi teks dan juga menyebut berkas; hapus salah satunya")
        path = _inside(wish.file, root)
        read.append(path)
        try:
            document = compile_file(os.path.relpath(path), part=part, rows=wish.rows, width=wish.width, paged=paged)
        except OSError as error:
            raise _Refused(f"{wish.file}: {reason(error)}") from error
    read.extend(document.dependencies)
    return document


def _inside(file: str, root: str | None) -> str:
    """The full path of a file in the document's folder."""
    if root is None:
        raise _Refused(f"berkas «{file}» tidak bisa dibaca, karena dokumen ini tidak mempunyai folder")
    folder = os.path.realpath(root)
    path = os.path.realpath(os.path.join(folder, file))
    if os.path.isabs(file) or not path.startswith(folder + os.sep):
        raise _Refused(f"berkas «{file}» berada di luar folder dokumen ini; salin berkas itu ke folder dokumen")
    return path


def _chosen(pages: tuple[Page, ...], wanted: str) -> tuple[Page, ...]:
    """The pages that a wish names, counted from 1."""
    if wanted in ("", ALL):
        return pages
    match = re.fullmatch(r"\s*(\d{1,4})\s*(?:[-–]\s*(\d{1,4})\s*)?", wanted)
    if not match:
        raise _Refused(f"halaman «{wanted}» tidak terbaca; tulis misalnya 2, 2-4, atau {ALL}")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last <= len(pages):
        raise _Refused(f"halaman {wanted} tidak ada; dokumen ini mempunyai {len(pages)} halaman")
    return pages[first - 1 : last]
