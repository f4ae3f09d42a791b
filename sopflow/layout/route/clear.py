"""The cheapest choice without a crossing: in, the options of a cluster; out, a way for each of its edges, or the proof that there is none.

Which ways cross or lie on each other is kept in bits: a row of bits for each candidate says with which others it can't stand. Rows are
gathered run by run, for all candidates at once; only pairs that run along one channel or may form a trunk are looked at one by one, and
only when it matters.
"""

from sopflow.layout.route.candidates import CROSSING, Candidate, RunKey
from sopflow.layout.route.domains import Task
from sopflow.layout.route.pairs import meet
from sopflow.values import NamedTuple

GATHERING = 10
"""Work of gathering a candidate's row."""


class Clear(NamedTuple):
    """The cheapest clear choice below a target, in the order of the task, or None; whether the search was complete; the work done."""

    ways: list[Candidate] | None
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
            return Clear(None, True, 0)
    work = GATHERING * sum(map(len, lists))
    if work >= spare:
        return Clear(None, False, spare)
    search = Search(task, Rows(task, lists), target, spare - work)
    search.run()
    ways = [search.rows.all[i] for i in search.best] if search.best else None
    left = search.left - search.rows.work
    return Clear(ways, left > 0, spare - left)


class Rows:
    """Who can't stand beside whom; a class because doubtful pairs are looked at when asked for.

    Candidates are numbered place by place, cheapest first; `domains[place]` are the bits of a place. `bad[i]` are the candidates that
    surely can't stand beside i, `unsure[i]` those that are not known yet.
    """

    __slots__ = ("all", "bad", "costs", "domains", "places", "unsure", "work")

    def __init__(self, task: Task, lists: list[list[Candidate]]) -> None:
        self.all: list[Candidate] = [c for candidates in lists for c in candidates]
        self.costs: list[int] = [c.cost for c in self.all]
        self.places: list[int] = [place for place, candidates in enumerate(lists) for _ in candidates]
        self.domains: list[int] = []
        first = 0
        for candidates in lists:
            self.domains.append(((1 << len(candidates)) - 1) << first)
            first += len(candidates)
        mates = [self._mates(task, place) for place in range(len(lists))]
        self.work = 0
        self.bad: list[int] = [0] * first
        self.unsure: list[int] = [0] * first
        self._gather(mates)

    def _mates(self, task: Task, place: int) -> int:
        """The bits of the edges that may share a line with that of a place."""
        options = task.order[place]
        mates = options.page.mates[options.edge]
        return sum(domain for domain, other in zip(self.domains, task.order, strict=True) if other.edge in mates)

    def _gather(self, mates: list[int]) -> None:
        flats: Runs = {}
        uprights: Runs = {}
        corners: dict[tuple[int, int], int] = {}
        bit = 1
        for candidate in self.all:
            for key in candidate.flat_keys():
                flats[key] = flats.get(key, 0) | bit
            for key in candidate.upright_keys():
                uprights[key] = uprights.get(key, 0) | bit
            if len(candidate.points) == 3:
                corners[candidate.points[1]] = corners.get(candidate.points[1], 0) | bit
            bit <<= 1
        crossed = _crossed(flats, uprights)
        beside = {**_beside(flats), **_beside(uprights)}
        for i, candidate in enumerate(self.all):
            bad = twisted = unsure = 0
            for key in candidate.flat_keys() + candidate.upright_keys():
                bad |= crossed.get(key, 0)
                along = beside.get(key)
                if along:
                    twisted |= along[0]
                    unsure |= along[1]
            if len(candidate.points) == 3:
                unsure |= corners[candidate.points[1]]
            mine = mates[self.places[i]]
            bad |= twisted & ~mine
            self.bad[i] = bad
            self.unsure[i] = (unsure | twisted) & ~bad

    def settle(self, i: int, domain: int) -> int:
        """What of a domain can stand beside candidate i."""
        domain &= ~self.bad[i]
        doubtful = domain & self.unsure[i]
        while doubtful:
            bit = doubtful & -doubtful
            doubtful ^= bit
            if self._is_bad(i, bit):
                domain ^= bit
        return domain

    def _is_bad(self, i: int, bit: int) -> bool:
        j = bit.bit_length() - 1
        mine = 1 << i
        self.work += 2
        self.unsure[i] ^= bit
        self.unsure[j] ^= mine
        if meet(self.all[i], self.all[j]) < CROSSING:
            return False
        self.bad[i] |= bit
        self.bad[j] |= mine
        return True


Runs = dict[RunKey, int]
"""The candidates that have a run, as bits."""


def _crossed(flats: Runs, uprights: Runs) -> Runs:
    """For each run the candidates of which a run passes through it."""
    columns: dict[int, list[tuple[int, int, int, RunKey]]] = {}
    for key, bits in uprights.items():
        columns.setdefault(key[0], []).append((key[1], key[2], bits, key))
    crossed: Runs = {}
    for flat, mine in flats.items():
        y = flat[0]
        found = 0
        for x in range(flat[1] + 1, flat[2]):
            for y0, y1, bits, key in columns.get(x, ()):
                if y0 < y < y1:
                    found |= bits
                    crossed[key] = crossed.get(key, 0) | mine
        if found:
            crossed[flat] = found
    return crossed


def _beside(runs: Runs) -> dict[RunKey, tuple[int, int]]:
    """For each run the candidates that run along a part of it: those that, without a trunk, surely offend or cross there, and those that
    may cross."""
    lines: dict[tuple[int, int], list[tuple[RunKey, int]]] = {}
    for key, bits in runs.items():
        lines.setdefault((key[0], key[5]), []).append((key, bits))
    found: dict[RunKey, tuple[int, int]] = {}
    for (line, _), along in lines.items():
        for mine, _ in along:
            _, low, high, low_turn, high_turn, _ = mine
            twisted = unsure = 0
            for theirs, bits in along:
                a, b = theirs[1], theirs[2]
                if a >= high or low >= b:
                    continue
                if line & 1:
                    twisted |= bits
                    continue
                first = low_turn if low > a else -theirs[3] if low < a else (low_turn - theirs[3]) // 2
                last = high_turn if high < b else -theirs[4] if high > b else (high_turn - theirs[4]) // 2
                if first * last < 0:
                    twisted |= bits
                elif not (first and last):
                    unsure |= bits
            found[mine] = twisted, unsure
    return found


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
