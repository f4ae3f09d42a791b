"""The router against the exact minimum of crossings and bends (route_reference.py; docs/routing.md, "The reference")."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from route_reference import beat, granted, room, weigh

from sopflow.layout import page as layout_page
from sopflow.layout.route.grid import Edge, Grid, Node, Routing
from sopflow.layout.route.route import route
from sopflow.pipeline import compile_file

DATA: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "reference.json").read_text())
"""Grids of several hundred charts with their minima, as `benchmarks/reference.py --write` found them with the solver."""

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("00*.sop"))
AGAIN = 25
"""So many of the stored minima are proven anew here."""


class Kept(NamedTuple):
    """A chart with its minimum; `proven`, or else the best that is known."""

    name: str
    grid: Grid
    crossings: int
    bends: int
    proven: bool
    trivial: bool


def kept(name: str) -> Kept:
    each = DATA[name]
    rows, lanes, nodes, edges = each["grid"]
    grid = Grid(rows, lanes, tuple(Node(*node) for node in nodes), tuple(Edge(*edge[:4], *edge[-3:]) for edge in edges))
    return Kept(name, grid, each["crossings"], each["bends"], each["proven"], each["trivial"])


def tracks(routing: Routing) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return room(routing.vertical), room(routing.horizontal)


def test_the_router_reaches_the_minimum(capsys: pytest.CaptureFixture[str]) -> None:
    charts = [kept(name) for name in DATA]
    misses = []
    crossings = bends = 0
    for each in charts:
        routing = route(each.grid)
        gap = routing.crossings - each.crossings, weigh(each.grid, routing) - each.bends
        crossings += gap[0] <= 0 and (each.proven or not each.crossings)
        bends += gap <= (0, 0) and each.proven
        if gap > (0, 0) or not each.proven:
            misses.append(f"{each.name}: {gap[0]:+} crossings, {gap[1]:+} bends{'' if each.proven else ', minimum not proven'}")
    with capsys.disabled():
        print(
            f"\n{len(charts)} charts: crossings at the minimum {crossings}, bends {bends}; the others:", *(misses or ["none"]), sep="\n  "
        )
    assert len(charts) >= 400
    assert crossings >= 0.99 * len(charts)
    assert bends >= 0.9 * len(charts)


def harder() -> list[str]:
    """Small charts whose minimum was not plain to see: spread over the whole store."""
    found = [name for name in DATA if DATA[name]["proven"] and not DATA[name]["trivial"] and len(DATA[name]["grid"][3]) <= 12]
    return found[:: max(1, len(found) // AGAIN)]


@pytest.mark.parametrize("name", harder())
def test_a_stored_minimum_is_one(name: str) -> None:
    each = kept(name)
    routing = route(each.grid)
    asked = granted(each.grid, routing)
    assert beat(asked, each.crossings, each.bends, tracks(routing)).answer == "optimal"
    easier = beat(asked, each.crossings, each.bends + 1, tracks(routing))
    assert (easier.answer, easier.crossings, easier.bends) == ("beaten", each.crossings, each.bends)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_draughtsman_draws_the_ten_procedures_with_less(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routed: dict[Grid, Routing] = {}

    def listening(grid: Grid) -> Routing:
        routed[grid] = route(grid)
        return routed[grid]

    monkeypatch.setattr(layout_page, "route", listening)
    compile_file(str(path))
    assert routed
    for grid, routing in routed.items():
        assert beat(granted(grid, routing), routing.crossings, weigh(grid, routing), tracks(routing)).answer == "optimal"
