"""The table of formats: what `sopflow build --format` offers, how each is made, and how its files are called.

In: a compiled document and options. Out: its files by name. A format is one of two kinds:

    page       one file a page: `paint(page, options) -> bytes`
    document   one file: `render(content, options) -> bytes`; `whole` ones tell the procedures whatever part is drawn

A new format is a module with a function `render(book, drawing) -> bytes` (`from_module` finds it), and one row in
FORMATS. Modules are imported when their format is asked for.

Names: NAME-1.svg … the pages of the document and NAME-bagan.svg its continuous chart (NAME-bagan-1.svg … if there are several); a part
adds what it is: NAME-alur.svg, NAME-alur-baris-3-8-160mm.svg, and its pages on paper NAME-alur-halaman-1.svg. No two views share a name.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from sopflow.drawing import Drawing, Page
from sopflow.model.book import Book
from sopflow.values import NamedTuple
from sopflow.view import WHOLE, View

if TYPE_CHECKING:
    from sopflow.export.pdf_archive import Attachment

SvgText = Literal["font", "plain", "paths"]
"""How an SVG holds its words: with the fonts that they are set in, without them, or as outlines."""

SVG_TEXTS: tuple[SvgText, ...] = ("font", "plain", "paths")


class Options(NamedTuple):
    """What a user may choose about formats. `dpi`: pixels in an inch of a PNG. `attach_source`: the text travels inside the PDF."""

    svg_text: SvgText = "font"
    dpi: int = 150
    attach_source: bool = False


class Content(NamedTuple):
    """A document without errors. `sources`: the texts that it was read from, by name; `files`: what was read besides, by full path."""

    book: Book
    drawing: Drawing
    sources: dict[str, str]
    files: tuple[tuple[str, bytes], ...] = ()
    view: View = WHOLE


DEFAULTS = Options()


class PageFormat(NamedTuple):
    """One file a page."""

    extension: str
    paint: Callable[[Page, Options], bytes]


class DocumentFormat(NamedTuple):
    """One file. `pages`: it shows those of the drawing. `whole`: it tells the procedures, whatever part is drawn.

    `reading`: it tells the order in which pages are read.
    """

    extension: str
    render: Callable[[Content, Options], bytes]
    pages: bool = False
    whole: bool = False
    reading: bool = False


class File(NamedTuple):
    """An output: its name, its content, and the pages that it shows."""

    name: str
    data: bytes
    pages: tuple[Page, ...] = ()


def _svg(page: Page, options: Options) -> bytes:
    from sopflow.export.svg import svg

    if options.svg_text == "paths":
        from sopflow.export.outlines import outlined

        page = outlined(page)
    return svg(page, embed_fonts=options.svg_text == "font").encode()


def _png(page: Page, options: Options) -> bytes:
    from sopflow.export.png import png

    return png(page, options.dpi)


def _pdf(content: Content, options: Options) -> bytes:
    from sopflow.export.pdf import PdfOptions, pdf

    return pdf(content.drawing, PdfOptions(_sources(content) if options.attach_source else ()))


def _html(content: Content, _options: Options) -> bytes:
    from sopflow.export.html import render

    return render(content.book, content.drawing, content.view)


def _sources(content: Content) -> "tuple[Attachment, ...]":
    """What the document can be made from again: its text with what it uses, or a book that came as JSON."""
    from sopflow.export.pdf_sources import sources_of

    if not content.sources:
        from sopflow.export.json import render
        from sopflow.export.pdf_archive import Attachment

        return (Attachment("naskah.json", render(content.book, content.drawing)),)
    main, text = next(iter(content.sources.items()))
    return sources_of(main, text, content.files)


def from_module(name: str) -> Callable[[Content, Options], bytes]:
    """The `render(book, drawing)` of a module of the package: "export.json"."""

    def render(content: Content, _options: Options) -> bytes:
        made = import_module(f"sopflow.{name}").render(content.book, content.drawing)
        assert isinstance(made, bytes)
        return made

    return render


FORMATS: dict[str, PageFormat | DocumentFormat] = {
    "svg": PageFormat(".svg", _svg),
    "pdf": DocumentFormat(".pdf", _pdf, pages=True, reading=True),
    "png": PageFormat(".png", _png),
    "html": DocumentFormat(".html", _html),
    "json": DocumentFormat(".json", from_module("export.json"), whole=True),
    "dot": DocumentFormat(".dot", from_module("export.dot"), whole=True),
    "mermaid": DocumentFormat(".mmd", from_module("export.mermaid"), whole=True),
    "bpmn": DocumentFormat(".bpmn", from_module("bpmn"), whole=True),
}
"""Formats by the name that users give."""


def tell_reading(formats: Iterable[str]) -> bool:
    """Whether one of the formats tells the order in which pages are read."""
    return any(isinstance(kind, DocumentFormat) and kind.reading for kind in map(FORMATS.__getitem__, formats))


def render(name: str, stem: str, content: Content, options: Options = DEFAULTS) -> tuple[File, ...]:
    """The files of one format; `stem` is the document's name. MissingLibrary and PictureError when it can't be made here."""
    kind = FORMATS[name]
    if isinstance(kind, DocumentFormat):
        suffix = "" if kind.whole else content.view.suffix
        pages = content.drawing.pages if kind.pages else ()
        return (File(f"{stem}{suffix}{kind.extension}", kind.render(content, options), pages),)
    names = page_names(stem, content.drawing, content.view)
    return tuple(File(file + kind.extension, kind.paint(page, options), (page,)) for file, page in names)


def page_names(stem: str, drawing: Drawing, view: View) -> list[tuple[str, Page]]:
    """Every page and every continuous chart with the name of its file, without extension."""
    base = stem + view.suffix
    numbered = view.whole or view.paged or len(drawing.pages) > 1
    pages = [(f"{base}-{number}" if numbered else base, page) for number, page in enumerate(drawing.pages, 1)]
    several = len(drawing.charts) > 1
    charts = [(f"{stem}-bagan-{number}" if several else f"{stem}-bagan", chart) for number, chart in enumerate(drawing.charts, 1)]
    return pages + charts
