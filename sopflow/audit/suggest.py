"""Which order of lanes would need fewer crossings and bends.

In: a chart. Out: the best order found, with what the router counts on the continuous chart. Only a suggestion: the order of lanes has
meaning (rank, or the way of a file through the office). Lanes under one head stay together, as do those that a shape lies across.
Shapes keep their storeys, so that rows with several shapes may come out a little better still when the text is reordered.
"""

from collections.abc import Iterator
from itertools import permutations, product

from sopflow.layout.lattice import ChartIndex, build_lattice
from sopflow.layout.route.route import route
from sopflow.model.book import Chart, Shape
from sopflow.values import NamedTuple

Order = tuple[int, ...]
"""Lanes by their index in the chart, from left to right."""

ALL_ORDERS = 6
"""Up to this number of lanes every order is tried: 720 at most."""

WORK = 150_000
"""The square of a chart's number of arrows, times the orders tried, stays below this: routing takes about so long, some seconds in all."""


class Count(NamedTuple):
    """What the router counts; the better one is the smaller."""

    crossings: int
    bends: int


class Suggestion(NamedTuple):
    """The order of lanes found best, the counts now and then, how many orders were tried, and whether these were all that are allowed."""

    order: Order
    now: Count
    then: Count
    tried: int
    complete: bool


def suggest_order(chart: Chart) -> Suggestion:
    """The best order found; the given one when none is better."""
    given = tuple(range(len(chart.lanes)))
    budget = max(1, WORK // max(1, len(chart.flows) ** 2))
    search = _Search(chart, budget)
    now = search.count(given)
    complete = False
    if len(given) <= ALL_ORDERS:
        complete = search.try_all()
    else:
        search.climb(given)
    then, order = search.best
    return Suggestion(order, now, then, len(search.counts), complete)


class _Search:
    """Counts orders, each once, as long as the budget lasts."""

    def __init__(self, chart: Chart, budget: int) -> None:
        self.chart = chart
        self.budget = budget
        self.counts: dict[Order, Count] = {}
        self.spans = {(shape.lane, shape.lane_last) for row in chart.rows for shape in row.shapes if shape.lane < shape.lane_last}

    @property
    def best(self) -> tuple[Count, Order]:
        """The least count, and of the orders that have it the one nearest to the given."""
        return min((count, order) for order, count in self.counts.items())

    def count(self, order: Order) -> Count:
        """What the router makes of an order."""
        if order not in self.counts:
            index = ChartIndex(reordered(self.chart, order))
            routing = route(build_lattice(index, 0, len(self.chart.rows)).grid)
            self.counts[order] = Count(routing.crossings, routing.bends)
        return self.counts[order]

    def try_all(self) -> bool:
        """Counts every allowed order; false when the budget did not suffice. An order and its mirror image count the same."""
        for order in _orders(self.chart):
            if order[::-1] in self.counts or not self._is_allowed(order):
                continue
            if len(self.counts) >= self.budget:
                return False
            self.count(order)
        return True

    def climb(self, order: Order) -> None:
        """Exchanges neighbours as long as that lowers the count."""
        while True:
            options = [each for each in _neighbours(self.chart, order) if self._is_allowed(each)]
            counted = [(self.count(each), each) for each in options if each in self.counts or len(self.counts) < self.budget]
            if not counted or min(counted)[0] >= self.count(order):
                return
            order = min(counted)[1]

    def _is_allowed(self, order: Order) -> bool:
        """Whether lanes under one head, and lanes that one shape lies across, stand side by side."""
        place = {lane: at for at, lane in enumerate(order)}
        together = [set(range(first, last + 1)) for first, last in self.spans] + [set(block) for block in _blocks(self.chart)]
        return all(max(places) - min(places) + 1 == len(places) for lanes in together for places in [[place[lane] for lane in lanes]])


def _blocks(chart: Chart) -> list[Order]:
    """Neighbouring lanes under one head; a lane without a head is a block of its own."""
    blocks: list[list[int]] = []
    for at, lane in enumerate(chart.lanes):
        if at and lane.group and lane.group == chart.lanes[at - 1].group:
            blocks[-1].append(at)
        else:
            blocks.append([at])
    return [tuple(block) for block in blocks]


def _orders(chart: Chart) -> Iterator[Order]:
    """All orders of the blocks and, within each, of its lanes."""
    for blocks in permutations(_blocks(chart)):
        for inner in product(*(permutations(block) for block in blocks)):
            yield tuple(lane for block in inner for lane in block)


def _neighbours(chart: Chart, order: Order) -> Iterator[Order]:
    """The order with two neighbouring lanes exchanged, or two neighbouring blocks."""
    for at in range(len(order) - 1):
        yield (*order[:at], order[at + 1], order[at], *order[at + 2 :])
    block_of = {lane: number for number, block in enumerate(_blocks(chart)) for lane in block}
    runs: list[list[int]] = []
    for lane in order:
        if runs and block_of[runs[-1][-1]] == block_of[lane]:
            runs[-1].append(lane)
        else:
            runs.append([lane])
    for at in range(len(runs) - 1):
        exchanged = (*runs[:at], runs[at + 1], runs[at], *runs[at + 2 :])
        if len(runs[at]) + len(runs[at + 1]) > 2:
            yield tuple(lane for run in exchanged for lane in run)


def reordered(chart: Chart, order: Order) -> Chart:
    """The chart with its lanes in another order."""
    place = {lane: at for at, lane in enumerate(order)}

    def moved(shape: Shape) -> Shape:
        places = [place[lane] for lane in range(shape.lane, shape.lane_last + 1)]
        return shape._replace(lane=min(places), lane_last=max(places))

    rows = tuple(row._replace(shapes=tuple(map(moved, row.shapes))) for row in chart.rows)
    return chart._replace(lanes=tuple(chart.lanes[lane] for lane in order), rows=rows)
