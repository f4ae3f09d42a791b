"""Everything that is done with a text, one after another. Not a test: the tests of robustness and `tools/fuzz.py` call it.

In: bytes or a text. Out: what was found on the way. Raises when something raises that should not, or when a promise is broken.
"""

import json
from contextlib import suppress
from xml.parsers import expat

from sopflow import services
from sopflow.describe import describe
from sopflow.diagnostics import Diagnostic, has_errors
from sopflow.drawing import Drawing, Page, Picture
from sopflow.export.formats import Content, render
from sopflow.export.pdf import pdf
from sopflow.export.pdf_sources import SourceError, read_sources
from sopflow.export.pictures import PictureError, check_picture
from sopflow.export.svg import svg
from sopflow.format import formatted
from sopflow.messages import render as told
from sopflow.pipeline import Compiled, compile_bytes, compile_source
from sopflow.rules.check import check_source
from sopflow.source import Source

NAME = "uji.sop"


def whatever(data: bytes) -> None:
    """Bytes as what they begin like: a book, a picture, a PDF, and else a text."""
    start = data.lstrip()[:1]
    if start == b"{":
        any_bytes(data)
    elif start == b"<" or data.startswith((b"\x89PNG", b"\xff\xd8")):
        painted(data)
    elif start == b"%":
        extracted(data)
    else:
        everything(data.decode("utf-8", "surrogateescape"), ("html", "json"))


def everything(text: str, formats: tuple[str, ...] = ("html", "json", "mermaid", "bpmn")) -> Compiled:
    """Compiles, draws, exports, describes, formats and checks a text, and asks the services about it."""
    source = Source(NAME, text)
    compiled = compile_source(source)
    for each in compiled.diagnostics:
        assert told(each, compiled.sources)
    lies_in(text, compiled.diagnostics)
    if compiled.drawing and compiled.book:
        for page in (*compiled.drawing.pages, *compiled.drawing.charts):
            expat.ParserCreate().Parse(svg(page).encode(), True)
        content = Content(compiled.book, compiled.drawing, compiled.sources, compiled.files)
        for name in formats:
            assert all(file.data for file in render(name, "uji", content))
        assert describe(compiled.book)
    else:
        assert has_errors(compiled.diagnostics), "nothing is refused without a reason"
    again = formatted(source).text
    assert again is None or formatted(Source(NAME, again)).text == again
    assert again is None or not has_errors(compiled.diagnostics) or compiled.drawing is None
    check_source(source)
    ask(text)
    return compiled


def ask(text: str) -> None:
    """The services, at the beginning, in the middle and at the end."""
    services.outline(text)
    services.highlight(text)
    lines = text.split("\n")
    for at in {0, len(lines) // 2, len(lines) - 1}:
        column = len(lines[at]) // 2
        services.hover(text, at, column)
        services.complete(text, at, column)
        services.references(text, at, column)
    services.reformat(text)


def painted(data: bytes) -> None:
    """Bytes as a logo: refused in words, or drawn."""
    for kind in ("image/svg+xml", "image/png", "image/jpeg"):
        if check_picture(data, kind) is None:
            sheet = Page(60, 50, "", "", (Picture(10, 10, 30, 20, data, kind),))
            with suppress(PictureError):
                assert pdf(Drawing("x", "", None, (sheet,), ()))


def extracted(data: bytes) -> None:
    """Bytes as a PDF that may carry texts; one that is not ours is told by an error of its own."""
    with suppress(SourceError):
        read_sources(data)


def lies_in(text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Every place that a message names is in the text."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in diagnostics:
        if each.span.line:
            assert each.span.line <= len(lines) and 1 <= each.span.column <= len(lines[each.span.line - 1]) + 1, each


def any_bytes(data: bytes) -> None:
    """Bytes as the content of a text file and, when they are JSON, of a book."""
    for name in (NAME, "uji.json"):
        compiled = compile_bytes(data, name)
        if compiled.drawing and compiled.book:
            content = Content(compiled.book, compiled.drawing, compiled.sources, compiled.files)
            for page in (*compiled.drawing.pages, *compiled.drawing.charts):
                expat.ParserCreate().Parse(svg(page).encode(), True)
            json.loads(render("json", "uji", content)[0].data)
        else:
            assert has_errors(compiled.diagnostics)
