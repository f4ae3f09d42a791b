"""Everything that is done with a text, one after another. Not a test: the tests of robustness and `tools/fuzz.py` call it.

In: bytes or a text. Out: what was found on the way. Raises when something raises that should not, or when a promise is broken.
"""

import json
from xml.parsers import expat

from sopflow import services
from sopflow.describe import describe
from sopflow.diagnostics import Diagnostic, has_errors
from sopflow.export.formats import Content, render
from sopflow.export.svg import svg
from sopflow.format import formatted
from sopflow.messages import render as told
from sopflow.pipeline import Compiled, compile_bytes, compile_source
from sopflow.rules.check import check_source
from sopflow.source import Source

NAME = "uji.sop"


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
