"""The room that a page offers to a chart."""

from sopflow.layout.sizes import LINE_FACTOR, Sizes
from sopflow.layout.table import Table
from sopflow.layout.text import SetLine, balanced
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

TITLE_GAP = 2.5


class PageRoom(NamedTuple):
    """Where a chart may stand: the sheet, the table's left edge, top and width, the lowest line, and the title above it."""

    sheet_width: float
    sheet_height: float
    left: float
    top: float
    width: float
    bottom: float
    title: str
    subtitle: str = ""

    def title_lines(self, sizes: Sizes) -> tuple[tuple[SetLine, ...], tuple[SetLine, ...]]:
        """The broken lines of title and subtitle."""
        return (
            balanced(paragraph(self.title, bold=True), self.width - 10, sizes.title),
            balanced(paragraph(self.subtitle), self.width - 10, sizes.text),
        )

    def title_height(self, sizes: Sizes) -> float:
        """What title and subtitle take with the gap below them; nothing without a title."""
        title, subtitle = self.title_lines(sizes)
        height = len(title) * sizes.title * LINE_FACTOR + len(subtitle) * sizes.text * LINE_FACTOR
        return height + TITLE_GAP if height else 0.0

    def body_top(self, table: Table) -> float:
        """Where the first row begins."""
        return self.top + self.title_height(table.sizes) + table.head.height
