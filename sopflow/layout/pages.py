"""Where a table is cut into pages.

In: the heights of the rows, the room on a page, what each cut would cost. Out: ranges of rows.
Dynamic programming over the breaks: as few pages as possible, then even ones, then cuts that tear few arrows.
"""

from collections.abc import Callable

PAGE = 1e6
"""Cost of one more page: outweighs everything else."""

OVERFULL = 1e9
"""Cost of a page whose only row is taller than the page."""

KEPT = 8.0
"""Gain of a page that was there before."""

UNEVEN = 100.0
"""Cost of a page's empty share, squared."""


def break_rows(
    heights: list[float],
    capacity: Callable[[int, int], float],
    cut_cost: Callable[[int], float],
    kept: frozenset[tuple[int, int]] = frozenset(),
) -> list[tuple[int, int]]:
    """Ranges (first, end) of rows. `capacity(first, end)` is the room for rows on the page that holds this range; ranges in `kept` are
    preferred to others.

    A row taller than any page stands on a page of its own.
    """
    count = len(heights)
    if not count:
        return []
    sums = [0.0]
    for height in heights:
        sums.append(sums[-1] + height)
    best: list[float] = [0.0] + [float("inf")] * count
    origin = [0] * (count + 1)
    for end in range(1, count + 1):
        for first in range(end - 1, -1, -1):
            used, room = sums[end] - sums[first], capacity(first, end)
            if used > room and end - first > 1:
                break
            cost = best[first] + PAGE + UNEVEN * max(0.0, 1 - used / room) ** 2 + (OVERFULL if used > room else 0.0)
            cost += cut_cost(end) if end < count else 0.0
            cost -= KEPT if (first, end) in kept else 0.0
            if cost < best[end] - 1e-9:
                best[end], origin[end] = cost, first
    ranges: list[tuple[int, int]] = []
    end = count
    while end:
        ranges.append((origin[end], end))
        end = origin[end]
    return ranges[::-1]
