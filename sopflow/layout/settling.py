"""Measuring, cutting, routing and placing of a chart, repeated until they agree.

In: what a chart holds, the room on its pages or on one sheet. Out: its table and its pages, routed and placed.
The passes depend on one another: lanes need room for tracks, tracks depend on the cuts, cuts on heights, heights on widths, and all on the
room that labels ask for. Every pass only ever asks for more room. Labels are placed last, when rows and lanes agree.
"""

from sopflow.layout.cutting import cut
from sopflow.layout.learning import roomier, taller, wider
from sopflow.layout.page import Demands, RoutedPage, Router, stand_page, with_arrows
from sopflow.layout.room import PageRoom
from sopflow.layout.table import Facts, Table, make_table
from sopflow.values import NamedTuple

ROUNDS = 6
"""How often labels may ask for more room; two suffice for nearly every chart."""

SLACK = 0.3
"""Millimetres by which rows are expected to be taller on pages than on one sheet."""

FEW_PAGES = 6
"""In charts of up to so many pages one page more or less is worth trying other settings."""


class Settled(NamedTuple):
    """A chart on pages whose passes agree. `promised`: how many pages it would take without its tracks and labels."""

    facts: Facts
    table: Table
    pages: list[RoutedPage]
    demands: Demands
    promised: int


class Prospect(NamedTuple):
    """What the pages of a chart are expected to need: how much wider lanes and how much taller rows are than their words and shapes."""

    wider: tuple[float, ...]
    taller: dict[int, float]

    def lanes(self, facts: Facts) -> list[float]:
        """The expected widths of the lanes."""
        return [least + more for least, more in zip(facts.lane_least, self.wider, strict=True)]


UNKNOWN = Prospect((), {})


def prospect(facts: Facts, router: Router, rooms: tuple[PageRoom, PageRoom]) -> Prospect:
    """What the chart would need on one sheet."""
    width, least = rooms[1].width, facts.lane_least
    table = make_table(facts, rooms[1].left, width, list(least))
    page = stand_page(table, router, 0, len(facts.chart.rows), 0.0, Demands(least, True))
    more = tuple(max(0.0, needed - low) for needed, low in zip(page.across.needed, least, strict=True))
    taller = {band.row: band.height - table.least_height(band.row) + SLACK for band in page.down.bands}
    return Prospect(more, taller)


def comfortable(facts: Facts, router: Router, rooms: tuple[PageRoom, PageRoom], ahead: Prospect = UNKNOWN) -> Settled:
    """The settled chart; when the comfort of labels costs a page, it is given up."""
    settled = _settle(facts, router, rooms, ahead, comfort=True)
    if settled.promised < len(settled.pages) <= FEW_PAGES:
        plain = _settle(facts, router, rooms, ahead, comfort=False)
        if len(plain.pages) < len(settled.pages):
            return plain
    return settled


def _settle(facts: Facts, router: Router, rooms: tuple[PageRoom, PageRoom], ahead: Prospect, comfort: bool) -> Settled:
    """Repeats cutting and placing until nothing more is asked for. With a prospect, only pages that overflow are cut anew."""
    demands = Demands(facts.lane_least, comfort, ahead.taller)
    promised, lanes, grown = 0, ahead.lanes(facts) if ahead.wider else demands.lanes, True
    ranges: list[tuple[int, int]] = []
    for _ in range(ROUNDS):
        for _ in range(ROUNDS):
            table = make_table(facts, rooms[0].left, rooms[0].width, lanes, demands.squeeze)
            if grown or not ahead.taller:
                ranges = cut(table, router.index, rooms, demands, frozenset(ranges if len(ranges) > FEW_PAGES else ()))
            promised = promised or len(ranges)
            is_forecast, lanes, grown = lanes is not demands.lanes, demands.lanes, False
            if is_forecast and table.columns.strained:
                continue  # shapes are made smaller for what is needed, not for what is expected
            tops = (rooms[0].body_top(table), rooms[1].body_top(table))
            pages = [stand_page(table, router, first, end, tops[first > 0], demands) for first, end in ranges]
            grown = taller(table, pages, rooms, demands)
            if not (wider(table, pages, demands) or grown):
                break
        pages = [with_arrows(page, table) for page in pages]
        if not roomier(table, pages, demands):
            break
    return Settled(facts, table, pages, demands, promised)


def on_one_sheet(facts: Facts, router: Router, room: PageRoom, demands: Demands, first: int, end: int) -> tuple[RoutedPage, Table]:
    """The rows `first` to `end` (exclusive) on one sheet, as tall as they are; `demands` learns what they need."""
    for _ in range(ROUNDS):
        for _ in range(ROUNDS):
            table = make_table(facts, room.left, room.width, demands.lanes, demands.squeeze)
            page = stand_page(table, router, first, end, room.body_top(table), demands)
            if not wider(table, [page], demands):
                break
        page = with_arrows(page, table)
        if not roomier(table, [page], demands):
            break
    return page, table
