"""Exact choice for a cluster of edges that disturb each other: in, their options and a first choice; out, the best found, with a bound.

Edges are placed in order down the page. Partial choices that look the same to the edges still to come are one state, of which the cheapest
is kept; states that can't beat the best known choice are dropped. Beams of 8, 64 and 512 states in turn: if nothing was cut off, the result
is the optimum. Work is counted in candidates weighed, never by the clock.
"""

from itertools import pairwise
from typing import NamedTuple

from sopflow.layout.route.candidates import BEND, Candidate, Options
from sopflow.layout.route.pairs import together

BEAMS = (8, 64, 512)
CONTIGUOUS = 10
"""Up to this many edges, the parts of a cluster are placed one after the other, so that their known optima bound the search."""
ROUNDS = 8
"""Rounds of greedy improvement before the sweep."""


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

    __slots__ = ("left", "share")

    def __init__(self, edges: int) -> None:
        self.left: int = 40_000 + 400 * edges
        self.share: int = 40_000

    def grant(self) -> int:
        """What one cluster may spend."""
        return min(self.left, self.share)


Chain = tuple[Candidate, "Chain"] | None
State = tuple[int, list[Candidate], Chain]
"""Cost, ways that may still meet later ones, and all ways as a linked list."""


def solve(options: list[Options], parts: list[Cluster], ways: list[Candidate], budget: Budget) -> tuple[Cluster, dict[int, Candidate]]:
    """The best choice found for the edges of `parts`, beginning with their present `ways`."""
    order, rests = _arrange(options, parts)
    lower = rests[0]
    best = improve(order, [ways[o.edge] for o in order], lower)
    upper = total(best)
    grant = budget.grant()
    spare = grant
    narrow = 2 * BEND if upper - lower > 4 * BEND else 0
    tries = [(BEAMS[0], narrow)] if narrow else []
    for beam, margin in (*tries, *((beam, 0) for beam in BEAMS)):
        if upper == lower or spare <= 0:
            break
        found, complete, spare = _sweep(order, rests, upper, beam, margin, spare)
        if found:
            best, upper = found, total(found)
        if complete:
            lower = upper
    budget.left -= grant - max(spare, 0)
    cluster = Cluster(tuple(sorted(o.edge for o in order)), upper, lower)
    return cluster, {way.edge: way for way in best}


def total(ways: list[Candidate]) -> int:
    """The cost of a choice."""
    return sum(way.cost + together(way, ways[:i]) for i, way in enumerate(ways))


def improve(order: list[Options], ways: list[Candidate], lower: int) -> list[Candidate]:
    """Choose anew, one edge at a time, as long as that makes it cheaper."""
    ways = list(ways)
    for _ in range(ROUNDS):
        is_changed = False
        for i, options in enumerate(order):
            others = ways[:i] + ways[i + 1 :]
            if not together(ways[i], others):
                continue
            way = cheapest(options, ways[i], others)
            if way is not ways[i]:
                ways[i] = way
                is_changed = True
        if not is_changed or total(ways) == lower:
            break
    return ways


def cheapest(options: Options, old: Candidate, others: list[Candidate]) -> Candidate:
    """The best way of an edge while all others stay."""
    best, lowest = old, old.cost + together(old, others)
    for level, bound in enumerate(options.bounds):
        if bound >= lowest:
            break
        for candidate in options.level(level):
            if candidate.cost >= lowest:
                break
            cost = candidate.cost + together(candidate, others)
            if cost < lowest:
                best, lowest = candidate, cost
    return best


def _arrange(options: list[Options], parts: list[Cluster]) -> tuple[list[Options], list[int]]:
    """The edges in the order of placing, and for each place a lower bound for what is still to come."""
    part_of = {edge: n for n, part in enumerate(parts) for edge in part.edges}
    by_height = sorted(options, key=lambda o: (o.top, o.bottom, o.edge))
    if len(options) <= CONTIGUOUS:
        first: dict[int, int] = {}
        for place, o in enumerate(by_height):
            first.setdefault(part_of[o.edge], place)
        by_height.sort(key=lambda o: (first[part_of[o.edge]], o.top, o.bottom, o.edge))
    rests = [0]
    seen = [0] * len(parts)
    singles = [0] * len(parts)
    for o in reversed(by_height):
        part = part_of[o.edge]
        least = o.best().cost
        seen[part] += 1
        singles[part] += least
        rest = rests[-1] + least
        if seen[part] == len(parts[part].edges):
            rest += parts[part].bound - singles[part]
        rests.append(rest)
    return by_height, rests[::-1]


def _sweep(
    order: list[Options], rests: list[int], upper: int, beam: int, margin: int, spare: int
) -> tuple[list[Candidate] | None, bool, int]:
    """A choice cheaper than `upper` if there is one, whether the search was complete, and the work left.

    With a margin only candidates that cost less than it above the cheapest of their edge are tried.
    """
    complete = not margin
    states: list[State] = [(0, [], None)]
    clips: dict[tuple[int, int], tuple[object, ...]] = {}
    for place, options in enumerate(order):
        room = upper - rests[place + 1]
        cut = min((o.top for o in order[place + 1 :]), default=1 << 60) - 1
        ceiling = options.best().cost + margin if margin else room
        found: dict[tuple[object, ...], State] = {}
        for cost, opened, chain in states:
            for level, bound in enumerate(options.bounds):
                if cost + bound >= room or bound >= ceiling:
                    break
                for candidate in options.level(level):
                    with_way = cost + candidate.cost
                    if with_way >= room or candidate.cost >= ceiling:
                        break
                    spare -= 1
                    with_way += together(candidate, opened)
                    if with_way >= room:
                        continue
                    still = [q for q in opened if q.y1 >= cut]
                    if candidate.y1 >= cut:
                        still.append(candidate)
                    look = tuple([q.serial if q.y0 >= cut else _below(q, cut, clips) for q in still])
                    known = found.get(look)
                    if known is None or with_way < known[0]:
                        found[look] = (with_way, still, (candidate, chain))
            if spare <= 0:
                return None, False, spare
        states = sorted(found.values(), key=lambda state: state[0])
        if len(states) > beam:
            complete = False
            del states[beam:]
        if not states:
            return None, complete, spare
    ways: list[Candidate] = []
    link = states[0][2]
    while link:
        ways.append(link[0])
        link = link[1]
    return ways[::-1], complete, spare


def _below(way: Candidate, cut: int, clips: dict[tuple[int, int], tuple[object, ...]]) -> tuple[object, ...]:
    """What of a way lies below the cut: equal for ways that later edges can't tell apart."""
    key = (way.serial, cut)
    seen = clips.get(key)
    if seen is None:
        points = way.points
        parts: list[object] = [way.edge]
        for (x0, y0), (x1, y1) in pairwise(points):
            if y0 >= cut or y1 >= cut:
                parts.append((x0, max(y0, cut), x1, max(y1, cut)))
        seen = clips[key] = tuple(parts)
    return seen
