"""A choice made better step by step: in, rows of candidates and a choice; out, the best choice that a tabu search comes upon.

Each step gives one edge the way that is cheapest beside all others, also where that is dearer than before. The edge then keeps it for some
steps, and does not go back to the way that it left for some more, so that the search gets out of choices that no single step makes better.
Steps are counted and ties fall to the first candidate: the same rows give the same choice.
"""

from sopflow.layout.route.candidates import CROSSING, Candidate
from sopflow.layout.route.pairs import meet, together
from sopflow.layout.route.rows import Rows

STILL, TENURE = 4, 16
"""Steps for which an edge keeps its new way, and for which it does not take the old one again."""
GRAVE = 100_000
"""Crossings that an offence counts as."""


class Tabu:
    """The search; a class because every step changes one state.

    Places of one candidate stay as they are. `best` and `lowest`: the best choice so far, a candidate for each place of the rows, and what
    the others cost in it.
    """

    __slots__ = (
        "_chosen",
        "_fixed",
        "_free",
        "_grave",
        "_least",
        "_left",
        "_mask",
        "_moved",
        "_rows",
        "_staying",
        "_weight",
        "best",
        "lowest",
    )

    def __init__(self, rows: Rows, chosen: list[int], weight: int) -> None:
        """`weight`: how many lattice costs a crossing counts for."""
        self._rows = rows
        self._weight = weight
        self._chosen = list(chosen)
        self._mask: int = sum(1 << i for i in chosen)
        self._grave: list[int] = [0] * len(rows.all)
        self._left: dict[int, int] = {}
        self._moved: dict[int, int] = {}
        self._free: list[int] = [place for place, domain in enumerate(rows.domains) if domain & (domain - 1)]
        fixed = [i for i, domain in zip(chosen, rows.domains, strict=True) if not domain & (domain - 1)]
        self._staying: int = sum(1 << i for i in fixed)
        self._fixed: list[Candidate] = [rows.all[i] for i in fixed]
        for place in self._free:
            self._look(chosen[place])
        self._least: int = self._value()
        self.best: list[int] = list(chosen)
        self.lowest: int = self.cost(chosen)

    def cost(self, chosen: list[int]) -> int:
        """What a choice costs, but for the places of one candidate among themselves."""
        return cost_beside([self._rows.all[chosen[place]] for place in self._free], self._fixed)

    def run(self, steps: int, enough: int, discontent: int) -> None:
        """Go on for some steps, or until the best choice costs no more than `enough`. Beside the edges that others disturb, those are given
        other ways that cost at least `discontent` more than their cheapest."""
        for step in range(1, steps + 1):
            if self.lowest <= enough:
                return
            move = self._find(step, discontent)
            if not move:
                continue
            place, i = move
            old = self._chosen[place]
            self._left[old] = self._moved[place] = step
            self._mask ^= (1 << old) | (1 << i)
            self._chosen[place] = i
            self._look(i)
            value = self._value()
            if value < self._least:
                cost = self.cost(self._chosen)
                if cost < self.lowest:
                    self.lowest, self.best, self._least = cost, list(self._chosen), value

    def _look(self, i: int) -> None:
        """Find out whom candidate i crosses, and whom it offends, among the others chosen."""
        others = self._mask & ~(1 << i)
        self._rows.settle(i, others)
        against = self._rows.bad[i] & others & ~self._grave[i]
        while against:
            bit = against & -against
            against ^= bit
            j = bit.bit_length() - 1
            if meet(self._rows.all[i], self._rows.all[j]) >= 2 * CROSSING:
                self._grave[i] |= bit
                self._grave[j] |= 1 << i

    def _value(self) -> int:
        """What the present choice costs as the rows see it: a trunk that is crossed counts for each of its edges."""
        rows, grave, staying = self._rows, self._grave, self._staying
        moving = self._mask & ~staying
        value = crossed = 0
        for place in self._free:
            i = self._chosen[place]
            value += rows.costs[i]
            bad, worse = rows.bad[i], grave[i]
            crossed += 2 * (bad & staying).bit_count() + (bad & moving).bit_count()
            if worse:
                crossed += GRAVE * (2 * (worse & staying).bit_count() + (worse & moving).bit_count())
        return value + self._weight * crossed // 2

    def _find(self, step: int, discontent: int) -> tuple[int, int] | None:
        """The best move: an edge and its new way."""
        bad, costs, left = self._rows.bad, self._rows.costs, self._left
        weight, offence, recent = self._weight, self._weight * GRAVE, step - TENURE
        found: tuple[int, int] | None = None
        lowest = 1 << 90
        for place in self._free:
            now = self._chosen[place]
            others = self._mask & ~(1 << now)
            domain = self._rows.domains[place]
            first = (domain & -domain).bit_length() - 1
            is_content = not bad[now] & others and costs[now] - costs[first] < discontent
            if is_content or self._moved.get(place, -STILL) > step - STILL:
                continue
            crossed = (bad[now] & others).bit_count()
            base = costs[now] + weight * crossed + offence * (self._grave[now] & others).bit_count()
            for i in range(first, domain.bit_length()):
                price = costs[i] - base
                if price >= lowest:
                    break
                if price + weight * (bad[i] & others).bit_count() >= lowest or i == now or left.get(i, recent) > recent:
                    continue
                self._rows.settle(i, others)
                price += weight * (bad[i] & others).bit_count() + offence * (self._grave[i] & others).bit_count()
                if price < lowest:
                    lowest, found = price, (place, i)
        return found


def cost_beside(ways: list[Candidate], fixed: list[Candidate]) -> int:
    """What ways cost beside each other and beside ways that stay."""
    return sum(way.cost + together(way, fixed + ways[:n]) for n, way in enumerate(ways))
