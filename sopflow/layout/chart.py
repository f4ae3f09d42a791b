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
from sopflow.layout.lattice import ChartIndex, Connector, Lattice, build_lattice, pair_key
from sopflow.layout.pages import break_rows
from sopflow.layout.place import place_across, place_vertically
from sopflow.layout.plan import PagePlan
from sopflow.layout.room import PageRoom, RoutedPage
from sopflow.layout.route.grid import Routing
from sopflow.layout.route.route import route
from sopflow.layout.sizes import Sizes, compact
from sopflow.layout.table import Facts, Table, gather_facts, make_table
from sopflow.model.book import Chart, Shape
from sopflow.model.style import Style

ROUNDS = 6
"""How often the passes may be repeated; three suffice for nearly every chart."""

TOLERANCE = 0.01

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
    facts = gather_facts(chart, style, sizes, LOOSE)
    pages, table = _paged(facts, index, rooms)
    for tighter in _tighter(facts, len(pages), index, rooms):
        fewer, tight_table = _paged(tighter, index, rooms)
        if len(fewer) < len(pages):
            facts, pages, table = tighter, fewer, tight_table
            break
    numbers, shown = number_connectors(pages)
    placed = []
    for at, page in enumerate(pages):
        room = rooms[0] if at == 0 else rooms[1]
        placed.append(assemble(table, page, index, room, name, numbers, shown, last=at == len(pages) - 1))
    whole, whole_table = _continuous(facts, index, rooms[1].width)
    frame = PageRoom(0.0, 0.0, rooms[1].width + 8.0, 0.0, 4.0, 4.0, rooms[1].width, float("inf"), "")
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


def _paged(facts: Facts, index: ChartIndex, rooms: tuple[PageRoom, PageRoom]) -> tuple[list[RoutedPage], Table]:
    needs = list(facts.lane_least)
    routed: dict[tuple[int, int], tuple[Lattice, Routing]] = {}
    grown: dict[int, float] = {}
    pages: list[RoutedPage] = []
    table = make_table(facts, rooms[0].left, rooms[0].width, list(needs))
    for _ in range(ROUNDS):
        ranges = _cut(table, index, rooms, grown)
        pages = [_place(table, index, first, end, rooms[0 if at == 0 else 1], routed) for at, (first, end) in enumerate(ranges)]
        wider = _wider(needs, pages)
        taller = _taller(table, pages, rooms, grown)
        if not wider and not taller:
            break
        if wider and not table.columns.strained:
            table = make_table(facts, rooms[0].left, rooms[0].width, list(needs))
        elif not taller:
            break
    return pages, table


def _continuous(facts: Facts, index: ChartIndex, width: float) -> tuple[RoutedPage, Table]:
    """All rows on one sheet, wide as the page's table."""
    needs = list(facts.lane_least)
    room = PageRoom(0.0, 0.0, width + 8.0, 0.0, 4.0, 4.0, width, float("inf"), "")
    routed: dict[tuple[int, int], tuple[Lattice, Routing]] = {}
    count = len(facts.chart.rows)
    table = make_table(facts, 4.0, width, list(needs))
    page = _place(table, index, 0, count, room, routed)
    if _wider(needs, [page]) and not table.columns.strained:
        table = make_table(facts, 4.0, width, list(needs))
        page = _place(table, index, 0, count, room, routed)
    return page, table


def _wider(needs: list[float], pages: list[RoutedPage]) -> bool:
    """Raises the lanes' needs to what the tracks ask for; whether any lane grew."""
    changed = False
    for page in pages:
        for lane, needed in enumerate(page.across.needed):
            if needed > needs[lane] + TOLERANCE:
                needs[lane] = needed
                changed = True
    return changed


def _taller(table: Table, pages: list[RoutedPage], rooms: tuple[PageRoom, PageRoom], grown: dict[int, float]) -> bool:
    """Learns the rows' true heights on pages that overflow; whether anything was learnt."""
    changed = False
    for at, page in enumerate(pages):
        room = rooms[0 if at == 0 else 1]
        tail = notes_height(table) if at == len(pages) - 1 else 0.0
        if page.down.bottom + tail <= room.bottom + TOLERANCE or page.end - page.first == 1:
            continue
        for band in page.down.bands:
            if band.row >= 0 and band.height > grown.get(band.row, table.least_height(band.row)) + TOLERANCE:
                grown[band.row] = band.height
                changed = True
    return changed


def _cut(table: Table, index: ChartIndex, rooms: tuple[PageRoom, PageRoom], grown: dict[int, float]) -> list[tuple[int, int]]:
    count = len(table.chart.rows)
    heights = [max(table.least_height(row), grown.get(row, 0.0)) + table.stage_height(row) for row in range(count)]
    strip = table.sizes.pentagon[1] + 2 * table.sizes.quiet
    tail = notes_height(table)

    def capacity(first: int, end: int) -> float:
        room = rooms[0 if first == 0 else 1]
        strips = (strip if first > 0 else 0.0) + (strip if end < count else tail)
        return max(room.bottom - room.body_top(table) - strips, 1.0)

    torn = _torn(index, count)

    def cut_cost(cut: int) -> float:
        merged = table.chart.rows[cut]
        return torn[cut] + (40.0 if merged.merged or any(cell.merged for cell in merged.cells) else 0.0)

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


def _place(
    table: Table, index: ChartIndex, first: int, end: int, room: PageRoom, routed: dict[tuple[int, int], tuple[Lattice, Routing]]
) -> RoutedPage:
    if (first, end) not in routed:
        lattice = build_lattice(index, first, end)
        routed[first, end] = (lattice, route(lattice.grid))
    lattice, routing = routed[first, end]
    extents = [_extent(owner, table) for owner in lattice.owners]
    across = place_across(lattice, routing, extents, table.columns.lanes, table.sizes)
    top = room.body_top(table)
    down = place_vertically(lattice, routing, extents, lambda row: table.heights[row], table.stage_height, table.sizes, top)
    return RoutedPage(first, end, lattice, routing, extents, across, down)


def _extent(owner: Shape | Connector, table: Table) -> tuple[float, float]:
    if isinstance(owner, Connector):
        return table.sizes.pentagon
    fit = table.fits[owner.id]
    return fit.width, fit.height


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
