"""What a chart's rows and the breaks between them ask for, and so where its table is cut into pages.

In: the table, the room on the pages, what earlier rounds asked for. Out: ranges of rows.
"""

from sopflow.layout.chart_page import notes_height
from sopflow.layout.lattice import ChartIndex
from sopflow.layout.page import Demands
from sopflow.layout.pages import Breaks, break_rows
from sopflow.layout.room import PageRoom
from sopflow.layout.sizes import Sizes
from sopflow.layout.table import Table

MOST_STOREYS = 6
"""A connector strip is not expected to have more storeys than this: far-reaching arrows skip most pages."""

STRIP_MARGIN = 1.8
"""In charts whose rows are expected to be taller than their words and shapes, strips of connectors are too."""

MERGED_TORN, STAGE_TORN, STAGE_BREAK = 40.0, 12.0, 8.0
"""What a page break costs within a merged cell and behind the first row of a stage, and what it gains before a stage."""

Ranges = list[tuple[int, int]]


def cut(table: Table, index: ChartIndex, rooms: tuple[PageRoom, PageRoom], demands: Demands, kept: frozenset[tuple[int, int]]) -> Ranges:
    """Ranges of rows for the pages. Those in `kept`, which were routed before, are preferred where they still fit."""
    count = len(table.chart.rows)
    heights = [_height(table, demands, row) for row in range(count)]
    strip = strip_height(table.sizes) + (STRIP_MARGIN if demands.expected else 0.0)
    storeys = _strip_storeys(index, count)
    above = [demands.strips.get((at, "top"), strip * storeys[at]) if at else 0.0 for at in range(count)]
    below = [demands.strips.get((at, "bottom"), strip * storeys[at]) for at in range(count)]
    below.append(notes_height(table))
    first, others = (room.bottom - room.body_top(table) for room in rooms)
    return break_rows(heights, Breaks((first, others), above, below, _costs(table, index, count)), kept)


def _height(table: Table, demands: Demands, row: int) -> float:
    """What a row was found to need, or is expected to, with the headings above it."""
    height = max(table.least_height(row) + demands.expected.get(row, 0.0), demands.rows.get(row, 0.0))
    return height + table.stage_height(row)


def strip_height(sizes: Sizes) -> float:
    """What one storey of connectors takes."""
    return sizes.pentagon[1] + sizes.quiet + sizes.arrival


def _costs(table: Table, index: ChartIndex, count: int) -> list[float]:
    """What a break above each row costs."""
    costs = _torn(index, count)
    for at, row in enumerate(table.chart.rows):
        costs[at] += MERGED_TORN if row.merged or any(cell.merged for cell in row.cells) else 0.0
        costs[at] += (STAGE_TORN if at - 1 in table.stages else 0.0) - (STAGE_BREAK if at in table.stages else 0.0)
    return costs


def _strip_storeys(index: ChartIndex, count: int) -> list[int]:
    """How many storeys the connectors at a break above each row are expected to fill, before any page was placed."""
    spans: dict[str, tuple[int, int]] = {}
    for flow in index.chart.flows:
        rows = sorted((index.shapes[flow.source].row, index.shapes[flow.target].row))
        low, high = spans.get(index.pair(flow), (rows[0], rows[1]))
        spans[index.pair(flow)] = (min(low, rows[0]), max(high, rows[1]))
    change = [0] * (count + 2)
    for low, high in spans.values():
        change[low + 1] += 1
        change[high + 1] -= 1
    storeys, running = [], 0
    for each in change[: count + 1]:
        running += each
        storeys.append(max(1, min(-(-running // max(len(index.chart.lanes), 1)), MOST_STOREYS)))
    return storeys


def _torn(index: ChartIndex, count: int) -> list[float]:
    """What a break above each row costs: every arrow cut, and more for a short loop cut."""
    change = [0.0] * (count + 1)
    for flow in index.chart.flows:
        source, target = index.shapes[flow.source].row, index.shapes[flow.target].row
        low, high = min(source, target), max(source, target)
        if low == high:
            continue
        back = target < source
        weight = 2.0 + (6.0 / (high - low) if back else 0.0)
        change[low + 1] += weight
        change[high + 1 if high + 1 <= count else count] -= weight
    total, costs = 0.0, []
    for each in change[:count]:
        total += each
        costs.append(total)
    return costs
