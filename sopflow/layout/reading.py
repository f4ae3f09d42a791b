"""PagePlan → reading order: what a page is to someone who hears it.

In: a placed page, and the positions of its pieces among the page's items. Out: its parts in reading order: headings and texts, the
flowchart told in words, tables with real rows, heads and cells.
What holds: every row of a table covers its full width, spans counted; each shape is told in the cell of its row and lane.
"""

from bisect import bisect_left, bisect_right

from sopflow.drawing import Part
from sopflow.layout.items import Piece, text_pieces, with_lists
from sopflow.layout.plan import Box, Cell, PagePlan, PlacedShape
from sopflow.values import NamedTuple

NEAR = 0.05
"""Edges closer than this, in mm, are one."""

GAP = 0.5
"""A free strip of this height, in mm, parts one table from the next."""


class Places(NamedTuple):
    """Positions among the page's items, in the order of the plan's cells, words, images and shapes."""

    cells: tuple[tuple[int, ...], ...]
    words: tuple[tuple[int, ...], ...]
    images: tuple[tuple[int, ...], ...]
    flows: tuple[int, ...]
    shapes: tuple[tuple[int, ...], ...]
    labels: tuple[int, ...]


class _Grid(NamedTuple):
    """The lines of a table, left to right and top down."""

    xs: list[float]
    ys: list[float]


def reading_order(plan: PagePlan, places: Places) -> tuple[Part, ...]:
    """The page's parts: what stands above a table, the flow of its chart, the table, what stands below."""
    pieces = _pieces(plan, places)
    cells = [(cell, items) for cell, items in zip(plan.cells, places.cells, strict=True)]
    told = [Piece(_around(table), _table(table, pieces, plan, places)) for table in _tables(cells)]
    within = [each.box for each in told]
    told += [piece for piece in pieces if not any(_holds(box, piece.box) for box in within)]
    parts = with_lists(sorted(told, key=lambda each: each.box.y))
    flow = _flow(plan, places)
    if flow:
        at = next((at for at, part in enumerate(parts) if part.kind == "Table"), len(parts))
        if len(within) > 1:  # the identity stands above the chart
            at += 1
        parts.insert(at, flow)
    return tuple(_with_contents(parts))


def _with_contents(parts: list[Part]) -> list[Part]:
    """The parts with neighbouring entries made a table of contents."""
    found: list[Part] = []
    for part in parts:
        if part.kind != "TOCI":
            found.append(part)
        elif found and found[-1].kind == "TOC":
            found[-1] = found[-1]._replace(parts=(*found[-1].parts, part))
        else:
            found.append(Part("TOC", parts=(part,)))
    return found


def _pieces(plan: PagePlan, places: Places) -> list[Piece]:
    """Texts and pictures that stand for themselves."""
    texts = [
        piece
        for words, items in zip(plan.words, places.words, strict=True)
        if words.role and items
        for piece in text_pieces(words, items, words.role)
    ]
    pictures = [
        Piece(image.box, Part("Figure", items, (), "Logo", image.box)) for image, items in zip(plan.images, places.images, strict=True)
    ]
    return sorted((*texts, *pictures), key=lambda piece: (piece.box.y, piece.box.x))


def _flow(plan: PagePlan, places: Places) -> Part | None:
    """The arrows and their labels as one figure, told in words."""
    if not plan.flows:
        return None
    xs = [x for flow in plan.flows for x, _ in flow.points]
    ys = [y for flow in plan.flows for _, y in flow.points]
    area = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return Part("Figure", places.flows + places.labels, (), f"Bagan alir. {plan.description}", area)


# tables

_Cells = list[tuple[Cell, tuple[int, ...]]]


def _tables(cells: _Cells) -> list[_Cells]:
    """The cells of each table, top down: tables stand apart."""
    tables: list[_Cells] = []
    bottom = 0.0
    for cell, items in sorted(cells, key=lambda each: each[0].box.y):
        if not tables or (cell.box.y > bottom + GAP and not _goes_on(cell, tables[-1])):
            tables.append([])
        tables[-1].append((cell, items))
        bottom = max(bottom, cell.box.bottom)
    return tables


def _goes_on(cell: Cell, table: _Cells) -> bool:
    """Whether a cell below a free strip is a row of the same chart: connectors stand in such strips."""
    return bool(cell.row) and any(other.column.startswith("lajur-") for other, _ in table)


def _around(table: _Cells) -> Box:
    x, y = min(cell.box.x for cell, _ in table), min(cell.box.y for cell, _ in table)
    return Box(x, y, max(cell.box.right for cell, _ in table) - x, max(cell.box.bottom for cell, _ in table) - y)


def _table(table: _Cells, pieces: list[Piece], plan: PagePlan, places: Places) -> Part:
    """Rows between the table's level lines; a cell stands in the row and column that it begins in."""
    lanes = any(cell.column.startswith("lajur-") for cell, _ in table)
    shapes = plan.shapes if lanes else ()
    grid = _grid(table, shapes)
    parts = _symbols(grid, shapes, plan, places)
    taken: set[tuple[int, int]] = set()
    for cell, items in table:
        column, row = _index(grid.xs, cell.box.x), _index(grid.ys, cell.box.y)
        columns, rows = _index(grid.xs, cell.box.right) - column, _index(grid.ys, cell.box.bottom) - row
        taken.update((at, down) for at in range(column, column + columns) for down in range(row, row + rows))
        parts[column, row] = [_cell(cell, items, pieces, columns, rows)]
    return Part("Table", parts=tuple(_row(grid, row, taken, parts) for row in range(len(grid.ys) - 1)))


def _grid(table: _Cells, shapes: tuple[PlacedShape, ...]) -> _Grid:
    """The table's lines. Connectors in a strip above or below all cells get a row of their own."""
    xs = _lines([edge for cell, _ in table for edge in (cell.box.x, cell.box.right)])
    ys = _lines([edge for cell, _ in table for edge in (cell.box.y, cell.box.bottom)])
    foot = max((shape.box.bottom for shape in shapes), default=0.0)
    return _Grid(xs, [*ys, foot] if foot > ys[-1] else ys)


def _lines(edges: list[float]) -> list[float]:
    lines: list[float] = []
    for edge in sorted(edges):
        if not lines or edge - lines[-1] > NEAR:
            lines.append(edge)
    return lines


def _index(lines: list[float], edge: float) -> int:
    """The line nearest to an edge."""
    right = min(bisect_left(lines, edge), len(lines) - 1)
    return right - 1 if right and edge - lines[right - 1] <= abs(lines[right] - edge) else right


def _cell(cell: Cell, items: tuple[int, ...], pieces: list[Piece], columns: int, rows: int) -> Part:
    """A cell with its own words, or what stands in it: the office's name and logo, who signs, the procedure's name as a heading."""
    parts = tuple(piece.part for piece in pieces if _holds(cell.box, piece.box))
    if cell.column == "sop" and items:
        parts, items = (Part("H1", items),), ()
    elif cell.words and items:
        texts = text_pieces(cell.words, items, "P")
        if any(each.is_item for each in texts):
            parts, items = (*with_lists(texts), *parts), ()
    if (cell.column == "kegiatan" and cell.row) or cell.column.startswith("label-") or cell.column == "tahap":
        return Part("TH", items, parts, "", cell.box, columns, rows, "Row")
    if cell.shaded:
        return Part("TH", items, parts, "", cell.box, columns, rows, "Column")
    return Part("TD", items, parts, "", cell.box, columns, rows)


def _row(grid: _Grid, row: int, taken: set[tuple[int, int]], parts: dict[tuple[int, int], list[Part]]) -> Part:
    """A row's cells left to right: those that begin in it, and one for each free place, with the shapes that stand there."""
    cells: list[Part] = []
    for column in range(len(grid.xs) - 1):
        here = parts.get((column, row), [])
        cells += here if (column, row) in taken else [Part("TD", parts=tuple(here))]
    return Part("TR", parts=tuple(cells))


def _symbols(grid: _Grid, shapes: tuple[PlacedShape, ...], plan: PagePlan, places: Places) -> dict[tuple[int, int], list[Part]]:
    """The symbols in words, by the column and row that each begins in: what it is, and where its arrows lead."""
    titles = {shape.id: shape.title.partition(":")[0] for shape in shapes}
    ways: dict[str, dict[str, None]] = {shape.id: {} for shape in shapes}
    for flow in plan.flows if shapes else ():
        ways[flow.source][f"{flow.label}: ke {titles[flow.target]}" if flow.label else f"ke {titles[flow.target]}"] = None
    found: dict[tuple[int, int], list[Part]] = {}
    for shape, items in zip(shapes, places.shapes, strict=False):
        place = bisect_right(grid.xs, shape.box.x) - 1, bisect_right(grid.ys, shape.box.y + shape.box.height / 2) - 1
        found.setdefault(place, []).append(Part("Figure", items, (), "; ".join((shape.title, *ways[shape.id])), shape.box))
    return found


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of one box stands in the other."""
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x - NEAR <= x <= outer.right + NEAR and outer.y - NEAR <= y <= outer.bottom + NEAR
