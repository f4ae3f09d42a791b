"""One page of a chart: everything on it is given its place.

In: the table, the page's rows with their routing, the room on the sheet. Out: a `PagePlan`.
"""

from sopflow.describe.page import describe_rows
from sopflow.layout.cells import continues, merged, owner_of
from sopflow.layout.head import place_head
from sopflow.layout.hops import with_hops
from sopflow.layout.lattice import ChartIndex, Connector, Junction, pair_key
from sopflow.layout.page import RoutedPage
from sopflow.layout.plan import Align, Box, Cell, PagePlan, PlacedFlow, PlacedShape, Rule, Words
from sopflow.layout.room import PageRoom
from sopflow.layout.sizes import LINE_FACTOR
from sopflow.layout.stage_words import beside_arrows
from sopflow.layout.table import Table
from sopflow.layout.text import SetLine, wrap
from sopflow.layout.torn import NOT_TORN, Shares
from sopflow.richtext import paragraph, plain

NOTES_GAP = 1.5


def notes_height(table: Table) -> float:
    """What the footnotes under the table take."""
    lines = _note_lines(table)
    return NOTES_GAP + len(lines) * table.sizes.label * LINE_FACTOR if lines else 0.0


def _note_lines(table: Table) -> tuple[SetLine, ...]:
    if not table.chart.notes:
        return ()
    width = sum(column.width for column in (*table.columns.text, *table.columns.lanes))
    label = paragraph(table.style.heading("catatan") + ":", bold=True)
    return wrap((*label, *table.chart.notes), width, table.sizes.label)


def assemble(
    table: Table,
    page: RoutedPage,
    index: ChartIndex,
    room: PageRoom,
    name: str,
    numbers: dict[tuple[str, bool], str],
    shown: bool,
    last: bool,
    shares: Shares = NOT_TORN,
) -> PagePlan:
    """Places head, cells, rules, shapes, arrows and labels of one page. `last`: the footnotes stand here.

    `shares`: the lines of the cells that go on over a page break."""
    words, table_top = _title(room, table)
    right = room.left + room.width
    cells = place_head(table.columns, table.chart.lanes, table.style, table.sizes, table.head, table_top)
    cells += _row_cells(table, page, shares) + _stage_cells(table, page)
    rules = _rules(table, page, table_top, cells)
    shapes = _numbered(table, page, index, numbers, shown)
    titles = {shape.id: shape.title for shape in shapes}
    flows = [flow._replace(title=flow_title(flow, titles)) for flow in page.flows]
    if table.style.hops:
        flows = with_hops(flows)
    bottom = page.down.bottom
    if last and table.chart.notes:
        lines = _note_lines(table)
        height = len(lines) * table.sizes.label * LINE_FACTOR
        words.append(Words(Box(room.left, bottom + NOTES_GAP, room.width, height), lines, table.sizes.label, "left", "top"))
        bottom += notes_height(table)
    title = table.chart.title or name or "SOP"
    return PagePlan(
        room.sheet_width or right + room.left,
        room.sheet_height or bottom + room.top,
        title,
        describe_rows(table.chart, page.first, page.end, index.shapes, index.by_row),
        tuple(cells),
        tuple(words),
        tuple(rules),
        tuple(shapes),
        tuple(flows),
        (),
        (),
    )


def _title(room: PageRoom, table: Table) -> tuple[list[Words], float]:
    sizes = table.sizes
    title, subtitle = room.title_lines(sizes)
    y = room.top
    words = []
    for lines, size in ((title, sizes.title), (subtitle, sizes.text)):
        if lines:
            height = len(lines) * size * LINE_FACTOR
            words.append(Words(Box(room.left, y, room.width, height), lines, size, "center", "top"))
            y += height
    return words, room.top + room.title_height(sizes)


# cells and rules

DASHES = ("-", "–", "—")
"""What stands for nothing in a cell."""

ALIGNMENT: dict[str, Align] = {"no": "center", "waktu": "center"}


def _row_cells(table: Table, page: RoutedPage, shares: Shares) -> list[Cell]:
    cells: list[Cell] = []
    bands = [band for band in page.down.bands if band.row >= 0]
    for column in table.columns.text:
        at = 0
        while at < len(bands):
            end = at + 1
            while end < len(bands) and merged(table.chart.rows[bands[end].row], column.key) and bands[end].row not in table.stages:
                end += 1
            band = bands[at]
            owner = owner_of(table.chart.rows, band.row, column.key)
            box = Box(column.x, band.y, column.width, bands[end - 1].y + bands[end - 1].height - band.y)
            torn = (column.key, band.row) in shares
            lines = shares[column.key, band.row] if torn else table.texts[column.key][owner]
            pad_x, pad_y = table.sizes.pad_x, table.sizes.pad_y if torn else 0.0
            inner = Box(box.x + pad_x, box.y + pad_y, box.width - 2 * pad_x, box.height - 2 * pad_y)
            nothing = plain(table.cells[column.key][owner]) in DASHES
            align: Align = "center" if nothing else ALIGNMENT.get(column.key, "left")
            words = Words(inner, lines, table.sizes.text, align, "top" if torn else "middle") if lines else None
            cells.append(Cell(box, table.chart.rows[band.row].key, column.key, words))
            at = end
    return cells


def _stage_cells(table: Table, page: RoutedPage) -> list[Cell]:
    """Headings across the table: one cell, or the number's and one for the rest when the number comes first."""
    cells: list[Cell] = []
    every = sorted((*table.columns.text, *table.columns.lanes), key=lambda column: column.x)
    right, split = every[-1].right, every[0].key == "no"
    for row, top in page.down.stage_tops.items():
        words_x, words_width = table.columns.heading_span(row == 0)
        y = top
        for stage in table.stages.get(row, ()):
            key = f"tahap-{table.chart.rows[row].key}"
            left = every[0].right if split else every[0].x
            if split:
                number = stage.number + ("." if stage.number and stage.number[-1].isalnum() else "")
                box = Box(every[0].x, y, every[0].width, stage.height)
                lines = wrap(paragraph(number, bold=True), every[0].width, table.sizes.text)
                cells.append(Cell(box, key, "tahap", Words(box, lines, table.sizes.text, "center") if lines else None, shaded=True))
            inner = Box(words_x + table.sizes.pad_x, y, words_width - 2 * table.sizes.pad_x, stage.height)
            if table.columns.by_key("kegiatan") is None:
                inner = beside_arrows(inner, max(line.width for line in stage.lines), page.flows, table.sizes.pad_x)
            words = Words(inner, stage.lines, table.sizes.text)
            cells.append(Cell(Box(left, y, right - left, stage.height), key, "tahap", words, shaded=True))
            y += stage.height
    return cells


def _rules(table: Table, page: RoutedPage, top: float, cells: list[Cell]) -> list[Rule]:
    """The edges of every cell and lane, each drawn once, and the frame."""
    sizes = table.sizes
    left = min(column.x for column in (*table.columns.text, *table.columns.lanes))
    right = max(column.right for column in (*table.columns.text, *table.columns.lanes))
    bottom = page.down.bottom
    level: dict[float, list[tuple[float, float]]] = {}
    for cell in cells:
        level.setdefault(round(cell.box.bottom, 4), []).append((cell.box.x, cell.box.right))
    for band in page.down.bands:
        if band.row >= 0 and band.row + 1 < page.end and continues(table.chart.rows[band.row + 1]):
            continue
        for column in table.columns.lanes if band.row >= 0 else (*table.columns.lanes, *table.columns.text):
            level.setdefault(round(band.y + band.height, 4), []).append((column.x, column.right))
    rules = [Rule(x1, y, x2, y, sizes.thin) for y in sorted(level) if y < bottom - 0.01 for x1, x2 in _joined(level[y])]
    upright: dict[float, list[tuple[float, float]]] = {}
    for cell in cells:
        upright.setdefault(round(cell.box.right, 4), []).append((cell.box.y, cell.box.bottom))
    for band in page.down.bands:
        for column in (*table.columns.lanes, *table.columns.text):
            upright.setdefault(round(column.right, 4), []).append((band.y, band.y + band.height))
    body = top + table.head.height
    rules += [Rule(x, y1, x, y2, sizes.thin) for x in sorted(upright) if x < right - 0.01 for y1, y2 in _joined(upright[x])]
    rules.append(Rule(left, body, right, body, sizes.thick))
    rules += [Rule(left, y, right, y, sizes.thick) for y in (top, bottom)]
    rules += [Rule(x, top, x, bottom, sizes.thick) for x in (left, right)]
    return rules


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Overlapping and touching spans made one."""
    joined: list[tuple[float, float]] = []
    for start, stop in sorted(spans):
        if joined and start <= joined[-1][1] + 1e-4:
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        else:
            joined.append((start, stop))
    return joined


# connectors


def _numbered(table: Table, page: RoutedPage, index: ChartIndex, numbers: dict[tuple[str, bool], str], shown: bool) -> list[PlacedShape]:
    """The page's shapes, the connectors with their numbers and titles."""
    return [
        _connector(table, owner, shape, index, numbers, shown) if isinstance(owner, Connector) else shape
        for owner, shape in zip((each for each in page.lattice.owners if not isinstance(each, Junction)), page.shapes, strict=True)
    ]


def _connector(
    table: Table, owner: Connector, shape: PlacedShape, index: ChartIndex, numbers: dict[tuple[str, bool], str], shown: bool
) -> PlacedShape:
    ref = numbers.get(pair_key(owner), "")
    rows = dict.fromkeys(index.shapes[goal].row for goal in owner.goals)
    number = " dan ".join(table.chart.rows[row].number or table.chart.rows[row].key for row in rows)
    where = f"ke kegiatan {number} di halaman lain" if owner.outgoing else f"dari halaman lain ke kegiatan {number}"
    lines = wrap(paragraph(ref), shape.box.width, table.sizes.label) if shown else ()
    return shape._replace(text=lines, title=f"Sambungan {ref}: {where}", ref=ref, up=not pair_key(owner)[1])


def flow_title(flow: PlacedFlow, titles: dict[str, str]) -> str:
    """An arrow in words: from which shape to which."""
    return f"{titles[flow.source]} → {titles[flow.target]}" + (f" ({flow.label})" if flow.label else "")
