"""One way for every edge: in, a `Page`; out, the chosen candidates and whether no better choice exists among all candidates.

Edges whose best ways do not disturb each other need no search. Those that do are joined into clusters, each solved by the sweep as if
alone; clusters whose solutions disturb each other are joined and solved again. What remains apart in the end costs the sum of its parts,
which is a lower bound: the choice is then proven. Clusters that would grow too large stay apart and are repaired greedily, without proof.
"""

from itertools import count

from sopflow.layout.route.candidates import Candidate, Options
from sopflow.layout.route.page import Page
from sopflow.layout.route.pairs import meet
from sopflow.layout.route.clusters import Budget, Cluster, cheapest, solve

BLOCK = 32
"""Lattice units of height in which chosen ways are filed."""
LARGEST = 60
"""Edges in a cluster."""
PASSES = 6
"""Rounds of repair."""


class Choice:
    """The ways chosen so far, filed by height so that neighbours are found fast."""

    __slots__ = ("files", "options", "ways")

    def __init__(self, page: Page) -> None:
        serials = count()
        self.options: list[Options] = [Options(page, edge, serials) for edge in range(len(page.edges))]
        self.files: dict[int, set[int]] = {}
        self.ways: list[Candidate] = []
        for options in self.options:
            way = options.best()
            self.ways.append(way)
            self._file(way)

    def put(self, way: Candidate) -> None:
        """Choose another way for an edge."""
        old = self.ways[way.edge]
        for block in range(old.y0 // BLOCK, old.y1 // BLOCK + 1):
            self.files[block].discard(way.edge)
        self.ways[way.edge] = way
        self._file(way)

    def _file(self, way: Candidate) -> None:
        for block in range(way.y0 // BLOCK, way.y1 // BLOCK + 1):
            self.files.setdefault(block, set()).add(way.edge)

    def neighbours(self, edge: int, top: int, bottom: int) -> list[Candidate]:
        """The chosen ways of other edges between two heights, by edge."""
        blocks = range(top // BLOCK, bottom // BLOCK + 1)
        found = set[int]().union(*(self.files.get(block, ()) for block in blocks))
        ways = self.ways
        return [ways[e] for e in sorted(found) if e != edge and ways[e].y0 <= bottom and ways[e].y1 >= top]

    def disturbed(self, edge: int) -> list[int]:
        """The edges whose chosen ways cost something together with this one's."""
        way = self.ways[edge]
        return [other.edge for other in self.neighbours(edge, way.y0, way.y1) if meet(way, other)]


def select(page: Page) -> tuple[list[Candidate], bool]:
    """One candidate for every edge, and whether the choice is proven."""
    choice = Choice(page)
    edges = range(len(page.edges))
    clusters = {edge: Cluster((edge,), choice.ways[edge].cost, choice.ways[edge].cost) for edge in edges}
    budget = Budget(len(page.edges))
    refused: set[tuple[int, int]] = set()
    waiting: list[int] = list(edges)
    while waiting:
        pairs, waiting = _join(choice, clusters, waiting, refused)
        for parts in pairs:
            cluster, ways = solve([choice.options[e] for part in parts for e in part.edges], parts, choice.ways, budget)
            for edge in cluster.edges:
                clusters[edge] = cluster
                if ways[edge] is not choice.ways[edge]:
                    choice.put(ways[edge])
                waiting.append(edge)
        waiting = sorted(set(waiting))
    proven = not refused and all(cluster.proven for cluster in clusters.values())
    if refused:
        repair(choice, sorted({edge for pair in refused for edge in pair}))
    return choice.ways, proven


def _join(
    choice: Choice, clusters: dict[int, Cluster], waiting: list[int], refused: set[tuple[int, int]]
) -> tuple[list[list[Cluster]], list[int]]:
    """Pairs of clusters whose solutions disturb each other, no cluster in two pairs, and the edges that must wait for their turn."""
    pairs: list[list[Cluster]] = []
    taken: set[int] = set()
    again: list[int] = []
    for edge in waiting:
        mine = clusters[edge]
        for other in choice.disturbed(edge):
            theirs = clusters[other]
            if mine is theirs:
                continue
            if len(mine.edges) + len(theirs.edges) > LARGEST:
                refused.add((min(edge, other), max(edge, other)))
            elif mine.edges[0] in taken or theirs.edges[0] in taken:
                again.append(edge)
            else:
                taken.update((mine.edges[0], theirs.edges[0]))
                pairs.append([mine, theirs])
    return pairs, again


def repair(choice: Choice, edges: list[int]) -> None:
    """Choose anew, one edge at a time, as long as that makes it cheaper."""
    waiting = edges
    for _ in range(PASSES):
        again: set[int] = set()
        for edge in waiting:
            way, disturbed = reroute(choice, edge)
            if way is not choice.ways[edge]:
                choice.put(way)
                again.update(disturbed)
        waiting = sorted(again)
        if not waiting:
            return


def reroute(choice: Choice, edge: int) -> tuple[Candidate, list[int]]:
    """The best way of an edge while all others stay, and the edges that its old and new way disturb."""
    options = choice.options[edge]
    old = choice.ways[edge]
    near = choice.neighbours(edge, min(options.top, old.y0), max(options.bottom, old.y1))
    best = cheapest(options, old, near)
    return best, [q.edge for q in near if meet(old, q) or meet(best, q)]
