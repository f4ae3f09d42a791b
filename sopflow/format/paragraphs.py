"""Lines of a text, indented anew.

In: lines of a `Page` and the indentation that their text gets. Out: `Written` lines. Always holds: every line goes on with the block that
it went on with, or begins the block that it began; no line is joined or broken, but that a list begins on a line of its own.
"""

from collections.abc import Iterable

from sopflow.syntax.blocks import Piece, list_mark
from sopflow.syntax.inline import squeeze
from sopflow.syntax.lines import Page
from sopflow.values import NamedTuple

STEP = 2
"""Columns by which a line stands deeper than its owner."""

VALUE_ENDS = " ;"
"""What has no meaning at the end of a value."""


class Written(NamedTuple):
    """A line of the canonical form. `origin`: the index of the line that it was made from; two lines may be made from one."""

    indent: int
    words: str
    origin: int


class _Block(NamedTuple):
    """The block being written. `typed`: its indentation in the source; `hanging`: where lines that go on with it are written."""

    typed: int
    hanging: int
    is_on_head: bool = False


class Writer:
    """Writes one text whose blocks stand at `base`. `strip`: characters without meaning at the end of a block."""

    def __init__(self, page: Page, base: int, lists: bool = True, strip: str = "") -> None:
        self._page, self._base, self._lists, self._strip = page, base, lists, strip
        self._lines: list[Written] = []
        self._start = 0
        """Where the words of the last line begin, behind a keyword or a mark."""
        self._block: _Block | None = None
        self._items: list[int] = []
        """The source's indentations of the items that the next line may stand under."""

    def begin(self, head: str, index: int, offset: int | None, indent: int) -> None:
        """The keyword's line: `head` at `indent`, and what follows it in the source from `offset` on (None: nothing)."""
        if offset is None:
            self._write(indent, head, "", index)
            return
        line = self._page.lines[index]
        marker, words = self._mark(Piece(line, offset))
        if marker and line.text[offset + words] != "@":  # an item "1. @a: b" would be a row on a line of its own
            self._write(indent, head, "", index)
            self._write(self._base, marker, line.text[offset + words :], index)
            self._block = _Block(line.indent, self._base + len(marker) + 1)
        else:
            self._write(indent, head, line.text[offset:], index)
            self._block = _Block(line.indent, self._base, True)

    def add(self, indices: Iterable[int]) -> None:
        """Lines of the text, whichever stands below which."""
        for index in indices:
            self._add(index, 0)

    def add_tree(self, index: int) -> None:
        """A line and those below it, where only the owner's own lines are looked at: what stands below another line goes on doing so."""
        self._add(index, 0)
        deeper = 0 if self._mark(Piece(self._page.lines[index]))[0] else STEP
        for each in range(index + 1, self._page.ends[index]):
            self._add(each, deeper)

    def written(self) -> list[Written]:
        """All lines of the text."""
        self._close()
        return self._lines

    def _mark(self, piece: Piece) -> tuple[str, int]:
        return list_mark(piece) if self._lists else ("", 0)

    def _add(self, index: int, deeper: int) -> None:
        line = self._page.lines[index]
        marker, offset = self._mark(Piece(line))
        if not marker and self._block and line.indent > self._block.typed:
            self._write(self._block.hanging + (deeper if self._block.is_on_head else 0), "", line.text, index)
            return
        self._close()
        while self._items and self._items[-1] >= line.indent:
            self._items.pop()
        indent = self._base + deeper + STEP * len(self._items)
        self._block = _Block(line.indent, indent + (len(marker) + 1 if marker else STEP))
        if marker:
            self._items.append(line.indent)
        self._write(indent, marker, line.text[offset:], index)

    def _write(self, indent: int, head: str, words: str, index: int) -> None:
        self._start = len(head)
        self._lines.append(Written(indent, f"{head} {squeeze(words)}".strip(), index))

    def _close(self) -> None:
        """Drops what has no meaning at the end of the block; an end that is all of its line stays, lest the line vanishes."""
        if self._strip and self._block:
            last = self._lines[-1]
            kept = last.words.rstrip(self._strip)
            if len(kept) > self._start:
                self._lines[-1] = last._replace(words=kept)
