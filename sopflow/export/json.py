"""A book as JSON. In: a book. Out: text that says all of it, in the form that `sopflow/schema/` describes and `build` reads again.

What holds: the same book gives the same characters, wherever its files lie: spans name them from the folder that holds them all. A field
that holds its default is left out.
"""

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from sopflow.drawing import Drawing
from sopflow.model.book import Book
from sopflow.schema.fields import DOCUMENT, SPAN
from sopflow.schema.kinds import Binary, Date, Keyed, Kind, Many, Record
from sopflow.source import Span, shown


def render(book: Book, _drawing: Drawing | None = None) -> bytes:
    """The file's bytes."""
    return to_json(book).encode()


def to_json(book: Book) -> str:
    """The book as JSON text, indented by one space a level."""
    return json.dumps(_value(DOCUMENT, book, _folder(book)), ensure_ascii=False, indent=1) + "\n"


def _folder(book: Book) -> str:
    """The folder that holds all the files of the book's spans, with a slash behind it; empty when they have none."""
    folders = {os.path.dirname(span.file) for span in _spans(book) if span.file}
    try:
        common = os.path.commonpath(folders) if folders else ""
    except ValueError:  # a book that was read from JSON may name files from anywhere
        common = ""
    return os.path.join(common, "") if common else ""


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)


def _value(kind: Kind, value: Any, folder: str) -> Any:
    """`value` as the json module writes it."""
    if isinstance(kind, Record):
        if kind is SPAN:
            value = value._replace(file=shown(value.file.removeprefix(folder).replace(os.sep, "/")))
        parts = kind.parts(value)
        return {field.name: _value(field.kind, parts[field.name], folder) for field in kind.fields if parts[field.name] != field.default}
    if isinstance(kind, Many):
        return [_value(kind.of, each, folder) for each in value]
    if isinstance(kind, Keyed):
        return {key: _value(kind.of, each, folder) for key, each in value}
    if isinstance(kind, Binary):
        return b64encode(value).decode()
    if isinstance(kind, Date):
        return "{:04}-{:02}-{:02}".format(*value)
    return value
