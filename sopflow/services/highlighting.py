"""The parts of a text that an editor colours.

In: a text. Out: tokens in the order of the text, none overlapping. Lines that the parser refuses are coloured by their signs.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from sopflow.services.context import ROW_HEAD, TOP, Context, below, read_line
from sopflow.services.index import HERE
from sopflow.services.places import lines_of
from sopflow.source import Source
from sopflow.syntax.grammar import Refusal
from sopflow.syntax.lines import Line, Page, read_page
from sopflow.syntax.words import ARROW
from sopflow.values import NamedTuple

if TYPE_CHECKING:
    from sopflow.syntax.grammar import Branch, Leaf

TokenKind = Literal["comment", "keyword", "key", "lane", "kind", "label", "arrow", "link", "string", "marker", "bold", "italic", "role"]

_KINDS: dict[str, TokenKind] = {
    "ROW_KEY": "key",
    "TARGET_KEY": "key",
    "NAME": "lane",
    "TARGET_LANE": "lane",
    "LANE_WORDS": "lane",
    "KIND": "kind",
    "LABEL": "label",
    "LANE_LABEL": "label",
    "QUOTED_LABEL": "label",
    "LANE_QUOTED_LABEL": "label",
    "SOP_NAME": "link",
    "MARKER": "marker",
    "SAME": "marker",
    "ANY_KEY": "role",
    "STRING": "string",
}
"""What the grammar's terminals are coloured as; texts are searched for emphasis, all others are keywords."""

_EMPHASIS = re.compile(r"\\.|(?P<bold>\*\*(?! )[^*]+?(?<! )\*\*)|(?P<italic>(?<!\*)\*(?![ *])[^*]+?(?<! )\*(?!\*))")
_LANE = re.compile(r"@ *(?P<lane>[^@+&(:\"“”„→-]*[^@+&(:\"“”„→ -])")


_FLOW = ("ROW_KEY", "TARGET_KEY", "SELESAI", "LANJUT", "TARGET_SOP")
"""Terminals of the lines that hold arrows."""


class Token(NamedTuple):
    """A run of characters of one kind, within one line."""

    line: int
    column: int
    length: int
    kind: TokenKind


_Piece = tuple[int, int, TokenKind]
"""Start and end within a line's text."""


def highlight(text: str) -> tuple[Token, ...]:
    """The tokens of a text."""
    page = read_page(Source(HERE, text))
    found = [*_comments(text, page)]
    open_lines: list[tuple[int, Context]] = []
    for line in page.lines:
        while open_lines and open_lines[-1][0] >= line.indent:
            open_lines.pop()
        context = open_lines[-1][1] if open_lines else TOP
        found += (_token(page, line, piece) for piece in _pieces(context, line.text))
        open_lines.append((line.indent, below(context, line.text)))
    return tuple(sorted(found))


def _comments(text: str, page: Page) -> Iterator[Token]:
    said = {line.number for line in page.lines}
    for number, raw in enumerate(lines_of(text)):
        start = raw.find("#")
        if number + 1 not in said and start >= 0:
            yield Token(number, start, len(raw.rstrip()) - start, "comment")


def _token(page: Page, line: Line, piece: _Piece) -> Token:
    start, end, kind = piece
    span = page.span(line, start, end)
    return Token(span.line - 1, span.column - 1, span.length, kind)


def _pieces(context: Context, text: str) -> list[_Piece]:
    tree = read_line(context, text)
    if isinstance(tree, Refusal):
        return _by_signs(text)
    found = [piece for leaf, owner in _leaves(tree) for piece in _of_leaf(leaf, owner)]
    if any(leaf.type in _FLOW for leaf, _ in _leaves(tree)):
        found += _arrows(text, found)
    return sorted(found)


def _leaves(tree: "Branch", owner: str = "") -> "Iterator[tuple[Leaf, str]]":
    """The tokens of a tree, each with the name of the rule that it stands in."""
    for child in tree.children:
        if isinstance(child, str):
            yield child, str(tree.data)
        else:
            yield from _leaves(child, str(tree.data))


def _of_leaf(leaf: "Leaf", owner: str) -> Iterator[_Piece]:
    start = leaf.start_pos or 0
    end = start + len(leaf.rstrip())
    if leaf.type == "TEXT":
        kind: TokenKind | None = "lane" if owner == "lane_alias" else None
        yield from ((start, end, kind),) if kind else _emphasis(leaf, start)
    elif leaf.type == "STRING" and owner in ("lane", "row_target", "lane_then_label", "lane_name", "lane_alias", "lane_group"):
        yield start, end, "lane"
    else:
        yield start, end, _KINDS.get(leaf.type, "keyword")


def _emphasis(words: str, start: int) -> Iterator[_Piece]:
    for found in _EMPHASIS.finditer(words):
        if found.lastgroup in ("bold", "italic"):
            yield start + found.start(), start + found.end(), "bold" if found.lastgroup == "bold" else "italic"


def _arrows(text: str, taken: list[_Piece]) -> Iterator[_Piece]:
    """The arrows between what is coloured already: none stands behind it, where the text of a row is."""
    last = max((end for _, end, kind in taken if kind not in ("bold", "italic")), default=0)
    for found in ARROW.finditer(text, 0, last):
        if not any(start <= found.start() < end for start, end, _ in taken):
            yield found.start(), found.end(), "arrow"


def _by_signs(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    if key := ROW_HEAD.match(text):
        found.append((0, key.end() - 1, "key"))
    found += ((*lane.span("lane"), "lane") for lane in _LANE.finditer(text))
    found += ((*arrow.span(), "arrow") for arrow in ARROW.finditer(text))
    return sorted(found)
