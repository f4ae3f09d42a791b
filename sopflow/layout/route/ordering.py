"""The order of lines in one channel: in, which lines touch and weighted wishes for their order; out, a track for each line.

Always holds: lines that touch get different tracks; wishes that do not contradict each other are all kept; of a contradictory round the
lightest wish is dropped.
"""

from heapq import heappop, heappush
from itertools import pairwise

Wishes = dict[tuple[int, int], int]
"""How much it weighs that the first line lies before the second."""


def give_tracks(count: int, touching: list[tuple[int, int]], wishes: Wishes) -> list[int]:
    """A track for each of `count` lines, as few as the kept wishes allow when each line takes the first free one."""
    kept = _net(wishes)
    order = _sort(count, kept)
    place = [0] * count
    for position, line in enumerate(order):
        place[line] = position
    before: list[list[int]] = [[] for _ in range(count)]
    for a, b in kept:
        if place[a] < place[b]:
            before[b].append(a)
    beside: list[list[int]] = [[] for _ in range(count)]
    for a, b in touching:
        beside[a].append(b)
        beside[b].append(a)
    tracks = [-1] * count
    for line in order:
        track = 1 + max((tracks[a] for a in before[line]), default=-1)
        taken = {tracks[b] for b in beside[line]}
        while track in taken:
            track += 1
        tracks[line] = track
    return tracks


def _net(wishes: Wishes) -> Wishes:
    """Of two opposite wishes the heavier one, by its surplus."""
    net: Wishes = {}
    for (a, b), weight in wishes.items():
        surplus = weight - wishes.get((b, a), 0)
        if surplus > 0:
            net[a, b] = surplus
    return net


def _sort(count: int, wishes: Wishes) -> list[int]:
    """All lines in an order that keeps the wishes; drops the lightest of each round of contradictory ones from `wishes`."""
    after: list[list[int]] = [[] for _ in range(count)]
    before: list[set[int]] = [set() for _ in range(count)]
    for a, b in sorted(wishes):
        after[a].append(b)
        before[b].add(a)
    ready = [line for line in range(count) if not before[line]]
    order: list[int] = []
    next_stuck = 0
    while len(order) < count:
        if not ready:
            while not before[next_stuck]:
                next_stuck += 1
            a, b = _lightest_of_round(next_stuck, before, wishes)
            del wishes[a, b]
            before[b].discard(a)
            after[a].remove(b)
            if not before[b]:
                heappush(ready, b)
            continue
        line = heappop(ready)
        order.append(line)
        for other in after[line]:
            before[other].discard(line)
            if not before[other]:
                heappush(ready, other)
    return order


def _lightest_of_round(start: int, before: list[set[int]], wishes: Wishes) -> tuple[int, int]:
    path = [start]
    while True:
        previous = min(before[path[-1]])
        if previous in path:
            round_ = [*path[path.index(previous) :], previous]
            pairs = [(b, a) for a, b in pairwise(round_)]
            return min(pairs, key=lambda pair: (wishes[pair], pair))
        path.append(previous)
