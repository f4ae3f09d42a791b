"""Sheets beside the procedures: lembar pengesahan and penjelasan.

In: what the text says of them, the sheet. Out: placed pages.
"""

from sopflow.layout.plan import Box, PagePlan, Words
from sopflow.layout.setting import Setting, paragraphs
from sopflow.layout.sheet import Sheet
from sopflow.layout.signature import SIGNATURE_ROOM, signature_block
from sopflow.layout.sizes import LINE_FACTOR
from sopflow.layout.text import SetLine, balanced, wrap
from sopflow.model.book import Approval, Part, Signer
from sopflow.model.style import POINT
from sopflow.richtext import Block, paragraph

BODY = 10.5 * POINT
TITLE = 13.0 * POINT
SIGNERS_WIDEST = 225.0

TEXT_SIZE, TEXT_TITLE = 11.0 * POINT, 14.0 * POINT
MEASURE = 185.0
"""The widest column of running text, in mm: about a hundred letters."""


class _Column:
    """Blocks of words set one below the other, and the pages before."""

    def __init__(self, sheet: Sheet, title: str) -> None:
        self.sheet, self.title, self.y = sheet, title, sheet.top
        self.words: list[Words] = []
        self.pages: list[PagePlan] = []

    def add(self, lines: tuple[SetLine, ...], size: float, gap: float = 0.0, role: str = "P") -> None:
        """Lines in the middle of the full width, then a gap."""
        height = len(lines) * size * LINE_FACTOR
        if lines:
            self.words.append(Words(Box(self.sheet.left, self.y, self.sheet.room, height), lines, size, "center", "top", role=role))
        self.y += height + gap

    def turn(self) -> None:
        """Goes on with a new page."""
        sheet, title = self.sheet, self.title
        self.pages.append(PagePlan(sheet.width, sheet.height, title, title, (), tuple(self.words), (), (), (), (), ()))
        self.y, self.words = sheet.top, []


def lay_out_approval(approval: Approval, sheet: Sheet) -> list[PagePlan]:
    """Lembar pengesahan: title, place and date, then the signers; those of one role side by side."""
    column = _Column(sheet, approval.title)
    column.add(balanced(paragraph(approval.title.upper(), bold=True), sheet.room, TITLE), TITLE, gap=10, role="H1")
    place = ", ".join(part for part in (approval.place, approval.date) if part)
    if place:
        lines = wrap(paragraph(place), sheet.room / 3, BODY)
        height = len(lines) * BODY * LINE_FACTOR
        column.words.append(Words(Box(sheet.right - sheet.room / 3, column.y, sheet.room / 3, height), lines, BODY, "center", "top"))
        column.y += height + 4
    for role, signers in _by_role(approval.signers):
        for start in range(0, len(signers), 4):
            _sign(column, role if start == 0 else "", signers[start : start + 4])
    column.turn()
    return column.pages


def _by_role(signers: tuple[Signer, ...]) -> list[tuple[str, list[Signer]]]:
    groups: list[tuple[str, list[Signer]]] = []
    for signer in signers:
        if groups and groups[-1][0] == signer.role:
            groups[-1][1].append(signer)
        else:
            groups.append((signer.role, [signer]))
    return groups


def _sign(column: _Column, role: str, signers: list[Signer]) -> None:
    """A row of signers: positions on one line, room for signatures, names on one line. It is not cut."""
    head = wrap(paragraph(role), column.sheet.room, BODY)
    share = min(column.sheet.room, SIGNERS_WIDEST) / max(len(signers), 2)
    left = column.sheet.left + (column.sheet.room - share * len(signers)) / 2
    above = [balanced(paragraph(signer.position, bold=True), share - 8, BODY) for signer in signers]
    below = [signature_block(signer, share - 8, BODY) for signer in signers]
    line = BODY * LINE_FACTOR
    high, low = max(map(len, above)) * line, max(map(len, below)) * line
    if column.y + len(head) * line + high + SIGNATURE_ROOM + low > column.sheet.bottom and column.words:
        column.turn()
    column.add(head, BODY, gap=1.5)
    top = column.y
    for at, (position, block) in enumerate(zip(above, below, strict=True)):
        x = left + at * share
        column.words.append(Words(Box(x, top, share, high), position, BODY, "center", "top"))
        column.words.append(Words(Box(x, top + high + SIGNATURE_ROOM + 4, share, low), block, BODY, "center", "top"))
    column.y = top + high + SIGNATURE_ROOM + 4 + low + 9


def lay_out_text(part: Part, heading: str, sheet: Sheet) -> list[PagePlan]:
    """A titled text that runs over as many pages as it needs. A paragraph that is bold throughout is a heading."""
    title = part.title or heading
    setting = Setting(sheet, title, MEASURE)
    setting.add(balanced(paragraph(title.upper(), bold=True), setting.width, TEXT_TITLE), TEXT_TITLE, "center", "H1", gap=5.0)
    texts = paragraphs(part.text, setting.width, TEXT_SIZE)
    blocks = [block for block in part.text if wrap((block,), setting.width, TEXT_SIZE)]
    for at, (block, lines) in enumerate(zip(blocks, texts, strict=True)):
        if _is_heading(block):
            setting.y += (2.5 + (1.4 if blocks[at - 1].marker else 0.0)) if at else 0.0
            setting.need(5 * TEXT_SIZE)
            setting.add(lines, TEXT_SIZE, role="H2", gap=1.2)
        else:
            setting.add(lines, TEXT_SIZE, gap=0.8 if block.marker else 2.2)
    return setting.pages()


def _is_heading(block: Block) -> bool:
    return not block.marker and bool(block.runs) and all(run.bold for run in block.runs if run.text.strip())
