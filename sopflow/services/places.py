"""Places in a text as editors count them, and changes to it.

Lines and columns count from 0; a column counts characters (code points). Everything else of sopflow counts from 1: `range_of` translates.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

from sopflow.source import Span
from sopflow.values import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Range(NamedTuple):
    """From a place up to another, which it does not include. `file`: a file that the text uses, by its path from the root; empty: the
    text itself."""

    line: int
    column: int
    end_line: int
    end_column: int
    file: str = ""

    def holds(self, line: int, column: int) -> bool:
        """Whether a cursor there touches it; one right behind its last character does."""
        return (self.line, self.column) <= (line, column) <= (self.end_line, self.end_column)

    def meets(self, other: "Range") -> bool:
        """Whether the two share a place; touching counts."""
        starts, ends = (self.line, self.column), (self.end_line, self.end_column)
        return starts <= (other.end_line, other.end_column) and (other.line, other.column) <= ends


class TextEdit(NamedTuple):
    """Put `text` in place of `range`; an empty range inserts. The edits of one answer never overlap and all count in the old text."""

    range: Range
    text: str


def range_of(span: Span) -> Range:
    """The range of a span."""
    line, column = max(span.line - 1, 0), max(span.column - 1, 0)
    return Range(line, column, line, column + span.length, span.file)


def lines_of(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return _LINE_END.split(text)


def line_end(text: str) -> str:
    """How the text ends its lines."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


def difference(before: str, after: str) -> tuple[TextEdit, ...]:
    """Edits of whole lines that make `after` of `before`: few, so that an editor keeps its cursor and folds."""
    old, new = (_whole_lines(text) for text in (before, after))
    matcher = SequenceMatcher(None, old, new)
    return tuple(
        TextEdit(Range(*_place(old, start), *_place(old, end)), "".join(new[first:last]))
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    )


def _whole_lines(text: str) -> list[str]:
    starts = [0, *(found.end() for found in _LINE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts) if start < end]


def _place(lines: list[str], index: int) -> tuple[int, int]:
    """Where line `index` begins; behind the last line, where the text ends."""
    if index < len(lines) or not lines or lines[-1].endswith(("\n", "\r")):
        return index, 0
    return index - 1, len(lines[-1])


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """The text with the edits made, whatever their order."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits):
        start, end = starts[edit.range.line] + edit.range.column, starts[edit.range.end_line] + edit.range.end_column
        pieces += [text[position:start], edit.text]
        position = end
    return "".join([*pieces, text[position:]])
