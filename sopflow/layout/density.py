"""How densely a chart is set. In: a chart and the room on its pages. Out: the chart settled in the least dense setting that needs the
fewest pages.
"""

from math import ceil

from sopflow.layout.columns import LOOSE
from sopflow.layout.cutting import cut, strip_height
from sopflow.layout.lattice import ChartIndex
from sopflow.layout.page import Demands, Router
from sopflow.layout.room import PageRoom
from sopflow.layout.settling import FEW_PAGES, Prospect, Settled, comfortable, prospect
from sopflow.layout.sizes import Sizes, compact
from sopflow.layout.table import Facts, denser, expected_heights, gather_facts, make_table
from sopflow.model.book import Chart
from sopflow.model.style import Style

LONG_CHART = 80
"""Charts of more rows are routed as a whole first, which shows what to expect of their pages: few of these are then cut anew."""

MOST_COUNTED = 400
"""Pages of so many rows are compared: one page less on very many is not worth a denser setting."""


def densest(chart: Chart, style: Style, sizes: Sizes, router: Router, rooms: tuple[PageRoom, PageRoom]) -> Settled:
    """The chart in the least dense setting that needs the fewest pages."""
    facts = gather_facts(chart, style, sizes, LOOSE)
    if len(chart.rows) > LONG_CHART:
        ahead = prospect(facts, router, rooms)
        return comfortable(min(_choices(facts), key=lambda each: _expected(each, rooms, ahead)), router, rooms, ahead)
    promise = _promise(facts, router.index, rooms)
    best = comfortable(facts, router, rooms) if promise == 1 else None
    if best and len(best.pages) == 1:
        return best
    choices = _choices(facts)
    promises = [promise, *(_promise(each, router.index, rooms) for each in choices[1:])]
    first = promises.index(min(promises))
    if first > 0 or not best:
        best = comfortable(choices[first], router, rooms)
    if len(best.pages) > FEW_PAGES:
        return best
    for each in choices[first + 1 :] if len(best.pages) > promises[first] else ():
        settled = comfortable(each, router, rooms)
        if len(settled.pages) < len(best.pages):
            best = settled
    return best


def _choices(facts: Facts) -> list[Facts]:
    """Settings, each denser than the one before: lines that lower no row count for less, then shapes are smaller."""
    small = compact(facts.sizes)
    return [facts, denser(facts, facts.sizes, 0.0), denser(facts, small, LOOSE), denser(facts, small, 0.0)]


def _promise(facts: Facts, index: ChartIndex, rooms: tuple[PageRoom, PageRoom]) -> int:
    """How many pages the words and shapes need, tracks and labels not counted."""
    table = make_table(facts, rooms[0].left, rooms[0].width, list(facts.lane_least))
    return len(cut(table, index, rooms, Demands(facts.lane_least, False), frozenset()))


def _expected(facts: Facts, rooms: tuple[PageRoom, PageRoom], ahead: Prospect) -> int:
    """How many pages a long chart is expected to need: breaking and cutting all its words takes as long as drawing it."""
    heights = expected_heights(facts, rooms[1].width, tuple(ahead.lanes(facts)))
    mean = sum(heights) / len(heights) + sum(ahead.taller.values()) / len(ahead.taller)
    room = rooms[1].bottom - rooms[1].top - 2 * strip_height(facts.sizes) - mean / 2  # half a row stays free
    return ceil(min(len(facts.chart.rows), MOST_COUNTED) * mean / max(room, mean))
