"""From the lattice to millimetres: rows get heights, channels get room, arrows get corners.

In: a page's lattice with its routing, the heights that texts and shapes need, the lanes' columns.
Out: the bands of the rows, the placed boxes of the shapes, the corners of every arrow.
Always holds: tracks keep their order; no track lies on a table rule; a shape stands on the centre line of its lane.
"""

from collections.abc import Callable

from sopflow.layout.columns import Column
from sopflow.layout.label_text import label_height
from sopflow.layout.labels import AIR
from sopflow.layout.lattice import Lattice
from sopflow.layout.plan import Box
from sopflow.layout.route.grid import Route, Routing
from sopflow.layout.sizes import Sizes
from sopflow.layout.symbols import port_y
from sopflow.model.book import ShapeKind
from sopflow.values import NamedTuple

HEAD_APART = 0.4
"""Between what stands below a shape and the arrowhead at the next."""

HEAD_AIR = 0.5
"""Between an arrowhead and the corner before it."""

ROUNDING = 1e-6
"""Sums of lengths that should be equal may differ by this."""

Extent = tuple[float, float]
"""Width and height."""


class Band(NamedTuple):
    """A horizontal strip of the table. `row`: index in the chart, or -1 with `strip` named."""

    row: int
    strip: str
    y: float
    height: float


class Vertical(NamedTuple):
    """The vertical half of the placing. `stage_tops[row]` is where the headings above that row begin."""

    bands: tuple[Band, ...]
    stage_tops: dict[int, float]
    centres: tuple[float, ...]
    tracks: dict[tuple[int, int], float]
    bottom: float


class Horizontal(NamedTuple):
    """The horizontal half: x of every track, of every lane's centre line, and the width that each lane needs for its tracks."""

    tracks: dict[tuple[int, int], float]
    centres: tuple[float, ...]
    needed: tuple[float, ...]


class _Block:
    """A table row while it is being given its height."""

    def __init__(self, row: int, strip: str, first: int) -> None:
        self.row, self.strip, self.first = row, strip, first
        self.heights: list[float] = []
        self.inner: list[int] = []
        self.above: list[float] = []
        self.below: list[float] = []
        self.text = 0.0
        self.top_tracks = self.bottom_tracks = 0

    def stack(self, sizes: Sizes) -> float:
        """Height of its storeys with the gaps between them."""
        return sum(self.heights) + sum(self.gap(level, sizes) for level in range(1, len(self.heights)))

    def gap(self, level: int, sizes: Sizes) -> float:
        """Between the storey `level` and the one above it."""
        tracks = self.inner[level - 1]
        first, above = self.first_gap(level - 1, sizes), self.above[level]
        if tracks:
            return first + sizes.pitch * (tracks - 1) + max(sizes.run_in, above)
        return max(sizes.quiet + sizes.arrival, first + sizes.arrow[0] + HEAD_APART, self.below[level - 1] + above)

    def first_gap(self, level: int, sizes: Sizes) -> float:
        """Between a storey and the first track below it: room for the labels and arrivals at its lower sides."""
        return max(sizes.shape_gap, self.below[level])

    def foot(self, sizes: Sizes) -> float:
        """Between the last storey and the rule below it."""
        first = self.first_gap(-1, sizes)
        if self.bottom_tracks:
            return first + sizes.pitch * (self.bottom_tracks - 1) + sizes.rule_gap
        return max(sizes.quiet, self.below[-1])

    def head(self, sizes: Sizes) -> float:
        """Between the rule above and the first storey."""
        if self.top_tracks:
            return sizes.rule_gap + sizes.pitch * (self.top_tracks - 1) + max(sizes.run_in, self.above[0])
        return max(sizes.arrival, self.above[0])

    def base(self, sizes: Sizes) -> float:
        """The least height with the tracks it was given."""
        return self.head(sizes) + self.stack(sizes) + self.foot(sizes)


def place_vertically(
    lattice: Lattice,
    routing: Routing,
    extents: list[Extent],
    text_height: Callable[[int], float],
    stage_height: Callable[[int], float],
    sizes: Sizes,
    label_rooms: dict[tuple[int, int, int], float],
    top: float,
) -> Vertical:
    """Stacks the rows from `top` on. `extents[i]` is the size of node i; `text_height(row)` includes the padding.

    `label_rooms`: what labels need above and below the shapes, by row, storey and side (-1 above, 1 below).
    """
    blocks = _blocks(lattice, routing, extents, text_height, sizes, label_rooms)
    _share_tracks(blocks, routing, sizes)
    bands: list[Band] = []
    stage_tops: dict[int, float] = {}
    centres: list[float] = []
    tracks: dict[tuple[int, int], float] = {}
    y, offset = top, 0
    for block in blocks:
        if block.row >= 0:
            stage_tops[block.row] = y
            y += stage_height(block.row)
        height = max(block.text, block.base(sizes))
        _stand(block, offset, y, height, centres, tracks, sizes)
        bands.append(Band(block.row, block.strip, y, height))
        y, offset = y + height, block.bottom_tracks
    return Vertical(tuple(bands), stage_tops, tuple(centres), tracks, y)


def _blocks(
    lattice: Lattice,
    routing: Routing,
    extents: list[Extent],
    text_height: Callable[[int], float],
    sizes: Sizes,
    label_rooms: dict[tuple[int, int, int], float],
) -> list[_Block]:
    tallest: dict[int, float] = {}
    for node, (_, height) in zip(lattice.grid.nodes, extents, strict=True):
        tallest[node.row] = max(tallest.get(node.row, 0.0), height)
    below = _rooms_below(lattice, routing, sizes)
    blocks: list[_Block] = []
    for at, storey in enumerate(lattice.storeys):
        strip = storey.strip or ""
        if not blocks or (blocks[-1].row, blocks[-1].strip) != (storey.row, strip):
            blocks.append(_Block(storey.row, strip, at))
            blocks[-1].text = text_height(storey.row) if storey.row >= 0 else 0.0
        else:
            blocks[-1].inner.append(routing.horizontal[at])
        blocks[-1].above.append(label_rooms.get((storey.row, storey.level, -1), 0.0))
        blocks[-1].below.append(max(below.get(at, 0.0), label_rooms.get((storey.row, storey.level, 1), 0.0)))
        blocks[-1].heights.append(tallest.get(at, 0.0 if storey.level else sizes.box[1]))
    return blocks


def _rooms_below(lattice: Lattice, routing: Routing, sizes: Sizes) -> dict[int, float]:
    """What the labels at lower exits, and the heads of arrows that turn to come from below, need under each storey."""
    rooms: dict[int, float] = {}
    for edge, route in zip(lattice.grid.edges, routing.routes, strict=True):
        (x, y), (next_x, next_y) = route.points[:2]
        if edge.label and x == next_x and next_y > y:
            storey = lattice.grid.nodes[edge.source].row
            rooms[storey] = max(rooms.get(storey, 0.0), label_height(edge.label, sizes) + AIR)
        (before_x, before_y), (end_x, end_y) = route.points[-2:]
        if before_x == end_x and before_y > end_y:
            storey = lattice.grid.nodes[edge.target].row
            rooms[storey] = max(rooms.get(storey, 0.0), sizes.arrow[0] + HEAD_AIR)
    return rooms


def _share_tracks(blocks: list[_Block], routing: Routing, sizes: Sizes) -> None:
    """Decides for the tracks between two rows how many run above the rule: where the texts leave room anyway."""
    for before, block in zip([None, *blocks], blocks, strict=False):
        count = routing.horizontal[block.first]
        if before is None:
            block.top_tracks = count
        elif count:
            above = min(range(count, -1, -1), key=lambda each: _growth(before, block, each, count, sizes))
            before.bottom_tracks, block.top_tracks = above, count - above
    if blocks:
        last = blocks[-1]
        last.bottom_tracks = routing.horizontal[last.first + len(last.heights)]


def _growth(before: _Block, block: _Block, above: int, count: int, sizes: Sizes) -> float:
    """By how much the two rows outgrow their texts with that many tracks above the rule between them."""
    before.bottom_tracks, block.top_tracks = above, count - above
    return round(max(0.0, before.base(sizes) - before.text) + max(0.0, block.base(sizes) - block.text), 6)


def _stand(
    block: _Block, offset: int, y: float, height: float, centres: list[float], tracks: dict[tuple[int, int], float], sizes: Sizes
) -> None:
    """Puts the storeys of one row in the middle of the room that its tracks leave, and the tracks in the middle of theirs.

    `offset`: how many tracks of the channel above run over the rule, in the row before.
    """
    over, under = block.head(sizes), block.foot(sizes)
    spare = (height - over - under - block.stack(sizes)) / 2
    cursor = y + over + spare
    for track in range(block.top_tracks):
        tracks[block.first, offset + track] = y + sizes.rule_gap + spare / 2 + track * sizes.pitch
    for level, tall in enumerate(block.heights):
        if level:
            count = block.inner[level - 1]
            for track in range(count):
                tracks[block.first + level, track] = cursor + block.first_gap(level - 1, sizes) + track * sizes.pitch
            cursor += block.gap(level, sizes)
        centres.append(cursor + tall / 2)
        cursor += tall
    for track in range(block.bottom_tracks):
        tracks[block.first + len(block.heights), track] = cursor + block.first_gap(-1, sizes) + spare / 2 + track * sizes.pitch


# across


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


# arrows


def node_box(lattice: Lattice, node: int, extent: Extent, across: Horizontal, down: Vertical) -> Box:
    """The frame of a shape: on the centre line of its lane, or reaching from the first to the last of its lanes."""
    at = lattice.grid.nodes[node]
    left = across.centres[at.lane] - extent[0] / 2
    right = across.centres[at.lane_last] + extent[0] / 2
    return Box(left, down.centres[at.row] - extent[1] / 2, right - left, extent[1])


def corners(
    route: Route,
    source: tuple[ShapeKind, Box],
    target: tuple[ShapeKind, Box],
    vertical: Vertical,
    horizontal: Horizontal,
) -> tuple[tuple[float, float], ...]:
    """The arrow's points in millimetres, from outline to outline."""
    lines = [_line(route, at, vertical, horizontal) for at in range(len(route.points) - 1)]
    points: list[tuple[float, float]] = [_port(source, route.points[0], route.points[1], lines[0])]
    for at in range(1, len(lines)):
        upright = route.points[at - 1][0] == route.points[at][0]
        points.append((lines[at - 1], lines[at]) if upright else (lines[at], lines[at - 1]))
    points.append(_port(target, route.points[-1], route.points[-2], lines[-1]))
    return tuple(points)


def _line(route: Route, at: int, vertical: Vertical, horizontal: Horizontal) -> float:
    """The x of an upright run, the y of a level one."""
    (x, y), (next_x, _) = route.points[at], route.points[at + 1]
    track = route.tracks[at]
    if x == next_x:
        return horizontal.centres[x // 2] if x % 2 else horizontal.tracks[x // 2, track]
    return vertical.centres[y // 2] if y % 2 else vertical.tracks[y // 2, track]


def _port(shape: tuple[ShapeKind, Box], own: tuple[int, int], other: tuple[int, int], line: float) -> tuple[float, float]:
    kind, box = shape
    if own[0] == other[0]:
        return line, port_y(kind, box, line, other[1] < own[1])
    return (box.right if other[0] > own[0] else box.x), line
