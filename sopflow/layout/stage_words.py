"""Words of a stage heading that lie over the lanes. In: their room and the arrows. Out: the room from the first place free of arrows."""

from collections.abc import Iterable
from itertools import pairwise

from sopflow.layout.plan import Box, PlacedFlow


def beside_arrows(room: Box, width: float, flows: Iterable[PlacedFlow], gap: float) -> Box:
    """`room` from the first place where words `width` wide stand clear of all arrows; all of it where there is none."""
    passing = sorted(x for flow in flows for x in _crossings(room, flow))
    edges = [room.x - gap, *passing, room.right + gap]
    spans = ((left + gap, right - gap) for left, right in pairwise(edges))
    left, right = next((span for span in spans if span[1] - span[0] >= width), (room.x, room.right))
    return room._replace(x=left, width=right - left)


def _crossings(room: Box, flow: PlacedFlow) -> list[float]:
    """Where an arrow runs upright through the room's height, within its width."""
    pairs = pairwise(flow.points)
    return [
        x1 for (x1, y1), (x2, y2) in pairs if x1 == x2 and room.x <= x1 <= room.right and min(y1, y2) < room.bottom and max(y1, y2) > room.y
    ]
