"""Whether a picture file may be drawn. In: its bytes and media type. Out: None, or in Indonesian what is wrong with it.

Reads the file's structure alone; nothing is decoded, so that a hostile file costs no more than its length. What holds of a picture that
passes: it is at most 2 MB, at most 16 million pixels, and an SVG among them is drawn in a second or two at most: elements that are
shown again and again by reference (`use`, patterns, markers) are counted as often as they would be drawn.
"""

import re
from functools import lru_cache
from math import prod, radians, tan
from zlib import crc32

from sopflow.expressions import expression
from sopflow.values import NamedTuple

MAX_BYTES = 2_000_000
MAX_PIXELS = 16_000_000
MAX_SIDE = 10_000
MAX_ELEMENTS = 20_000
MAX_DEPTH = 60
MAX_EFFORT = 150_000
"""Of an SVG; 1 is about 10 microseconds."""
ELEMENT_EFFORT = 4
IMAGE_EFFORT = 15_000
"""An image within the SVG is decoded each time it is shown."""
MAX_ZOOM = 1e6
"""Transformations within each other. With MAX_DIGITS it bounds the arcs: cairo divides them finer the larger they are, without end."""
MAX_DIGITS = 6
"""Of a number before its decimal point."""
MAX_RUN = 60_000
"""Characters of a path between two commands: CairoSVG copies them at every point."""
MAX_CURVED_TEXT = 500_000
"""Letters on paths, times characters of paths: CairoSVG walks the path for every letter."""
MAX_MATCHES = 400_000
"""Rules of a style sheet times elements."""

TOO_COMPLEX = "SVG terlalu rumit; sederhanakan, atau simpan sebagai PNG"

SCRIPT = "memuat skrip; simpan sebagai “Plain SVG”"

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_FRAMES = (0xC0, 0xC1, 0xC2)
JPEG_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
JPEG_BARE = (0x01, *range(0xD0, 0xD8))

REFERENCE = expression(r"url\(\s*[\"']?#([^\"')\s]+)")
RUN = expression(r"[^A-Za-z]+")
COSTLY_SELECTOR = expression(r":nth-|:has\(|~")
BROKEN_PATH = expression(r"[^AaCcEeHhLlMmQqSsTtVvZz\d\s+.,-]|[Zz][\s,]*[^A-Za-z\s,]")
"""What is no path, and what stands behind the end of one: CairoSVG reads that again and again, without end."""
PATH_IN_STYLE = expression(r"(?:^|[;{}\s/])d\s*(?:/\*.*?\*/\s*)?:", re.IGNORECASE | re.DOTALL)
NUMBER = expression(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
TRANSFORM = expression(r"(scale|matrix|skew)[XY]?\s*\(([^)]*)\)", re.IGNORECASE)
DECLARED = expression(r":\s*([^;}#(]+)")
"""The value of a style's declaration, without colours and functions."""
STRANGE = expression(rf"(?<![\d.])\d{{{MAX_DIGITS + 1},}}|\d\.?[eE]\+?(?:[{MAX_DIGITS}-9]|\d\d)|\d_\d|\binf|\bnan", re.IGNORECASE)
"""Numbers too large, and what Python's float() takes for a number besides."""
MEASURES = """
    clip cx cy d dx dy font-size fx fy gradientTransform height letter-spacing markerHeight markerWidth offset patternTransform points r
    refX refY rotate rx ry startOffset stroke-dasharray stroke-dashoffset stroke-width transform transform-origin viewBox width
    x x1 x2 y y1 y2
"""
GEOMETRY = frozenset(MEASURES.split())
INHERITED = frozenset(("fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end", "style"))
HREF = ("href", "http://www.w3.org/1999/xlink href")


class PictureError(ValueError):
    """A picture that can't be drawn. Its words, in Indonesian, say why."""


class _Refused(Exception):
    """Ends the reading of a file; its words are the reason."""


@lru_cache(maxsize=4)
def check_picture(data: bytes, kind: str) -> str | None:
    """Why the picture can't be drawn, as a clause that follows the file's name; None when it can.

    An office's documents share their logo, and an editor asks at each key.
    """
    if len(data) > MAX_BYTES:
        return f"lebih besar dari {MAX_BYTES // 1_000_000} MB"
    check = {"image/png": _check_png, "image/jpeg": _check_jpeg, "image/svg+xml": _check_svg}.get(kind)
    if check is None:
        return "bukan SVG, PNG atau JPEG"
    try:
        check(data)
    except _Refused as refused:
        return str(refused)
    return None


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a JPEG that passed."""
    return _check_jpeg(data)


def _check_pixels(width: int, height: int) -> None:
    if not width or not height:
        raise _Refused("tidak mempunyai ukuran")
    if width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
        raise _Refused(f"berukuran {width} × {height} piksel, terlalu besar; 2000 × 2000 sudah cukup")


def _check_png(data: bytes) -> None:
    """Every part whole and its sum right, the head first, the end last."""
    if not data.startswith(PNG_SIGNATURE):
        raise _Refused("bukan berkas PNG")
    at = len(PNG_SIGNATURE)
    parts: list[bytes] = []
    while at + 12 <= len(data) and (not parts or parts[-1] != b"IEND"):
        length = int.from_bytes(data[at : at + 4], "big")
        name, end = data[at + 4 : at + 8], at + 8 + length
        if crc32(data[at + 4 : end]).to_bytes(4, "big") != data[end : end + 4]:
            break
        if name == b"IHDR":
            _check_pixels(int.from_bytes(data[at + 8 : at + 12], "big"), int.from_bytes(data[at + 12 : at + 16], "big"))
        parts.append(name)
        at = end + 4
    if parts[:1] != [b"IHDR"] or parts[-1:] != [b"IEND"] or b"IDAT" not in parts:
        raise _Refused("bukan berkas PNG yang utuh")


def _check_jpeg(data: bytes) -> tuple[int, int]:
    """The segments up to the frame, which says the size; and the end mark."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise _Refused("bukan berkas JPEG")
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark in JPEG_FRAMES:
            height, width, colours = (
                int.from_bytes(data[at + 5 : at + 7], "big"),
                int.from_bytes(data[at + 7 : at + 9], "big"),
                data[at + 9],
            )
            if colours not in (1, 3):
                raise _Refused("JPEG berwarna cetak (CMYK); simpan sebagai RGB")
            _check_pixels(width, height)
            if b"\xff\xd9" not in data[-1024:]:
                break
            return width, height
        if mark in JPEG_OTHER_FRAMES:
            raise _Refused("JPEG jenis yang tidak umum; simpan sebagai PNG")
        at += 1 if mark == 0xFF else 2 if mark in JPEG_BARE else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise _Refused("bukan berkas JPEG yang utuh")


class _Node:
    """An element of an SVG: what it costs to draw by itself, what is in it, and what it shows by reference."""

    __slots__ = ("children", "effort", "inherited", "own", "seen", "tag", "total", "zoom")

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.effort = ELEMENT_EFFORT
        self.zoom = 1.0
        self.children: list[_Node] = []
        self.own: list[str] = []
        self.inherited: list[str] = []
        self.total: _Cost | None = None
        self.seen = False


class _Cost(NamedTuple):
    """How many elements are drawn, with what effort, and how much the largest is magnified."""

    elements: int
    effort: int
    zoom: float


class _Reader:
    """Takes an SVG's elements as they are read."""

    def __init__(self) -> None:
        self.open: list[_Node] = []
        self.root: _Node | None = None
        self.ids: dict[str, _Node] = {}
        self.elements = 0
        self.path_letters = 0
        self.curved_letters = 0
        self.styles: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag. `name` is "namespace name", as expat gives it."""
        node = _Node(name.rpartition(" ")[2])
        if node.tag == "script":
            raise _Refused(SCRIPT)
        self.elements += 1
        if self.root is None:
            self.root = node
            if node.tag != "svg":
                raise _Refused("bukan berkas SVG")
        else:
            self.open[-1].children.append(node)
        self.open.append(node)
        if self.elements > MAX_ELEMENTS or len(self.open) > MAX_DEPTH:
            raise _Refused(TOO_COMPLEX)
        for key, value in attributes.items():
            if key.startswith("on"):
                raise _Refused(SCRIPT)
            if node.tag in ("image", "use") and key in HREF and not value.startswith(("#", "data:")):
                raise _Refused("merujuk berkas lain; sematkan (embed) gambarnya")
            self.weigh(node, key, value)
        if "id" in attributes:
            self.ids.setdefault(attributes["id"], node)

    def weigh(self, node: _Node, key: str, value: str) -> None:
        """Adds what one attribute means for the effort."""
        if key == "d" and BROKEN_PATH.search(value):
            raise _Refused("SVG memuat garis yang rusak; simpan ulang, atau simpan sebagai PNG")
        if key in ("d", "points"):
            node.effort += len(value) // 12
            self.path_letters += len(value)
            if len(value) > MAX_RUN and any(len(run) > MAX_RUN for run in RUN.findall(value)):
                raise _Refused(TOO_COMPLEX)
        elif key in HREF and value.startswith("#"):
            node.own.append(value[1:])
        elif node.tag == "image" and key in (*HREF, "style"):
            node.effort += IMAGE_EFFORT
        elif "url(" in value:
            (node.inherited if key in INHERITED else node.own).extend(REFERENCE.findall(value))
        if key in GEOMETRY:
            _check_numbers(value)
        elif key == "style":
            _check_style(value)
        if "(" in value or key == "viewBox" or value == "objectBoundingBox":
            node.zoom *= _zoom(key, value)

    def characters(self, text: str) -> None:
        """Text between tags."""
        if not self.open:
            return
        tag = self.open[-1].tag
        if tag == "style":
            self.styles.append(text)
        elif text.strip():
            self.open[-1].effort += 3 * len(text)
            if any(node.tag == "textPath" or (node.tag in ("text", "a", "tspan") and node.own) for node in self.open):
                self.curved_letters += len(text)

    def end(self, _name: str) -> None:
        """An end tag."""
        self.open.pop()

    def refuse_entity(self, *_declared: object) -> None:
        """A declaration of an entity: the way to files that unfold without end."""
        raise _Refused("memuat deklarasi ENTITY; simpan sebagai “Plain SVG”")


def _check_svg(data: bytes) -> None:
    """Well-formed, an SVG, and not too much to draw."""
    from xml.parsers import expat  # a millisecond that documents without logo need not spend

    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = reader.refuse_entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeError, ValueError, LookupError):
        raise _Refused("bukan berkas SVG yang utuh") from None
    assert reader.root is not None, "expat accepts no document without an element"
    _check_effort(reader, reader.root)


def _check_effort(reader: _Reader, root: _Node) -> None:
    """The whole drawing, with everything drawn as often as it is shown."""
    style = "".join(reader.styles)
    _check_style(style)
    if TRANSFORM.search(style):
        raise _Refused(TOO_COMPLEX)
    if style.count("{") * reader.elements > MAX_MATCHES or COSTLY_SELECTOR.search(style):
        raise _Refused(TOO_COMPLEX)
    if reader.curved_letters * reader.path_letters > MAX_CURVED_TEXT:
        raise _Refused("SVG memuat tulisan melengkung yang rumit; ubah tulisan menjadi garis (convert to path)")
    root.inherited.extend(REFERENCE.findall(style))  # a rule may choose any element
    cost = _cost(root, reader.ids, 0)
    if cost.effort > MAX_EFFORT or cost.zoom > MAX_ZOOM:
        raise _Refused(TOO_COMPLEX)


def _check_numbers(value: str) -> None:
    """Numbers of a logo's size, in plain digits."""
    if STRANGE.search(value) or not value.isascii():
        raise _Refused("SVG memuat angka yang tidak wajar")


def _check_style(style: str) -> None:
    """The same for the values within a style, which may hold no paths, nor signs in another spelling."""
    if "\\" in style or PATH_IN_STYLE.search(style):
        raise _Refused(TOO_COMPLEX)
    for value in DECLARED.findall(style):
        if value[:1].isdigit() or not value[:1].isalpha() or STRANGE.match(value):
            _check_numbers(value)


def _zoom(key: str, value: str) -> float:
    """How much an attribute may magnify what is within, at least 1."""
    if key == "viewBox":
        sides = [abs(float(number)) for number in NUMBER.findall(value)[2:4]]
        return max(1.0, 1000 / max(min(sides, default=1.0), 1e-9))
    if value == "objectBoundingBox":
        return 1000.0
    return max(1.0, prod(_magnified(name.lower(), NUMBER.findall(numbers)) for name, numbers in TRANSFORM.findall(value)))


def _magnified(name: str, numbers: list[str]) -> float:
    """The factor of one transformation: scale, matrix or skew."""
    values = [abs(float(number)) for number in numbers]
    if name == "skew":
        return 1 + sum(abs(tan(radians(value))) for value in values)
    return max(values[:4], default=1.0)


def _cost(node: _Node, ids: dict[str, _Node], depth: int) -> _Cost:
    """What drawing `node` takes, at most: references that are inherited count for every element within."""
    if node.total:
        return node.total
    if node.seen or depth > 2 * MAX_DEPTH:
        raise _Refused("SVG merujuk dirinya sendiri" if node.seen else TOO_COMPLEX)
    node.seen = True
    parts = [_cost(child, ids, depth + 1) for child in node.children]
    parts += [_cost(ids[name], ids, depth + 1) for name in node.own if name in ids]
    elements = 1 + sum(part.elements for part in parts)
    effort = node.effort + sum(part.effort for part in parts)
    zoom = max((part.zoom for part in parts), default=1.0)
    for target in (ids[name] for name in dict.fromkeys(node.inherited) if name in ids):
        shown = _cost(target, ids, depth + 1)
        gradient = "Gradient" in target.tag  # its stops are quickly set
        times = effort if target.tag == "marker" else elements
        effort += times * (1 + len(target.children) // 8 if gradient else shown.effort)
        zoom = max(zoom, 1.0 if gradient else shown.zoom)
    node.total = _Cost(elements, effort, zoom * node.zoom)
    node.seen = False
    return node.total
