"""The order of the stages. Start reading here.

    text --load, parse--> statements --resolve--> Book --lay_out--> DocumentPlan --draw--> Drawing --export--> bytes

Every stage returns a value and the diagnostics it found; this module joins them and stops at the first stage with errors.
"""

import os
from typing import TYPE_CHECKING

from sopflow.collector import resting
from sopflow.diagnostics import Diagnostic, has_errors
from sopflow.drawing import Drawing, Page
from sopflow.model.book import Book
from sopflow.reading import read_file
from sopflow.source import Source, Span
from sopflow.syntax.decode import LARGEST
from sopflow.values import NamedTuple
from sopflow.view import WHOLE, View

if TYPE_CHECKING:
    from sopflow.layout.document import SheetPlan

CONSEQUENCES = frozenset({"nomor-tidak-urut", "lajur-kosong", "tanpa-kegiatan"})
"""What an error elsewhere may cause by itself: rows that failed shift the numbers, empty their lane, and may be the only ones."""


class Compiled(NamedTuple):
    """What a text compiles to. `drawing` is None when there are errors. `sources`: the texts read, by the name that spans use.

    `files`: what was read besides the text itself: full path and content.
    """

    book: Book | None
    drawing: Drawing | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]
    files: tuple[tuple[str, bytes], ...] = ()


@resting()
def compile_source(source: Source, root: str | None = None, view: View = WHOLE, reading: bool = True) -> Compiled:
    """Compiles a text. `root` is the folder for `gunakan` and `logo`; None forbids both. `view`: what of it is drawn.

    `reading`: pages tell in which order they are read, as PDF needs it.
    """
    from sopflow.load import Loader
    from sopflow.resolve import resolve

    loader = Loader(root)
    loaded = loader.load(source)
    book, found = resolve(loaded.statements, loader.logo, source.name)
    diagnostics = in_order((*loader.diagnostics, *found), source.name)
    if has_errors(diagnostics):
        return Compiled(book, None, _first_causes(diagnostics), loader.sources, tuple(loader.files.items()))
    drawing, complaints = draw_book(book, view, reading)
    told = in_order((*diagnostics, *complaints), source.name)
    return Compiled(book, None if has_errors(complaints) else drawing, told, loader.sources, tuple(loader.files.items()))


def _first_causes(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    first = tuple(each for each in diagnostics if each.code not in CONSEQUENCES)
    return first if has_errors(first) else diagnostics


def compile_bytes(data: bytes, name: str, root: str | None = None, view: View = WHOLE, reading: bool = True) -> Compiled:
    """Compiles the content of a file called `name` in messages; one that ends in .json holds a book (docs/json.md)."""
    if name.casefold().endswith(".json"):
        return _compile_json(data, name, view, reading)
    from sopflow.syntax.parse import decode

    source, diagnostics = decode(data, name)
    if source is None:
        return Compiled(None, None, diagnostics, {})
    compiled = compile_source(source, root, view, reading)
    return compiled._replace(diagnostics=in_order((*diagnostics, *compiled.diagnostics), name))


@resting()
def _compile_json(data: bytes, name: str, view: View, reading: bool) -> Compiled:
    """Compiles a book. What is said of words that came from no text is said of the file."""
    from sopflow.jsonbook import read_book

    book, diagnostics = read_book(data, name)
    if book is None:
        return Compiled(None, None, diagnostics, {})
    drawing, complaints = draw_book(book, view, reading)
    told = tuple(each if each.span.file else each._replace(span=Span(name, 0, 0)) for each in complaints)
    return Compiled(book, None if has_errors(told) else drawing, in_order(told, name), {})


def read_document(path: str | os.PathLike[str]) -> bytes:
    """The content of a text or a book; when it is larger than one may be, enough of it to be told so. Raises OSError."""
    if not os.fspath(path).casefold().endswith(".json"):
        return read_file(path, LARGEST)
    from sopflow.jsonbook.parse import LARGEST as LARGEST_BOOK

    return read_file(path, LARGEST_BOOK)


def compile_file(path: str, view: View = WHOLE) -> Compiled:
    """Compiles a file; its folder is the root. Raises OSError when it can't be read."""
    return compile_bytes(read_document(path), path, os.path.dirname(os.path.abspath(path)), view)


def draw_book(book: Book, view: View = WHOLE, reading: bool = True) -> tuple[Drawing, tuple[Diagnostic, ...]]:
    """Lays a book without errors out and draws the view of it. Errors among the diagnostics: the view can't be had."""
    from sopflow.layout.document import lay_out

    if view.whole:
        plan = lay_out(book)
    else:
        from sopflow.layout.views import lay_out_view

        plan = lay_out_view(book, view)
    sheets, whole, complaints = list(plan.sheets), list(plan.charts), plan.diagnostics
    del plan
    pages, charts = _drawn(sheets, reading), _drawn(whole, False)
    first = book.sops[0] if book.sops else None
    names = [sop.name for sop in book.sops if sop.name]
    author = ", ".join(first.identity.office) if first and first.identity else ""
    return Drawing("; ".join(names) or "SOP", author, first.date if first else None, pages, charts), complaints


def _drawn(waiting: "list[SheetPlan]", reading: bool) -> tuple[Page, ...]:
    """The sheets in ink. Each is let go of when it is drawn: in a long document they fill the memory."""
    from sopflow.draw import draw_page

    pages = []
    waiting.reverse()
    while waiting:
        pages.append(draw_page(*waiting.pop(), reading))
    return tuple(pages)


def in_order(diagnostics: tuple[Diagnostic, ...], main: str) -> tuple[Diagnostic, ...]:
    """Sorted by place, the main file first; a mistake reported twice is told once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda each: (each.span.file != main, each.span.file, each.span.line, each.span.column, each.code)))
