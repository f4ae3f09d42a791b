"""Clusters that were solved before, on this page or another: in, what the solver is asked; out, the answer, moved to where it is asked.

A cluster's solution depends on its edges, on what stands around them and on the work that may be spent, not on where on a page that is.
A continuous chart asks most questions of its pages again, and so does a chart with one row changed.
Always holds: what is remembered is what solving would give, with the work that it would take, so that remembering changes no routing.
"""

from bisect import bisect_left

from sopflow.layout.route.candidates import Candidate, Options
from sopflow.layout.route.clusters import Budget, Cluster, solve
from sopflow.layout.route.page import TOP, Page, Port
from sopflow.layout.route.ways import Points
from sopflow.values import NamedTuple

MOST = 20_000
"""Edges whose solutions are kept; the clusters solved longest ago are forgotten first."""

Key = tuple[object, ...]
"""Everything that the solution of a cluster depends on, in rows counted from its topmost."""


class Answer(NamedTuple):
    """A solution, its ways in rows counted from the cluster's topmost, and the work it took."""

    cost: int
    bound: int
    ways: tuple[tuple[int, Points], ...]
    work: int


class Memory:
    """Solved clusters by what was asked; a class because it grows and forgets."""

    def __init__(self, most: int = MOST) -> None:
        self._known: dict[Key, Answer] = {}
        self._most = most
        self._edges = 0

    def solve(
        self, options: list[Options], parts: list[Cluster], ways: list[Candidate], budget: Budget
    ) -> tuple[Cluster, dict[int, Candidate]]:
        """What `clusters.solve` gives."""
        base = min(_top(each) for each in options)
        key = _key(options, parts, ways, budget, base)
        answer = self._known.pop(key, None)
        if answer is None:
            left = budget.left
            cluster, found = solve(options, parts, ways, budget)
            moved = tuple((found[each.edge].cost, _moved(found[each.edge].points, -2 * base)) for each in options)
            self._remember(key, Answer(cluster.cost, cluster.bound, moved, left - budget.left))
            return cluster, found
        self._known[key] = answer
        budget.left -= answer.work
        cluster = Cluster(tuple(sorted(each.edge for each in options)), answer.cost, answer.bound)
        return cluster, {
            each.edge: each.known(cost, _moved(points, 2 * base)) for each, (cost, points) in zip(options, answer.ways, strict=True)
        }

    def __len__(self) -> int:
        return len(self._known)

    def clear(self) -> None:
        """Forgets everything."""
        self._known.clear()
        self._edges = 0

    def _remember(self, key: Key, answer: Answer) -> None:
        self._known[key] = answer
        self._edges += len(answer.ways)
        while self._edges > self._most and len(self._known) > 1:
            self._edges -= len(self._known.pop(next(iter(self._known))).ways)


def _top(options: Options) -> int:
    """The upper row of an edge's nodes."""
    nodes = options.page.nodes
    return min(nodes[options.arrow.source].row, nodes[options.arrow.target].row)


def _moved(points: Points, by: int) -> Points:
    return tuple([(x, y + by) for x, y in points])


def _key(options: list[Options], parts: list[Cluster], ways: list[Candidate], budget: Budget, base: int) -> Key:
    page, pad = options[0].page, max(each.reach.pad for each in options)
    place = {each.edge: at for at, each in enumerate(options)}
    nodes: dict[int, int] = {}
    reaches: dict[int, _Area] = {}
    for each in options:
        area = _area(page, each)
        for node in (each.arrow.source, each.arrow.target):
            nodes.setdefault(node, len(nodes))
            reaches[node] = _joined(area, reaches.get(node, area))
    end = max(page.nodes[node].row for node in nodes) + 1
    arrows = [
        (
            each.arrow._replace(source=nodes[each.arrow.source], target=nodes[each.arrow.target]),
            each.reach,
            tuple(sorted([place[mate] for mate in page.mates[each.edge] if mate in place])),
            _moved(ways[each.edge].points, -2 * base),
        )
        for each in options
    ]
    return (
        page.lanes,
        min(base, pad),
        min(page.rows - end, pad),
        tuple([_node(page, node, reach, base) for node, reach in reaches.items()]),
        tuple([place[edge] for edge in sorted(place)]),
        tuple(arrows),
        tuple([(len(part.edges), part.bound) for part in parts]),
        _blocked(page, base - pad, end + pad, base),
        budget.spare(),
    )


class _Area(NamedTuple):
    """The channels in which ways of some edges may run: V_left..V_right, H_top..H_bottom."""

    left: int
    right: int
    top: int
    bottom: int


def _area(page: Page, options: Options) -> _Area:
    """The channels in which an edge's ways run from its ports."""
    one, other, pad = page.nodes[options.arrow.source], page.nodes[options.arrow.target], options.reach.pad
    left, right = min(one.lane, other.lane) - pad, max(one.lane_last, other.lane_last) + 1 + pad
    return _Area(left, right, min(one.row, other.row) - pad, max(one.row, other.row) + 1 + pad)


def _joined(one: _Area, other: _Area) -> _Area:
    return _Area(min(one.left, other.left), max(one.right, other.right), min(one.top, other.top), max(one.bottom, other.bottom))


def _node(page: Page, index: int, area: _Area, base: int) -> Key:
    """A node and how far its ports reach, as far as a way may use that."""
    node = page.nodes[index]
    return node._replace(row=node.row - base), *[_reach(port, area, base) for port in page.ports(index)]


def _reach(port: Port, area: _Area, base: int) -> tuple[int, int]:
    if port.side < TOP:
        return max(port.lo, area.left), min(port.hi, area.right)
    return max(port.lo, area.top) - base, min(port.hi, area.bottom) - base


def _blocked(page: Page, top: int, bottom: int, base: int) -> Key:
    """The channels that nodes lie across, between two horizontal channels."""
    return tuple(
        [
            (channel, row - 2 * base)
            for channel, rows in enumerate(page.blocked)
            if rows
            for row in rows[bisect_left(rows, 2 * top) : bisect_left(rows, 2 * bottom)]
        ]
    )
