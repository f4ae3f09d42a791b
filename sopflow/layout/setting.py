"""Texts set one below the other, over as many pages as they need: what cover, decree, contents and explanation are made of.

In: lines already broken, and how they are to stand. Out: placed pages.
What holds: a text is cut between lines, with two lines at least on either side; nothing stands below the sheet's foot.
"""

from itertools import groupby, pairwise

from sopflow.layout.plan import Align, Box, Image, PagePlan, PlacedLink, Rule, SignatureRoom, Words
from sopflow.layout.sheet import Sheet
from sopflow.layout.text import SetLine, wrap
from sopflow.richtext import Text

LEADING = 1.32
"""Line height of texts that are read as such, as a multiple of the font size; tables are set closer."""

WIDOW = 2
"""At least this many lines of a text stand on either side of a page break."""


class Setting:
    """The page at hand, and the pages before it. `left` and `width` are the column in which texts stand."""

    def __init__(self, sheet: Sheet, title: str, measure: float | None = None, leading: float = LEADING) -> None:
        self.sheet, self.title, self.leading = sheet, title, leading
        self.width = min(measure or sheet.room, sheet.room)
        self.left = sheet.left + (sheet.room - self.width) / 2
        self._pages: list[PagePlan] = []
        self._clear()

    def _clear(self) -> None:
        self.words: list[Words] = []
        self.rules: list[Rule] = []
        self.images: list[Image] = []
        self.links: list[PlacedLink] = []
        self.signatures: list[SignatureRoom] = []
        self.y = self.sheet.top

    @property
    def left_over(self) -> float:
        """The height that is still free on the page at hand."""
        return self.sheet.bottom - self.y

    def pages(self) -> list[PagePlan]:
        """All pages; the last one ends here."""
        self.turn()
        return self._pages

    def turn(self) -> None:
        """Goes on with a new page."""
        self._pages.append(
            PagePlan(
                self.sheet.width,
                self.sheet.height,
                self.title,
                self.title,
                (),
                tuple(self.words),
                tuple(self.rules),
                (),
                (),
                tuple(self.images),
                (),
                tuple(self.links),
                tuple(self.signatures),
            )
        )
        self._clear()

    def need(self, height: float) -> None:
        """Turns the page when less than `height` is free on it."""
        if height > self.left_over and self.y > self.sheet.top:
            self.turn()

    def add(
        self,
        lines: tuple[SetLine, ...],
        size: float,
        align: Align = "left",
        role: str = "P",
        gap: float = 0.0,
        inset: float = 0.0,
        label: tuple[SetLine, ...] = (),
    ) -> None:
        """Sets a text below what stands already, `inset` from the column's left edge, then a gap. A label stands beside its first line."""
        step = size * self.leading
        while lines:
            fits = int((self.left_over + 0.01) / step)
            if fits < len(lines):
                fits = min(fits, max(0, len(lines) - WIDOW))
            if fits < min(WIDOW, len(lines)) and self.y > self.sheet.top:
                self.turn()
                continue
            fits = max(fits, 1)
            if label:
                self.beside(label, size, Box(self.left, self.y, inset, 0.0), "left")
                label = ()
            box = Box(self.left + inset, self.y, self.width - inset, min(fits, len(lines)) * step)
            self.words.append(Words(box, lines[:fits], size, align, "top", role=role, leading=self.leading))
            self.y = box.bottom
            lines = lines[fits:]
        self.y += gap

    def beside(self, lines: tuple[SetLine, ...], size: float, box: Box, align: Align = "center", role: str = "P") -> float:
        """Sets a text in a box of its own; where it ends."""
        height = len(lines) * size * self.leading
        if lines:
            self.words.append(Words(box._replace(height=height), lines, size, align, "top", role=role, leading=self.leading))
        return box.y + height


def paragraphs(text: Text, width: float, size: float) -> list[tuple[SetLine, ...]]:
    """The lines of each paragraph and item; the markers of one list are aligned."""
    found: list[tuple[SetLine, ...]] = []
    for _, blocks in groupby(text, lambda block: bool(block.marker or block.level)):
        lines = wrap(tuple(blocks), width, size)
        starts = [at for at, line in enumerate(lines) if line.first]
        found += [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return found


def moved(line: SetLine, distance: float, *before: SetLine) -> SetLine:
    """The line set further right, behind lines that stand before it in the same place; spaces part them for those who copy or hear them."""
    runs = tuple(run._replace(x=run.x + distance) for run in line.runs)
    behind = [run for each in before for run in (*each.runs[:-1], *(last._replace(text=f"{last.text} ") for last in each.runs[-1:]))]
    return line._replace(runs=(*behind, *runs), width=line.width + distance)
