"""Grids to try the router on, made from a seed: flows as procedures have them, and grids that no procedure has."""

from random import Random

from sopflow.layout.route.grid import Edge, Grid, Node, Via


def flow(seed: int, rows: int, lanes: int, decisions: float = 0.25, reach: int = 6) -> Grid:
    """A procedure: a shape a row (or two, or a wide one), each flowing to the next row; decisions return or skip up to `reach` rows."""
    random = Random(seed)
    nodes: list[Node] = []
    first: list[int] = []
    last: list[int] = []
    edges: list[Edge] = []
    lane = random.randrange(lanes)
    for row in range(rows):
        if random.random() < 0.7:
            lane = min(lanes - 1, max(0, lane + random.choice((-2, -1, 1, 1, 2))))
        first.append(len(nodes))
        wide = lane + 1 < lanes and random.random() < 0.05
        nodes.append(Node(row, lane, lane + wide))
        free = [c for c in range(lanes) if c not in (lane, lane + wide)]
        if free and random.random() < 0.1:
            lane = random.choice(free)
            edges.append(Edge(len(nodes) - 1, len(nodes), "", False, ""))
            nodes.append(Node(row, lane, lane))
        last.append(len(nodes) - 1)
    for row in range(rows - 1):
        if random.random() < decisions and row:
            edges.append(Edge(last[row], first[row + 1], "Ya", False, ""))
            if random.random() < 0.7:
                edges.append(Edge(last[row], first[max(0, row - random.randint(1, reach))], "Tidak", True, ""))
            else:
                edges.append(Edge(last[row], first[min(rows - 1, row + random.randint(2, reach + 1))], "Tidak", False, ""))
        else:
            edges.append(Edge(last[row], first[row + 1], "", False, ""))
    return Grid(rows, lanes, tuple(nodes), tuple(edges))


def scatter(random: Random, rows: int, lanes: int, shapes: int, arrows: int) -> Grid:
    """Shapes anywhere, arrows between any two, labels and wishes at random."""
    free = {(r, c) for r in range(rows) for c in range(lanes)}
    nodes: list[Node] = []
    for _ in range(shapes):
        if not free:
            break
        row, lane = random.choice(sorted(free))
        end = lane
        while (row, end + 1) in free and random.random() < 0.2:
            end += 1
        free -= {(row, c) for c in range(lane, end + 1)}
        nodes.append(Node(row, lane, end))
    edges: list[Edge] = []
    vias: tuple[Via, ...] = ("left", "right", "top", "bottom")
    for _ in range(arrows):
        source, target = random.randrange(len(nodes)), random.randrange(len(nodes))
        label = random.choice(("", "", "Ya", "Tidak"))
        via: Via = random.choice(vias) if random.random() < 0.1 else ""
        edges.append(Edge(source, target, label, nodes[target].row < nodes[source].row, via))
    return Grid(rows, lanes, tuple(nodes), tuple(edges))
