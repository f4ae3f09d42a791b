"""What rules look at: a book taken apart into the pieces that most rules ask for, and the way back to the source text.

In: books, sources, the office's options. Out: a `Case`, made once and read by every rule.
"""

import re
from collections.abc import Iterable, Iterator

from sopflow.model.book import COLUMNS, Box, Cell, Chart, Column, Entry, Flow, Row, Shape, Sop
from sopflow.richtext import Block, Text, plain
from sopflow.rules.patterns import Pattern
from sopflow.source import Span
from sopflow.values import NamedTuple

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_NEXT_STATEMENT = re.compile(r"\s*(?:[\w /&.]{2,40}:|.*->|\w+[.)]\s*@|#)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FARTHEST = 12
"""Lines below the start of a text in which its words are looked for."""

_LONGEST = 60

QUOTING_BOXES = ("dasar hukum", "keterkaitan")
"""Boxes whose words belong to others: titles of regulations and procedures are quoted as they are."""


class Options(NamedTuple):
    """What an office sets itself: the form of its numbers, its own abbreviations and verbs, whether the files make a complete set."""

    number: Pattern | None = None
    abbreviations: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    complete_set: bool = False


class RowView(NamedTuple):
    """A row and where it belongs; `position` counts from 0. `words`: its kegiatan; `tokens`: the words of that in lower case."""

    sop: Sop
    chart: Chart
    row: Row
    position: int
    words: str
    tokens: tuple[str, ...]

    def cell(self, column: Column) -> Cell:
        """The cell of a column of the mutu baku."""
        return self.row.cells[COLUMNS.index(column)]

    def says(self, column: Column) -> str:
        """The words of a cell."""
        return plain(self.cell(column).text)

    @property
    def decides(self) -> bool:
        """Whether one of its shapes is a decision."""
        return any(shape.kind == "decision" for shape in self.row.shapes)

    @property
    def label(self) -> str:
        """What the row is called in messages: its printed number, or its key."""
        return self.row.number or self.row.key


class BlockView(NamedTuple):
    """A paragraph or item of a prose text. `tokens`: its words in lower case."""

    block: Block
    words: str
    tokens: tuple[str, ...]


class ChartView(NamedTuple):
    """A chart, its rows, and its flow by shape."""

    sop: Sop
    chart: Chart
    rows: tuple[RowView, ...]
    shapes: dict[str, Shape]
    ways_out: dict[str, list[Flow]]
    ways_in: dict[str, list[Flow]]

    @property
    def place(self) -> Span:
        """Where a finding about the whole chart points: its first row."""
        return self.rows[0].row.span if self.rows else self.chart.span


class Case(NamedTuple):
    """Everything that a rule may look at.

    `blocks`: the prose of the document (kegiatan, cells, and the boxes in which no titles of others are quoted).
    """

    sops: tuple[Sop, ...]
    charts: tuple[ChartView, ...]
    rows: tuple[RowView, ...]
    blocks: tuple[BlockView, ...]
    sources: "Sources"
    options: Options

    def boxes(self, key: str) -> Iterator[tuple[Sop, Box]]:
        """The boxes of that keyword that hold something."""
        for sop in self.sops:
            for box in sop.identity.boxes if sop.identity else ():
                if box.key == key and box.text:
                    yield sop, box

    def entries(self, *keys: str) -> Iterator[tuple[Sop, Entry]]:
        """The lines of the identity's right half with these keywords that hold something."""
        for sop in self.sops:
            for entry in sop.identity.entries if sop.identity else ():
                if entry.key in keys and entry.text.strip():
                    yield sop, entry


class Sources:
    """The texts that spans point into, and a search for words in them."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self._lines: dict[str, list[str]] = {}

    def lines(self, file: str) -> list[str]:
        """The lines of a file, without a byte-order mark."""
        if file not in self._lines:
            self._lines[file] = _LINE_END.split(self.texts.get(file, "").removeprefix("\ufeff"))
        return self._lines[file]

    def find(self, start: Span, words: str) -> Span | None:
        """Where `words` stand in the text that begins at `start`; None when they are not there word for word."""
        lines = self.lines(start.file)
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()) + r"(?!\w)")
        for number in range(start.line, min(start.line + _FARTHEST, len(lines) + 1)):
            line = lines[number - 1]
            first = number == start.line
            if not first and (not line.strip() or _NEXT_STATEMENT.match(line)):
                return None
            if found := pattern.search(line, start.column - 1 if first else 0):
                return Span(start.file, number, found.start() + 1, found.end() - found.start())
        return None

    def find_in(self, text: Text, words: str) -> Span | None:
        """Where `words` stand in a text of several blocks."""
        folded = " ".join(words.split())
        for block in text:
            if folded in plain((block,)) and (found := self.find(block.span, words)):
                return found
        return None

    def at(self, text: Text, words: str, otherwise: Span) -> Span:
        """The place of `words`, or of the text they belong to."""
        return self.find_in(text, words) or (text[0].span if text else otherwise)


def make_case(sops: Iterable[Sop], texts: dict[str, str], options: Options) -> Case:
    """The views of these procedures."""
    kept = tuple(sops)
    charts = tuple(_chart_view(sop, chart) for sop in kept for chart in sop.charts)
    rows = tuple(row for chart in charts for row in chart.rows)
    return Case(kept, charts, rows, tuple(_block_views(kept, rows)), Sources(texts), options)


def _block_views(sops: Iterable[Sop], rows: Iterable[RowView]) -> Iterator[BlockView]:
    prose = [text for row in rows for text in (row.row.text, *(cell.text for cell in row.row.cells))]
    prose += [box.text for sop in sops if sop.identity for box in sop.identity.boxes if box.key not in QUOTING_BOXES]
    for text in prose:
        for block in text:
            words = plain((block,))
            yield BlockView(block, words, tokens(words))


def _chart_view(sop: Sop, chart: Chart) -> ChartView:
    rows = tuple(_row_view(sop, chart, row, index) for index, row in enumerate(chart.rows))
    shapes = {shape.id: shape for row in chart.rows for shape in row.shapes}
    ways_out: dict[str, list[Flow]] = {ident: [] for ident in shapes}
    ways_in: dict[str, list[Flow]] = {ident: [] for ident in shapes}
    for flow in chart.flows:
        ways_out[flow.source].append(flow)
        ways_in[flow.target].append(flow)
    return ChartView(sop, chart, rows, shapes, ways_out, ways_in)


def _row_view(sop: Sop, chart: Chart, row: Row, index: int) -> RowView:
    words = plain(row.text)
    return RowView(sop, chart, row, index, words, tuple(_WORD.findall(words.lower())))


def tokens(words: str) -> tuple[str, ...]:
    """The words of a text in lower case, without signs."""
    return tuple(_WORD.findall(words.lower()))


def fold(words: str) -> str:
    """The form in which texts are compared: lower case, single spaces, no full stop at the end."""
    return " ".join(words.split()).strip(" .;,").casefold()


def cased(new: str, old: str) -> str:
    """`new` with capitals as `old` has them."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def cut(words: str) -> str:
    """`words` short enough for a message."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
