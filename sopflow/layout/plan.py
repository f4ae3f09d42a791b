"""Where everything stands: the value between placing and drawing.

Millimetres from the page's top left, y downwards. Texts are already broken into lines.
"""

from typing import Literal, NamedTuple

from sopflow.layout.text import SetLine
from sopflow.model.book import Logo, ShapeKind

Align = Literal["left", "center"]
VerticalAlign = Literal["top", "middle", "bottom"]


class Box(NamedTuple):
    """A rectangle: top left corner, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class Words(NamedTuple):
    """Lines of text within a box, padding already taken off. `turned` text reads upwards."""

    box: Box
    lines: tuple[SetLine, ...]
    size: float
    align: Align = "left"
    vertical: VerticalAlign = "middle"
    turned: bool = False


class Cell(NamedTuple):
    """A table cell: its outer box, what it belongs to, and its words. `shaded` cells have a light ground."""

    box: Box
    row: str
    column: str
    words: Words | None
    shaded: bool = False


class PlacedShape(NamedTuple):
    """A symbol. `ref` is a connector's number (shown when `text` holds it); `up` turns a pentagon's point upwards."""

    id: str
    kind: ShapeKind
    box: Box
    row: str
    lane: str
    text: tuple[SetLine, ...]
    text_size: float
    title: str
    ref: str = ""
    up: bool = False


class PlacedLabel(NamedTuple):
    """A label: its box, its lines, and whether a rule runs behind it and must be interrupted."""

    box: Box
    lines: tuple[str, ...]
    size: float
    ground: bool


class PlacedFlow(NamedTuple):
    """An arrow: its corners from the source's port to the target's."""

    id: str
    source: str
    target: str
    label: str
    points: tuple[tuple[float, float], ...]
    placed_label: PlacedLabel | None
    title: str
    hops: tuple[tuple[float, float], ...] = ()


class Rule(NamedTuple):
    """A straight table rule."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


class Image(NamedTuple):
    """A logo in its box."""

    box: Box
    logo: Logo


class PagePlan(NamedTuple):
    """One sheet, placed."""

    width: float
    height: float
    title: str
    description: str
    cells: tuple[Cell, ...]
    words: tuple[Words, ...]
    rules: tuple[Rule, ...]
    shapes: tuple[PlacedShape, ...]
    flows: tuple[PlacedFlow, ...]
    images: tuple[Image, ...]
    bookmarks: tuple[tuple[int, str], ...]
