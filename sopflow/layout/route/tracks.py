"""Tracks: in, the chosen ways; out, for every run its track, and how many tracks each channel has.

Always holds: on one track no two lines overlap or touch, but for the members of a trunk, which share a track. Tracks in V channels count
from the left, in H channels from the top. V channels are ordered first; where two ways turn at one junction to opposite sides, the order in
the H channel then follows from that in the V channel.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sopflow.layout.route.candidates import Candidate
from sopflow.layout.route.ordering import Wishes, give_tracks
from sopflow.layout.route.pairs import Pair, overlaps, parting, trunk, trunk_kind

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


class Tracks:
    """The track of every run that lies in a channel, and the number of tracks a channel has."""

    __slots__ = ("_trunks", "chosen", "counts", "of")

    def __init__(self, chosen: list[Candidate]) -> None:
        self.chosen = chosen
        self.of: dict[Run, int] = {}
        self.counts: dict[Channel, int] = {}
        self._trunks: dict[tuple[int, int], set[Pair]] = {}
        channels = _collect(chosen)
        for channel in sorted(channels, key=lambda c: (not c[0], c[1])):
            self._order(channel, sorted(channels[channel]))

    def route_tracks(self, edge: int) -> tuple[int, ...]:
        """The track of each run of an edge, -1 on centre lines."""
        return tuple(self.of.get((edge, i), -1) for i in range(len(self.chosen[edge].points) - 1))

    def _order(self, channel: Channel, stretches: list[Stretch]) -> None:
        pairs = list(_touching(stretches))
        lines = self._unite(channel, stretches, pairs)
        wishes: Wishes = {}
        for a, b in pairs:
            mine, theirs = lines[a.run], lines[b.run]
            if mine == theirs:
                continue
            side, weight = self._preference(channel, a, b)
            if side:
                key = (mine, theirs) if side < 0 else (theirs, mine)
                wishes[key] = wishes.get(key, 0) + weight
        touching = [(lines[a.run], lines[b.run]) for a, b in pairs if lines[a.run] != lines[b.run]]
        tracks = give_tracks(max(lines.values()) + 1, touching, wishes)
        for stretch in stretches:
            self.of[stretch.run] = tracks[lines[stretch.run]]
        self.counts[channel] = max(tracks) + 1

    def _unite(self, channel: Channel, stretches: list[Stretch], pairs: list[tuple[Stretch, Stretch]]) -> dict[Run, int]:
        """Number the lines of a channel from the low end; the runs of a trunk are one line if all its members may share it."""
        group: dict[Run, list[Stretch]] = {s.run: [s] for s in stretches}
        beside: dict[Run, list[Stretch]] = {s.run: [] for s in stretches}
        for a, b in pairs:
            beside[a.run].append(b)
            beside[b.run].append(a)
        for a, b in pairs:
            if group[a.run] is group[b.run] or not self._is_one(a, b):
                continue
            mine, theirs = group[a.run], group[b.run]
            if all(s.high < t.low or t.high < s.low or self._is_one(s, t) for s in mine for t in theirs) and not any(
                self._is_opposed(channel, s, t, beside) for s in mine for t in theirs
            ):
                mine.extend(theirs)
                for stretch in theirs:
                    group[stretch.run] = mine
        numbers: dict[int, int] = {}
        lines: dict[Run, int] = {}
        for stretch in stretches:
            lines[stretch.run] = numbers.setdefault(id(group[stretch.run]), len(numbers))
        return lines

    def _is_opposed(self, channel: Channel, a: Stretch, b: Stretch, beside: dict[Run, list[Stretch]]) -> bool:
        """Whether a third line must lie between two runs."""
        others = {s.run for s in beside[b.run]}
        for c in beside[a.run]:
            if c.run in others and not self._is_one(a, c) and not self._is_one(b, c):
                (side, weight), (other_side, other_weight) = self._preference(channel, a, c), self._preference(channel, b, c)
                if side * other_side < 0 and min(weight, other_weight) > HINT:
                    return True
        return False

    def _trunk(self, p: Candidate, q: Candidate) -> set[Pair]:
        key = (p.edge, q.edge)
        found = self._trunks.get(key)
        if found is None:
            found = self._trunks[key] = trunk(p, q, *overlaps(p, q)) if trunk_kind(p.arrow, q.arrow) else set()
        return found

    def _is_one(self, a: Stretch, b: Stretch) -> bool:
        """Whether two runs belong to a trunk: together along it, or meeting head-on where it begins or ends."""
        if a.run[0] == b.run[0]:
            return False
        if a.run > b.run:
            a, b = b, a
        p, q = self.chosen[a.run[0]], self.chosen[b.run[0]]
        merged = self._trunk(p, q)
        i, j = a.run[1], b.run[1]
        if (i, j) in merged:
            return True
        if not merged or (a.high != b.low and b.high != a.low) or p.forward[i] == q.forward[j]:
            return False
        if p.points[i] == q.points[j]:
            return (i - 1, j - 1) in merged
        return p.points[i + 1] == q.points[j + 1] and (i + 1, j + 1) in merged

    def _preference(self, channel: Channel, a: Stretch, b: Stretch) -> tuple[int, int]:
        """On which side of b the run a should lie (-1 before, 1 after, 0 no matter), and how much that weighs. a begins first."""
        p, q = self.chosen[a.run[0]], self.chosen[b.run[0]]
        i, j = a.run[1], b.run[1]
        if a.high == b.low:
            return self._touch_preference(channel, p, q, i, j, 1)
        if b.high == a.low:
            return self._touch_preference(channel, p, q, i, j, -1)
        merged = self._trunk(p, q) if p.edge < q.edge else {(n, m) for m, n in self._trunk(q, p)}
        low, low_hard, _ = parting(p, q, i, j, -1, merged)
        high, high_hard, _ = parting(p, q, i, j, 1, merged)
        if low * high < 0:
            if low_hard != high_hard:
                return (low, COMPULSORY) if low_hard else (high, COMPULSORY)
            return (high if p.forward[i] else low), HINT
        weight = COMPULSORY if low_hard or high_hard else SETTLED if low and high else HALF
        return low or high, weight

    def _touch_preference(self, channel: Channel, p: Candidate, q: Candidate, i: int, j: int, end: int) -> tuple[int, int]:
        """The same for runs that meet head-on in one lattice point, where p comes from the low side (end 1) or the high side (-1)."""
        if end < 0:
            side, weight = self._touch_preference(channel, q, p, j, i, 1)
            return -side, weight
        side = p.high_turn[i]
        if side == q.low_turn[j]:
            return 0, 0
        if p.high[i] & 1:
            return side, COMPULSORY
        if channel[0]:
            return side, HINT
        mine, theirs = self.of[p.edge, p.high_next[i]], self.of[q.edge, q.low_next[j]]
        return (0, 0) if mine < theirs else (side, SETTLED)


def _collect(chosen: list[Candidate]) -> dict[Channel, list[Stretch]]:
    channels: dict[Channel, list[Stretch]] = {}
    for candidate in chosen:
        last = len(candidate.points) - 2
        for upright, runs in ((False, candidate.flat), (True, candidate.upright)):
            for line, low, high, i in runs:
                if 0 < i < last:
                    channels.setdefault((upright, line), []).append(Stretch(low, high, (candidate.edge, i)))
    return channels


def _touching(stretches: list[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """All pairs that overlap or touch, the first-begun first."""
    active: list[Stretch] = []
    for stretch in stretches:
        active = [s for s in active if s.high >= stretch.low]
        for other in active:
            yield other, stretch
        active.append(stretch)
