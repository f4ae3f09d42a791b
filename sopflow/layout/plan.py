"""Where everything stands: the value between placing and drawing.

Millimetres from the page's top left, y downwards. Texts are already broken into lines.
"""

from typing import Literal

from sopflow.layout.sizes import LINE_FACTOR
from sopflow.layout.text import SetLine
from sopflow.model.book import Logo, ShapeKind
from sopflow.values import NamedTuple

Extent = tuple[float, float]
"""Width and height."""

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
    """Lines of text within a box, padding already taken off. `turned` text reads upwards.

    `role` is what the text is to a reader, as a structure type of PDF ("H1", "P" …); "" is decoration, which nobody reads aloud.
    `leading` is the line height as a multiple of the size."""

    box: Box
    lines: tuple[SetLine, ...]
    size: float
    align: Align = "left"
    vertical: VerticalAlign = "middle"
    turned: bool = False
    role: str = "P"
    leading: float = LINE_FACTOR


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
    """A label: its box, its lines with the x where each begins, and whether a rule runs behind it and must be interrupted."""

    box: Box
    lines: tuple[tuple[str, float], ...]
    size: float
    ground: bool


class PlacedFlow(NamedTuple):
    """An arrow: its corners from the source's port to the target's, length and width of its head."""

    id: str
    source: str
    target: str
    label: str
    points: tuple[tuple[float, float], ...]
    head: tuple[float, float]
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


class PlacedLink(NamedTuple):
    """A place that leads to the procedure called `target`, or to the section with that number ("#3"); `page`, from 1, when it is known."""

    box: Box
    target: str
    page: int = 0


class SignatureRoom(NamedTuple):
    """Room for an electronic signature. `framed`: a frame for its QR code is drawn. `field`: signing software finds a field there."""

    box: Box
    title: str
    framed: bool
    field: bool


class PagePlan(NamedTuple):
    """One sheet, placed. `label` is its number as printed."""

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
    links: tuple[PlacedLink, ...] = ()
    signatures: tuple[SignatureRoom, ...] = ()
    label: str = ""
