"""A choice without proof made better: in, the chosen ways; out, the same with fewer crossings where a few edges together can do better.

Around each crossing a handful of edges is chosen anew, exactly, while all others stay where they are: what these cost is added to the
candidates beforehand, so that few are left.
"""

from copy import copy

from sopflow.layout.route.candidates import BEND, CROSSING, Candidate, Options
from sopflow.layout.route.choice import Choice
from sopflow.layout.route.clusters import without_crossings
from sopflow.layout.route.domains import Domains, Task
from sopflow.layout.route.page import Page
from sopflow.layout.route.pairs import is_dear, meet, together
from sopflow.layout.route.sweep import sweep

CROSSING_PLAN = ((6, False), (4, True), (12, True))
OFFENCE_PLAN = ((6, False), (12, False), (24, False), (6, True))
"""Edges chosen anew together around a crossing or an offence, one number after the other, and whether they look farther about."""
TALL = 128
"""Lattice units of height of the edges that are chosen anew."""
ROUNDS = 3
MOST, WEIGHED = 120, 600
"""About how many candidates an edge that is chosen anew may have, and how many are looked at to find them."""
CLEAR_WORK = 10_000
CROSSING_TRIES = ((0, 8, 6000), (0, 64, 6000))
OFFENCE_WORK = 60_000
"""Candidates weighed beyond the budget to be rid of offences."""
OFFENCE_TRIES = ((9 * BEND // 2, 16, 30_000), (0, 16, 30_000))
"""Searches one after the other: margin above the cheapest (0: all), states at a time, candidates weighed."""


class Shortlist:
    """The candidates of an edge beside ways that stay, dearer by what they cost together; takes the place of `Options`."""

    __slots__ = ("_candidates", "bottom", "edge", "originals", "page", "top", "work")

    def __init__(self, options: Options, now: Candidate, fixed: list[Candidate], room: int) -> None:
        self.page: Page = options.page
        self.edge: int = options.edge
        self.top: int = options.top
        self.bottom: int = options.bottom
        self.originals: dict[int, Candidate] = {now.serial: now}
        self.work = 0
        self._candidates: list[Candidate] = [_dearer(now, together(now, fixed))]
        for level, bound in enumerate(options.bounds):
            if bound >= room or self.work >= WEIGHED or len(self._candidates) >= MOST:
                break
            for candidate in options.level(level):
                if candidate.cost < room and candidate is not now:
                    self._weigh(candidate, fixed, room - candidate.cost)
        self._candidates.sort(key=lambda c: (c.cost, c.points))

    def _weigh(self, candidate: Candidate, fixed: list[Candidate], room: int) -> None:
        self.work += 1
        if is_dear(candidate, fixed, room):
            return
        extra = together(candidate, fixed)
        if extra < room:
            self.originals[candidate.serial] = candidate
            self._candidates.append(_dearer(candidate, extra))

    def best(self) -> Candidate:
        """The cheapest candidate."""
        return self._candidates[0]

    def below(self, room: int) -> list[Candidate]:
        """The candidates that cost less than `room`, cheapest first."""
        return [c for c in self._candidates if c.cost < room]


def polish(choice: Choice, budget: int) -> None:
    """Choose anew around every crossing, as long as that takes one away and the budget of candidates to weigh lasts."""
    for _ in range(ROUNDS):
        is_changed = False
        for edge, other in choice.troubles():
            gravity = choice.gravity(edge, other)
            tries = OFFENCE_PLAN if gravity > CROSSING else CROSSING_PLAN if gravity and budget > 0 else ()
            if budget < -OFFENCE_WORK:
                return
            for size, is_wide in tries:
                ways, work = _rechoose(choice, edge, other, size, is_wide)
                budget -= work
                if ways:
                    for way in ways:
                        choice.put(way)
                    is_changed = True
                    break
        if not is_changed:
            return


def _rechoose(choice: Choice, edge: int, other: int, size: int, is_wide: bool) -> tuple[list[Candidate], int]:
    """Better ways for the edges around a crossing, or none; and the work done."""
    if not (_is_short(choice, edge) and _is_short(choice, other)):
        return [], 0
    members = _members(choice, edge, other, size)
    if is_wide:
        for member in members:
            choice.widen(member)
    top = min(choice.options[m].top for m in members)
    bottom = max(choice.options[m].bottom for m in members)
    fixed = [way for way in choice.neighbours(-1, top, bottom) if way.edge not in members]
    cost = _total([choice.ways[m] for m in members], fixed)
    gravity = choice.gravity(edge, other)
    target = cost - gravity // 2
    lists, work = _shortlists(choice, members, fixed, target)
    task = Task(lists, list(range(len(lists))), [shortlist.best().cost for shortlist in lists])
    found, more = _search(task, target, OFFENCE_TRIES if gravity > CROSSING else () if is_wide else CROSSING_TRIES)
    originals = {options.edge: options.originals for options in lists}
    ways = [originals[way.edge][way.serial] for way in found]
    return (ways if found and _total(ways, fixed) < cost else []), work + more


def _shortlists(choice: Choice, members: list[int], fixed: list[Candidate], target: int) -> tuple[list[Shortlist], int]:
    """The members with what is left to them below the target, and the work done."""
    least = sum(choice.options[m].best().cost for m in members)
    work = 0
    lists: list[Shortlist] = []
    for m in members:
        options = choice.options[m]
        near = [way for way in fixed if way.y0 <= options.bottom and way.y1 >= options.top]
        lists.append(Shortlist(options, choice.ways[m], near, target - least + options.best().cost))
        work += lists[-1].work
    lists.sort(key=lambda o: (o.top, o.bottom, o.edge))
    return lists, work


def _search(task: Task, target: int, tries: tuple[tuple[int, int, int], ...]) -> tuple[list[Candidate], int]:
    """A choice below the target or none, and the work done."""
    ways, _, work = without_crossings(task, sum(task.bounds), CLEAR_WORK)
    work //= 4
    if ways:
        return ways, work
    for margin, beam, spare in tries:
        domains = Domains(task, target, spare, margin)
        work += domains.work
        if domains.is_empty():
            return [], work
        result = sweep(domains, beam, spare)
        work += result.work
        if result.ways:
            return result.ways, work
        if result.is_complete and not margin:
            return [], work
    return [], work


def _is_short(choice: Choice, edge: int) -> bool:
    return choice.options[edge].bottom - choice.options[edge].top <= TALL


def _members(choice: Choice, edge: int, other: int, size: int) -> list[int]:
    """The two edges in trouble, or the one given twice, and those nearest to them."""
    a, b = choice.ways[edge], choice.ways[other]
    top, bottom = min(choice.options[e].top for e in (edge, other)), max(choice.options[e].bottom for e in (edge, other))
    middle = (max(a.y0, b.y0) + min(a.y1, b.y1)) // 2
    near = [way for way in choice.neighbours(-1, top, bottom) if way.edge not in (edge, other) and _is_short(choice, way.edge)]
    near.sort(key=lambda way: (not (meet(way, a) or meet(way, b)), abs((way.y0 + way.y1) // 2 - middle), way.edge))
    return list(dict.fromkeys((edge, other, *(way.edge for way in near[: size - 2]))))


def _total(ways: list[Candidate], fixed: list[Candidate]) -> int:
    return sum(way.cost + together(way, fixed + ways[:i]) for i, way in enumerate(ways))


def _dearer(way: Candidate, extra: int) -> Candidate:
    if not extra:
        return way
    way = copy(way)
    way.cost += extra
    return way
