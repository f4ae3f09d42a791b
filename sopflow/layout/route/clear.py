"""The cheapest choice without a crossing: in, the options of a cluster; out, a way for each of its edges, or the proof that there is none.

Depth first, on bits: a row for each candidate says beside which others it can't stand (`rows.py`).
"""

from collections.abc import Sequence
from typing import Protocol

from sopflow.layout.route.candidates import Candidate, Options
from sopflow.layout.route.pairs import meet
from sopflow.layout.route.rows import Rows
from sopflow.values import NamedTuple

GATHERING = 10
"""Work of gathering a candidate's row."""


class Part(Protocol):
    """Edges of which a lower bound is known."""

    @property
    def edges(self) -> tuple[int, ...]: ...

    @property
    def bound(self) -> int: ...


class Task:
    """The edges of a cluster in the order of placing, and the parts whose lower bounds are known. A class because its fields belong to
    every step."""

    __slots__ = ("bounds", "near", "order", "part", "parts", "singles")

    def __init__(self, order: list[Options], parts: Sequence[Part]) -> None:
        number_of = {edge: number for number, part in enumerate(parts) for edge in part.edges}
        self.order = order
        self.part: list[int] = [number_of[options.edge] for options in order]
        self.bounds: list[int] = [part.bound for part in parts]
        self.singles: list[int] = [options.best().cost for options in order]
        self.parts: list[list[int]] = [[] for _ in parts]
        for place, number in enumerate(self.part):
            self.parts[number].append(place)
        self.near: list[list[bool]] = [[a is not b and a.top <= b.bottom and b.top <= a.bottom for b in order] for a in order]


class Clear(NamedTuple):
    """The cheapest clear choice below a target, in the order of the task, empty if there is none; whether the search was complete; the work
    done."""

    ways: list[Candidate]
    is_complete: bool
    work: int


def clear(task: Task, target: int, spare: int) -> Clear:
    """The cheapest choice without crossings and offences that costs less than the target."""
    slack = target - sum(task.bounds)
    alone = [sum(task.singles[place] for place in places) for places in task.parts]
    lists: list[list[Candidate]] = []
    for place, options in enumerate(task.order):
        number = task.part[place]
        lists.append(options.below(slack + task.bounds[number] - alone[number] + task.singles[place]))
        if not lists[-1]:
            return Clear([], True, 0)
    work = GATHERING * sum(map(len, lists))
    if work >= spare:
        return Clear([], False, spare)
    search = Search(task, Rows(task.order, lists), target, spare - work)
    search.run()
    ways = [search.rows.all[i] for i in search.best]
    left = search.left - search.rows.work
    return Clear(ways, left > 0, spare - left)


class Search:
    """Depth first, on edges whose cheapest ways can't stand beside each other; a class because the best so far belongs to every step."""

    __slots__ = ("_seen", "_softs", "best", "left", "rows", "target", "task")

    def __init__(self, task: Task, rows: Rows, target: int, spare: int) -> None:
        self.task = task
        self.rows = rows
        self.target = target
        self.left = spare
        self.best: list[int] = []
        self._seen: dict[tuple[int, ...], int] = {}
        self._softs: list[list[int]] = [_softs(task, place) for place in range(len(task.order))]

    def run(self) -> None:
        """Search; `best` then holds the choice, and `left` is above 0 if the search is complete."""
        domains = self.rows.domains
        self._place(domains, [-1] * len(domains), 0)

    def _place(self, domains: list[int], chosen: list[int], extra: int) -> None:
        """Go on from a partial choice: `chosen` has the candidates of the edges placed, -1 for others; `extra` what they cost together."""
        rows, task = self.rows, self.task
        costs = rows.costs
        cheapest = [(domain & -domain).bit_length() - 1 for domain in domains]
        self.left -= len(domains)
        sums = [sum([costs[cheapest[place]] for place in places]) for places in task.parts]
        least = sum(map(max, sums, task.bounds)) + extra
        if least >= self.target or self.left <= rows.work:
            return
        cost = sum(sums) + extra
        look = tuple([0 if i >= 0 and not softs else d for d, i, softs in zip(domains, chosen, self._softs, strict=True)])
        if self._seen.get(look, self.target) <= cost:
            return
        self._seen[look] = cost
        place = self._conflict(domains, cheapest, chosen)
        if place < 0:
            if cost < self.target:
                self.target, self.best = cost, cheapest
            return
        part = task.part[place]
        rest = least - max(sums[part], task.bounds[part])
        others = sums[part] - costs[cheapest[place]]
        near = [other for other, is_near in enumerate(task.near[place]) if is_near and chosen[other] < 0]
        left = domains[place]
        while left:
            bit = left & -left
            left ^= bit
            i = bit.bit_length() - 1
            if rest + max(others + costs[i], task.bounds[part]) >= self.target:
                return
            more = sum(meet(rows.all[i], rows.all[chosen[mate]]) for mate in self._softs[place] if chosen[mate] >= 0)
            beside = list(domains)
            beside[place] = bit
            for other in near:
                self.left -= 1
                beside[other] = rows.settle(i, domains[other])
                if not beside[other]:
                    break
            else:
                now = list(chosen)
                now[place] = i
                self._place(beside, now, extra + more)

    def _conflict(self, domains: list[int], cheapest: list[int], chosen: list[int]) -> int:
        """The edge with the fewest ways left among those whose cheapest ways can't stand beside each other, -1 if all can."""
        rows = self.rows
        taken = 0
        for i in cheapest:
            taken |= 1 << i
        found, fewest = -1, 1 << 60
        for place, i in enumerate(cheapest):
            if chosen[place] >= 0:
                continue
            beside = taken & ~(1 << i)
            is_bad = beside & rows.bad[i] or rows.settle(i, beside) != beside
            if not is_bad:
                is_bad = any(meet(rows.all[i], rows.all[cheapest[mate]]) for mate in self._softs[place])
            if is_bad and domains[place].bit_count() < fewest:
                found, fewest = place, domains[place].bit_count()
        return found


def _softs(task: Task, place: int) -> list[int]:
    """The places whose edges leave the same node with the same label: they cost something apart."""
    mine = task.order[place]
    arrow = mine.page.edges[mine.edge]
    if not arrow.label:
        return []
    arrows = [other.page.edges[other.edge] for other in task.order]
    return [at for at, other in enumerate(arrows) if at != place and other.source == arrow.source and other.label == arrow.label]
