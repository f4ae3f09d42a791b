"""Sheets beside the procedures: lembar pengesahan, cover, decree, explanation, contents.

In: what the text says of them, the sheet. Out: placed pages.
"""

from sopflow.layout.identity import SIGNATURE_ROOM, Sheet, signature_block
from sopflow.layout.plan import Box, Image, PagePlan, Words
from sopflow.layout.sizes import LINE_FACTOR
from sopflow.layout.text import SetLine, balanced, wrap
from sopflow.model.book import Approval, Identity, Part, Signer
from sopflow.model.style import POINT
from sopflow.richtext import paragraph

BODY = 10.5 * POINT
TITLE = 13.0 * POINT
COVER_TITLE = 20.0 * POINT
LOGO = 34.0
SIGNERS_WIDEST = 225.0


def _page(sheet: Sheet, title: str, words: list[Words], images: tuple[Image, ...] = ()) -> PagePlan:
    return PagePlan(sheet.width, sheet.height, title, title, (), tuple(words), (), (), (), images, ())


class _Column:
    """Blocks of words set one below the other."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.y = sheet, sheet.top
        self.words: list[Words] = []

    def add(self, lines: tuple[SetLine, ...], size: float, align: str = "center", gap: float = 0.0) -> None:
        """Lines over the full width, then a gap."""
        height = len(lines) * size * LINE_FACTOR
        if lines:
            self.words.append(Words(Box(self.sheet.left, self.y, self.sheet.room, height), lines, size, align, "top"))  # type: ignore[arg-type]
        self.y += height + gap


def lay_out_approval(approval: Approval, sheet: Sheet) -> PagePlan:
    """Lembar pengesahan: title, place and date, then the signers; those of one role side by side."""
    column = _Column(sheet)
    column.add(balanced(paragraph(approval.title.upper(), bold=True), sheet.room, TITLE), TITLE, gap=10)
    place = ", ".join(part for part in (approval.place, approval.date) if part)
    if place:
        lines = wrap(paragraph(place), sheet.room / 3, BODY)
        height = len(lines) * BODY * LINE_FACTOR
        column.words.append(Words(Box(sheet.right - sheet.room / 3, column.y, sheet.room / 3, height), lines, BODY, "center", "top"))
        column.y += height + 4
    for role, signers in _by_role(approval.signers):
        for start in range(0, len(signers), 4):
            _sign(column, role if start == 0 else "", signers[start : start + 4])
    return _page(sheet, approval.title, column.words)


def _by_role(signers: tuple[Signer, ...]) -> list[tuple[str, list[Signer]]]:
    groups: list[tuple[str, list[Signer]]] = []
    for signer in signers:
        if groups and groups[-1][0] == signer.role:
            groups[-1][1].append(signer)
        else:
            groups.append((signer.role, [signer]))
    return groups


def _sign(column: _Column, role: str, signers: list[Signer]) -> None:
    """A row of signers: positions on one line, room for signatures, names on one line."""
    column.add(wrap(paragraph(role), column.sheet.room, BODY), BODY, gap=1.5)
    share = min(column.sheet.room, SIGNERS_WIDEST) / max(len(signers), 2)
    left = column.sheet.left + (column.sheet.room - share * len(signers)) / 2
    above = [balanced(paragraph(signer.position, bold=True), share - 8, BODY) for signer in signers]
    below = [signature_block(signer, share - 8, BODY) for signer in signers]
    line = BODY * LINE_FACTOR
    top, high, low = column.y, max(map(len, above)) * line, max(map(len, below)) * line
    for at, (position, block) in enumerate(zip(above, below, strict=True)):
        x = left + at * share
        column.words.append(Words(Box(x, top, share, high), position, BODY, "center", "top"))
        column.words.append(Words(Box(x, top + high + SIGNATURE_ROOM + 4, share, low), block, BODY, "center", "top"))
    column.y = top + high + SIGNATURE_ROOM + 4 + low + 9


def lay_out_cover(part: Part, name: str, identity: Identity | None, year: str, sheet: Sheet) -> PagePlan:
    """Halaman judul: emblem, title, office, year (Permenpan 35/2012: judul SOP AP, instansi, tahun)."""
    column = _Column(sheet)
    images: tuple[Image, ...] = ()
    column.y += sheet.room * 0.06
    if identity and identity.logo:
        images = (Image(Box(sheet.left + sheet.room / 2 - LOGO, column.y, 2 * LOGO, LOGO), identity.logo),)
        column.y += LOGO + 10
    column.add(wrap(paragraph("STANDAR OPERASIONAL PROSEDUR", bold=True), sheet.room, TITLE), TITLE, gap=6)
    column.add(balanced(paragraph((part.title or name).upper(), bold=True), sheet.room * 0.8, COVER_TITLE), COVER_TITLE, gap=10)
    column.add(wrap(part.text, sheet.room * 0.7, BODY), BODY, gap=8)
    office = identity.office if identity else ()
    lines = tuple(line for words in (*office, year) if words for line in wrap(paragraph(words.upper(), bold=True), sheet.room, TITLE))
    height = len(lines) * TITLE * LINE_FACTOR
    column.words.append(Words(Box(sheet.left, sheet.bottom - height - 8, sheet.room, height), lines, TITLE, "center", "top"))
    return _page(sheet, part.title or name or "Sampul", column.words, images)


def lay_out_text(part: Part, heading: str, sheet: Sheet) -> list[PagePlan]:
    """A titled text that runs over as many pages as it needs: keputusan, penjelasan."""
    title = part.title or heading
    lines = wrap(part.text, sheet.room, BODY)
    pages: list[PagePlan] = []
    rest = lines
    first = True
    while first or rest:
        column = _Column(sheet)
        if first:
            column.add(wrap(paragraph(title.upper(), bold=True), sheet.room, TITLE), TITLE, gap=6)
        fits = max(1, int((sheet.bottom - column.y) / (BODY * LINE_FACTOR)))
        column.add(rest[:fits], BODY, "left")
        rest, first = rest[fits:], False
        pages.append(_page(sheet, title, column.words))
    return pages


def lay_out_contents(part: Part, entries: list[tuple[str, int]], sheet: Sheet) -> list[PagePlan]:
    """Daftar isi: names on the left, page numbers on the right."""
    pages: list[PagePlan] = []
    column = _Column(sheet)
    column.add(wrap(paragraph((part.title or "Daftar Isi").upper(), bold=True), sheet.room, TITLE), TITLE, gap=6)
    for at, (name, number) in enumerate(entries, 1):
        lines = wrap(paragraph(f"{at}. {name}"), sheet.room - 20, BODY)
        height = len(lines) * BODY * LINE_FACTOR
        if column.y + height > sheet.bottom:
            pages.append(_page(sheet, "Daftar Isi", column.words))
            column = _Column(sheet)
        figure = wrap(paragraph(str(number)), 14, BODY)
        column.words.append(Words(Box(sheet.left, column.y, sheet.room - 20, height), lines, BODY, "left", "top"))
        width = figure[0].width if figure else 0.0
        column.words.append(Words(Box(sheet.right - width, column.y, width, height), figure, BODY, "left", "bottom"))
        column.y += height + 1.2
    pages.append(_page(sheet, "Daftar Isi", column.words))
    return pages
