"""One cluster solved: in, the options of edges that disturb each other and their present ways; out, the best ways found and a lower bound.

The target rises step by step from the lower bound: a complete search below a low target needs little work, and either finds the optimum or
lifts the bound. Work is counted in candidates weighed, never by the clock.
"""

from sopflow.layout.route.candidates import BEND, CROSSING, Candidate, Options
from sopflow.layout.route.clear import clear
from sopflow.layout.route.domains import Domains, Task
from sopflow.layout.route.pairs import is_dear, together
from sopflow.layout.route.sweep import sweep
from sopflow.values import NamedTuple

BEAMS = (8, 64, 512)
STEPS = (*(BEND // 2 + n * BEND for n in (0, 1, 2, 3, 4, 6, 8, 12)), CROSSING // 2, CROSSING + CROSSING // 2)
"""Targets above the lower bound, one after the other."""
CLEAR_STEPS = (BEND // 2, *([BEND] * 4), *([2 * BEND] * 3), CROSSING)
"""Targets of the search for a choice without crossings, each above the one before."""
CONTIGUOUS = 10
"""Up to this many edges, the parts of a cluster are placed one after the other, so that their known bounds help."""
ROUGH = ((5 * BEND // 2, 5 * BEND // 2, 8), (CROSSING // 2, 9 * BEND // 2, 16), (CROSSING // 2, 5 * BEND // 2, 64))
"""Rough searches before the exact ones, as long as the choice is further above the lower bound than the first number: with candidates
that cost less than the second above the cheapest of their edge, and as many states as the third says."""
ROUNDS = 8
"""Rounds of greedy improvement before the search."""


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
    """Work left: candidates that may still be weighed. A class because all clusters of a page draw on one."""

    __slots__ = ("clear", "left")

    SHARE = 8_000
    """What one cluster may spend at most."""
    CLEAR_SHARE = 15_000
    """What one cluster may spend at most on a search without crossings."""

    def __init__(self, edges: int) -> None:
        self.clear: int = 40_000 + 200 * edges
        self.left: int = 24_000 + 100 * edges


def solve(options: list[Options], parts: list[Cluster], ways: list[Candidate], budget: Budget) -> tuple[Cluster, dict[int, Candidate]]:
    """The best choice found for the edges of `parts`, beginning with their present `ways`."""
    order, task = _arrange(options, parts)
    lower = sum(task.bounds)
    spare = min(budget.clear, budget.CLEAR_SHARE)
    clear_ways, lower, work = without_crossings(task, lower, spare)
    budget.clear -= min(work, spare)
    spare = min(budget.left, budget.SHARE)
    budget.left -= spare
    if clear_ways:
        best, upper = clear_ways, total(clear_ways)
    else:
        best = improve(order, [ways[o.edge] for o in order], lower)
        upper = total(best)
    base = lower
    for gap, margin, beam in ROUGH:
        if upper - lower <= gap or spare <= 0:
            break
        rough = Domains(task, upper, spare, margin)
        result = sweep(rough, beam, spare)
        spare -= result.work
        if result.ways:
            best, upper = result.ways, total(result.ways)
    for step in (*STEPS, 1 << 80):
        if lower == upper or spare <= 0:
            break
        target = min(upper, base + step)
        if target <= lower:
            continue
        found, is_complete, spare = _search(task, target, spare)
        if found:
            best, upper = found, total(found)
        if is_complete:
            lower = upper if found else target
    budget.left += max(spare, 0)
    cluster = Cluster(tuple(sorted(o.edge for o in order)), upper, lower)
    return cluster, {way.edge: way for way in best}


def without_crossings(task: Task, lower: int, spare: int) -> tuple[list[Candidate] | None, int, int]:
    """The best choice without crossings if there is one, the lower bound for any choice, and the work done."""
    ceiling = sum(task.singles) + CROSSING
    left = spare
    ways: list[Candidate] | None = None
    for step in CLEAR_STEPS:
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


def _search(task: Task, target: int, spare: int) -> tuple[list[Candidate] | None, bool, int]:
    """The best choice below the target if one was found, whether the search was complete, and the work left."""
    domains = Domains(task, target, spare)
    spare -= domains.work
    if domains.is_empty():
        return None, True, spare
    best: list[Candidate] | None = None
    for beam in BEAMS:
        result = sweep(domains, beam, spare)
        spare -= result.work
        if result.ways:
            best = result.ways
        if result.is_complete or spare <= 0:
            return best, result.is_complete, spare
    return best, False, spare


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


def _arrange(options: list[Options], parts: list[Cluster]) -> tuple[list[Options], Task]:
    """The edges in the order of placing."""
    part_of = {edge: number for number, part in enumerate(parts) for edge in part.edges}
    order = sorted(options, key=lambda o: (o.top, o.bottom, o.edge))
    if len(order) <= CONTIGUOUS:
        first: dict[int, int] = {}
        for place, o in enumerate(order):
            first.setdefault(part_of[o.edge], place)
        order.sort(key=lambda o: (first[part_of[o.edge]], o.top, o.bottom, o.edge))
    return order, Task(order, [part_of[o.edge] for o in order], [part.bound for part in parts])
