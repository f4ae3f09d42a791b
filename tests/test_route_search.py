"""The router's search: what its bits say of pairs of ways, and what it finds where an exact search does not come to an end."""

from itertools import count
from random import Random

import pytest
from route_charts import flow, scatter
from route_oracle import judge

from sopflow.layout.route.candidates import CROSSING, Options
from sopflow.layout.route.grid import Edge, Grid, Node
from sopflow.layout.route.page import Page
from sopflow.layout.route.pairs import meet
from sopflow.layout.route.route import route, thrift
from sopflow.layout.route.rows import Rows
from sopflow.layout.route.tabu import Tabu

TANGLED = (17, 37, 38, 39, 42, 64, 87, 90, 176, 198)
"""Flows of 15 rows of which an exact search gives up; crossings were left in all of them before the tabu search."""


def rows_of(grid: Grid, most: int) -> Rows:
    """The rows of the cheapest candidates of every edge."""
    page, serials = Page(grid), count()
    options = [Options(page, edge, serials) for edge in range(len(grid.edges))]
    return Rows(options, [each.below(1 << 80)[:most] for each in options])


@pytest.mark.parametrize("seed", range(12))
def test_bits_say_of_every_pair_of_ways_what_the_pair_costs(seed: int) -> None:
    rows = rows_of(scatter(Random(seed), 5, 4, 8, 7), 40)
    for i, place in enumerate(rows.places):
        others = sum(domain for number, domain in enumerate(rows.domains) if number != place)
        beside = rows.settle(i, others)
        for j, other in enumerate(rows.places):
            if other != place:
                assert bool(beside >> j & 1) == (meet(rows.all[i], rows.all[j]) < CROSSING), (rows.all[i].points, rows.all[j].points)


def test_few_crossings_are_left_in_tangled_flows() -> None:
    assert sum(route(flow(seed, 15, 5, 0.35)).crossings for seed in TANGLED) <= 6


@pytest.mark.parametrize("seed", TANGLED[:4])
def test_a_tabu_search_tells_the_true_cost_of_the_best_choice_it_came_upon(seed: int) -> None:
    rows = rows_of(flow(seed, 15, 5, 0.35), 30)
    start = [(domain & -domain).bit_length() - 1 for domain in rows.domains]
    search = Tabu(rows, start, CROSSING)
    before = search.lowest
    assert before == search.cost(start)
    search.run(60, 0, CROSSING)
    assert search.lowest == search.cost(search.best) < before


def returning(rows: int) -> Grid:
    """A chart of which every row returns three rows up."""
    nodes = tuple(Node(row, row * 7 % 5, row * 7 % 5) for row in range(rows))
    onward = [Edge(row, row + 1, "Ya" if row > 2 else "", False, "") for row in range(rows - 1)]
    return Grid(rows, 5, nodes, (*onward, *[Edge(row, row - 3, "Tidak", True, "") for row in range(3, rows - 1)]))


def test_with_little_effort_a_dense_chart_is_routed_legally() -> None:
    grid = returning(60)
    verdict = judge(grid, route(grid, 16))
    assert (verdict.faults, verdict.shared) == ([], [])


def test_charts_of_more_arrows_are_searched_less_in_steps() -> None:
    assert [thrift(arrows) for arrows in (0, 12, 1_000, 1_001, 2_000, 2_001, 4_001)] == [1, 1, 1, 2, 2, 4, 8]
