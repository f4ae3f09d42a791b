"""Books that came from no text, such as those in JSON.

In: a book and the file that holds it. Out: the same book, in which what stood nowhere stands in that file, as line 0; and the files that
its places name, each with no text, for nothing of it can be shown or mended.
"""

from typing import Any

from sopflow.model.book import Book
from sopflow.source import Span


def placed(book: Book, name: str) -> tuple[Book, dict[str, str]]:
    """The book with a place for everything, and its sources by name."""
    files = {name: ""}
    return Book(*(_placed(part, Span(name, 0, 0), files) for part in book)), files


def _placed(value: Any, place: Span, files: dict[str, str]) -> Any:
    if isinstance(value, Span):
        files.setdefault(value.file or place.file, "")
        return value if value.file else place
    if not isinstance(value, tuple):
        return value
    parts = [_placed(each, place, files) for each in value]
    return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
