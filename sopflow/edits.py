"""Changes to a source text, as data.

In: a text and edits whose spans lie in it. Out: the text with every edit made.
Always holds: what no edit touches stays as it was, line ends included.
"""

from collections.abc import Iterable

from sopflow.expressions import expression
from sopflow.source import Span
from sopflow.values import NamedTuple

_LINE_END = expression(r"\r\n|\r|\n")


class Edit(NamedTuple):
    """Put `text` in place of what stands at `span`; a span of length 0 inserts."""

    span: Span
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` made, whatever their order. ValueError when two overlap or one lies outside the text."""
    starts = _line_starts(text)
    pieces: list[str] = []
    position = 0
    for start, end, words in sorted((*_offsets(text, starts, edit.span), edit.text) for edit in edits):
        if start < position:
            raise ValueError("edits overlap")
        pieces += [text[position:start], words]
        position = end
    return "".join([*pieces, text[position:]])


def compatible(fixes: Iterable[tuple[Edit, ...]]) -> tuple[Edit, ...]:
    """The edits of as many of `fixes` as can be made at once: each whole or not at all, earlier ones first."""
    taken: list[Edit] = []
    for fix in fixes:
        new = [edit for edit in fix if edit not in taken]
        if not any(_overlap(edit.span, other.span) for edit in new for other in taken):
            taken += new
    return tuple(taken)


def _overlap(one: Span, other: Span) -> bool:
    if (one.file, one.line) != (other.file, other.line):
        return False
    same_place = one.column == other.column
    return same_place or (one.column < other.column + other.length and other.column < one.column + one.length)


def _line_starts(text: str) -> list[int]:
    """Offsets of the lines; a byte-order mark is no column of the first."""
    first = 1 if text.startswith("\ufeff") else 0
    return [first, *(found.end() for found in _LINE_END.finditer(text))]


def _offsets(text: str, starts: list[int], span: Span) -> tuple[int, int]:
    if not 1 <= span.line <= len(starts):
        raise ValueError(f"no line {span.line}")
    start = starts[span.line - 1] + span.column - 1
    end = start + span.length
    limit = starts[span.line] if span.line < len(starts) else len(text)
    if span.column < 1 or end > limit:
        raise ValueError(f"no such place: line {span.line}, column {span.column}, length {span.length}")
    return start, end
