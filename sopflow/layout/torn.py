"""Cells that go on over a page break: merged cells, and rows taller than a page.

A row taller than a page becomes a row and continuations: rows without shapes of their own, merged with it in every column, between which
the table may be cut. Merged cells are printed whole on each page where they fit; else their lines go on from page to page.
"""

from collections.abc import Mapping
from math import ceil

from sopflow.layout.cells import merged, owner_of
from sopflow.layout.page import RoutedPage
from sopflow.layout.sizes import LINE_FACTOR
from sopflow.layout.table import Table
from sopflow.layout.text import SetLine
from sopflow.model.book import Cell, Chart, Row

Shares = Mapping[tuple[str, int], tuple[SetLine, ...]]
"""Lines of a torn cell by its column and the first row of its part on a page."""

NOT_TORN: Shares = {}

PIECE = 24.0
"""About so many millimetres of a row taller than a page stand together."""

TOLERANCE = 0.01


def with_continuations(chart: Chart, heights: Mapping[int, float]) -> Chart:
    """The chart with the rows in `heights` cut into pieces, which are as many as their heights ask for."""
    rows: list[Row] = []
    starts: list[int] = []
    for at, row in enumerate(chart.rows):
        starts.append(len(rows))
        rows.append(row._replace(shapes=tuple(shape._replace(row=len(rows)) for shape in row.shapes)))
        pieces = ceil(heights.get(at, 0.0) / PIECE)
        rows += [_continuation(row)] * (pieces - 1)
    stages = tuple(stage._replace(before=starts[stage.before] if stage.before < len(starts) else len(rows)) for stage in chart.stages)
    return chart._replace(rows=tuple(rows), stages=stages)


def _continuation(row: Row) -> Row:
    cells = tuple(Cell((), True, None, cell.span) for cell in row.cells)
    return row._replace(text=(), merged=True, cells=cells, shapes=())


def shares_of(table: Table, pages: list[RoutedPage]) -> Shares:
    """The lines of every cell that is torn by a page break and does not fit on each of its pages."""
    found: dict[tuple[str, int], tuple[SetLine, ...]] = {}
    for column in table.columns.text:
        for parts in _torn_cells(table, pages, column.key):
            lines = table.texts[column.key][owner_of(table.chart.rows, parts[0][0], column.key)]
            room = [_lines_in(height, table) for _, height in parts]
            if min(room) >= len(lines):
                continue
            for (first, _), count in zip(parts, room, strict=True):
                is_last = first == parts[-1][0]
                found[column.key, first], lines = (lines, ()) if is_last else (lines[:count], lines[count:])
    return found


def _torn_cells(table: Table, pages: list[RoutedPage], key: str) -> list[list[tuple[int, float]]]:
    """The cells of a column that are cut by a page break, each as the first row and the height of its part on every page."""
    cells: list[list[tuple[int, float]]] = []
    for page in pages:
        for band in (band for band in page.down.bands if band.row >= 0):
            joined = merged(table.chart.rows[band.row], key) and band.row > 0 and band.row not in table.stages
            if not joined:
                cells.append([(band.row, band.height)])
            elif band.row == page.first:
                cells[-1].append((band.row, band.height))
            else:
                first, height = cells[-1][-1]
                cells[-1][-1] = (first, height + band.height)
    return [parts for parts in cells if len(parts) > 1]


def _lines_in(height: float, table: Table) -> int:
    """How many lines a part of a cell holds."""
    sizes = table.sizes
    return int((height - 2 * sizes.pad_y + TOLERANCE) // (sizes.text * LINE_FACTOR))
