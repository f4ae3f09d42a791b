"""Across a page: the lanes' centre lines, the upright tracks, and the width that the lanes need for them.

In: a page's lattice with its routing, the sizes of the shapes, the lanes' columns. Out: the x of every lane's centre line and track.
Always holds: tracks keep their order; no track lies on a table rule; the shapes of a lane stand on one centre line.
"""

from sopflow.layout.columns import Column
from sopflow.layout.lattice import Lattice
from sopflow.layout.plan import Extent
from sopflow.layout.route.grid import Routing
from sopflow.layout.sizes import Sizes
from sopflow.values import NamedTuple

ROUNDING = 1e-6
"""Sums of lengths that should be equal may differ by this."""


class Horizontal(NamedTuple):
    """The horizontal half: x of every track, of every lane's centre line, and the width that each lane needs for its tracks."""

    tracks: dict[tuple[int, int], float]
    centres: tuple[float, ...]
    needed: tuple[float, ...]


def place_across(
    lattice: Lattice,
    routing: Routing,
    extents: list[Extent],
    lanes: tuple[Column, ...],
    sizes: Sizes,
    label_rooms: dict[tuple[int, int], float],
) -> Horizontal:
    """Gives every vertical track its x. A channel's tracks are shared out to the two sides of the rule between the lanes.

    `label_rooms`: distance that a label needs between a lane's shapes and the first track, by lane and side (-1 left, 1 right).
    """
    half = _half_widths(lattice, extents, len(lanes), sizes)
    leans = _leans(routing)
    splits = [_split(channel, count, len(lanes), leans) for channel, count in enumerate(routing.vertical)]
    sides = []
    for at in range(len(lanes)):
        left, right = label_rooms.get((at, -1), 0.0), label_rooms.get((at, 1), 0.0)
        ahead = routing.vertical[at] - splits[at]
        sides.append(_Sides(_Side(ahead, max(sizes.side_gap, left), left), _Side(splits[at + 1], max(sizes.side_gap, right), right)))
    centres = tuple(_centre(lane, wide, each, sizes) for lane, wide, each in zip(lanes, half, sides, strict=True))
    tracks: dict[tuple[int, int], float] = {}
    for at, (lane, wide, each) in enumerate(zip(lanes, half, sides, strict=True)):
        before, behind = each
        for track, x in enumerate(_spaced(before.tracks, lane.x, centres[at] - wide, sizes.rule_gap, before.gap, sizes.pitch)):
            tracks[at, splits[at] + track] = x
        for track, x in enumerate(_spaced(behind.tracks, centres[at] + wide, lane.right, behind.gap, sizes.rule_gap, sizes.pitch)):
            tracks[at + 1, track] = x
    needed = tuple(2 * wide + each.left.room(sizes) + each.right.room(sizes) for wide, each in zip(half, sides, strict=True))
    return Horizontal(tracks, centres, needed)


class _Side(NamedTuple):
    """One side of a lane: its tracks, the gap between the shapes and the first of them, and the room for a label."""

    tracks: int
    gap: float
    label: float

    def room(self, sizes: Sizes) -> float:
        """Between a shape and the lane's rule."""
        return self.gap + sizes.pitch * (self.tracks - 1) + sizes.rule_gap if self.tracks else max(sizes.quiet, self.label)


class _Sides(NamedTuple):
    """Both sides of a lane."""

    left: _Side
    right: _Side


def _half_widths(lattice: Lattice, extents: list[Extent], lanes: int, sizes: Sizes) -> list[float]:
    """Half the width of the widest shape of each lane."""
    half = [0.0] * lanes
    for node, (width, _) in zip(lattice.grid.nodes, extents, strict=True):
        if node.lane == node.lane_last:
            half[node.lane] = max(half[node.lane], width / 2)
    return [each or sizes.box[0] / 2 for each in half]


def _centre(lane: Column, half: float, sides: _Sides, sizes: Sizes) -> float:
    """Where the lane's shapes stand: in its middle, or as near to it as the rooms on both sides allow."""
    middle = lane.x + lane.width / 2
    lowest = lane.x + sides.left.room(sizes) + half
    highest = lane.right - sides.right.room(sizes) - half
    if lowest > highest + ROUNDING:
        return middle
    return min(max(middle, lowest), highest)


def _spaced(count: int, start: float, stop: float, before: float, after: float, pitch: float) -> list[float]:
    """Places of `count` tracks between two lines, in the middle of what the distances leave; evenly when they do not fit."""
    spare = stop - start - before - after - pitch * (count - 1)
    if spare < -ROUNDING:
        return [start + (stop - start) * (track + 1) / (count + 1) for track in range(count)]
    return [start + before + spare / 2 + track * pitch for track in range(count)]


def _leans(routing: Routing) -> dict[tuple[int, int], int]:
    """To which side the runs on each vertical track turn: negative for left."""
    leans: dict[tuple[int, int], int] = {}
    for route in routing.routes:
        points = route.points
        for at, track in enumerate(route.tracks):
            x = points[at][0]
            if track < 0 or points[at + 1][0] != x:
                continue
            for other in (at - 1, at + 2):
                if 0 <= other < len(points) and points[other][0] != x:
                    key = (x // 2, track)
                    leans[key] = leans.get(key, 0) + (1 if points[other][0] > x else -1)
    return leans


def _split(channel: int, count: int, lanes: int, leans: dict[tuple[int, int], int]) -> int:
    """How many of the channel's tracks run left of the rule."""
    if channel == 0:
        return 0
    if channel == lanes:
        return count

    def cost(split: int) -> tuple[int, int]:
        against = sum(max(0, leans.get((channel, track), 0)) for track in range(split))
        against += sum(max(0, -leans.get((channel, track), 0)) for track in range(split, count))
        return against, abs(2 * split - count)

    return min(range(count + 1), key=cost)
