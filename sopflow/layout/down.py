"""Down a page: rows get heights, the channels between them room, the storeys their centre lines.

In: a page's lattice with its routing, the heights that texts, shapes and labels need. Out: the bands of the rows, and the y of every
storey and of every level track.
Always holds: tracks keep their order; no track lies on a table rule.
"""

from collections.abc import Callable

from sopflow.layout.label_text import label_height
from sopflow.layout.labels import AIR
from sopflow.layout.lattice import Lattice
from sopflow.layout.plan import Extent
from sopflow.layout.route.grid import Routing
from sopflow.layout.sizes import Sizes
from sopflow.values import NamedTuple

HEAD_APART = 0.4
"""Between what stands below a shape and the arrowhead at the next."""

HEAD_AIR = 0.5
"""Between an arrowhead and the corner before it."""


class Band(NamedTuple):
    """A horizontal strip of the table. `row`: index in the chart, or -1 with `strip` named."""

    row: int
    strip: str
    y: float
    height: float


class Vertical(NamedTuple):
    """The vertical half of the placing, from `top` to `bottom`. `stage_tops[row]` is where the headings above that row begin."""

    top: float
    bands: tuple[Band, ...]
    stage_tops: dict[int, float]
    centres: tuple[float, ...]
    tracks: dict[tuple[int, int], float]
    bottom: float


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
    return Vertical(top, tuple(bands), stage_tops, tuple(centres), tracks, y)


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
