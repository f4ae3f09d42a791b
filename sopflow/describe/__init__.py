"""The flow told in words: for screen readers, and for who would rather read a list than a chart.

`describe` tells a whole book (`words.py`); the drawing takes its own short descriptions from `page.py`. Both ask `flow.py`.
"""

from typing import Literal

from sopflow.model.book import Book


def describe(book: Book, language: Literal["id", "en"] = "id") -> str:
    """Every procedure of the book in words, in `language`; what the office wrote stays as it wrote it."""
    from sopflow.describe.words import in_words  # every build imports this package, few tell a book

    return in_words(book, language)
