"""A grid made ready for routing: in, a `Grid`; out, a `Page` that knows each port's reach and which channels are blocked.

Always holds: every port reaches at least the channel next to it; H channels are never blocked, V_0 and V_m neither.
"""

from bisect import bisect_left

from sopflow.layout.route.grid import Edge, Grid, Node
from sopflow.values import NamedTuple

LEFT, RIGHT, TOP, BOTTOM = 0, 1, 2, 3
SIDES = ("left", "right", "top", "bottom")

RunKey = tuple[int, int, int, int, int, bool, int]
"""What tells a run from others on the page: line, low end, high end, the turns at both ends (0 at a port), whether upright, how often the
way was on this line before."""
MaskKey = tuple[int, int, int, int, int, bool]
"""Line, first and last point outside nodes, low and high end, whether upright."""
Masks = tuple[int, int, int]
"""The bits of a run's points outside nodes, of those that it passes straight on, and of its unit steps."""


class Port(NamedTuple):
    """Where a route may meet a node.

    `line` is the centre line it lies on, `start` the place of the node on that line; `lo`..`hi` are the numbers of the channels that the
    line meets before the next node: V_lo..V_hi for a side port, H_lo..H_hi for a top or bottom port.
    """

    side: int
    line: int
    start: int
    lo: int
    hi: int


class Page:
    """The grid with its ports; a class because the ports of a node are made when first asked for, and `masks` and `run_keys` as ways
    are looked at."""

    __slots__ = (
        "_lane_rows",
        "_marks",
        "_ports",
        "_row_nodes",
        "blocked",
        "edges",
        "lanes",
        "masks",
        "mates",
        "nodes",
        "rows",
        "run_keys",
        "width",
    )

    def __init__(self, grid: Grid) -> None:
        self.rows: int = grid.rows
        self.lanes: int = grid.lanes
        self.nodes: tuple[Node, ...] = grid.nodes
        self.edges: tuple[Edge, ...] = grid.edges
        self.mates: list[frozenset[int]] = _mates(grid.edges)
        self.width: int = 2 * grid.lanes + 1
        self.masks: dict[MaskKey, Masks] = {}
        self.run_keys: list[RunKey] = []
        self._marks: dict[RunKey, int] = {}
        self.blocked: list[list[int]] = [[] for _ in range(grid.lanes + 1)]
        self._row_nodes: list[list[tuple[int, int]]] = [[] for _ in range(grid.rows)]
        self._lane_rows: list[list[int]] = [[] for _ in range(grid.lanes)]
        self._ports: list[tuple[Port, ...] | None] = [None] * len(grid.nodes)
        for node in sorted(grid.nodes):
            self._row_nodes[node.row].append((node.lane, node.lane_last))
            for lane in range(node.lane, node.lane_last + 1):
                self._lane_rows[lane].append(node.row)
            for channel in range(node.lane + 1, node.lane_last + 1):
                self.blocked[channel].append(2 * node.row + 1)

    def ports(self, index: int) -> tuple[Port, ...]:
        """The ports of a node: left, right, then the tops and then the bottoms from the left."""
        ports = self._ports[index]
        if ports is None:
            ports = self._ports[index] = self._find_ports(self.nodes[index])
        return ports

    def mark(self, key: RunKey) -> int:
        """The number of a run in `run_keys`."""
        mark = self._marks.get(key)
        if mark is None:
            mark = self._marks[key] = len(self.run_keys)
            self.run_keys.append(key)
        return mark

    def is_free(self, channel: int, y0: int, y1: int) -> bool:
        """Whether a run in V_channel from y0 to y1 (in any order) meets no node that lies across the channel."""
        rows = self.blocked[channel]
        if not rows:
            return True
        if y0 > y1:
            y0, y1 = y1, y0
        at = bisect_left(rows, y0)
        return at == len(rows) or rows[at] > y1

    def _find_ports(self, node: Node) -> tuple[Port, ...]:
        row, lane, last = node
        left, right = 0, self.lanes
        for other, other_last in self._row_nodes[row]:
            if other_last < lane:
                left = other_last + 1
            elif other > last:
                right = other
                break
        y = 2 * row + 1
        ports = [Port(LEFT, y, 2 * lane + 1, left, lane), Port(RIGHT, y, 2 * last + 1, last + 1, right)]
        tops: list[Port] = []
        bottoms: list[Port] = []
        for c in range(lane, last + 1):
            rows = self._lane_rows[c]
            at = bisect_left(rows, row)
            above = rows[at - 1] + 1 if at else 0
            below = rows[at + 1] if at + 1 < len(rows) else self.rows
            tops.append(Port(TOP, 2 * c + 1, y, above, row))
            bottoms.append(Port(BOTTOM, 2 * c + 1, y, row + 1, below))
        return (*ports, *tops, *bottoms)


def _mates(edges: tuple[Edge, ...]) -> list[frozenset[int]]:
    """For each edge those it may share a line with, itself among them."""
    groups: dict[tuple[str, int, str], list[int]] = {}
    for index, edge in enumerate(edges):
        for key in trunk_keys(edge):
            groups.setdefault(key, []).append(index)
    return [frozenset().union(*(groups[key] for key in trunk_keys(edge))) for edge in edges]


def trunk_keys(edge: Edge) -> list[tuple[str, int, str]]:
    """The ends of an edge; edges that have one in common may share a line."""
    return [("from", edge.source, edge.label), ("to", edge.target, "")]
