"""Finished pages: positioned words and paths, and nothing else. The waist of the program.

Out of `draw`, into the exporters. Lengths are millimetres from the page's top left, y downwards; font sizes are millimetres too.
What an exporter needs to say about an item (class, id, data-*) stands in `Group.attributes`; no exporter knows what a decision is.
"""

from typing import Literal

from sopflow.values import NamedTuple

PathOp = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]
"""One absolute path command: M x y, L x y, C x1 y1 x2 y2 x y, Z."""

FINE, BOLD = 0.17, 0.297
"""Strokes of rules and of arrows, shapes and frames: four and seven dots of a printer with 600 to the inch, so that all lines of a kind
come out alike; 154 official charts have arrows of 0.28 mm at the median."""


class Face(NamedTuple):
    """Which of the shipped font's styles."""

    bold: bool = False
    italic: bool = False


class Glyphs(NamedTuple):
    """A run of one face within a line, starting at `x`."""

    x: float
    text: str
    face: Face


class Line(NamedTuple):
    """One line of words on the baseline `y`, in letters of `size`.

    `turned` lines are rotated 90° counter-clockwise about (x of the first run, y)."""

    y: float
    size: float
    runs: tuple[Glyphs, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    turned: bool = False


class Path(NamedTuple):
    """A stroked or filled outline. Colours are "#rrggbb" or "none". `dash` is a length of dash and gap, or empty."""

    ops: tuple[PathOp, ...]
    stroke: str = "#000000"
    width: float = 0.25
    fill: str = "none"
    attributes: tuple[tuple[str, str], ...] = ()
    dash: tuple[float, ...] = ()


class Picture(NamedTuple):
    """An image scaled to fit, centred in its box."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    kind: str


class Group(NamedTuple):
    """Items that belong together. `title` is told to screen readers."""

    items: "tuple[Item, ...]"
    attributes: tuple[tuple[str, str], ...] = ()
    title: str = ""


Item = Line | Path | Picture | Group


Area = tuple[float, float, float, float]
"""A rectangle: x, y, width, height."""


class Part(NamedTuple):
    """A piece of a page in reading order: what it is, the items that show it, the pieces within it.

    `kind` is a standard structure type of PDF ("H1", "P", "Table", "TR", "TH", "TD", "Figure" …); `items` are positions in `Page.items`.
    `alt` says in words what a figure shows, `area` where it stands. `columns` and `rows` are what a table cell covers; `scope` is what a
    head stands for. `lines`: of a group of lines, the part is only these, from the first to before the second.
    """

    kind: str
    items: tuple[int, ...] = ()
    parts: "tuple[Part, ...]" = ()
    alt: str = ""
    area: Area | None = None
    columns: int = 1
    rows: int = 1
    scope: Literal["", "Column", "Row"] = ""
    lines: tuple[int, int] | None = None


class Link(NamedTuple):
    """A place that leads to a page of the same document, counted from 1. `title` says where it leads."""

    area: Area
    page: int
    title: str


class SignatureField(NamedTuple):
    """A place that signing software fills. `title` says whose signature belongs there."""

    area: Area
    title: str


class Page(NamedTuple):
    """One sheet. `bookmarks` are (level from 1, words); `description` tells the flow in words.

    `reading` is the page in reading order, when that was asked for; items that it does not name are decoration. `label` is the page's
    number as it is printed, "iv" or "4".
    """

    width: float
    height: float
    title: str
    description: str
    items: tuple[Item, ...]
    bookmarks: tuple[tuple[int, str], ...] = ()
    reading: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    fields: tuple[SignatureField, ...] = ()
    label: str = ""


class Drawing(NamedTuple):
    """A document: its pages in order, and the continuous charts for reports. `date` is (year, month, day)."""

    title: str
    author: str
    date: tuple[int, int, int] | None
    pages: tuple[Page, ...]
    charts: tuple[Page, ...]
