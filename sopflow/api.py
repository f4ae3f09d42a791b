"""The Python interface: a text in, a `Document` out, which gives every output and shows itself in notebooks.

    import sopflow
    sopflow.compile("1. @A: Menulis surat\\n2. @B: Mengirim surat").svg()

`compile` never fails for a mistake in the text: `ok` and `diagnostics` tell; asking a document with errors for an output raises
CompileError, whose words are those of the command line.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from sopflow.diagnostics import Diagnostic
from sopflow.drawing import Drawing, Page
from sopflow.export.formats import DEFAULTS, Content, Options
from sopflow.model.book import Book
from sopflow.pipeline import Compiled, compile_bytes, compile_source, read_document
from sopflow.source import Source
from sopflow.view import WHOLE, View, ViewError, make_view

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sopflow.batch.report import Report

__all__ = ["CompileError", "Diagnostic", "Document", "Options", "View", "ViewError", "build_many", "compile", "compile_file"]

NAME = "teks"
"""What messages call a text that came from no file."""


class CompileError(ValueError):
    """The text has errors. `diagnostics` are all that was found, as the words of the error tell them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], words: str) -> None:
        super().__init__(words)
        self.diagnostics = diagnostics


class Document:
    """A compiled text. Outputs are made when they are asked for; the same text gives the same bytes."""

    def __init__(self, compiled: Compiled, view: View = WHOLE) -> None:
        self._compiled = compiled
        self.view = view

    @property
    def ok(self) -> bool:
        """Whether the text has no errors, and outputs can be had."""
        return self._compiled.drawing is not None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All errors and warnings, in the order of the text."""
        return self._compiled.diagnostics

    @property
    def messages(self) -> str:
        """The diagnostics as the command line prints them; empty when there are none."""
        from sopflow.messages import render

        return "\n".join(render(each, self._compiled.sources) for each in self.diagnostics)

    @property
    def dependencies(self) -> tuple[str, ...]:
        """The full paths of what was read besides the text: shared parts and logos, also when there are errors."""
        return tuple(path for path, _ in self._compiled.files)

    @property
    def drawing(self) -> Drawing:
        """What is drawn: the pages and the continuous charts, in millimetres."""
        return self._drawing()

    @property
    def book(self) -> Book:
        """What the procedures mean."""
        self._drawing()
        assert self._compiled.book is not None
        return self._compiled.book

    @property
    def pages(self) -> int:
        """How many pages the document has; of a part, how many pictures."""
        return len(self._drawing().pages)

    def svg(self, page: int = 1) -> str:
        """One page, counted from 1."""
        return self._svg(self._page(page))

    def svgs(self) -> tuple[str, ...]:
        """Every page."""
        return tuple(map(self._svg, self._drawing().pages))

    def chart_svgs(self) -> tuple[str, ...]:
        """The charts, each continuous and as tall as it is; of a part, its pictures."""
        drawing = self._drawing()
        return tuple(map(self._svg, drawing.charts or drawing.pages))

    def pdf(self) -> bytes:
        """All pages in one file."""
        return self.output("pdf")

    def png(self, page: int = 1, dpi: int = 150) -> bytes:
        """One page as pixels, `dpi` of them in an inch."""
        from sopflow.export.png import png

        return png(self._page(page), dpi)

    def html(self) -> str:
        """One page for browsers that needs nothing else: drawing, table, flow in words."""
        return self.output("html").decode()

    def json(self) -> str:
        """What the procedures mean, as docs/json.md tells it."""
        return self.output("json").decode()

    def describe(self, language: Literal["id", "en"] = "id") -> str:
        """The flow told in words."""
        from sopflow.describe import describe

        return describe(self.book, language)

    def output(self, name: str) -> bytes:
        """The output of a format that is one file: `name` is one of `sopflow build --format`."""
        from sopflow.export.formats import DEFAULTS, FORMATS, DocumentFormat

        kind = FORMATS.get(name)
        if not isinstance(kind, DocumentFormat):
            known = [each for each, form in FORMATS.items() if isinstance(form, DocumentFormat)]
            raise ValueError(f"jenis «{name}» tidak dikenal; pilih dari {', '.join(known)}")
        return kind.render(self._content(), DEFAULTS)

    def files(self, stem: str, formats: Sequence[str] = ("svg", "pdf"), options: Options = DEFAULTS) -> dict[str, bytes]:
        """The files that `sopflow build` writes, by their names; `stem` is the document's."""
        from sopflow.export.formats import render

        return {file.name: file.data for name in formats for file in render(name, stem, self._content(), options)}

    def _content(self) -> Content:
        drawing = self._drawing()
        assert self._compiled.book is not None
        return Content(self._compiled.book, drawing, self._compiled.sources, self._compiled.files, self.view)

    def _drawing(self) -> Drawing:
        if self._compiled.drawing is None:
            raise CompileError(self.diagnostics, self.messages)
        return self._compiled.drawing

    def _page(self, number: int) -> Page:
        pages = self._drawing().pages
        if not 1 <= number <= len(pages):
            raise IndexError(f"halaman {number} tidak ada; dokumen ini mempunyai {len(pages)} halaman")
        return pages[number - 1]

    def _svg(self, page: Page, prefix: str = "") -> str:
        from sopflow.export.svg import svg

        return svg(page, prefix=prefix)

    def __repr__(self) -> str:
        return f"<sopflow.Document: {self.pages} halaman>" if self.ok else "<sopflow.Document: ada galat>"

    def _repr_svg_(self) -> str | None:
        return self.chart_svgs()[0] if self.ok else None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        if not self.ok:
            return {"text/plain": self.messages}
        pictures = self._drawing().charts or self._drawing().pages
        if len(pictures) == 1:
            return {"image/svg+xml": self._svg(pictures[0]), "text/plain": repr(self)}
        return {"text/html": "\n".join(self._svg(page, f"g{at}-") for at, page in enumerate(pictures, 1)), "text/plain": repr(self)}


def compile(
    text: str,
    *,
    root: str | os.PathLike[str] | None = None,
    part: str = "lengkap",
    rows: str | tuple[int, int] | None = None,
    width: str | float | None = None,
    paged: bool = False,
    name: str = NAME,
) -> Document:
    """Compiles a text. `root` is the folder that `gunakan` and `logo` may read from; None forbids both.

    `part`, `rows`, `width` and `paged` choose what is drawn: see `sopflow.view`. ViewError when they can't be.
    """
    view = make_view(part, rows, width, paged)
    return Document(compile_source(Source(name, text), None if root is None else os.fspath(root), view), view)


def compile_file(
    path: str | os.PathLike[str],
    *,
    part: str = "lengkap",
    rows: str | tuple[int, int] | None = None,
    width: str | float | None = None,
    paged: bool = False,
) -> Document:
    """Compiles a file; its folder is the root. OSError when it can't be read."""
    view = make_view(part, rows, width, paged)
    name = os.fspath(path)
    return Document(compile_bytes(read_document(name), name, os.path.dirname(os.path.abspath(name)), view), view)


def build_many(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    formats: Sequence[str] = ("svg", "pdf"),
    part: str = "lengkap",
    rows: str | tuple[int, int] | None = None,
    width: str | float | None = None,
    paged: bool = False,
    options: Options = DEFAULTS,
    executor: "Executor | None" = None,
    jobs: int | None = 1,
    fresh: bool = False,
) -> "Report":
    """Makes the documents of files and folders, as `sopflow build` does, and tells what became of each.

    `executor`: any of `concurrent.futures`, whose workers see the same files; else `jobs` processes (None: one for each processor).
    `fresh`: what did not change in a folder is made again too. ValueError when two texts would make the same files.
    """
    from sopflow.batch.run import build_many as build
    from sopflow.batch.task import Orders
    from sopflow.export.formats import FORMATS

    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"jenis «{unknown[0]}» tidak dikenal; pilih dari {', '.join(FORMATS)}")
    orders = Orders(tuple(formats), make_view(part, rows, width, paged), options)
    return build([os.fspath(path) for path in paths], os.fspath(out), orders, executor, jobs, fresh)
