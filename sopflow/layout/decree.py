"""Keputusan pimpinan: the decree that gives the procedures their force, in the form of Indonesian decrees.

In: its title and text, the office's identity, an upright sheet. Out: placed pages.
The text is plain: its form is known by its own words. What stands before the first clause is the head, in the middle, in capitals;
`Menimbang:`, `Mengingat:`, `Menetapkan:`, `Kesatu:` … begin clauses; `Memutuskan:` stands alone; `Ditetapkan di …` begins the close.
"""

import re

from sopflow.expressions import expression
from sopflow.layout.identity import QR_SIDE, SIGNATURE_ROOM, Sheet, signature_block
from sopflow.layout.plan import Box, Image, PagePlan, Rule, SignatureRoom
from sopflow.layout.setting import LEADING, Setting, moved
from sopflow.layout.text import SetLine, balanced, wrap
from sopflow.model.book import Identity, Part, Signer
from sopflow.model.style import POINT, Style
from sopflow.richtext import Block, Run, Text, paragraph, plain
from sopflow.values import NamedTuple

SIZES = (11.0, 10.5, 10.0)
"""Points: the largest that takes no more pages than the smallest."""

HEAD_FACTOR, OFFICE_FACTOR = 1.08, 1.18
"""How much larger the head and the office's name are."""

LABEL, COLON = 28.0, 3.5
"""Widths of a clause's label and of the colon behind it."""

LOGO = 20.0
CLOSE = 82.0
"""Width of the block with place, date and signature, at the right edge."""

ORDINALS = "pertama|kesatu|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh|kesebelas|keduabelas|kedua belas"
CLAUSE = expression(rf"(membaca|mendengar|menimbang|mengingat|memperhatikan|menetapkan|{ORDINALS})\s*:\s*", re.IGNORECASE)
DECISION = expression(r"memutuskan\s*:?\s*$", re.IGNORECASE)
CLOSING = expression(r"(ditetapkan|dikeluarkan) di\b|pada tanggal\b", re.IGNORECASE)
ORDINAL = expression(rf"({ORDINALS})$", re.IGNORECASE)


NOTHING = SetLine((), 0.0, 0.0, True, False)
"""The line of a clause that has no words yet."""


class _Clause(NamedTuple):
    """A label with its paragraphs; the label "" stands for the word Memutuskan."""

    label: str
    text: Text


class _Decree(NamedTuple):
    """The text by its form; `rest` is what stands below the signature."""

    head: Text
    clauses: tuple[_Clause, ...]
    close: Text
    rest: Text


class _Close(NamedTuple):
    """Place and date as written, and who signs."""

    words: Text
    signer: Signer | None
    style: Style


def lay_out_decree(part: Part, heading: str, identity: Identity | None, style: Style, sheet: Sheet) -> list[PagePlan]:
    """The pages of the decree, as few as can be."""
    made = [_pages(part, heading, identity, style, sheet, size * POINT) for size in SIZES]
    return min(made, key=len)


def _pages(part: Part, heading: str, identity: Identity | None, style: Style, sheet: Sheet, size: float) -> list[PagePlan]:
    """The pages with letters of one size. The last clause stands on the page of the signature."""
    decree = _read(part.text)
    setting = Setting(sheet, part.title or heading)
    page = _Page(setting, size)
    page.letterhead(identity)
    page.head(part.title or heading, decree, identity)
    signed = bool(decree.close or (decree.clauses and identity and identity.signer))
    close = _Close(decree.close, identity.signer if identity else None, style) if signed else None
    for at, clause in enumerate(decree.clauses):
        if close and at == len(decree.clauses) - 1:
            setting.need(page.height(clause) + page.close_height(close))
        page.clause(clause)
    if close:
        page.close(close)
    for block in decree.rest:
        setting.add(wrap((block,), setting.width, size), size, role="LI" if block.marker else "P", gap=0.6)
    return setting.pages()


def _read(text: Text) -> _Decree:
    """The parts of the text by the words that they begin with."""
    head: list[Block] = []
    close: list[Block] = []
    rest: list[Block] = []
    clauses: list[_Clause] = []
    for block in text:
        words = plain((block,)).strip()
        found = None if block.marker else CLAUSE.match(words)
        if close:
            (close if CLOSING.match(words) and not rest else rest).append(block)
        elif found:
            clauses.append(_Clause(found[1], _without(block, found.end())))
        elif not block.marker and DECISION.match(words):
            clauses.append(_Clause("", ()))
        elif not block.marker and CLOSING.match(words):
            close.append(block)
        elif clauses:
            clauses[-1] = clauses[-1]._replace(text=(*clauses[-1].text, block))
        else:
            head.append(block)
    return _Decree(tuple(head), tuple(clauses), tuple(close), tuple(rest))


def _without(block: Block, count: int) -> Text:
    """The block without its first letters; nothing when nothing is left."""
    runs: list[Run] = []
    for run in block.runs:
        kept = run.text[count:]
        count = max(0, count - len(run.text))
        if kept:
            runs.append(run._replace(text=kept))
    return (block._replace(runs=tuple(runs)),) if runs else ()


class _Page:
    """The decree while it is being set, in letters of one size."""

    def __init__(self, setting: Setting, size: float) -> None:
        self.setting, self.size = setting, size
        self.large, self.largest = size * HEAD_FACTOR, size * OFFICE_FACTOR

    def letterhead(self, identity: Identity | None) -> None:
        """Kop: emblem, the office's name, a double rule under both."""
        if identity is None or not identity.office:
            return
        setting, top = self.setting, self.setting.y
        side = LOGO + 6 if identity.logo else 0.0
        if identity.logo:
            setting.images.append(Image(Box(setting.left, top, LOGO, LOGO), identity.logo))
        room = setting.width - 2 * side
        lines = tuple(line for words in identity.office for line in balanced(_capitals(paragraph(words)), room, self.largest))
        height = len(lines) * self.largest * LEADING
        tall = max(LOGO if identity.logo else 0.0, height)
        setting.beside(lines, self.largest, Box(setting.left + side, top + (tall - height) / 2, room, height))
        y = top + tall + 3
        left, right = setting.left, setting.left + setting.width
        setting.rules += [Rule(left, y, right, y, 0.8), Rule(left, y + 1.1, right, y + 1.1, 0.25)]
        setting.y = y + 8

    def head(self, title: str, decree: _Decree, identity: Identity | None) -> None:
        """Title, number, tentang, subject; then who decrees."""
        setting = self.setting
        self._middle(paragraph(title), "H1")
        for block in decree.head:
            setting.y += 2.0 if len(plain((block,)).split()) == 1 else 1.0  # "tentang" stands by itself
            self._middle((block,))
        if decree.clauses and identity and identity.signer:
            setting.y += 4.0
            self._middle(paragraph(f"{identity.signer.position.rstrip(',')},"))
        setting.y += 5.0

    def _middle(self, text: Text, role: str = "P") -> None:
        self.setting.add(balanced(_capitals(text), self.setting.width * 0.9, self.large), self.large, "center", role)

    def clause(self, clause: _Clause) -> None:
        """The label, a colon, and the paragraphs in a column beside them; Memutuskan stands alone."""
        setting = self.setting
        if not clause.label:
            setting.need(8 * self.size)
            setting.y += 2.0
            self._middle(paragraph("Memutuskan:"), "H2")
            setting.y += 3.0
            return
        for lines in self._paragraphs(clause):
            setting.add(lines, self.size, gap=1.0)
        setting.y += 1.6

    def height(self, clause: _Clause) -> float:
        """What a clause takes."""
        return sum(len(lines) * self.size * LEADING + 1.0 for lines in self._paragraphs(clause)) + 1.6

    def _paragraphs(self, clause: _Clause) -> list[tuple[SetLine, ...]]:
        """The lines of each paragraph; those of the first begin with the label and the colon."""
        label = clause.label.upper() if ORDINAL.match(clause.label) else clause.label.capitalize()
        (name,), (colon,) = wrap(paragraph(label), LABEL, self.size), wrap(paragraph(" : "), LABEL, self.size)
        before: tuple[SetLine, ...] = (name, moved(colon, LABEL))
        found = []
        for block in clause.text or (Block(()),):
            first, *others = wrap((block,), self.setting.width - LABEL - COLON, self.size) or (NOTHING,)
            found.append((moved(first, LABEL + COLON, *before), *(moved(line, LABEL + COLON) for line in others)))
            before = ()
        return found

    def close(self, close: _Close) -> None:
        """Place, date, who signs, room for the signature, name: one block that is never cut."""
        setting, signer, style = self.setting, close.signer, close.style
        above, position, below = self._close_lines(close)
        setting.need(self.close_height(close))
        x, width = setting.left + setting.width - self._close_width, self._close_width
        y = setting.beside(above, self.size, Box(x, setting.y + 4, width, 0), "left")
        y = setting.beside(position, self.size, Box(x, y + 1, width, 0), "left")
        room = self._room(style)
        if signer and (style.qr_room or style.signature_field):
            place = Box(x, y + 2, QR_SIDE if style.qr_room else width, room - 4)
            setting.signatures.append(
                SignatureRoom(place, f"Tanda tangan elektronik {signer.position}", style.qr_room, style.signature_field)
            )
        setting.y = setting.beside(below, self.size, Box(x, y + room, width, 0), "left") + 6

    def close_height(self, close: _Close) -> float:
        """What the block takes."""
        lines = sum(map(len, self._close_lines(close)))
        return lines * self.size * LEADING + self._room(close.style) + 5

    @property
    def _close_width(self) -> float:
        return min(CLOSE, self.setting.width)

    def _room(self, style: Style) -> float:
        return (QR_SIDE if style.qr_room else SIGNATURE_ROOM) + 4

    def _close_lines(self, close: _Close) -> tuple[tuple[SetLine, ...], tuple[SetLine, ...], tuple[SetLine, ...]]:
        above = wrap(close.words, self._close_width, self.size)
        if close.signer is None:
            return above, (), ()
        position = _capitals(paragraph(f"{close.signer.position.rstrip(',')},"))
        return above, balanced(position, self._close_width, self.size), signature_block(close.signer, self._close_width, self.size)


def _capitals(text: Text) -> Text:
    return tuple(block._replace(runs=tuple(run._replace(text=run.text.upper(), bold=True) for run in block.runs)) for block in text)
