"""How the router's time grows with the rows of a chart: prints milliseconds, the ratio to the chart half as long, crossings and proof.

Run with the tests' folder beside it: `python benchmarks/route_growth.py`. Processor time, best of a few runs, after warming up.
"""

import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from route_charts import flow  # noqa: E402

from sopflow.layout.route.grid import Edge, Grid  # noqa: E402
from sopflow.layout.route.route import route, thrift  # noqa: E402

SIZES = (11, 15, 25, 50, 100, 200, 400, 800, 1600, 3200)


def main() -> None:
    route(flow(0, 20, 5))
    for name, decisions in (("plain (1 decision in 10 rows)", 0.1), ("ordinary (1 in 5)", 0.2), ("dense (2 in 5)", 0.4)):
        print(name)
        report([flow(1, rows, 5, decisions) for rows in SIZES])
    print("long returns (plain, and every 10th row returns to the first)")
    report([with_returns(flow(1, rows, 5, 0.1), 10) for rows in SIZES])
    spread("200 charts of 11 rows, 5 lanes", [flow(seed, 11, 5, 0.25) for seed in range(200)])
    spread("200 charts of 15 rows, 5 lanes", [flow(seed, 15, 5, 0.35) for seed in range(200)])


def with_returns(grid: Grid, step: int) -> Grid:
    """The same grid with an edge from every so-manieth row back to the first."""
    last = {node.row: index for index, node in enumerate(grid.nodes)}
    returns = (Edge(last[row], 0, "Kembali", True, "") for row in range(step, grid.rows, step))
    return grid._replace(edges=(*grid.edges, *returns))


def report(grids: list[Grid]) -> None:
    """One line a grid."""
    before = 0.0
    for grid in grids:
        times = []
        for _ in range(3 if grid.rows <= 200 else 1):
            route.cache_clear()
            start = process_time()
            answer = route(grid, thrift(len(grid.edges)))
            times.append(process_time() - start)
        now = min(times)
        ratio = f"x{now / before:4.1f}" if before else "     "
        size = f"{grid.rows:5} rows {len(grid.edges):5} edges"
        result = f"{answer.crossings:3} crossings  {proof(answer.proven)}"
        print(f"  {size} {now * 1e3:9.1f} ms {ratio}  {result}")
        before = now


def spread(name: str, grids: list[Grid]) -> None:
    """Median and tail over many charts."""
    times = []
    proven = crossings = 0
    for grid in grids:
        start = process_time()
        answer = route(grid)
        times.append((process_time() - start) * 1e3)
        proven += answer.proven
        crossings += answer.crossings
    times.sort()
    marks = " ".join(f"{part}%: {times[min(len(times) - 1, len(times) * part // 100)]:.1f}" for part in (50, 90, 95, 99, 100))
    print(f"{name}: ms at {marks}; {proven} of {len(grids)} proven, {crossings} crossings")


def proof(proven: bool) -> str:
    return "proven" if proven else "unproven"


if __name__ == "__main__":
    main()
