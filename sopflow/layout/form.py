"""A ruled form on pages: cells that share their rules, within a frame. In: cells placed one after the other. Out: placed pages."""

from sopflow.layout.plan import Align, Box, Cell, Image, PagePlan, Rule, SignatureRoom, VerticalAlign, Words
from sopflow.layout.sheet import Sheet
from sopflow.layout.sizes import LINE_FACTOR
from sopflow.layout.text import SetLine, wrap
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

BOX_LEAST = 9.0
"""The least height of a box's text, where the page is not full."""


class Face(NamedTuple):
    """Font size and paddings of a form. `share`: the left half's part of the width. `tight`: the page is full."""

    size: float
    pad_x: float
    pad_y: float
    thin: float
    thick: float
    share: float = 0.5
    tight: bool = False
    stretch: float = 0.0
    """What every box is taller than its words need."""

    @property
    def line(self) -> float:
        return self.size * LINE_FACTOR

    @property
    def box(self) -> float:
        """The least height of a box's text."""
        return self.line + 2 * self.pad_y if self.tight else BOX_LEAST


class Canvas:
    """What has been placed on the page at hand, and the pages before it."""

    def __init__(self, sheet: Sheet, title: str, description: str, face: Face) -> None:
        self.sheet, self.title, self.description, self.face = sheet, title, description, face
        self.pages: list[PagePlan] = []
        self._clear()

    def _clear(self) -> None:
        self.cells: list[Cell] = []
        self.words: list[Words] = []
        self.rules: list[Rule] = []
        self.images: list[Image] = []
        self.signatures: list[SignatureRoom] = []
        self.y = self.sheet.top

    @property
    def middle(self) -> float:
        """Where the left half ends."""
        return self.sheet.left + self.sheet.room * self.face.share

    def finish(self) -> None:
        """Frames what stands on the page and begins a new one."""
        left, right, top = self.sheet.left, self.sheet.right, self.sheet.top
        for y in (top, self.y):
            self.rules.append(Rule(left, y, right, y, self.face.thick))
        for x in (left, right):
            self.rules.append(Rule(x, top, x, self.y, self.face.thick))
        self.pages.append(
            PagePlan(
                self.sheet.width,
                self.sheet.height,
                self.title,
                self.description,
                tuple(self.cells),
                tuple(self.words),
                tuple(self.rules),
                (),
                (),
                tuple(self.images),
                (),
                signatures=tuple(self.signatures),
            )
        )
        self._clear()

    def cell(self, box: Box, column: str, words: Words | None, shaded: bool = False) -> None:
        """A cell with the rules on its right and lower edge, where these are not the frame."""
        self.cells.append(Cell(box, "", column, words, shaded))
        if box.right < self.sheet.right - 0.01:
            self.rules.append(Rule(box.right, box.y, box.right, box.bottom, self.face.thin))
        self.rules.append(Rule(box.x, box.bottom, box.right, box.bottom, self.face.thin))

    def set(self, box: Box, lines: tuple[SetLine, ...], align: Align = "left", vertical: VerticalAlign = "middle") -> Words:
        """Words inside `box` less the padding."""
        inner = Box(box.x + self.face.pad_x, box.y + self.face.pad_y, box.width - 2 * self.face.pad_x, box.height - 2 * self.face.pad_y)
        return Words(inner, lines, self.face.size, align, vertical)

    def break_lines(self, words: str, width: float, bold: bool = False) -> tuple[SetLine, ...]:
        """Plain words broken to a cell of that width."""
        return wrap(paragraph(words, bold=bold), width - 2 * self.face.pad_x, self.face.size, full=0.0)

    def height_of(self, *parts: tuple[SetLine, ...]) -> float:
        """Height of a cell that holds these lines."""
        return sum(len(part) for part in parts) * self.face.line + 2 * self.face.pad_y
