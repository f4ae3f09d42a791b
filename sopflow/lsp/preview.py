"""The drawn pages of a text, for an editor's preview: the server's own request `sopflow/preview`.

In: a document. Out: plain data that JSON can hold.
"""

from typing import TypedDict

from sopflow.lsp.document import Document
from sopflow.messages import say
from sopflow.pipeline import compile_source
from sopflow.services.index import HERE, read_index
from sopflow.source import Source

REQUEST = "sopflow/preview"


class RowPlace(TypedDict):
    """A row's key, as `data-row` says it in the pages, and its line (from 0)."""

    key: str
    line: int


class Preview(TypedDict):
    """`pages`: an SVG each; none when the text has errors. `messages`: the errors that stand in the way."""

    version: int | None
    pages: list[str]
    messages: list[str]
    rows: list[RowPlace]


def preview(document: Document) -> Preview:
    """The pages as they would be built now."""
    from sopflow.export.svg import svg

    compiled = compile_source(Source(HERE, document.text), document.root, reading=False)
    drawn = compiled.drawing.pages if compiled.drawing else ()
    pages = [svg(page, prefix=f"hal{number}-") for number, page in enumerate(drawn, 1)]
    errors = [each for each in compiled.diagnostics if each.severity == "error"]
    messages = [
        f"{each.span.file}:{each.span.line}: {say(each.message)}" if each.span.file else _at(each.span.line, say(each.message))
        for each in errors
    ]
    rows = [RowPlace(key=row.key.text, line=row.span.line - 1) for row in read_index(document.text, document.root).rows()]
    return Preview(version=document.version, pages=pages, messages=messages, rows=rows)


def _at(line: int, message: str) -> str:
    return say("Baris {}: {}").format(line, message) if line else message
