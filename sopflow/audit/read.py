"""An SVG page that keeps the contract of docs/svg.md, as plain geometry.

In: the text of an SVG page. Out: its shapes, arrows, labels, rules and cells in millimetres.
"""

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from typing import NamedTuple

from sopflow.drawing import Face
from sopflow.layout.text import ASCENT, DESCENT, advance

SVG = "{http://www.w3.org/2000/svg}"
PAIR = re.compile(r"([MLHVCZ])([^MLHVCZ]*)")

Point = tuple[float, float]


class Frame(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float


class DrawnShape(NamedTuple):
    """A symbol: its kind, frame and outline corners."""

    id: str
    kind: str
    row: str
    lane: str
    ref: str
    frame: Frame
    outline: tuple[Point, ...]


class DrawnFlow(NamedTuple):
    """An arrow's corners."""

    id: str
    source: str
    target: str
    label: str
    points: tuple[Point, ...]


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
    """A page."""

    width: float
    height: float
    shapes: tuple[DrawnShape, ...]
    flows: tuple[DrawnFlow, ...]
    labels: tuple[DrawnLabel, ...]
    rules: tuple[tuple[Point, Point], ...]
    cells: tuple[DrawnCell, ...]


def read(svg: str) -> Drawn:
    """The page's geometry. Raises ValueError when the file does not keep the contract."""
    root = ElementTree.fromstring(svg)
    view = [float(part) for part in root.attrib["viewBox"].split()]
    if root.attrib["width"] != f"{root.attrib['viewBox'].split()[2]}mm":
        raise ValueError("width and viewBox differ")
    groups = list(root.iter(f"{SVG}g"))
    shapes = tuple(_shape(group) for group in groups if _kind(group) == "shape")
    flows = tuple(_flow(path) for path in root.iter(f"{SVG}path") if path.get("class") == "flow")
    labels = tuple(_label(text) for text in root.iter(f"{SVG}text") if text.get("class") == "label")
    rules = tuple(line for group in groups if _kind(group) == "rules" for path in group.iter(f"{SVG}path") for line in _straight(path))
    cells = tuple(_cell(group) for group in groups if _kind(group) == "cell")
    return Drawn(view[2], view[3], shapes, flows, labels, rules, cells)


def _kind(group: ElementTree.Element) -> str:
    return (group.get("class") or " ").split(" ")[0]


def corners(path: str) -> tuple[Point, ...]:
    """The end points of a path's commands, in order."""
    points: list[Point] = []
    x = y = 0.0
    for letter, rest in PAIR.findall(path):
        numbers = [float(part) for part in rest.replace(",", " ").split()]
        if letter == "H":
            x = numbers[0]
        elif letter == "V":
            y = numbers[0]
        elif letter != "Z":
            x, y = numbers[-2:]
        if letter != "Z":
            points.append((x, y))
    return tuple(points)


def _shape(group: ElementTree.Element) -> DrawnShape:
    path = group.find(f"{SVG}path")
    if path is None:
        raise ValueError("a shape without an outline")
    outline = corners(path.attrib["d"])
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    kind = group.attrib["class"].split(" ")[1]
    ref = group.get("data-ref", "")
    frame = Frame(min(xs), min(ys), max(xs), max(ys))
    return DrawnShape(group.attrib["id"], kind, group.attrib["data-row"], group.attrib["data-lane"], ref, frame, outline)


def _flow(path: ElementTree.Element) -> DrawnFlow:
    d = path.attrib["d"]
    if set(re.findall("[A-Za-z]", d)) - set("MLHV"):
        raise ValueError(f"a flow with other commands than M, L, H, V: {d}")
    return DrawnFlow(path.attrib["id"], path.attrib["data-from"], path.attrib["data-to"], path.get("data-label", ""), corners(d))


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


def _label(text: ElementTree.Element) -> DrawnLabel:
    frame = _text_frame(text)
    size, y = float(text.attrib["font-size"]), float(text.attrib["y"])
    ink = Frame(frame.left, y - size * 0.73, frame.right, y + size * 0.21)
    return DrawnLabel(text.attrib["data-flow"], text.text or "", ink)


def _straight(path: ElementTree.Element) -> list[tuple[Point, Point]]:
    points = corners(path.attrib["d"])
    return list(pairwise(points))


def _cell(group: ElementTree.Element) -> DrawnCell:
    x, y, width, height = (float(part) for part in group.attrib["data-box"].split())
    texts = list(group.iter(f"{SVG}text"))
    words = tuple("".join(text.itertext()) for text in texts)
    box = Frame(x, y, x + width, y + height)
    return DrawnCell(group.attrib["data-row"], group.attrib["data-column"], box, tuple(map(_text_frame, texts)), words)
