"""One chart on its pages: the order of measuring, cutting, routing and placing.

In: a chart, its style and the room on the pages. Out: placed pages without footers.
The passes depend on one another (lanes need room for tracks, tracks depend on the cuts, cuts on heights, heights on widths), so
they are repeated until nothing changes, a few times at most; every pass only ever asks for more room.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sopflow.diagnostics import Diagnostic
from sopflow.layout.chart_page import assemble, notes_height
from sopflow.layout.columns import LOOSE
from sopflow.layout.lattice import ChartIndex, Connector, pair_key
from sopflow.layout.page import Demands, RoutedPage, Router, place_page
from sopflow.layout.pages import break_rows
from sopflow.layout.plan import PagePlan
from sopflow.layout.room import PageRoom
from sopflow.layout.sizes import Sizes, compact
from sopflow.layout.table import Facts, Table, gather_facts, make_table
from sopflow.model.book import Chart, Shape
from sopflow.model.style import Style

ROUNDS = 6
"""How often the passes may be repeated; three suffice for nearly every chart."""

TOLERANCE = 0.01

EDGE = 4.0
"""Margin of the continuous chart."""

LABEL_ROOM = 14.0
"""No label gets more room than this beside its shape."""

MERGED_TORN, STAGE_TORN, STAGE_BREAK = 40.0, 12.0, 8.0
"""What a page break costs within a merged cell and behind the first row of a stage, and what it gains before a stage."""

NARROW = 0.8
"""Lanes below this share of what they need are worth a message."""


class ChartLayout(NamedTuple):
    """The chart's pages, the continuous chart for reports, and what did not fit."""

    pages: tuple[PagePlan, ...]
    continuous: PagePlan
    diagnostics: tuple[Diagnostic, ...]


def lay_out_chart(chart: Chart, name: str, style: Style, sizes: Sizes, rooms: tuple[PageRoom, PageRoom]) -> ChartLayout:
    """Lays the chart out in `rooms`: that of its first page and that of the others (same left and width). `name` is the procedure's."""
    index = ChartIndex(chart)
    router = Router(index)
    facts = gather_facts(chart, style, sizes, LOOSE)
    pages, table = _paged(facts, router, rooms)
    for tighter in _tighter(facts, len(pages), index, rooms):
        fewer, tight_table = _paged(tighter, router, rooms)
        if len(fewer) < len(pages):
            facts, pages, table = tighter, fewer, tight_table
            break
    numbers, shown = number_connectors(pages)
    placed = []
    for at, page in enumerate(pages):
        room = rooms[0] if at == 0 else rooms[1]
        placed.append(assemble(table, page, index, room, name, numbers, shown, last=at == len(pages) - 1))
    frame = PageRoom(0.0, 0.0, rooms[1].width + 2 * EDGE, 0.0, EDGE, EDGE, rooms[1].width, float("inf"), "")
    whole, whole_table = _continuous(facts, router, frame)
    continuous = assemble(whole_table, whole, index, frame, name, {}, False, last=True)
    return ChartLayout(tuple(placed), continuous, tuple(_complaints(facts, table, [*pages, whole])))


def _tighter(facts: Facts, count: int, index: ChartIndex, rooms: tuple[PageRoom, PageRoom]) -> Iterator[Facts]:
    """Denser settings that promise fewer than `count` pages, the least dense first."""
    if count == 1:
        return
    small = compact(facts.sizes)
    for sizes, loose in ((facts.sizes, 0.0), (small, LOOSE), (small, 0.0)):
        tighter = gather_facts(facts.chart, facts.style, sizes, loose)
        table = make_table(tighter, rooms[0].left, rooms[0].width, list(tighter.lane_least))
        if len(_cut(table, index, rooms, {})) < count:
            yield tighter


def _paged(facts: Facts, router: Router, rooms: tuple[PageRoom, PageRoom]) -> tuple[list[RoutedPage], Table]:
    """The chart on pages: cut, placed, and placed again with what was found to be needed.

    When the comfort of labels would cost a page, it is given up.
    """
    demands = Demands(facts.lane_least)
    pages, table = _settle(facts, router, rooms, demands)
    plain = Demands(facts.lane_least)
    plain.comfort = False
    bare = make_table(facts, rooms[0].left, rooms[0].width, plain.lanes)
    if len(pages) > len(_cut(bare, router.index, rooms, {})):
        fewer, plain_table = _settle(facts, router, rooms, plain)
        if len(fewer) < len(pages):
            return fewer, plain_table
    return pages, table


def _settle(facts: Facts, router: Router, rooms: tuple[PageRoom, PageRoom], demands: Demands) -> tuple[list[RoutedPage], Table]:
    """Repeats cutting and placing until nothing more is asked for."""
    for _ in range(ROUNDS):
        table = make_table(facts, rooms[0].left, rooms[0].width, demands.lanes)
        ranges = _cut(table, router.index, rooms, demands.rows)
        pages = [
            place_page(table, router, first, end, rooms[0 if at == 0 else 1].body_top(table), demands)
            for at, (first, end) in enumerate(ranges)
        ]
        grown = _taller(table, pages, rooms, demands)
        if not (_wider(table, pages, demands) or grown):
            break
    return pages, table


def _continuous(facts: Facts, router: Router, room: PageRoom) -> tuple[RoutedPage, Table]:
    """All rows on one sheet, as tall as they are."""
    demands = Demands(facts.lane_least)
    for _ in range(ROUNDS):
        table = make_table(facts, room.left, room.width, demands.lanes)
        page = place_page(table, router, 0, len(facts.chart.rows), room.body_top(table), demands)
        if not _wider(table, [page], demands):
            break
    return page, table


def _wider(table: Table, pages: list[RoutedPage], demands: Demands) -> bool:
    """Learns how wide the lanes must be for their tracks and labels; whether that can change anything."""
    changed = False
    for crowded in (each for page in pages for each in page.crowded if demands.comfort or not each.soft):
        lane = next(at for at, column in enumerate(table.columns.lanes) if column.x <= crowded.x <= column.right)
        room = min(crowded.room, LABEL_ROOM)
        if room > demands.labels.get((lane, crowded.side), 0.0) + TOLERANCE:
            demands.labels[lane, crowded.side] = room
            changed = True
    for page in pages:
        for lane, needed in enumerate(page.across.needed):
            if needed > demands.lanes[lane] + TOLERANCE:
                demands.lanes[lane] = needed
                changed = True
    return changed and not table.columns.strained


def _taller(table: Table, pages: list[RoutedPage], rooms: tuple[PageRoom, PageRoom], demands: Demands) -> bool:
    """Learns the rows' true heights on pages that overflow; whether anything was learnt."""
    changed = False
    for at, page in enumerate(pages):
        room = rooms[0 if at == 0 else 1]
        tail = notes_height(table) if at == len(pages) - 1 else 0.0
        if page.down.bottom + tail <= room.bottom + TOLERANCE or page.end - page.first == 1:
            continue
        for band in page.down.bands:
            if band.row >= 0 and band.height > demands.rows.get(band.row, table.least_height(band.row)) + TOLERANCE:
                demands.rows[band.row] = band.height
                changed = True
    return changed


def _cut(table: Table, index: ChartIndex, rooms: tuple[PageRoom, PageRoom], grown: dict[int, float]) -> list[tuple[int, int]]:
    count = len(table.chart.rows)
    heights = [max(table.least_height(row), grown.get(row, 0.0)) + table.stage_height(row) for row in range(count)]
    strip = table.sizes.pentagon[1] + 2 * table.sizes.quiet
    tail = notes_height(table)
    heights_of_rooms = [room.bottom - room.body_top(table) for room in rooms]

    def capacity(first: int, end: int) -> float:
        strips = (strip if first > 0 else 0.0) + (strip if end < count else tail)
        return max(heights_of_rooms[0 if first == 0 else 1] - strips, 1.0)

    torn = _torn(index, count)

    def cut_cost(cut: int) -> float:
        row = table.chart.rows[cut]
        cost = torn[cut] + (MERGED_TORN if row.merged or any(cell.merged for cell in row.cells) else 0.0)
        return cost - (STAGE_BREAK if cut in table.stages else 0.0) + (STAGE_TORN if cut - 1 in table.stages else 0.0)

    return break_rows(heights, capacity, cut_cost)


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


def number_connectors(pages: list[RoutedPage]) -> tuple[dict[tuple[str, bool], str], bool]:
    """The number of each connector pair, by `pair_key`, and whether numbers must be shown.

    A number is needed when a strip holds several connectors, or when the other half is not on the neighbouring page.
    """
    numbers: dict[tuple[str, bool], str] = {}
    homes = {owner.id: at for at, page in enumerate(pages) for owner in page.lattice.owners if isinstance(owner, Shape)}
    shown = False
    for at, page in enumerate(pages):
        strips = {"top": 0, "bottom": 0}
        for owner in page.lattice.owners:
            if isinstance(owner, Connector):
                numbers.setdefault(pair_key(owner), str(len(numbers) + 1))
                strips[owner.strip] += 1
                shown = shown or (owner.outgoing and any(abs(homes[goal] - at) > 1 for goal in owner.goals))
        shown = shown or max(strips.values()) > 1
    return numbers, shown


def _complaints(facts: Facts, table: Table, pages: list[RoutedPage]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    flows = {}
    for page in pages:
        for edge in page.routing.unmet:
            flow = page.lattice.meanings[edge].flow
            if flow.via:
                flows[flow.id] = flow
    for flow in flows.values():
        found.append(
            Diagnostic(
                "warning",
                "petunjuk-tak-muat",
                "Anak panah ini tidak bisa lewat sisi yang diminta",
                flow.span,
                "hapus «lewat …», atau pilih sisi lain",
            )
        )
    narrowest = min((column.width / least for column, least in zip(table.columns.lanes, facts.lane_least, strict=True)), default=1.0)
    if narrowest < NARROW:
        message = f"{len(facts.chart.lanes)} pelaksana terlalu banyak untuk kertas {table.style.paper} ini; lajurnya dipersempit"
        found.append(
            Diagnostic(
                "warning", "kertas-sempit", message, facts.chart.span, "pakai kertas lebih lebar, misalnya «kertas: A3» di bawah «gaya:»"
            )
        )
    return found
