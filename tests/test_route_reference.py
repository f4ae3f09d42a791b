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
TEXT_CROSSINGS, TEXT_BENDS = 0.85, 0.75
"""What is reached on the hard charts; the rest is beaten or not proven (docs/routing.md says which)."""
AGAIN = 10
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


@pytest.mark.parametrize(
    ("kind", "least", "crossings_share", "bends_share"),
    [("flow", 200, 0.99, 0.9), ("text", 40, TEXT_CROSSINGS, TEXT_BENDS)],
)
def test_the_router_reaches_the_minimum(
    kind: str, least: int, crossings_share: float, bends_share: float, capsys: pytest.CaptureFixture[str]
) -> None:
    charts = [kept(name) for name in DATA if name.startswith(kind)]
    misses = []
    crossings = bends = 0
    for each in charts:
        routing = route(each.grid)
        gap = routing.crossings - each.crossings, weigh(each.grid, routing) - each.bends
        crossings += routing.crossings == 0 or (gap[0] <= 0 and each.proven)
        bends += gap <= (0, 0) and each.proven
        if gap > (0, 0) or not each.proven:
            misses.append(f"{each.name}: {gap[0]:+} crossings, {gap[1]:+} bends{'' if each.proven else ', minimum not proven'}")
    with capsys.disabled():
        print(f"\n{len(charts)} {kind}s: crossings at the minimum {crossings}, bends {bends}; the others:", *misses, sep="\n  ")
    assert len(charts) >= least
    assert crossings >= crossings_share * len(charts)
    assert bends >= bends_share * len(charts)


def harder() -> list[str]:
    """Small flows whose minimum was not plain to see."""
    found = [name for name in DATA if name.startswith("flow") and DATA[name]["proven"] and not DATA[name]["trivial"]]
    return sorted(found, key=lambda name: len(DATA[name]["grid"][3]))[:AGAIN]


@pytest.mark.parametrize("name", harder())
def test_a_stored_minimum_is_one(name: str) -> None:
    each = kept(name)
    routing = route(each.grid)
    assert beat(granted(each.grid, routing), each.crossings, each.bends, tracks(routing)).answer == "optimal"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_draughtsman_draws_the_ten_procedures_with_less(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routed: dict[Grid, Routing] = {}

    def listening(grid: Grid, saving: int) -> Routing:
        routed[grid] = route(grid, saving)
        return routed[grid]

    monkeypatch.setattr(layout_page, "route", listening)
    compile_file(str(path))
    assert routed
    for grid, routing in routed.items():
        assert beat(granted(grid, routing), routing.crossings, weigh(grid, routing), tracks(routing)).answer == "optimal"
