"""Which candidates can still be part of a choice below a target: in, the options of a cluster; out, a domain for each edge.

A candidate is dropped when even the least costs that all other edges must have beside it reach the target. That is repeated, since each
dropped candidate raises the least costs of others. No choice below the target is lost.
"""

from collections.abc import Sequence
from typing import Protocol

from sopflow.layout.route.candidates import Candidate
from sopflow.layout.route.page import Page
from sopflow.layout.route.pairs import SHARED_EXIT, meet

ROUNDS = 8


class Offer(Protocol):
    """What an edge has to choose from; `top` and `bottom` bound its candidates."""

    edge: int
    page: Page
    top: int
    bottom: int

    def best(self) -> Candidate:
        """The cheapest candidate."""

    def below(self, room: int) -> list[Candidate]:
        """The candidates that cost less than `room`, cheapest first."""


class Task:
    """A cluster in the order of placing, with the parts whose lower bounds are known. A class because its fields belong to every step.

    `charged` edges share no trunk with one placed before: only their crossings may count in a bound, as crossings on a trunk are one.
    """

    __slots__ = ("bounds", "charged", "near", "order", "part", "parts", "rests", "singles")

    def __init__(self, order: Sequence[Offer], part: list[int], bounds: list[int]) -> None:
        self.order = order
        self.part = part
        self.bounds = bounds
        self.singles: list[int] = [options.best().cost for options in order]
        self.parts: list[list[int]] = [[] for _ in bounds]
        for place, number in enumerate(part):
            self.parts[number].append(place)
        self.near: list[list[bool]] = [[a is not b and a.top <= b.bottom and b.top <= a.bottom for b in order] for a in order]
        self.charged: list[bool] = [a.page.mates[a.edge].isdisjoint(b.edge for b in order[:place]) for place, a in enumerate(order)]
        self.rests: list[int] = self._rests()

    def _rests(self) -> list[int]:
        """For each place a lower bound for the edges from there on."""
        rests = [0]
        missing = [len(places) for places in self.parts]
        alone = [0] * len(self.parts)
        for place in range(len(self.order) - 1, -1, -1):
            number = self.part[place]
            missing[number] -= 1
            alone[number] += self.singles[place]
            rest = rests[-1] + self.singles[place]
            if not missing[number]:
                rest += self.bounds[number] - alone[number]
            rests.append(rest)
        return rests[::-1]


class Domains:
    """The candidates left, cheapest first, and `least`: what each place costs at least beside a candidate."""

    __slots__ = ("_dead", "_leasts", "left", "target", "task", "work")

    def __init__(self, task: Task, target: int, spare: int, margin: int = 0) -> None:
        """With a margin only candidates that cost less than it above the cheapest of their edge, and nothing is reduced; else reduced until
        about `spare` candidates were weighed."""
        self.task = task
        self.target = target
        self.work = 0
        self._dead: set[int] = set()
        self._leasts: dict[tuple[int, int], tuple[int, int]] = {}
        total = sum(task.bounds)
        alone = [sum(task.singles[place] for place in places) for places in task.parts]
        self.left: list[list[Candidate]] = []
        for place, options in enumerate(task.order):
            number = task.part[place]
            others = total - task.bounds[number] + alone[number] - task.singles[place]
            room = target - others
            self.left.append(options.below(min(room, task.singles[place] + margin) if margin else room))
        for _ in range(0 if margin else ROUNDS):
            if self.work > spare or not all(self.left) or not self._reduce(spare):
                break

    def is_empty(self) -> bool:
        """Whether no choice below the target exists."""
        return not all(self.left)

    def least(self, candidate: Candidate, place: int) -> int:
        """What the edge at a place costs at least beside a candidate of another edge."""
        key = (candidate.serial, place)
        known = self._leasts.get(key)
        if known is not None and known[1] not in self._dead:
            return known[0]
        lowest, supporter = 1 << 80, -1
        is_charged = self.task.charged[place]
        for other in self.left[place]:
            if other.cost >= lowest:
                break
            self.work += 1
            extra = meet(candidate, other)
            if extra and not is_charged:
                extra -= extra % SHARED_EXIT
            if other.cost + extra < lowest:
                lowest, supporter = other.cost + extra, other.serial
        self._leasts[key] = lowest, supporter
        return lowest

    def _reduce(self, spare: int) -> bool:
        """One round; whether anything was dropped."""
        is_changed = False
        for place, candidates in enumerate(self.left):
            if self.work > spare:
                break
            kept = [candidate for candidate in candidates if self._may_be(candidate, place)]
            if len(kept) < len(candidates):
                is_changed = True
                self._dead.update(c.serial for c in candidates)
                self._dead.difference_update(c.serial for c in kept)
                self.left[place] = kept
                if not kept:
                    return True
        return is_changed

    def _may_be(self, candidate: Candidate, place: int) -> bool:
        task = self.task
        room = self.target - sum(task.bounds)
        near = task.near[place]
        for number, places in enumerate(task.parts):
            least = -task.bounds[number]
            for other in places:
                if other == place:
                    least += candidate.cost
                elif near[other]:
                    least += self.least(candidate, other)
                else:
                    least += self.left[other][0].cost
            if least > 0:
                room -= least
                if room <= 0:
                    return False
        return True
