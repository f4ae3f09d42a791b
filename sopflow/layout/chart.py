"""One chart on its pages: the order of measuring, cutting, routing and placing.

In: a chart, its style and the room on the pages. Out: placed pages without footers.
The passes depend on one another (lanes need room for tracks, tracks depend on the cuts, cuts on heights, heights on widths), so
they are repeated until nothing changes, a few times at most; every pass only ever asks for more room.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.layout.air import with_air
from sopflow.layout.chart_page import assemble, notes_height
from sopflow.layout.columns import LOOSE
from sopflow.layout.lattice import ChartIndex, Connector, pair_key
from sopflow.layout.learning import taller, wider
from sopflow.layout.page import Demands, RoutedPage, Router, place_page
from sopflow.layout.pages import break_rows
from sopflow.layout.plan import PagePlan
from sopflow.layout.room import PageRoom
from sopflow.layout.sizes import Sizes, compact
from sopflow.layout.table import Facts, Table, gather_facts, make_table
from sopflow.layout.torn import shares_of, with_continuations
from sopflow.layout.window import windowed
from sopflow.model.book import Chart, Row, Shape
from sopflow.model.style import Style
from sopflow.values import NamedTuple

ROUNDS = 6
"""How often the passes may be repeated; three suffice for nearly every chart."""

TOLERANCE = 0.01

EDGE = 4.0
"""Margin of the continuous chart."""

FEW_PAGES = 6
"""In charts of up to so many pages one page more or less is worth trying other settings."""

LONG_CHART = 80
MARGIN = 1.0
"""In charts of more rows, rows are expected this much taller than their words and shapes: few pages then overflow and are cut anew."""

SAMPLE = 400
"""In charts of more rows the first so many tell which setting needs the fewest pages."""

MOST_STOREYS = 6
"""A connector strip is not expected to have more storeys than this: far-reaching arrows skip most pages."""

MERGED_TORN, STAGE_TORN, STAGE_BREAK = 40.0, 12.0, 8.0
"""What a page break costs within a merged cell and behind the first row of a stage, and what it gains before a stage."""

NARROW = 0.8
"""Lanes below this share of what they need are worth a message."""


class ChartLayout(NamedTuple):
    """The chart's pages, the continuous chart for reports, and what did not fit."""

    pages: tuple[PagePlan, ...]
    continuous: PagePlan
    diagnostics: tuple[Diagnostic, ...]


class _Settled(NamedTuple):
    """A chart on pages whose passes agree. `promised`: how many pages it would take without its tracks and labels."""

    facts: Facts
    table: Table
    pages: list[RoutedPage]
    demands: Demands
    promised: int


def lay_out_chart(chart: Chart, name: str, style: Style, sizes: Sizes, rooms: tuple[PageRoom, PageRoom]) -> ChartLayout:
    """Lays the chart out in `rooms`: that of its first page and that of the others (same left and width). `name` is the procedure's."""
    router = Router(ChartIndex(chart))
    settled = _densest(chart, style, sizes, router, rooms)
    giants = _giants(settled, rooms)
    complaints = [_divided(chart.rows[row]) for row in giants]
    if giants:
        chart = with_continuations(chart, giants)
        router = Router(ChartIndex(chart))
        settled = _densest(chart, style, sizes, router, rooms)
    index, table = router.index, settled.table
    pages = with_air(table, settled.pages, rooms, router, settled.demands)
    shares = shares_of(table, pages)
    numbers, shown = number_connectors(pages)
    placed = []
    for at, page in enumerate(pages):
        room = rooms[0] if at == 0 else rooms[1]
        placed.append(assemble(table, page, index, room, name, numbers, shown, last=at == len(pages) - 1, shares=shares))
    frame = PageRoom(rooms[1].width + 2 * EDGE, 0.0, EDGE, EDGE, rooms[1].width, float("inf"), "")
    whole, whole_table = on_one_sheet(settled.facts, router, frame, settled.demands, 0, len(chart.rows))
    continuous = assemble(whole_table, whole, index, frame, name, {}, False, last=True)
    diagnostics = (*_complaints(settled.facts, table, [*pages, whole]), *complaints)
    return ChartLayout(tuple(placed), continuous, diagnostics)


def _densest(chart: Chart, style: Style, sizes: Sizes, router: Router, rooms: tuple[PageRoom, PageRoom]) -> _Settled:
    """The chart in the least dense setting that needs the fewest pages."""
    if len(chart.rows) > SAMPLE:
        return _densest_by_sample(chart, style, sizes, router, rooms)
    facts = gather_facts(chart, style, sizes, LOOSE)
    promise = _promise(facts, router.index, rooms)
    best = _comfortable(facts, router, rooms) if promise == 1 else None
    if best and len(best.pages) == 1:
        return best
    choices = [facts, *(gather_facts(chart, style, each, loose) for each, loose in _settings(sizes)[1:])]
    promises = [promise, *(_promise(each, router.index, rooms) for each in choices[1:])]
    first = promises.index(min(promises))
    if first > 0 or not best:
        best = _comfortable(choices[first], router, rooms)
    if len(best.pages) > FEW_PAGES:
        return best
    for denser in choices[first + 1 :] if len(best.pages) > promises[first] else ():
        settled = _comfortable(denser, router, rooms)
        if len(settled.pages) < len(best.pages):
            best = settled
    return best


def _settings(sizes: Sizes) -> list[tuple[Sizes, float]]:
    """Sizes with the worth of loose lines, each setting denser than the one before."""
    small = compact(sizes)
    return [(sizes, LOOSE), (sizes, 0.0), (small, LOOSE), (small, 0.0)]


def _densest_by_sample(chart: Chart, style: Style, sizes: Sizes, router: Router, rooms: tuple[PageRoom, PageRoom]) -> _Settled:
    """Likewise for a chart of very many pages, judged by its first rows: setting all its words four times costs as much as routing it."""
    sample = windowed(chart, 1, SAMPLE).chart
    index = ChartIndex(sample)
    settings = _settings(sizes)
    promises = [_promise(gather_facts(sample, style, each, loose), index, rooms) for each, loose in settings]
    each, loose = settings[promises.index(min(promises))]
    return _comfortable(gather_facts(chart, style, each, loose), router, rooms)


def _promise(facts: Facts, index: ChartIndex, rooms: tuple[PageRoom, PageRoom]) -> int:
    """How many pages the words and shapes need, tracks and labels not counted."""
    table = make_table(facts, rooms[0].left, rooms[0].width, list(facts.lane_least))
    return len(_cut(table, index, rooms, Demands(facts.lane_least, False)))


def _comfortable(facts: Facts, router: Router, rooms: tuple[PageRoom, PageRoom]) -> _Settled:
    """The settled chart; when the comfort of labels costs a page, it is given up."""
    settled = _settle(facts, router, rooms, comfort=True)
    if settled.promised < len(settled.pages) <= FEW_PAGES:
        plain = _settle(facts, router, rooms, comfort=False)
        if len(plain.pages) < len(settled.pages):
            return plain
    return settled


def _settle(facts: Facts, router: Router, rooms: tuple[PageRoom, PageRoom], comfort: bool) -> _Settled:
    """Repeats cutting and placing until nothing more is asked for."""
    demands = Demands(facts.lane_least, comfort)
    promised = 0
    kept: frozenset[tuple[int, int]] = frozenset()
    for _ in range(ROUNDS):
        table = make_table(facts, rooms[0].left, rooms[0].width, demands.lanes, demands.squeeze)
        ranges = _cut(table, router.index, rooms, demands, kept)
        if len(ranges) > FEW_PAGES:
            kept = frozenset(ranges)
        promised = promised or len(ranges)
        tops = (rooms[0].body_top(table), rooms[1].body_top(table))
        pages = [place_page(table, router, first, end, tops[first > 0], demands) for first, end in ranges]
        grown = taller(table, pages, rooms, demands)
        if not (wider(table, pages, demands) or grown):
            break
    return _Settled(facts, table, pages, demands, promised)


def on_one_sheet(facts: Facts, router: Router, room: PageRoom, demands: Demands, first: int, end: int) -> tuple[RoutedPage, Table]:
    """The rows `first` to `end` (exclusive) on one sheet, as tall as they are; `demands` learns what they need."""
    for _ in range(ROUNDS):
        table = make_table(facts, room.left, room.width, demands.lanes, demands.squeeze)
        page = place_page(table, router, first, end, room.body_top(table), demands)
        if not wider(table, [page], demands):
            break
    return page, table


def _cut(
    table: Table, index: ChartIndex, rooms: tuple[PageRoom, PageRoom], demands: Demands, kept: frozenset[tuple[int, int]] = frozenset()
) -> list[tuple[int, int]]:
    """Ranges of rows for the pages. On long charts pages that were routed before are kept where they still fit."""
    count = len(table.chart.rows)
    margin = MARGIN if count > LONG_CHART else 0.0
    heights = [
        max(table.least_height(row) + (0.0 if row in demands.rows else margin), demands.rows.get(row, 0.0)) + table.stage_height(row)
        for row in range(count)
    ]
    strip = table.sizes.pentagon[1] + table.sizes.quiet + table.sizes.arrival
    tail = notes_height(table)
    heights_of_rooms = [room.bottom - room.body_top(table) for room in rooms]
    storeys = _strip_storeys(index, count)

    def capacity(first: int, end: int) -> float:
        above = demands.strips.get((first, "top"), strip * storeys[first]) if first > 0 else 0.0
        below = demands.strips.get((end, "bottom"), strip * storeys[end]) if end < count else tail
        strips = above + below
        return max(heights_of_rooms[0 if first == 0 else 1] - strips, 1.0)

    torn = _torn(index, count)

    def cut_cost(cut: int) -> float:
        row = table.chart.rows[cut]
        cost = torn[cut] + (MERGED_TORN if row.merged or any(cell.merged for cell in row.cells) else 0.0)
        return cost - (STAGE_BREAK if cut in table.stages else 0.0) + (STAGE_TORN if cut - 1 in table.stages else 0.0)

    return break_rows(heights, capacity, cut_cost, kept)


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
    message, hint = "", "pakai kertas lebih lebar, misalnya «kertas: A3» di bawah «gaya:»"
    crowded = any(page.crowded for page in pages)
    if "pelaksana" in dict(table.style.widths) and (narrowest < NARROW or crowded):
        message = f"Lebar pelaksana {dict(table.style.widths)['pelaksana']:g} mm terlalu sempit untuk bentuk, panah, dan tulisannya"
        hint = "lebarkan atau hapus «pelaksana» di bawah «lebar:»"
    elif narrowest < NARROW:
        message = f"{len(facts.chart.lanes)} pelaksana terlalu banyak untuk kertas {table.style.paper} ini; lajurnya dipersempit"
    elif table.columns.strained and crowded:
        message = f"Kertas {table.style.paper} ini terlalu sempit; ada tulisan cabang yang berdesakan"
    if message:
        found.append(Diagnostic("warning", "kertas-sempit", message, facts.chart.span, hint))
    return found


def _giants(settled: _Settled, rooms: tuple[PageRoom, PageRoom]) -> dict[int, float]:
    """Rows that are taller than a page, with their heights."""
    return {
        page.first: settled.table.least_height(page.first)
        for page in settled.pages
        if page.end - page.first == 1 and page.down.bottom > rooms[page.first > 0].bottom + TOLERANCE
    }


def _divided(row: Row) -> Diagnostic:
    message = f"Baris {row.number or row.key} lebih tinggi daripada satu halaman; isinya dilanjutkan di halaman berikutnya"
    hint = "pecah kegiatan ini, pendekkan isi selnya, atau pakai kertas lebih besar"
    return Diagnostic("warning", "baris-terlalu-tinggi", message, row.span, hint)
