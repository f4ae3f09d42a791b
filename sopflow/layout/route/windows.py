"""A choice without proof made better: in, the chosen ways; out, the same with fewer crossings where a few edges together can do better.

Around each crossing some edges are chosen anew by a tabu search, first for fewer crossings, then for fewer bends, while all others stay
where they are.
"""

from sopflow.layout.route.candidates import BEND, CROSSING, LONG_WAY, Candidate
from sopflow.layout.route.choice import Choice
from sopflow.layout.route.pairs import OVERLAP, meet
from sopflow.layout.route.rows import Rows
from sopflow.layout.route.tabu import Tabu, cost_beside

SIZE, WIDENED = 24, 8
"""Edges that are chosen anew together around a trouble, and how many of them, the nearest, look farther about at the second try."""
MOST, MOST_WIDE = 60, 150
"""Candidates of an edge, the cheapest, and of one that looks farther about."""
ROOM = 6 * BEND
"""How much dearer than the cheapest of its edge a candidate may be; no limit around an offence."""
STEPS, LONG_STEPS, SHORTENING = 80, 300, 40
"""Steps of the search for fewer crossings, of that for fewer offences, and of that for fewer bends."""
TRADE = 5 * BEND // 2
"""What a crossing counts for in the search for fewer bends, so that it goes by ways on which it would not stay."""
TALL = 128
"""Lattice units of height of the edges that are chosen anew."""
ROUNDS = 3
OFFENCE_WORK = 60_000
"""Candidates looked at beyond the budget to be rid of offences."""


def polish(choice: Choice, loose: list[tuple[int, ...]], budget: int) -> None:
    """Choose anew around every crossing and offence, as long as that takes one away and the budget of candidates to look at lasts; then
    look for fewer bends in the clusters that are `loose`, not proven."""
    tried: set[tuple[object, ...]] = set()
    for _ in range(ROUNDS):
        is_changed = False
        for edge, other in choice.troubles():
            for widened in (0, WIDENED):
                gravity = choice.gravity(edge, other)
                if not gravity or budget <= (0 if gravity == CROSSING else -OFFENCE_WORK):
                    break
                members = _members(choice, edge, other)
                key = (widened, *[(member, choice.ways[member].points) for member in members])
                if key in tried:
                    continue
                tried.add(key)
                window = Window(choice, members, widened, OVERLAP if gravity > CROSSING else ROOM)
                budget -= len(window.rows.all)
                if window.clear(LONG_STEPS if gravity > CROSSING else STEPS):
                    is_changed = True
                    break
        if not is_changed:
            break
    for edges in loose:
        for first in range(0, len(edges), SIZE // 2):
            if budget <= 0:
                return
            members = [edge for edge in edges[first : first + SIZE] if _is_short(choice, edge)]
            window = Window(choice, members, 0, ROOM)
            budget -= len(window.rows.all)
            window.shorten(window.start)
            if first + SIZE >= len(edges):
                break


class Window:
    """Some edges that are chosen anew while all others stay; a class because both searches go over the same rows, and put what they find.

    `start`: the present ways, or the cheapest of edges that need no last resort.
    """

    __slots__ = ("_before", "_choice", "rows", "start")

    def __init__(self, choice: Choice, members: list[int], widened: int, room: int) -> None:
        for member in members[:widened]:
            choice.widen(member)
        top = min((choice.options[m].top for m in members), default=0)
        bottom = max((choice.options[m].bottom for m in members), default=-1)
        fixed = [way for way in choice.neighbours(-1, top, bottom) if way.edge not in members]
        lists = [_shortlist(choice, m, room, MOST_WIDE if n < widened else MOST) for n, m in enumerate(members)]
        fixed += [candidates[0] for candidates in lists if len(candidates) == 1]
        lists = [candidates for candidates in lists if len(candidates) > 1]
        self._choice = choice
        self._before: int = cost_beside([choice.ways[candidates[0].edge] for candidates in lists], fixed)
        lists += [[way] for way in fixed]
        self.rows = Rows([choice.options[candidates[0].edge] for candidates in lists], lists)
        self.start: list[int] = _start(choice, self.rows)

    def clear(self, steps: int) -> bool:
        """Look for fewer crossings and offences; whether there are fewer now."""
        search = Tabu(self.rows, self.start, CROSSING)
        search.run(steps, CROSSING - 1, LONG_WAY)
        if search.lowest // CROSSING >= self._before // CROSSING:
            return False
        self.shorten(search.best)
        return True

    def shorten(self, chosen: list[int]) -> None:
        """Look for fewer bends, and put the ways found if they cost less than the present ones."""
        search = Tabu(self.rows, chosen, TRADE)
        search.run(SHORTENING, 0, BEND // 2)
        if search.lowest < self._before:
            for i in search.best:
                way = self.rows.all[i]
                if way is not self._choice.ways[way.edge]:
                    self._choice.put(way)


def _shortlist(choice: Choice, edge: int, room: int, most: int) -> list[Candidate]:
    """The cheapest candidates of an edge and its present way, cheapest first; without the present way if that is a last resort and others
    are not."""
    options, now = choice.options[edge], choice.ways[edge]
    found = options.below(options.best().cost + room)[:most]
    plain = [candidate for candidate in found if candidate.cost < LONG_WAY]
    if now.cost >= LONG_WAY and len(plain) > 1:
        return plain
    others = [candidate for candidate in found if candidate.points != now.points]
    return sorted([now, *others], key=lambda c: (c.cost, c.points))


def _start(choice: Choice, rows: Rows) -> list[int]:
    """The present ways, or the cheapest of edges that need no last resort."""
    chosen: list[int] = []
    first = 0
    for domain in rows.domains:
        end = domain.bit_length()
        now = choice.ways[rows.all[first].edge]
        chosen.append(next((i for i in range(first, end) if rows.all[i] is now), first))
        first = end
    return chosen


def _is_short(choice: Choice, edge: int) -> bool:
    return choice.options[edge].bottom - choice.options[edge].top <= TALL


def _members(choice: Choice, edge: int, other: int) -> list[int]:
    """The two edges in trouble, or the one given twice, and those nearest to them; none that is very tall."""
    a, b = choice.ways[edge], choice.ways[other]
    top, bottom = min(choice.options[e].top for e in (edge, other)), max(choice.options[e].bottom for e in (edge, other))
    middle = (max(a.y0, b.y0) + min(a.y1, b.y1)) // 2
    near = [way for way in choice.neighbours(-1, top, bottom) if way.edge not in (edge, other)]
    near.sort(key=lambda way: (not (meet(way, a) or meet(way, b)), abs((way.y0 + way.y1) // 2 - middle), way.edge))
    members = dict.fromkeys((edge, other, *[way.edge for way in near[: SIZE - 2]]))
    return [member for member in members if _is_short(choice, member)]
