"""What is a box, an arrow, a label and a lane in each program's SVG.

In: an SVG and the `Flowchart` it shows. Out: a `Picture`. A node's box is found alike for all: the smallest closed outline around the text
that is the node's tag. Arrows and lanes differ; each program's way to mark them is a function here.
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from ..rivals.flowcharts import Flowchart
from .geometry import Frame, Line, Mark, Point, frame, marks

NEAR = 0.6
"""Pixels: ends of pieces that are drawn as one line."""


class Label(NamedTuple):
    """An exit's label: words and the frame of its letters."""

    words: str
    frame: Frame


class Picture(NamedTuple):
    """A drawn chart. `boxes` are outlines by node id, `lanes` the lanes' frames in the chart's order (empty: none drawn).

    `joints` are outlines that arrows begin and end at besides nodes.
    """

    boxes: dict[str, Line]
    edges: tuple[Line, ...]
    labels: tuple[Label, ...]
    lanes: tuple[Frame, ...]
    joints: tuple[Line, ...] = ()


def _no_joints(_found: list[Mark]) -> list[Line]:
    return []


class Reader(NamedTuple):
    """How to read a program. `covered`: labels lie on a ground of their own, which hides their own line.

    `lift`: how far above its text a box may lie, in pixels.
    """

    edges: Callable[[list[Mark]], list[Line]]
    lanes: Callable[[list[Mark], Flowchart], list[Frame]]
    covered: bool
    joints: Callable[[list[Mark]], list[Line]] = _no_joints
    lift: float = 0


def read(svg: str, chart: Flowchart, reader: Reader) -> Picture:
    """The picture. Raises ValueError when a node has no box."""
    found = marks(svg)
    boxes = {node.id: _box(found, node.tag, reader.lift) for node in chart.nodes}
    known = {edge.label for edge in chart.edges} - {""}
    labels = tuple(Label(mark.words, frame(mark.lines[0])) for mark in found if mark.words in known)
    return Picture(boxes, tuple(reader.edges(found)), labels, tuple(reader.lanes(found, chart)), tuple(reader.joints(found)))


def _box(found: list[Mark], tag: str, lift: float = 0) -> Line:
    texts = [mark for mark in found if mark.words == tag]
    if not texts:
        raise ValueError(f"node {tag} is not in the picture")
    x, y = frame(texts[0].lines[0]).middle
    around = [*_around(found, (x, y)), *_around(found, (x, y - lift))]
    if not around:
        raise ValueError(f"node {tag} has no outline")
    return min(around, key=_area)


def _around(found: list[Mark], point: Point) -> list[Line]:
    """Closed outlines around a point."""
    lines = [line for mark in found if mark.tag not in ("text", "foreignObject") for line in mark.lines]
    closed = [line for line in lines if len(line) > 3 and math.dist(line[0], line[-1]) < NEAR and _area(line) > 60]
    return [line for line in closed if inside(line, point)]


def inside(outline: Line, point: Point) -> bool:
    """Whether a point lies within an outline (even-odd)."""
    x, y = point
    within = False
    for (x1, y1), (x2, y2) in pairwise(outline):
        if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            within = not within
    return within


def _area(line: Line) -> float:
    box = frame(line)
    return (box.right - box.left) * (box.bottom - box.top)


def _named(name: str) -> Callable[[list[Mark]], list[Line]]:
    """Arrows whose path carries a class; heads are not lines."""

    def edges(found: list[Mark]) -> list[Line]:
        return [line for mark in found if mark.tag == "path" and name in mark.names.split() for line in mark.lines]

    return edges


def _pieces(found: list[Mark], is_piece: Callable[[Mark], bool], is_head: Callable[[Mark], bool]) -> list[Line]:
    """Arrows that are drawn piece by piece, in any order and direction, each before its head."""
    groups: list[list[Line]] = [[]]
    for mark in found:
        if is_head(mark):
            groups.append([])
        elif is_piece(mark):
            groups[-1].append(mark.lines[0])
    return [line for group in groups for line in _chains(group)]


def _chains(pieces: list[Line]) -> list[Line]:
    """Pieces that touch, joined in the order of the first one's run."""
    chains: list[Line] = []
    while pieces:
        chain = pieces.pop(0)
        if pieces and not _next(chain, pieces):
            chain = chain[::-1]
        while following := _next(chain, pieces):
            pieces.remove(following)
            turned = following if math.dist(chain[-1], following[0]) < NEAR else following[::-1]
            chain = (*chain, *turned[1:])
        chains.append(chain)
    return chains


def _next(chain: Line, pieces: list[Line]) -> Line | None:
    return next((piece for piece in pieces if min(math.dist(chain[-1], piece[0]), math.dist(chain[-1], piece[-1])) < NEAR), None)


def _plantuml_edges(found: list[Mark]) -> list[Line]:
    """Lines that follow one another in the file and touch are one arrow; joined ways have no head."""
    runs: list[list[Line]] = []
    for mark in found:
        if mark.tag == "line" and mark.attributes.get("stroke") != "#000000":
            if not runs or not _next(runs[-1][-1], [mark.lines[0]]):
                runs.append([])
            runs[-1].append(mark.lines[0])
    return [line for run in runs for line in _chains(run)]


def _plantuml_joints(found: list[Mark]) -> list[Line]:
    """Its fork bars and empty diamonds, where lines begin and end besides nodes."""
    bars = [mark for mark in found if mark.tag == "rect" and mark.attributes.get("fill") == "#555555"]
    diamonds = [mark for mark in found if mark.tag == "polygon" and mark.attributes.get("fill") == "#F1F1F1"]
    return [mark.lines[0] for mark in [*bars, *diamonds]]


def _actdiag_edges(found: list[Mark]) -> list[Line]:
    black = "rgb(0,0,0)"
    return _pieces(
        found,
        lambda mark: mark.tag == "path" and mark.attributes.get("stroke") == black,
        lambda mark: mark.tag == "polygon" and mark.attributes.get("fill") == black,
    )


def _piper_edges(found: list[Mark]) -> list[Line]:
    paths = [mark for mark in found if mark.tag == "path" and mark.attributes.get("stroke") == "#000000"]
    return _pieces(paths, lambda mark: "fill" not in mark.attributes, lambda mark: "fill" in mark.attributes)


def _no_lanes(_found: list[Mark], _chart: Flowchart) -> list[Frame]:
    return []


def _titled_lanes(found: list[Mark], chart: Flowchart) -> list[Frame]:
    """Lanes that are boxes: the largest outline that holds the lane's nodes, and no node of another lane.

    Empty when a lane has no such box."""
    middles = [(node.lane, frame(_box(found, node.tag)).middle) for node in chart.nodes]
    lines = [line for mark in found if mark.tag in ("rect", "polygon") for line in mark.lines if len(line) > 3]
    frames = []
    for number in range(len(chart.lanes)):
        own = [point for lane, point in middles if lane == number]
        holding = [line for line in lines if _area(line) > 60 and all(inside(line, point) for point in own)]
        alone = [line for line in holding if not any(inside(line, point) for lane, point in middles if lane != number)]
        if own and alone:
            frames.append(frame(max(alone, key=_area)))
    return frames


def _ruled_lanes(found: list[Mark], chart: Flowchart) -> list[Frame]:
    """Lanes between upright lines that are longer than half of the picture."""
    everything = frame(tuple(point for mark in found for line in mark.lines for point in line))
    tall = (everything.bottom - everything.top) / 2
    boxes = [frame(line) for mark in found for line in mark.lines]
    places = sorted({round(box.left) for box in boxes if box.right - box.left < NEAR and box.bottom - box.top > tall})
    count = len(chart.lanes)
    if len(places) == count - 1:
        places = [round(everything.left), *places, round(everything.right)]
    if len(places) != count + 1:
        return []
    return [Frame(left, everything.top, right, everything.bottom) for left, right in pairwise(places)]


def _actdiag_lanes(found: list[Mark], chart: Flowchart) -> list[Frame]:
    """The heads of the lanes are boxes of their own."""
    titles = [mark for lane in chart.lanes for mark in found if mark.words == lane]
    around = [_around(found, frame(title.lines[0]).middle) for title in titles]
    return [frame(min(lines, key=_area)) for lines in around if lines]


READERS = {
    "plantuml": Reader(_plantuml_edges, _ruled_lanes, False, _plantuml_joints),
    "mermaid": Reader(_named("flowchart-link"), _titled_lanes, True),
    "mermaid-swimlane": Reader(_named("flowchart-link"), _titled_lanes, True),
    "d2": Reader(_named("connection"), _titled_lanes, True),
    "d2-elk": Reader(_named("connection"), _titled_lanes, True),
    "graphviz": Reader(_named("edge"), _titled_lanes, False),
    "graphviz-grid": Reader(_named("edge"), _no_lanes, False),
    "elk": Reader(_named("edge"), _no_lanes, False),
    "actdiag": Reader(_actdiag_edges, _actdiag_lanes, True),
    "processpiper": Reader(_piper_edges, _titled_lanes, False, lift=12),
}
