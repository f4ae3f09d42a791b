"""Where a table is cut into pages.

In: the heights of the rows, the room on a page, what each break would cost. Out: ranges of rows.
Dynamic programming over the breaks: as few pages as possible, then even ones, then cuts that tear few arrows.
"""

from collections.abc import Sequence
from itertools import accumulate

from sopflow.values import NamedTuple

PAGE = 1e6
"""Cost of one more page: outweighs everything else."""

OVERFULL = 1e9
"""Cost of a page whose only row is taller than the page."""

KEPT = 8.0
"""Gain of a page that was there before."""

UNEVEN = 100.0
"""Cost of a page's empty share, squared."""


class Breaks(NamedTuple):
    """What breaks take and cost. `rooms`: the height on the first page and on the others; `above[row]` and `below[row]`: what a page that
    begins at that row needs above it, and one that ends before it needs below its rows; `costs[row]`: the cost of a break above it."""

    rooms: tuple[float, float]
    above: Sequence[float]
    below: Sequence[float]
    costs: Sequence[float]


def break_rows(heights: list[float], breaks: Breaks, kept: frozenset[tuple[int, int]] = frozenset()) -> list[tuple[int, int]]:
    """Ranges (first, end) of rows. Ranges in `kept` are preferred to others.

    A row taller than any page stands on a page of its own.
    """
    count = len(heights)
    sums = [0.0, *accumulate(heights)]
    best: list[float] = [0.0] + [float("inf")] * count
    origin = [0] * (count + 1)
    for end in range(1, count + 1):
        below, price = breaks.below[end], PAGE + (breaks.costs[end] if end < count else 0.0)
        for first in range(end - 1, -1, -1):
            used = sums[end] - sums[first]
            room = max(breaks.rooms[first > 0] - (breaks.above[first] + below), 1.0)
            if used > room and end - first > 1:
                break
            cost = best[first] + price + UNEVEN * max(0.0, 1 - used / room) ** 2 + (OVERFULL if used > room else 0.0)
            cost -= KEPT if (first, end) in kept else 0.0
            if cost < best[end] - 1e-9:
                best[end], origin[end] = cost, first
    ranges: list[tuple[int, int]] = []
    end = count
    while end:
        ranges.append((origin[end], end))
        end = origin[end]
    return ranges[::-1]
