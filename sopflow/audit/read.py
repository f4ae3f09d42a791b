"""An SVG page that keeps the contract of docs/svg.md, as plain geometry.

In: the text of an SVG page. Out: its shapes, arrows, labels, rules, cells and other words in millimetres.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from itertools import pairwise

from sopflow.audit.geometry import Frame, Point, Segment, frame_of
from sopflow.drawing import Face
from sopflow.layout.text import ASCENT, DESCENT, advance
from sopflow.values import NamedTuple

SVG = "{http://www.w3.org/2000/svg}"
PAIR = re.compile(r"([MLHVCZ])([^MLHVCZ]*)")
OTHERS = re.compile("[A-GI-KN-UW-Za-z]")
WHITE = "#ffffff"

CURVE_STEPS = 8
"""Into how many straight pieces a curve of an outline is cut: a capsule's end then lies within 0.02 mm."""

INK_ABOVE, INK_BELOW = 0.73, 0.21
"""How far letters reach from the baseline, in units of the font size."""


class DrawnText(NamedTuple):
    """A line of words and the frame of its letters."""

    words: str
    frame: Frame


class DrawnShape(NamedTuple):
    """A symbol: its kind, frame, outline corners, and the lines of words in it."""

    id: str
    kind: str
    row: str
    lane: str
    ref: str
    frame: Frame
    outline: tuple[Point, ...]
    lines: tuple[DrawnText, ...]


class DrawnFlow(NamedTuple):
    """An arrow's corners, from its source to the tip of its head, and the head's frame (None when it has none)."""

    id: str
    source: str
    target: str
    label: str
    points: tuple[Point, ...]
    head: Frame | None


class DrawnLabel(NamedTuple):
    """A label's words and the frame of its letters."""

    flow: str
    text: str
    frame: Frame


class DrawnCell(NamedTuple):
    """A table cell: its box and the frames of its lines."""

    row: str
    column: str
    box: Frame
    lines: tuple[Frame, ...]
    words: tuple[str, ...]


class Drawn(NamedTuple):
    """A page. `grounds` are the white patches behind labels, `gaps` those of the hops; `texts` stand in no cell and no shape."""

    width: float
    height: float
    shapes: tuple[DrawnShape, ...]
    flows: tuple[DrawnFlow, ...]
    labels: tuple[DrawnLabel, ...]
    rules: tuple[Segment, ...]
    cells: tuple[DrawnCell, ...]
    texts: tuple[DrawnText, ...] = ()
    grounds: tuple[Frame, ...] = ()
    gaps: tuple[Frame, ...] = ()


def read(svg: str) -> Drawn:
    """The page's geometry. Raises ValueError when the file does not keep the contract."""
    root = ElementTree.fromstring(svg)
    view = [float(part) for part in root.attrib["viewBox"].split()]
    if root.attrib["width"] != f"{root.attrib['viewBox'].split()[2]}mm":
        raise ValueError("width and viewBox differ")
    groups: dict[str, list[ElementTree.Element]] = {}
    for child in root:
        groups.setdefault(_class(child) or child.tag.removeprefix(SVG), []).append(child)
    return Drawn(
        view[2],
        view[3],
        tuple(map(_shape, groups.get("shape", ()))),
        tuple(map(_flow, groups.get("arrow", ()))),
        _labels(groups.get("label", ())),
        tuple(line for group in groups.get("rules", ()) for path in group.iter(f"{SVG}path") for line in _straight(path)),
        tuple(map(_cell, groups.get("cell", ()))),
        tuple(map(_text, groups.get("text", ()))),
        tuple(_grounds(groups.get("path", ()))),
        tuple(ground for hop in groups.get("hop", ()) for ground in _grounds(list(hop))),
    )


def _class(element: ElementTree.Element) -> str:
    return (element.get("class") or " ").split(" ")[0]


def corners(path: str) -> tuple[Point, ...]:
    """The end points of a path's commands, in order; curves as short straight pieces."""
    points: list[Point] = []
    x = y = 0.0
    for letter, rest in PAIR.findall(path):
        numbers = [float(part) for part in rest.replace(",", " ").split()]
        if letter == "Z":
            continue
        if letter == "C":
            points += _curve((x, y), numbers)
        if letter == "H":
            x = numbers[0]
        elif letter == "V":
            y = numbers[0]
        else:
            x, y = numbers[-2:]
        points.append((x, y))
    return tuple(points)


def _curve(start: Point, numbers: list[float]) -> list[Point]:
    """Points on a cubic curve between its ends."""
    xs, ys = (start[0], *numbers[0::2]), (start[1], *numbers[1::2])
    parts = [step / CURVE_STEPS for step in range(1, CURVE_STEPS)]
    return [(_bezier(xs, part), _bezier(ys, part)) for part in parts]


def _bezier(values: tuple[float, ...], part: float) -> float:
    a, b, c, d = values
    rest = 1 - part
    return a * rest**3 + 3 * b * rest**2 * part + 3 * c * rest * part**2 + d * part**3


def _shape(group: ElementTree.Element) -> DrawnShape:
    path = group.find(f"{SVG}path")
    if path is None:
        raise ValueError("a shape without an outline")
    outline = corners(path.attrib["d"])
    kind = group.attrib["class"].split(" ")[1]
    lines = tuple(map(_text, group.iter(f"{SVG}text")))
    names = (group.attrib["data-row"], group.attrib["data-lane"], group.get("data-ref", ""))
    return DrawnShape(group.attrib["id"], kind, *names, frame_of(outline), outline, lines)


def _flow(group: ElementTree.Element) -> DrawnFlow:
    path = next((each for each in group.iter(f"{SVG}path") if each.get("class") == "flow"), None)
    if path is None:
        raise ValueError("an arrow without a path")
    d = path.attrib["d"]
    if OTHERS.search(d):
        raise ValueError(f"a flow with other commands than M, L, H, V: {d}")
    points = _without_stops(corners(d))
    if any(start[0] != stop[0] and start[1] != stop[1] for start, stop in pairwise(points)):
        raise ValueError(f"a flow that runs aslant: {d}")
    head = next((frame_of(corners(each.attrib["d"])) for each in group.iter(f"{SVG}path") if each.get("class") == "head"), None)
    return DrawnFlow(path.attrib["id"], path.attrib["data-from"], path.attrib["data-to"], path.get("data-label", ""), points, head)


def _without_stops(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Ends and bends alone: points on a straight line, and points given twice, are no bends."""
    kept: list[Point] = []
    for at, point in enumerate(points):
        last = kept[-1] if kept else None
        after = points[at + 1] if at + 1 < len(points) else None
        straight = last and after and any(_is_between(last, point, after, axis) for axis in (0, 1))
        if not straight and (point != last or after is None):
            kept.append(point)
    return tuple(kept)


def _is_between(last: Point, point: Point, after: Point, axis: int) -> bool:
    """Whether three points lie in this order on one line across `axis`; a line that turns back does not."""
    low, high = sorted((last[1 - axis], after[1 - axis]))
    return last[axis] == point[axis] == after[axis] and low <= point[1 - axis] <= high


def _text_frame(text: ElementTree.Element) -> Frame:
    """Where a line's letters may reach: from its first to its last advance, ascender to descender."""
    size, y = float(text.attrib["font-size"]), float(text.attrib["y"])
    left = float(text.attrib["x"])
    right = left
    spans = [text, *text.iter(f"{SVG}tspan")]
    for span in spans:
        if span.text:
            start = float(span.get("x", left))
            face = Face(span.get("font-weight") == "bold", span.get("font-style") == "italic")
            right = max(right, start + advance(span.text, face, size))
    if text.get("transform"):
        width = right - left
        return Frame(left - size * ASCENT, y - width, left + size * DESCENT, y)
    return Frame(left, y - size * ASCENT, right, y + size * DESCENT)


def _text(text: ElementTree.Element) -> DrawnText:
    return DrawnText("".join(text.itertext()), _ink(text))


def _ink(text: ElementTree.Element) -> Frame:
    """The frame of a line's letters as printed: capitals and descenders."""
    frame = _text_frame(text)
    if text.get("transform"):
        return frame
    size, y = float(text.attrib["font-size"]), float(text.attrib["y"])
    return Frame(frame.left, y - size * INK_ABOVE, frame.right, y + size * INK_BELOW)


def _labels(texts: Iterable[ElementTree.Element]) -> tuple[DrawnLabel, ...]:
    """One label an arrow; the lines of a long one together."""
    found: dict[str, DrawnLabel] = {}
    for text in texts:
        flow, words, ink = text.attrib["data-flow"], "".join(text.itertext()), _ink(text)
        above = found.get(flow)
        if above:
            words, other = f"{above.text} {words}", above.frame
            ink = Frame(min(ink.left, other.left), min(ink.top, other.top), max(ink.right, other.right), max(ink.bottom, other.bottom))
        found[flow] = DrawnLabel(flow, words, ink)
    return tuple(found.values())


def _straight(path: ElementTree.Element) -> list[Segment]:
    return list(pairwise(corners(path.attrib["d"])))


def _grounds(paths: list[ElementTree.Element] | tuple[()]) -> list[Frame]:
    """The white patches without a stroke among the elements."""
    return [frame_of(corners(path.attrib["d"])) for path in paths if path.get("fill") == WHITE and path.get("stroke") == "none"]


def _cell(group: ElementTree.Element) -> DrawnCell:
    x, y, width, height = (float(part) for part in group.attrib["data-box"].split())
    texts = list(group.iter(f"{SVG}text"))
    words = tuple("".join(text.itertext()) for text in texts)
    box = Frame(x, y, x + width, y + height)
    return DrawnCell(group.attrib["data-row"], group.attrib["data-column"], box, tuple(map(_text_frame, texts)), words)
