"""The router beside the exact reference (tests/route_reference.py) on some hundreds of charts.

    python benchmarks/reference.py              compare, print the table and the gaps
    python benchmarks/reference.py --write      and keep the minima in tests/data/reference.json, where the tests find them

Some minutes of processor time; what is proven already is not proven again, unless the grids have changed.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from chart_texts import make_chart
from route_charts import flow
from route_reference import Verdict, beat, granted, room, weigh

from sopflow.layout import page as layout_page
from sopflow.layout.route.grid import Edge, Grid, Node, Routing
from sopflow.layout.route.route import route
from sopflow.pipeline import compile_source
from sopflow.source import Source

STORE = Path(__file__).parent.parent / "tests" / "data" / "reference.json"
FLOWS = 200
TEXTS = 100
MOST_ROWS = 12
MOST_STOREYS = 24
MOST_LANES = 9


def flows() -> dict[str, Grid]:
    """Flows of 5 to 12 rows in 3 to 5 lanes, three rows in ten a decision."""
    return {f"flow {seed}": flow(seed, 5 + seed % 8, 3 + seed % 3, 0.3) for seed in range(FLOWS)}


def texts() -> dict[str, Grid]:
    """Charts of up to 12 rows compiled from generated texts: several shapes a row, forks and joins, returns, skips, capsules."""
    found: dict[str, Grid] = {}
    seed = 0
    while len(found) < TEXTS:
        grids = routed(make_chart(Random(seed), MOST_ROWS).render())
        whole = max(grids, key=lambda grid: len(grid.edges), default=None)
        if whole and len(whole.edges) > 2 and whole.rows <= MOST_STOREYS and whole.lanes <= MOST_LANES:
            found[f"text {seed}"] = whole
        seed += 1
    return found


def routed(text: str) -> list[Grid]:
    """The grids that the router is asked for while a text is compiled."""
    asked: list[Grid] = []

    def listening(grid: Grid, saving: int) -> Routing:
        asked.append(grid)
        return route(grid, saving)

    with mock.patch.object(layout_page, "route", listening):
        compile_source(Source("bagan.sop", text))
    return asked


def as_data(grid: Grid) -> list[Any]:
    """A grid as JSON can hold it."""
    return [grid.rows, grid.lanes, [list(node) for node in grid.nodes], [list(edge) for edge in grid.edges]]


def as_grid(data: list[Any]) -> Grid:
    """The grid that `as_data` gave."""
    return Grid(data[0], data[1], tuple(Node(*each) for each in data[2]), tuple(Edge(*each[:4], *each[-3:]) for each in data[3]))


def minimum(grid: Grid, seconds: float) -> dict[str, Any]:
    """The least crossings and bends of a grid: proven, or the best known."""
    routing = route(grid)
    crossings, bends = routing.crossings, weigh(grid, routing)
    trivial = True
    while True:
        verdict: Verdict = beat(granted(grid, routing), crossings, bends, (room(routing.vertical), room(routing.horizontal)), seconds)
        trivial = trivial and verdict.trivial
        if verdict.answer != "beaten":
            return {"crossings": crossings, "bends": bends, "proven": verdict.answer == "optimal", "trivial": trivial}
        crossings, bends = verdict.crossings, verdict.bends


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seconds", type=float, default=60.0, help="for one question to the solver")
    options = parser.parse_args()
    known = json.loads(STORE.read_text()) if STORE.exists() else {}
    kept: dict[str, Any] = {}
    for name, grid in {**flows(), **texts()}.items():
        data = as_data(grid)
        before = known.get(name, {})
        if before and as_grid(before["grid"]) == grid and before["proven"]:
            kept[name] = before
        else:
            begin = time.process_time()
            kept[name] = {**minimum(grid, options.seconds), "grid": data}
            took = time.process_time() - begin
            if took > 5:
                print(f"{name}: {took:.0f} s, {'proven' if kept[name]['proven'] else 'open'}", flush=True)
        if options.write:
            store({**known, **kept})
    if options.write:
        store(kept)
    report(kept)


def store(kept: dict[str, Any]) -> None:
    """Keeps the minima, one chart a line."""
    STORE.write_text("{\n" + ",\n".join(f'"{name}": {json.dumps(each)}' for name, each in kept.items()) + "\n}\n")


def report(kept: dict[str, Any]) -> None:
    """How far the router is from the minima."""
    for kind in ("flow", "text"):
        counts: Counter[str] = Counter()
        for name, each in kept.items():
            if not name.startswith(kind):
                continue
            grid = as_grid(each["grid"])
            routing = route(grid)
            gap = routing.crossings - each["crossings"], weigh(grid, routing) - each["bends"]
            counts["charts"] += 1
            counts["proven minima"] += each["proven"]
            counts["met the trivial bound"] += each["trivial"] and each["proven"]
            counts["crossings at the minimum"] += gap[0] <= 0
            counts["bends at the minimum"] += gap <= (0, 0)
            if gap > (0, 0):
                print(f"{name}: {gap[0]:+} crossings, {gap[1]:+} bends")
        print(kind, dict(counts))


if __name__ == "__main__":
    main()
