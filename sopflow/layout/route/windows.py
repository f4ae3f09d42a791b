"""A choice without proof made better: in, the chosen ways; out, the same with fewer crossings where a few edges together can do better.

Around each crossing a handful of edges is chosen anew, exactly, while all others stay where they are: what these cost is added to the
candidates beforehand, so that few are left.
"""

from copy import copy

from sopflow.layout.route.candidates import BEND, CROSSING, Candidate, Options
from sopflow.layout.route.choice import Choice
from sopflow.layout.route.domains import Domains, Task
from sopflow.layout.route.page import Page
from sopflow.layout.route.pairs import SHARED_EXIT, meet, together
from sopflow.layout.route.sweep import sweep

SIZES = (6, 12, 24)
"""Edges chosen anew together: around a crossing the first number, around an offence one after the other."""
TALL = 128
"""Lattice units of height of the edges that are chosen anew."""
ROUNDS = 3
CROSSING_TRIES = ((0, 8, 6000), (0, 64, 6000))
OFFENCE_WORK = 400_000
"""Candidates weighed beyond the budget to be rid of offences."""
OFFENCE_TRIES = ((9 * BEND // 2, 16, 30_000), (0, 16, 30_000))
"""Searches one after the other: margin above the cheapest (0: all), states at a time, candidates weighed."""


class Shortlist:
    """The candidates of an edge beside ways that stay, dearer by what they cost together; takes the place of `Options`."""

    __slots__ = ("_candidates", "bottom", "edge", "page", "top")

    def __init__(self, options: Options, now: Candidate, fixed: list[Candidate], room: int) -> None:
        self.page: Page = options.page
        self.edge: int = options.edge
        self.top: int = options.top
        self.bottom: int = options.bottom
        self._candidates: list[Candidate] = []
        for candidate in {c.serial: c for c in (now, *options.below(room))}.values():
            if candidate is not now and _is_dear(candidate, fixed, room - candidate.cost):
                continue
            extra = together(candidate, fixed)
            if candidate.cost + extra < room or candidate is now:
                if extra:
                    candidate = copy(candidate)
                    candidate.cost += extra
                self._candidates.append(candidate)
        self._candidates.sort(key=lambda c: (c.cost, c.points))

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
        for edge, other in choice.crossings():
            cost = meet(choice.ways[edge], choice.ways[other])
            sizes = SIZES if cost >= SHARED_EXIT else SIZES[:1] if cost >= CROSSING and budget > 0 else ()
            if budget < -OFFENCE_WORK:
                return
            for size in sizes:
                ways, work = _rechoose(choice, edge, other, size)
                budget -= work
                if ways:
                    for way in ways:
                        choice.put(way)
                    is_changed = True
                    break
        if not is_changed:
            return


def _rechoose(choice: Choice, edge: int, other: int, size: int) -> tuple[list[Candidate], int]:
    """Better ways for the edges around a crossing, or none; and the work done."""
    if not (_is_short(choice, edge) and _is_short(choice, other)):
        return [], 0
    members = _members(choice, edge, other, size)
    top = min(choice.options[m].top for m in members)
    bottom = max(choice.options[m].bottom for m in members)
    fixed = [way for way in choice.neighbours(-1, top, bottom) if way.edge not in members]
    cost = _total([choice.ways[m] for m in members], fixed)
    is_offence = meet(choice.ways[edge], choice.ways[other]) >= SHARED_EXIT
    target = cost - (SHARED_EXIT if is_offence else CROSSING) // 2
    task, work = _task(choice, members, fixed, target)
    found, more = _search(task, target, OFFENCE_TRIES if is_offence else CROSSING_TRIES)
    ways = [_original(choice, way) for way in found]
    return (ways if found and _total(ways, fixed) < cost else []), work + more


def _task(choice: Choice, members: list[int], fixed: list[Candidate], target: int) -> tuple[Task, int]:
    """The members with what is left to them below the target, and the work done."""
    least = sum(choice.options[m].best().cost for m in members)
    work = 0
    lists: list[Shortlist] = []
    for m in members:
        options = choice.options[m]
        near = [way for way in fixed if way.y0 <= options.bottom and way.y1 >= options.top]
        lists.append(Shortlist(options, choice.ways[m], near, target - least + options.best().cost))
        work += 20 * len(near)
    lists.sort(key=lambda o: (o.top, o.bottom, o.edge))
    return Task(lists, list(range(len(lists))), [shortlist.best().cost for shortlist in lists]), work


def _search(task: Task, target: int, tries: tuple[tuple[int, int, int], ...]) -> tuple[list[Candidate], int]:
    """A choice below the target or none, and the work done."""
    work = 0
    for margin, beam, spare in tries:
        domains = Domains(task, target, margin)
        if domains.is_empty():
            return [], work + domains.work
        result = sweep(domains, beam, spare)
        work += result.work + domains.work
        if result.ways:
            return result.ways, work
        if result.is_complete and not margin:
            return [], work
    return [], work


def _is_short(choice: Choice, edge: int) -> bool:
    return choice.options[edge].bottom - choice.options[edge].top <= TALL


def _is_dear(candidate: Candidate, fixed: list[Candidate], room: int) -> bool:
    """Whether a way offends, or crosses lines that share no trunk, for at least `room`."""
    for way in fixed:
        cost = meet(candidate, way)
        if cost and (len(way.mates) == 1 == len(candidate.mates) or cost >= SHARED_EXIT):
            room -= cost
            if room <= 0:
                return True
    return False


def _members(choice: Choice, edge: int, other: int, size: int) -> list[int]:
    """The two edges that cross and those nearest to them."""
    a, b = choice.ways[edge], choice.ways[other]
    top, bottom = min(choice.options[e].top for e in (edge, other)), max(choice.options[e].bottom for e in (edge, other))
    middle = (max(a.y0, b.y0) + min(a.y1, b.y1)) // 2
    near = [way for way in choice.neighbours(-1, top, bottom) if way.edge not in (edge, other) and _is_short(choice, way.edge)]
    near.sort(key=lambda way: (not (meet(way, a) or meet(way, b)), abs((way.y0 + way.y1) // 2 - middle), way.edge))
    return [edge, other, *(way.edge for way in near[: size - 2])]


def _total(ways: list[Candidate], fixed: list[Candidate]) -> int:
    return sum(way.cost + together(way, fixed + ways[:i]) for i, way in enumerate(ways))


def _original(choice: Choice, way: Candidate) -> Candidate:
    """The candidate of which a shortlist holds a dearer copy."""
    options = choice.options[way.edge]
    return next(c for c in (choice.ways[way.edge], *options.below(1 << 80)) if c.serial == way.serial)
