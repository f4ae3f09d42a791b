"""Lines of a text into paragraphs and list items.

In: what stands on the keyword's line, and the lines below it. Out: blocks. One rule: a line indented deeper than the block above it
goes on with that block; any other begins a paragraph; a list mark always begins an item.
"""

from collections.abc import Iterable

from sopflow.richtext import Block, Text, paragraph
from sopflow.source import Span
from sopflow.syntax.grammar import Refusal, branches, first_terminal, leaves, read
from sopflow.syntax.inline import runs
from sopflow.syntax.lines import Line, Page
from sopflow.values import NamedTuple

DEEPEST_LEVEL = 5
"""Items below this level stay at it: no sheet is wide enough for more."""

_BULLETS = "-•*–—·▪●○◦‣\uf0b7\uf0a7"


class Piece(NamedTuple):
    """The part of a line that belongs to a text, from `offset` on."""

    line: Line
    offset: int = 0

    @property
    def words(self) -> str:
        """Its characters as typed."""
        return self.line.text[self.offset :]


class _Draft(NamedTuple):
    words: list[str]
    marker: str
    level: int
    indent: int
    span: Span


def text_blocks(page: Page, pieces: Iterable[Piece], lists: bool = True, strip: str = " ") -> Text:
    """The blocks of a text. Its first piece may be the rest of the keyword's line. Characters of `strip` go from the end of each."""
    drafts: list[_Draft] = []
    items: list[int | None] = []  # the indents of the items that the next line may stand under; None: on the keyword's line
    for piece in pieces:
        line = piece.line
        marker, offset = list_mark(piece) if lists else ("", 0)
        if not marker and drafts and line.indent > drafts[-1].indent:
            drafts[-1].words.append(piece.words)
            continue
        while items and (items[-1] is None or items[-1] >= line.indent):
            items.pop()
        level = min(len(items), DEEPEST_LEVEL)
        if marker:
            items.append(None if piece.offset else line.indent)
        span = page.span(line, piece.offset + offset)
        drafts.append(_Draft([piece.words[offset:]], marker, level, line.indent, span))
    return tuple(Block(runs(" ".join(each.words).rstrip(strip)), each.marker, each.level, each.span) for each in drafts)


def line_blocks(page: Page, pieces: Iterable[Piece]) -> Text:
    """One paragraph for each line."""
    return tuple(block for piece in pieces for block in text_blocks(page, (piece,), lists=False))


def plain_blocks(page: Page, pieces: Iterable[Piece]) -> Text:
    """One paragraph of the words as typed, for values that are not prose: neither emphasis nor escapes, nor a semicolon at the end."""
    pieces = tuple(pieces)
    words = " ".join(" ".join(piece.words for piece in pieces).split()).rstrip(" ;")
    return paragraph(words, span=page.span(pieces[0].line, pieces[0].offset)) if words else ()


def list_mark(piece: Piece) -> tuple[str, int]:
    """The mark of a list item and the offset of the words behind it; ("", 0) for other lines. All bullets are "-"."""
    text = piece.words
    if first_terminal("text_line", text) != "MARKER":
        return "", 0
    tree = read("text_line", text)
    items = [] if isinstance(tree, Refusal) else branches(tree)
    if not items:
        return "", 0
    marker, words = leaves(items[0])
    return ("-" if marker in _BULLETS else str(marker)), words.start_pos
