"""The exact choice within domains: in, the domains of a cluster; out, the best choice below their target.

Edges are placed in order down the page. Partial choices that the edges still to come can't tell apart are one state, of which the cheapest
is kept; states that can't come out below the target are dropped. If the beam cut nothing off, the result is the optimum.
"""

from itertools import pairwise

from sopflow.layout.route.candidates import CROSSING, Candidate
from sopflow.layout.route.domains import Domains
from sopflow.layout.route.pairs import SHARED_EXIT, meet, together
from sopflow.values import NamedTuple

FULL_LOOK = 20_000
"""Up to this many pairs of candidates, states are told apart by their costs with the edges to come, else by their geometry."""

Chain = tuple[Candidate, "Chain"] | None


class State(NamedTuple):
    """A partial choice: a lower bound for any completion, its cost, the ways that still matter, all ways as a linked list, and the least
    costs of the edges to come, the next one last."""

    reach: int
    cost: int
    opened: list[Candidate]
    chain: Chain
    leasts: list[int]


class Result(NamedTuple):
    """The best choice found below the target, in the order of placing, or None; whether no better one exists below it; the work done."""

    ways: list[Candidate] | None
    is_complete: bool
    work: int


def sweep(domains: Domains, beam: int, spare: int) -> Result:
    """Search below the target with at most `beam` states at a time and about `spare` candidates weighed."""
    task, target = domains.task, domains.target
    last = len(task.order) - 1
    looks = Looks(domains)
    leasts = [candidates[0].cost for candidates in reversed(domains.left)]
    states = [State(sum(leasts), 0, [], None, leasts)]
    is_complete = True
    work = 0
    before = domains.work
    for place, candidates in enumerate(domains.left):
        found: dict[tuple[object, ...], State] = {}
        near = task.near[place]
        beside_of: dict[int, list[int]] = {}
        later = [other if near[other] else -1 for other in range(last, place, -1)]
        for state in states:
            room = min(target - task.rests[place + 1], target - state.reach + state.cost + state.leasts[-1])
            for candidate in candidates:
                cost = state.cost + candidate.cost
                if cost >= room:
                    break
                work += 1
                cost += together(candidate, state.opened)
                if cost >= room:
                    continue
                beside = beside_of.get(candidate.serial)
                if beside is None:
                    beside = beside_of[candidate.serial] = [0 if other < 0 else domains.least(candidate, other) for other in later]
                ahead = list(map(max, state.leasts, beside))
                reach = cost + sum(ahead)
                if reach >= target:
                    continue
                opened, look = looks.of([*state.opened, candidate], place)
                known = found.get(look)
                if known is None or cost < known.cost:
                    found[look] = State(reach, cost, opened, (candidate, state.chain), ahead)
            if work + domains.work - before > spare:
                return Result(None, False, work + domains.work - before)
        states = sorted(found.values(), key=lambda state: state.reach)
        if len(states) > beam:
            is_complete = False
            del states[beam:]
    if not states:
        return Result(None, is_complete, work + domains.work - before)
    ways: list[Candidate] = []
    chain = states[0].chain
    while chain:
        ways.append(chain[0])
        chain = chain[1]
    return Result(ways[::-1], is_complete, work + domains.work - before)


class Looks:
    """How placed ways look to the edges still to come; a class because looks are made when first asked for."""

    __slots__ = ("_by_cost", "_cuts", "_domains", "_known", "_names", "_places", "_rows")

    def __init__(self, domains: Domains) -> None:
        task = domains.task
        sizes = [len(candidates) for candidates in domains.left]
        pairs = sum(sizes[i] * sizes[j] for i in range(len(sizes)) for j in range(i + 1, len(sizes)) if task.near[i][j])
        self._domains = domains
        self._by_cost: bool = pairs <= FULL_LOOK
        self._places: dict[int, int] = {options.edge: place for place, options in enumerate(task.order)}
        self._cuts: list[int] = [min((o.top for o in task.order[place + 1 :]), default=1 << 60) - 1 for place in range(len(task.order))]
        self._known: dict[tuple[int, int], object] = {}
        self._rows: dict[tuple[int, int], int] = {}
        self._names: dict[tuple[int, ...], int] = {}

    def of(self, ways: list[Candidate], place: int) -> tuple[list[Candidate], tuple[object, ...]]:
        """Of all ways chosen up to a place those that still matter, and what tells them apart."""
        opened: list[Candidate] = []
        looks: list[object] = []
        for way in ways:
            key = (way.serial, place)
            look = self._known.get(key)
            if look is None:
                look = self._known[key] = self._costs(way, place) if self._by_cost else self._shape(way, self._cuts[place])
            if look:
                opened.append(way)
                looks.append(look)
        return opened, tuple(looks)

    def _costs(self, way: Candidate, place: int) -> tuple[object, ...]:
        """The edge and its pair costs with everything to come; empty if all are 0."""
        mine = self._places[way.edge]
        near = self._domains.task.near[mine]
        rows = [(other, self._row(way, other)) for other in range(place + 1, len(near)) if near[other]]
        shown = tuple(row for row in rows if row[1])
        return (way.edge, *shown) if shown else ()

    def _row(self, way: Candidate, place: int) -> int:
        """A name for the pair costs with all candidates of a place: 0 if they are all 0; never shared if there are crossings, since it
        matters where they are."""
        key = (way.serial, place)
        name = self._rows.get(key)
        if name is None:
            costs = tuple([meet(way, other) for other in self._domains.left[place]])
            if not any(costs):
                name = 0
            elif any(cost % SHARED_EXIT >= CROSSING for cost in costs):
                name = -1 - way.serial
            else:
                name = self._names.setdefault(costs, len(self._names) + 1)
            self._rows[key] = name
        return name

    def _shape(self, way: Candidate, cut: int) -> tuple[object, ...]:
        """The edge and what of the way lies below the cut; empty if nothing does."""
        if way.y1 < cut:
            return ()
        below = [(x0, max(y0, cut), x1, max(y1, cut)) for (x0, y0), (x1, y1) in pairwise(way.points) if y0 >= cut or y1 >= cut]
        return (way.edge, *below)
