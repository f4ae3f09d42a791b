"""A small edit leaves the arrows elsewhere where they were."""

from route_charts import flow

from sopflow.layout.route.grid import Edge, Grid, Node
from sopflow.layout.route.route import route

Points = tuple[tuple[int, int], ...]
ROWS = 12


def with_row(grid: Grid, row: int) -> Grid | None:
    """The flow with one more shape, in a row of its own on the way to `row`; None where no arrow comes from the row above."""
    step = next((e for e in grid.edges if not e.back and grid.nodes[e.target].row == row and grid.nodes[e.source].row == row - 1), None)
    if step is None:
        return None
    nodes = tuple(node._replace(row=node.row + (node.row >= row)) for node in grid.nodes)
    lane = nodes[step.target].lane
    new = len(nodes)
    edges = [edge._replace(target=new) if edge is step else edge for edge in grid.edges]
    return Grid(grid.rows + 1, grid.lanes, (*nodes, Node(row, lane, lane)), (*edges, Edge(new, step.target, "", False, "")))


def ways(grid: Grid) -> dict[Edge, Points]:
    return {edge: way.points for edge, way in zip(grid.edges, route(grid).routes, strict=True)}


def test_a_row_put_in_between_moves_no_arrow_that_lies_wholly_above_or_below_it() -> None:
    compared = moved = 0
    for seed in range(100):
        grid = flow(seed, ROWS, 5, 0.3)
        before = ways(grid)
        for row in (4, 8):
            longer = with_row(grid, row)
            after = ways(longer) if longer else {}
            for edge, points in before.items():
                rows = sorted((grid.nodes[edge.source].row, grid.nodes[edge.target].row))
                if edge not in after or not (rows[1] < row - 1 or rows[0] > row):
                    continue
                down = 2 * (rows[0] > row)
                compared += 1
                moved += after[edge] != tuple((x, y + down) for x, y in points)
    assert compared > 1500
    assert moved <= 0.02 * compared


def test_an_arrow_more_moves_few_of_the_others() -> None:
    compared = moved = 0
    for seed in range(100):
        grid = flow(seed, ROWS, 5, 0.2)
        before = ways(grid)
        last = len(grid.nodes) - 1
        after = ways(grid._replace(edges=(*grid.edges, Edge(last, last - 2, "Tidak", True, ""))))
        for edge, points in before.items():
            if max(grid.nodes[edge.source].row, grid.nodes[edge.target].row) < ROWS - 4:
                compared += 1
                moved += after[edge] != points
    assert compared > 700
    assert moved <= 0.02 * compared
