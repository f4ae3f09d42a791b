"""One chart on its pages and as a continuous chart.

In: a chart, its style and the room on the pages. Out: placed pages without footers, the continuous chart, what did not fit.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.layout.air import with_air
from sopflow.layout.chart_page import assemble
from sopflow.layout.density import densest
from sopflow.layout.lattice import ChartIndex, Connector, pair_key
from sopflow.layout.page import RoutedPage, Router
from sopflow.layout.plan import PagePlan
from sopflow.layout.room import PageRoom
from sopflow.layout.settling import Settled, on_one_sheet
from sopflow.layout.sizes import Sizes
from sopflow.layout.table import Facts, Table
from sopflow.layout.torn import shares_of, with_continuations
from sopflow.model.book import Chart, Row, Shape
from sopflow.model.style import Style
from sopflow.values import NamedTuple

TOLERANCE = 0.01

EDGE = 4.0
"""Margin of the continuous chart."""

NARROW = 0.8
"""Lanes below this share of what they need are worth a message."""


class ChartLayout(NamedTuple):
    """The chart's pages, the continuous chart for reports, and what did not fit."""

    pages: tuple[PagePlan, ...]
    continuous: PagePlan
    diagnostics: tuple[Diagnostic, ...]


def lay_out_chart(chart: Chart, name: str, style: Style, sizes: Sizes, rooms: tuple[PageRoom, PageRoom]) -> ChartLayout:
    """Lays the chart out in `rooms`: that of its first page and that of the others (same left and width). `name` is the procedure's."""
    router = Router(ChartIndex(chart))
    settled = densest(chart, style, sizes, router, rooms)
    giants = _giants(settled, rooms)
    complaints = [_divided(chart.rows[row]) for row in giants]
    if giants:
        chart = with_continuations(chart, giants)
        router = Router(ChartIndex(chart))
        settled = densest(chart, style, sizes, router, rooms)
    index, table = router.index, settled.table
    pages = with_air(table, settled.pages, rooms, settled.demands)
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


def _giants(settled: Settled, rooms: tuple[PageRoom, PageRoom]) -> dict[int, float]:
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
