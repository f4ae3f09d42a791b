"""Any program's SVG as plain geometry.

In: the text of an SVG file. Out: its `Mark`s: every drawn element with its ancestors' classes and its corners in the file's outermost
units, transforms applied, curves as chains of short lines. What lies in defs, markers, masks and clip paths is left out.
"""

import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sopflow.drawing import Face
from sopflow.layout.text import advance

Point = tuple[float, float]
Line = tuple[Point, ...]
Matrix = tuple[float, float, float, float, float, float]

UNSEEN = {"defs", "marker", "mask", "clipPath", "style", "title", "desc", "filter", "symbol", "metadata", "script"}
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
STEPS = 12
"""Lines in place of one curve."""

HOP = 12.0
"""Pixels: an arc of a smaller radius is a hop over a crossing line or a rounded corner, and is read as straight."""


class Mark(NamedTuple):
    """A drawn element. `names`: classes and ids of it and its ancestors. `lines`: its outlines. A text has its `words` and ink frame."""

    tag: str
    names: str
    attributes: dict[str, str]
    lines: tuple[Line, ...]
    words: str


class Frame(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def marks(svg: str) -> list[Mark]:
    """The file's elements in the order of drawing."""
    root = ElementTree.fromstring(svg)
    default = re.search(r"font-size:\s*([\d.]+)px", svg)
    return list(_walk(root, (1, 0, 0, 1, 0, 0), "", float(default[1]) if default else 16.0))


def frame(points: Line) -> Frame:
    """The smallest rectangle around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Frame(min(xs), min(ys), max(xs), max(ys))


def _walk(element: ElementTree.Element, matrix: Matrix, names: str, size: float) -> Iterator[Mark]:
    tag = str(element.tag).rpartition("}")[2]
    if tag in UNSEEN:
        return
    matrix = _times(matrix, _transform(element.get("transform", "")))
    names = " ".join(filter(None, (names, element.get("class", ""), element.get("id", ""))))
    if tag in ("text", "foreignObject"):
        words = "".join(element.itertext()).strip()
        if words:
            yield Mark(tag, names, dict(element.attrib), (_moved(_ink(element, tag, words, size), matrix),), words)
        return
    outlines = tuple(_moved(line, matrix) for line in _outlines(tag, element.attrib))
    if outlines:
        yield Mark(tag, names, dict(element.attrib), outlines, "")
    for child in element:
        yield from _walk(child, matrix, names, size)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _moved(points: Line, matrix: Matrix) -> Line:
    a, b, c, d, e, f = matrix
    return tuple((a * x + c * y + e, b * x + d * y + f) for x, y in points)


def _transform(text: str) -> Matrix:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", text):
        matrix = _times(matrix, _step(name, [float(each) for each in NUMBER.findall(inside)]))
    return matrix


def _step(name: str, values: list[float]) -> Matrix:
    if name == "translate":
        return 1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0
    if name == "scale":
        return values[0], 0, 0, values[-1], 0, 0
    if name == "matrix":
        return values[0], values[1], values[2], values[3], values[4], values[5]
    if name == "rotate" and values[0] == 0:
        return 1, 0, 0, 1, 0, 0
    if name == "rotate":
        turn, x, y = math.radians(values[0]), *(values[1:] or [0.0, 0.0])
        cos, sin = math.cos(turn), math.sin(turn)
        return cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos
    raise ValueError(f"unknown transform {name}")


def _outlines(tag: str, given: dict[str, str]) -> list[Line]:
    """An element's lines before its transform."""

    def value(name: str) -> float:
        return float(NUMBER.findall(given.get(name, "0"))[0])

    if tag == "line":
        return [((value("x1"), value("y1")), (value("x2"), value("y2")))]
    if tag == "rect" and "width" in given and "%" not in given["width"]:
        x, y, width, height = value("x"), value("y"), value("width"), value("height")
        return [((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))]
    if tag in ("circle", "ellipse"):
        across, down = (value("r"), value("r")) if tag == "circle" else (value("rx"), value("ry"))
        turns = [math.tau * step / 48 for step in range(49)]
        return [tuple((value("cx") + across * math.cos(turn), value("cy") + down * math.sin(turn)) for turn in turns)]
    if tag in ("polygon", "polyline"):
        numbers = [float(each) for each in NUMBER.findall(given.get("points", ""))]
        points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        return [(*points, points[0]) if tag == "polygon" else points]
    return path_lines(given["d"]) if tag == "path" and given.get("d") else []


COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def path_lines(d: str) -> list[Line]:
    """A path's strands, flattened."""
    strands: list[list[Point]] = []
    here, handle = (0.0, 0.0), (0.0, 0.0)
    for letter, values in _commands(d):
        kind = letter.upper()
        points = _absolute(letter, values, here)
        if kind == "M":
            strands.append([points[-1]])
        elif kind == "Z":
            points = [strands[-1][0]]
            strands[-1].append(points[0])
        else:
            curve, handle_now = _curve(kind, values, points, here, handle)
            if strands and strands[-1][-1] != here:
                strands.append([here])
            strands[-1] += curve
            points, handle = [curve[-1]], handle_now
        here = points[-1]
        handle = handle if kind in "CSQT" else here
    return [tuple(strand) for strand in strands if len(strand) > 1]


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Single commands with their numbers; repeated ones one by one."""
    for letter, rest in re.findall(r"([MLHVCSQTAZmlhvcsqtaz])([^MLHVCSQTAZmlhvcsqtaz]*)", d):
        values = [float(each) for each in NUMBER.findall(rest)]
        count = COUNTS[letter.upper()]
        if count == 0:
            yield letter, []
        for start in range(0, len(values), count or 1):
            yield ("Ll"[letter == "m"] if letter in "Mm" and start else letter), values[start : start + count]


def _absolute(letter: str, values: list[float], here: Point) -> list[Point]:
    x, y = here if letter.islower() else (0.0, 0.0)
    if letter in "Hh":
        return [(values[0] + x, here[1])]
    if letter in "Vv":
        return [(here[0], values[0] + y)]
    if letter in "Aa":
        return [(values[5] + x, values[6] + y)]
    return [(one + x, two + y) for one, two in zip(values[::2], values[1::2], strict=True)]


def _curve(kind: str, values: list[float], points: list[Point], here: Point, handle: Point) -> tuple[list[Point], Point]:
    """The points after `here`, and the handle that a following S or T mirrors."""
    mirrored = (2 * here[0] - handle[0], 2 * here[1] - handle[1])
    if kind in "ST":
        points = [mirrored, *points]
    if kind in "CSQT":
        return [_bezier((here, *points), step / STEPS) for step in range(1, STEPS + 1)], points[-2]
    if kind == "A" and values[0] > HOP:
        raise ValueError("an arc that is neither a hop nor a corner")
    return points, points[-1]


def _bezier(points: Line, part: float) -> Point:
    while len(points) > 1:
        points = tuple((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairwise(points))
    return points[0]


def _ink(element: ElementTree.Element, tag: str, words: str, default: float) -> Line:
    """Corners of what a line's letters cover, with Liberation Sans's advances (Arial's) for every font."""
    size = _font_size(element, default)
    width = advance(words, Face(), size)
    if tag == "foreignObject":
        x = _length(element, "x", size) + (_length(element, "width", size) - width) / 2
        baseline = _length(element, "y", size) + _length(element, "height", size) / 2 + size * 0.26
    else:
        x, baseline = _anchor(element, size)
        x -= {"middle": width / 2, "end": width}.get(_anchoring(element), 0.0)
    top, bottom = baseline - size * 0.73, baseline + size * 0.21
    return (x, top), (x + width, top), (x + width, bottom), (x, bottom), (x, top)


def _font_size(element: ElementTree.Element, default: float) -> float:
    found = re.search(r"font-size:\s*([\d.]+)", element.get("style", ""))
    return float(found[1]) if found else _number(element.get("font-size", "")) or default


def _number(text: str) -> float:
    found = NUMBER.findall(text)
    return float(found[0]) if found else 0.0


def _length(element: ElementTree.Element, name: str, size: float) -> float:
    text = element.get(name, "")
    return _number(text) * (size if text.endswith("em") else 1)


def _anchoring(element: ElementTree.Element) -> str:
    styled = re.search(r"text-anchor:\s*(\w+)", element.get("style", ""))
    return styled[1] if styled else element.get("text-anchor", "start").lower()


def _anchor(element: ElementTree.Element, size: float) -> Point:
    """Where the first line starts: x and baseline."""
    x, y = _length(element, "x", size), _length(element, "y", size)
    first = next((child for child in element.iter() if child is not element and (child.text or "").strip()), None)
    if first is not None:
        x = _length(first, "x", size) if "x" in first.attrib else x
        y = (_length(first, "y", size) if "y" in first.attrib else y) + _length(first, "dy", size)
    if "hanging" in element.get("dominant-baseline", "").lower():
        y += size * 0.73
    return x, y
