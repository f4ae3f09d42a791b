"""Source text and places in it.

In: the text of one file. Out: `Source`, and `Span` values that say where in it a thing stands.
Lines and columns count from 1; a column counts characters, not bytes.
"""

from sopflow.values import NamedTuple


class Span(NamedTuple):
    """A run of characters within one line of a source file."""

    file: str
    line: int
    column: int
    length: int = 1


class Source(NamedTuple):
    """One file as it was read: `name` is what messages call it."""

    name: str
    text: str


NOWHERE = Span("", 0, 0, 0)
"""The span of what no line of a source says: defaults and implied shapes without an origin."""

_JOINERS = "\u200c\u200d"
"""What makes one letter of several, in some scripts and in pictures."""


def shown(words: str) -> str:
    """Words in one line, with nothing in them that a terminal obeys or can't write: names of files may hold anything."""
    if words.isprintable():
        return words
    return "".join(char if char.isprintable() or char in _JOINERS else char.encode("unicode_escape").decode() for char in words)
