"""What a text names: its tables, their rows and their lanes.

In: a text, finished or not, and the folder for its `gunakan`. Out: an `Index`, which the services ask.
Always holds: a text with mistakes gives all that its other lines say; a row whose head is at fault keeps its key.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.format.names import tables
from sopflow.load import Loader
from sopflow.resolve import Statement
from sopflow.resolve.report import fold
from sopflow.services.places import lines_of
from sopflow.source import Source, Span
from sopflow.syntax.ast import FieldNode, LaneNode, LanesNode, RowNode, ShapeNode
from sopflow.syntax.inline import squeeze
from sopflow.syntax.lines import Page, read_page
from sopflow.values import NamedTuple

HERE = ""
"""What spans call the text itself; files that it uses go by their path from the root."""


class Table(NamedTuple):
    """One table that has rows. `lanes`: the list that serves it, from this text or from a file that it uses; None when there is none."""

    rows: tuple[RowNode, ...]
    lanes: LanesNode | None

    def row(self, key: str) -> RowNode | None:
        """The row that an arrow with this key leads to."""
        return next((row for row in self.rows if fold(row.key.text) == fold(key)), None)


class NamedLane(NamedTuple):
    """A lane: `word` is its alias, or its name again. `span`: where its name stands first."""

    word: str
    name: str
    group: str
    span: Span
    is_listed: bool


class Index(NamedTuple):
    """A text taken apart. `lines` are its lines as typed; `page` holds those that say something, `places` where in it, by their numbers."""

    lines: list[str]
    page: Page
    places: dict[int, int]
    statements: tuple[Statement, ...]
    tables: tuple[Table, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]

    def table(self, line: int) -> Table | None:
        """The table that line `line` (from 0) stands in."""
        before = [table for table in self.tables if table.rows[0].span.line <= line + 1]
        return before[-1] if before else None

    def row(self, line: int) -> RowNode | None:
        """The row that line `line` (from 0) stands in: its head, or a line below it."""
        above = [row for row in self.rows() if row.span.line <= line + 1]
        return above[-1] if above and line + 1 <= self.last_line(above[-1].span.line) else None

    def last_line(self, number: int) -> int:
        """The number of the last line that stands below the line with this number."""
        return self.page.lines[self.page.ends[self.places[number]] - 1].number

    def rows(self) -> list[RowNode]:
        """All rows of the text."""
        return [each.node for each in self.statements if isinstance(each.node, RowNode)]

    def fields(self, name: str) -> list[FieldNode]:
        """The statements of the text itself with this keyword."""
        fields = (each.node for each in self.statements if not each.included)
        return [node for node in fields if isinstance(node, FieldNode) and node.name == name]


def read_index(text: str, root: str | None = None) -> Index:
    """The index of a text. `root` is the folder that `gunakan` may read; None forbids it."""
    loader = Loader(root)
    loaded = loader.load(Source(HERE, text))
    page = read_page(Source(HERE, text))
    found = tuple(Table(tuple(rows), lanes) for rows, lanes in tables(loaded.statements))
    places = {line.number: at for at, line in enumerate(page.lines)}
    return Index(lines_of(text), page, places, loaded.statements, found, loaded.diagnostics, loaded.sources)


def lanes_of(table: Table) -> tuple[NamedLane, ...]:
    """The lanes that a table's rows may name: those of its list, else those that its shapes name, in the order of first use."""
    if table.lanes:
        return tuple(_listed(node) for node in table.lanes.lanes)
    first: dict[str, NamedLane] = {}
    for row in table.rows:
        for shape in shapes(row):
            for ref in shape.lanes:
                name = squeeze(ref.name)
                first.setdefault(fold(name), NamedLane(name, name, "", ref.span, False))
    return tuple(first.values())


def _listed(node: LaneNode) -> NamedLane:
    return NamedLane((node.alias or node.name).text, node.name.text, node.group, node.name.span, True)


def shapes(row: RowNode) -> list[ShapeNode]:
    """The shapes of a row, in the order of the text."""
    return [shape for group in row.groups for shape in group]
