"""Which runs in channels are one line: in, the chosen ways; out, the runs of each channel, which of them touch, and the trunks they form.

Always holds: the runs of one line may all share it, pair by pair; a trunk is one line from its port on, without a gap.
"""

from collections.abc import Iterator

from sopflow.layout.route.candidates import Candidate, Pair
from sopflow.layout.route.pairs import parting, shared_runs, trunk_kind
from sopflow.values import NamedTuple

COMPULSORY = 10**6
"""Weight of an order that a shared centre line demands."""
SETTLED = 1000
"""Weight of an order on which both ends agree: the other one crosses twice."""
HALF = 500
"""Weight of an order that one end alone demands."""
HINT = 1
"""Weight of an order that is as good as the other for this pair."""

Run = tuple[int, int]
"""Edge and index of the run in its way."""
Channel = tuple[bool, int]
"""Whether upright, and the line."""


class Stretch(NamedTuple):
    """A run in a channel from `low` to `high`."""

    low: int
    high: int
    run: Run


class Lines:
    """The runs in channels, joined to lines; a class because joining goes in rounds over one state."""

    __slots__ = ("_group", "_mates", "chosen", "stretches", "touching")

    def __init__(self, chosen: list[Candidate]) -> None:
        self.chosen = chosen
        self._mates: dict[tuple[int, int], set[Pair]] = {}
        self.stretches: dict[Channel, list[Stretch]] = _collect(chosen)
        self.touching: dict[Channel, list[tuple[Stretch, Stretch]]] = {c: list(_touching(s)) for c, s in self.stretches.items()}
        self._group: dict[Run, list[Stretch]] = {s.run: [s] for stretches in self.stretches.values() for s in stretches}
        self._join()

    def numbers(self, channel: Channel) -> dict[Run, int]:
        """The number of each run's line, from the low end of the channel."""
        numbers: dict[int, int] = {}
        return {s.run: numbers.setdefault(id(self._group[s.run]), len(numbers)) for s in self.stretches[channel]}

    def side(self, a: Stretch, b: Stretch) -> tuple[int, int]:
        """On which side of b the run a should lie (-1 before, 1 after, 0 no matter), and how much that weighs.

        Of runs that meet head-on only what a shared centre line demands.
        """
        (e, i), (f, j) = a.run, b.run
        p, q = self.chosen[e], self.chosen[f]
        if a.high == b.low:
            side = p.runs[i].high_turn
            return (side, COMPULSORY) if a.high & 1 and side != q.runs[j].low_turn else (0, 0)
        if b.high == a.low:
            side = p.runs[i].low_turn
            return (side, COMPULSORY) if a.low & 1 and side != q.runs[j].high_turn else (0, 0)
        shared = {pair for pair in self._shared(e, f) if self._is_joined(p, q, pair)}
        low, low_hard, _ = parting(p, q, i, j, -1, shared)
        high, high_hard, _ = parting(p, q, i, j, 1, shared)
        if low * high < 0:
            if low_hard != high_hard:
                return (low, COMPULSORY) if low_hard else (high, COMPULSORY)
            return (high if p.runs[i].forward else low), HINT
        weight = COMPULSORY if low_hard or high_hard else SETTLED if low and high else HALF
        return low or high, weight

    def _join(self) -> None:
        """Join what may be one line, from the ports on, until nothing more can be joined."""
        waiting: list[tuple[Stretch, Stretch]] = []
        beside: dict[Run, list[Stretch]] = {}
        for pairs in self.touching.values():
            ones = [(a, b) for a, b in pairs if self._is_one(a, b)]
            waiting += ones
            for a, b in pairs if ones else ():
                beside.setdefault(a.run, []).append(b)
                beside.setdefault(b.run, []).append(a)
        demands: dict[Run, dict[Run, int]] = {}
        is_changed = True
        while is_changed:
            is_changed = False
            for a, b in waiting:
                mine, theirs = self._group[a.run], self._group[b.run]
                if mine is theirs or not self._is_trunk(mine, theirs):
                    continue
                wants, others = self._demands(mine, beside, demands), self._demands(theirs, beside, demands)
                if any(wants.get(run, side) != side for run, side in others.items()):
                    continue
                mine.extend(theirs)
                wants.update(others)
                for stretch in theirs:
                    self._group[stretch.run] = mine
                is_changed = True

    def _is_trunk(self, mine: list[Stretch], theirs: list[Stretch]) -> bool:
        """Whether all runs of two lines that touch share a trunk, which is one line already nearer to its port."""
        return all(self._is_rooted(a, b) for a in mine for b in theirs if a.high >= b.low and b.high >= a.low)

    def _demands(self, line: list[Stretch], beside: dict[Run, list[Stretch]], demands: dict[Run, dict[Run, int]]) -> dict[Run, int]:
        """On which side other runs want a line to be; two lines are not joined when a third must lie between them."""
        known = demands.get(line[0].run)
        if known is None:
            known = demands[line[0].run] = {}
            for other in beside.get(line[0].run, ()):
                side, weight = self.side(line[0], other)
                if side and weight > HINT and not self._is_one(line[0], other):
                    known[other.run] = side
        return known

    def _is_one(self, a: Stretch, b: Stretch) -> bool:
        """Whether two runs belong to a trunk: together along it, or meeting head-on where it begins or ends."""
        return a.run[0] != b.run[0] and self._root(a, b) is not None

    def _root(self, a: Stretch, b: Stretch) -> tuple[Pair, ...] | None:
        """The pairs of runs of which one must be one line, that a and b may be; None if they never may."""
        (e, i), (f, j) = a.run, b.run
        shared = self._shared(e, f)
        if not shared:
            return None
        before, after = (i - 1, j - 1), (i + 1, j + 1)
        if (i, j) in shared:
            return tuple(pair for pair in (before, after) if pair in shared)
        p, q = self.chosen[e], self.chosen[f]
        if (a.high != b.low and b.high != a.low) or p.runs[i].forward == q.runs[j].forward:
            return None
        if p.points[i] == q.points[j]:
            return (before,) if before in shared else None
        return (after,) if p.points[i + 1] == q.points[j + 1] and after in shared else None

    def _is_rooted(self, a: Stretch, b: Stretch) -> bool:
        roots = self._root(a, b) if a.run[0] != b.run[0] else None
        if roots is None:
            return False
        p, q = self.chosen[a.run[0]], self.chosen[b.run[0]]
        return any(self._is_joined(p, q, pair) for pair in roots)

    def _is_joined(self, p: Candidate, q: Candidate, pair: Pair) -> bool:
        """Whether two runs are one line: on a centre line always, in a channel when joined."""
        mine = self._group.get((p.edge, pair[0]))
        return mine is None or mine is self._group.get((q.edge, pair[1]))

    def _shared(self, e: int, f: int) -> set[Pair]:
        found = self._mates.get((e, f))
        if found is None:
            p, q = self.chosen[e], self.chosen[f]
            found = shared_runs(p, q) if e != f and trunk_kind(p.arrow, q.arrow) else set()
            self._mates[e, f] = found
        return found


def _collect(chosen: list[Candidate]) -> dict[Channel, list[Stretch]]:
    """The runs of each channel from its low end, V channels first, from the left and from the top."""
    channels: dict[Channel, list[Stretch]] = {}
    for candidate in chosen:
        last = len(candidate.points) - 2
        for upright, runs in ((False, candidate.flat), (True, candidate.upright)):
            for line, low, high, i in runs:
                if 0 < i < last:
                    channels.setdefault((upright, line), []).append(Stretch(low, high, (candidate.edge, i)))
    return {channel: sorted(channels[channel]) for channel in sorted(channels, key=lambda c: (not c[0], c[1]))}


def _touching(stretches: list[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """All pairs that overlap or touch, the first-begun first."""
    active: list[Stretch] = []
    for stretch in stretches:
        active = [s for s in active if s.high >= stretch.low]
        for other in active:
            yield other, stretch
        active.append(stretch)
