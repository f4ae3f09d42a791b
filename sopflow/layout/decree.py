"""Keputusan pimpinan: the decree that gives the procedures their force, in the form of Indonesian decrees.

In: its title and text, the office's identity, an upright sheet. Out: placed pages.
The text is plain: its form is known by its own words. What stands before the first clause is the head, in the middle, in capitals;
`Menimbang:`, `Mengingat:`, `Menetapkan:`, `Kesatu:` … begin clauses; `Memutuskan:` stands alone; `Ditetapkan di …` begins the close.
"""

import re

from sopflow.drawing import BOLD
from sopflow.expressions import expression
from sopflow.layout.cover import HEAVY, office_names
from sopflow.layout.plan import Box, Image, PagePlan, Rule, SignatureRoom
from sopflow.layout.setting import LEADING, Setting, moved, paragraphs
from sopflow.layout.sheet import Sheet
from sopflow.layout.signature import QR_SIDE, SIGNATURE_ROOM, signature_block
from sopflow.layout.text import SetLine, balanced, wrap
from sopflow.model.book import Identity, Part, Signer
from sopflow.model.style import POINT, Style
from sopflow.richtext import Block, Run, Text, paragraph, plain
from sopflow.values import NamedTuple

Look = tuple[float, float, float]
"""Letters in points, their line height, the size of the gaps."""

LOOKS: tuple[Look, ...] = ((11.0, LEADING, 1.0), (10.5, LEADING, 1.0), (10.0, LEADING, 1.0))
"""The largest letters that take no more pages than the smallest."""

TIGHT: tuple[Look, ...] = ((10.5, 1.25, 0.7), (10.0, 1.25, 0.7), (10.0, 1.2, 0.5), (10.0, 1.18, 0.4))
"""How closer a decree may be set for a single page."""

POOR = 0.4
"""A last page filled to less than this share looks left over: it is given more of the text."""

NATURAL = 0.15
"""How much better, in shares of a page, it is to begin the last page with Memutuskan than anywhere else."""

HEAD_FACTOR, OFFICE_FACTOR = 1.08, 1.18
"""How much larger the head and the office's name are."""

LABEL, INSET = 28.0, 31.5
"""Where the colon behind a clause's label stands, and the clause itself."""

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
    """The pages of the decree, as few as can be, the last one well filled."""
    decree = _read(part.text)

    def made(look: Look, turn: int | None = None) -> list[PagePlan]:
        return _pages(decree, part.title or heading, identity, style, sheet, look, turn)

    look, pages = min(((look, made(look)) for look in LOOKS), key=lambda each: len(each[1]))
    if len(pages) == 2:
        pages = next((single for look in TIGHT if len(single := made(look)) == 1), pages)
    if len(pages) < 2 or _filled(pages[-1], sheet) >= POOR:
        return pages
    others = [(turn, made(look, turn)) for turn in range(1, len(decree.clauses))]
    as_few = [
        (_balance(each, sheet) + NATURAL * (not decree.clauses[turn].label), each) for turn, each in others if len(each) == len(pages)
    ]
    return max(as_few, key=lambda each: each[0], default=(0.0, pages))[1]


def _balance(pages: list[PagePlan], sheet: Sheet) -> float:
    """How full the emptier one of the last two pages is."""
    return min(_filled(page, sheet) for page in pages[-2:])


def _filled(page: PagePlan, sheet: Sheet) -> float:
    lowest = max((words.box.bottom for words in page.words), default=sheet.top)
    return (lowest - sheet.top) / (sheet.bottom - sheet.top)


def _pages(
    decree: _Decree,
    title: str,
    identity: Identity | None,
    style: Style,
    sheet: Sheet,
    look: Look,
    turn: int | None,
) -> list[PagePlan]:
    """The pages with letters of one size. The last clause stands on the page of the signature; clause `turn` begins a page."""
    points, leading, gaps = look
    size = points * POINT
    setting = Setting(sheet, title, leading=leading)
    page = _Page(setting, size, gaps)
    page.letterhead(identity)
    page.head(title, decree, identity)
    signed = bool(decree.close or (decree.clauses and identity and identity.signer))
    close = _Close(decree.close, identity.signer if identity else None, style) if signed else None
    for at, clause in enumerate(decree.clauses):
        if at == turn:
            setting.turn()
        if close and at == len(decree.clauses) - 1:
            setting.need(page.height(clause) + page.close_height(close))
        page.clause(clause)
    if close:
        page.close(close)
    for lines in paragraphs(decree.rest, setting.width, size):
        setting.add(lines, size, gap=0.6 * gaps)
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

    def __init__(self, setting: Setting, size: float, gaps: float) -> None:
        self.setting, self.size, self.gaps = setting, size, gaps
        self.large, self.largest = size * HEAD_FACTOR, size * OFFICE_FACTOR

    def letterhead(self, identity: Identity | None) -> None:
        """Kop: emblem, the office's name, a double rule under both."""
        names = office_names(identity)
        if identity is None or not names:
            return
        setting, top = self.setting, self.setting.y
        side = LOGO + 6 if identity.logo else 0.0
        if identity.logo:
            setting.images.append(Image(Box(setting.left, top, LOGO, LOGO), identity.logo))
        room = setting.width - 2 * side
        lines = tuple(line for words in names for line in balanced(_capitals(paragraph(words)), room, self.largest))
        height = len(lines) * self.largest * setting.leading
        tall = max(LOGO if identity.logo else 0.0, height)
        setting.beside(lines, self.largest, Box(setting.left + side, top + (tall - height) / 2, room, height))
        y = top + tall + 3
        left, right = setting.left, setting.left + setting.width
        setting.rules += [Rule(left, y, right, y, HEAVY), Rule(left, y + 1.1, right, y + 1.1, BOLD)]
        setting.y = y + 1.1 + 7 * self.gaps

    def head(self, title: str, decree: _Decree, identity: Identity | None) -> None:
        """Title, number, tentang, subject; then who decrees."""
        setting = self.setting
        self._middle(paragraph(title), "H1")
        for block in decree.head:
            setting.y += self.gaps * (2.0 if len(plain((block,)).split()) == 1 else 1.0)  # "tentang" stands by itself
            self._middle((block,))
        if decree.clauses and identity and identity.signer:
            setting.y += 4.0 * self.gaps
            self._middle(paragraph(f"{identity.signer.position.rstrip(',')},"))
        setting.y += 5.0 * self.gaps

    def _middle(self, text: Text, role: str = "P") -> None:
        self.setting.add(balanced(_capitals(text), self.setting.width * 0.9, self.large), self.large, "center", role)

    def clause(self, clause: _Clause) -> None:
        """The label, a colon, and the paragraphs in a column beside them; Memutuskan stands alone."""
        setting = self.setting
        if not clause.label:
            setting.need(8 * self.size)
            setting.y += 2.0 * self.gaps
            self._middle(paragraph("Memutuskan:"), "H2")
            setting.y += 3.0 * self.gaps
            return
        label, (first, *others) = self._label(clause), self._paragraphs(clause)
        if clause.text and clause.text[0].marker:  # a list stands beside its label
            setting.add(first, self.size, gap=self.gaps, inset=INSET, label=(label,))
        else:  # one text, also to those who hear it
            lines = (moved(first[0], INSET, label), *(moved(line, INSET) for line in first[1:]))
            setting.add(lines, self.size, gap=self.gaps)
        for lines in others:
            setting.add(lines, self.size, gap=self.gaps, inset=INSET)
        setting.y += 1.6 * self.gaps

    def height(self, clause: _Clause) -> float:
        """What a clause takes."""
        return sum(len(lines) * self.size * self.setting.leading + self.gaps for lines in self._paragraphs(clause)) + 1.6 * self.gaps

    def _label(self, clause: _Clause) -> SetLine:
        """The word that begins a clause, and its colon."""
        label = clause.label.upper() if ORDINAL.match(clause.label) else clause.label.capitalize()
        (name,), (colon,) = wrap(paragraph(label), LABEL, self.size), wrap(paragraph(" : "), LABEL, self.size)
        return moved(colon, LABEL, name)

    def _paragraphs(self, clause: _Clause) -> list[tuple[SetLine, ...]]:
        return paragraphs(clause.text, self.setting.width - INSET, self.size) or [(NOTHING,)]

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
        setting.y = setting.beside(below, self.size, Box(x, y + room, width, 0), "left") + 6 * self.gaps

    def close_height(self, close: _Close) -> float:
        """What the block takes."""
        lines = sum(map(len, self._close_lines(close)))
        return lines * self.size * self.setting.leading + self._room(close.style) + 5

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
