"""Lines below a keyword, indented anew.

In: lines of a `Page` and the indentation that their text gets. Out: `Written` lines. Always holds: every line goes on with the block that
it went on with, or begins the block that it began; no line is joined or broken, but that a list begins on a line of its own.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sopflow.syntax.blocks import Piece, list_mark
from sopflow.syntax.inline import squeeze
from sopflow.syntax.lines import Page

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
    """The text block that is being written: where it began in the source, and where lines that go on with it are written."""

    source_indent: int
    hanging: int


class Writer:
    """Writes one text whose blocks stand at `base`. `strip`: characters without meaning at a block's end.

    `nested`: lines that stand below another line of the text must go on doing so, because only the owner's own lines are looked at.
    """

    def __init__(self, page: Page, base: int, lists: bool = True, strip: str = "", nested: bool = False) -> None:
        self._page, self._base, self._lists, self._strip, self._nested = page, base, lists, strip, nested
        self._lines: list[Written] = []
        self._block: _Block | None = None
        self._items: list[int] = []
        self._is_headed = False

    def begin(self, head: str, index: int, offset: int | None, indent: int) -> None:
        """The line of the keyword: `head` at `indent`, and what follows it in the source from `offset` on (None: nothing)."""
        if offset is None:
            self._lines.append(Written(indent, head, index))
            return
        line = self._page.lines[index]
        marker, words = list_mark(Piece(line, offset)) if self._lists else ("", 0)
        typed = line.text[offset + words :]
        if marker and not typed.startswith("@"):  # a numbered item with a lane would be a row on a line of its own
            self._lines += [Written(indent, head, index), Written(self._base, f"{marker} {squeeze(typed)}", index)]
            self._block = _Block(line.indent, self._base + len(marker) + 1)
        else:
            self._lines.append(Written(indent, f"{head} {squeeze(line.text[offset:])}", index))
            self._block = _Block(line.indent, self._base)
            self._is_headed = True

    def add(self, indices: Iterable[int], is_deeper: bool = False) -> None:
        """Lines of the text. `is_deeper`: they stand below another line of it."""
        for index in indices:
            self._add(index, is_deeper)

    def written(self) -> list[Written]:
        """All lines of the text."""
        self._close()
        return self._lines

    def _add(self, index: int, is_deeper: bool) -> None:
        line = self._page.lines[index]
        marker, offset = list_mark(Piece(line)) if self._lists else ("", 0)
        if not marker and self._block and line.indent > self._block.source_indent:
            below = STEP if self._nested and is_deeper and self._is_headed else 0
            self._lines.append(Written(self._block.hanging + below, squeeze(line.text), index))
            return
        self._close()
        self._is_headed = False
        while self._items and self._items[-1] >= line.indent:
            self._items.pop()
        indent = self._base + STEP * len(self._items)
        words = f"{marker} {squeeze(line.text[offset:])}" if marker else squeeze(line.text)
        self._block = _Block(line.indent, indent + (len(marker) + 1 if marker else STEP))
        if marker:
            self._items.append(line.indent)
        self._lines.append(Written(indent, words, index))

    def _close(self) -> None:
        """Drops what has no meaning at the end of the block; an end that is nothing else stays, for the block would vanish."""
        if self._block and self._lines and (words := _ended(self._lines[-1].words, self._strip)):
            self._lines[-1] = self._lines[-1]._replace(words=words)


def _ended(words: str, strip: str) -> str:
    kept = words.rstrip(strip) if strip else words
    return kept if kept and not kept.endswith(":") else words
