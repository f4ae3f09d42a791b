"""One cluster solved: in, the options of edges that disturb each other and their present ways; out, the best ways found and a lower bound.

The target rises step by step from the lower bound: a complete search below a low target needs little work, and either finds the optimum or
lifts the bound. Work is counted in steps of the search, never by the clock.
"""

from sopflow.layout.route.candidates import BEND, CROSSING, Candidate, Options
from sopflow.layout.route.clear import Task, clear
from sopflow.layout.route.pairs import is_dear, together
from sopflow.values import NamedTuple

STEPS = (BEND // 2, *([BEND] * 4), *([2 * BEND] * 3), CROSSING)
"""Targets of the search for a choice without crossings, each above the one before."""
ROUNDS = 8
"""Rounds of greedy improvement where there is no such choice."""


class Cluster(NamedTuple):
    """Edges solved together (rising), the cost of their choice and a lower bound for it."""

    edges: tuple[int, ...]
    cost: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no choice costs less."""
        return self.cost == self.bound


class Budget:
    """Work left for searches. A class because all clusters of a page draw on one."""

    __slots__ = ("left", "share")

    SHARE = 8_000
    """What one cluster may spend at most."""
    PAGE, EDGE = 15_000, 120
    """What there is for a page, and for each of its edges."""

    def __init__(self, edges: int, saving: int = 1) -> None:
        self.share: int = self.SHARE // saving
        self.left: int = self.PAGE // saving + self.EDGE * edges

    def spare(self) -> int:
        """What the next cluster may spend."""
        return min(self.left, self.share)


def solve(options: list[Options], parts: list[Cluster], ways: list[Candidate], budget: Budget) -> tuple[Cluster, dict[int, Candidate]]:
    """The best choice found for the edges of `parts`, beginning with their present `ways`.

    A search for the optimum of parts that have resisted it one by one would be vain.
    """
    order = sorted(options, key=lambda o: (o.top, o.bottom, o.edge))
    lower = sum(part.bound for part in parts)
    best: list[Candidate] = []
    if all(part.proven for part in parts):
        spare = budget.spare()
        best, lower, work = without_crossings(Task(order, parts), lower, spare)
        budget.left -= min(work, spare)
    if not best:
        best = improve(order, [ways[o.edge] for o in order], lower)
    cluster = Cluster(tuple(sorted(o.edge for o in order)), total(best), lower)
    return cluster, {way.edge: way for way in best}


def without_crossings(task: Task, lower: int, spare: int) -> tuple[list[Candidate], int, int]:
    """The best choice without crossings, empty if none was found, the lower bound for any choice, and the work done."""
    ceiling = sum(task.singles) + CROSSING
    left = spare
    ways: list[Candidate] = []
    for step in STEPS:
        if lower >= ceiling or left <= 0:
            break
        target = min(lower + step, ceiling)
        found = clear(task, target, left)
        left -= found.work
        ways = found.ways
        if found.is_complete:
            lower = total(ways) if ways else target
        if ways or not found.is_complete:
            break
    return ways, lower, spare - left


def total(ways: list[Candidate]) -> int:
    """The cost of a choice."""
    return sum(way.cost + together(way, ways[:i]) for i, way in enumerate(ways))


def improve(order: list[Options], ways: list[Candidate], lower: int) -> list[Candidate]:
    """Choose anew, one edge at a time, as long as that makes it cheaper."""
    ways = list(ways)
    for _ in range(ROUNDS):
        is_changed = False
        for i, options in enumerate(order):
            top, bottom = options.top, options.bottom
            others = [way for j, way in enumerate(ways) if j != i and way.y0 <= bottom and way.y1 >= top]
            if not together(ways[i], others):
                continue
            way = cheapest(options, ways[i], others)
            if way is not ways[i]:
                ways[i] = way
                is_changed = True
        if not is_changed or total(ways) == lower:
            break
    return ways


def cheapest(options: Options, old: Candidate, others: list[Candidate], ceiling: int = 1 << 80) -> Candidate:
    """The best way of an edge while all others stay, among those that by themselves cost less than the ceiling."""
    best, lowest = old, old.cost + together(old, others)
    for level, bound in enumerate(options.bounds):
        if bound >= min(lowest, ceiling):
            break
        for candidate in options.level(level):
            if candidate.cost >= min(lowest, ceiling):
                break
            if is_dear(candidate, others, lowest - candidate.cost):
                continue
            cost = candidate.cost + together(candidate, others)
            if cost < lowest:
                best, lowest = candidate, cost
    return best
