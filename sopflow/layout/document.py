"""Book → placed pages: which sheets a document has, in the regulation's order, and what stands at their foot.

Order (Permenpan 35/2012, unsur dokumentasi, then unsur prosedur): cover, decree, contents, explanation; then each procedure with its
identity, approval sheet and charts.
"""

from typing import NamedTuple

from sopflow.diagnostics import Diagnostic
from sopflow.layout.chart import lay_out_chart
from sopflow.layout.coverage import missing_letters
from sopflow.layout.identity import Sheet, lay_out_identity
from sopflow.layout.plan import Box, PagePlan, Words
from sopflow.layout.room import PageRoom
from sopflow.layout.sheets import lay_out_approval, lay_out_contents, lay_out_cover, lay_out_text
from sopflow.layout.sizes import LINE_FACTOR, Sizes, sizes_of
from sopflow.layout.text import wrap
from sopflow.model.book import Book, Chart, Part, Sop
from sopflow.model.style import POINT, PRESETS, Style
from sopflow.richtext import paragraph

FOOTER = 7.0 * POINT
FOOTER_GAP = 1.6
ONE_SHEET_LEAST = 5.5
"""Points: the one-sheet style does not go below this."""

FLAT_HEADINGS = {"keputusan": "Keputusan", "penjelasan": "Penjelasan Singkat Penggunaan"}


class SheetPlan(NamedTuple):
    """A placed page and the sizes that it is to be drawn with."""

    plan: PagePlan
    sizes: Sizes


class DocumentPlan(NamedTuple):
    """All sheets in order, the continuous charts with their names, and what did not fit."""

    sheets: tuple[SheetPlan, ...]
    charts: tuple[SheetPlan, ...]
    diagnostics: tuple[Diagnostic, ...]


class _SopPages(NamedTuple):
    before: list[PagePlan]
    own: list[PagePlan]
    charts: list[PagePlan]
    sizes: Sizes
    diagnostics: list[Diagnostic]


def lay_out(book: Book) -> DocumentPlan:
    """Places the whole document."""
    made = [(sop, _lay_out_sop(sop)) for sop in book.sops]
    sheets: list[SheetPlan] = []
    entries: list[tuple[int, str, int]] = []
    for sop, pages in made:
        for part in sop.parts:
            sheets += [SheetPlan(page, pages.sizes) for page in _part_pages(part, sop, book, made)]
        name = sop.name or "SOP"
        for at, page in enumerate(pages.own):
            marks = ((1, name),) if at == 0 else ()
            sheets.append(SheetPlan(page._replace(bookmarks=(*marks, *page.bookmarks)), pages.sizes))
        entries.append((len(sheets), name, 0))
    total = len(sheets)
    numbered = tuple(_with_footer(sheet, at, total, book) for at, sheet in enumerate(sheets, 1))
    charts = tuple(SheetPlan(chart, pages.sizes) for _, pages in made for chart in pages.charts)
    return DocumentPlan(numbered, charts, (*missing_letters(book), *(each for _, pages in made for each in pages.diagnostics)))


def _sheet(style: Style) -> Sheet:
    width, height = style.page_size()
    top, right, bottom, left = style.margins
    foot = bottom + (FOOTER * LINE_FACTOR + FOOTER_GAP if style.page_numbers else 0.0)
    return Sheet(width, height, left, top, width - right, height - foot)


def _lay_out_sop(sop: Sop) -> _SopPages:
    if sop.style.one_sheet and sop.identity and len(sop.charts) == 1:
        return _one_sheet(sop)
    sheet, sizes = _sheet(sop.style), sizes_of(sop.style)
    own: list[PagePlan] = []
    if sop.identity:
        pages = lay_out_identity(sop, sop.identity, sheet, sizes, whole=True)
        own += [page._replace(bookmarks=((2, "Identitas"),)) if at == 0 else page for at, page in enumerate(pages)]
    if sop.approval:
        own.append(lay_out_approval(sop.approval, sheet)._replace(bookmarks=((2, sop.approval.title),)))
    charts: list[PagePlan] = []
    diagnostics: list[Diagnostic] = []
    for chart in sop.charts:
        room = _chart_room(sop, chart, sheet)
        layout = lay_out_chart(chart, sop.name, sop.style, sizes, (room, room._replace(title="", subtitle="")))
        mark = ((2, chart.title or "Bagan alir"),)
        own += [page._replace(bookmarks=mark) if at == 0 else page for at, page in enumerate(layout.pages)]
        charts.append(layout.continuous)
        diagnostics += layout.diagnostics
    return _SopPages([], own, charts, sizes, diagnostics)


def _chart_room(sop: Sop, chart: Chart, sheet: Sheet) -> PageRoom:
    """The page for a chart, with its title where the table has one of its own, the style asks for it, or no identity page tells it."""
    title = chart.title or (sop.name if sop.style.table_title or not sop.identity else "")
    return PageRoom(0, 0, sheet.width, sheet.height, sheet.left, sheet.top, sheet.room, sheet.bottom, title, chart.number)


def _one_sheet(sop: Sop) -> _SopPages:
    """Identity and chart on one page, in the largest letters that fit."""
    assert sop.identity is not None
    sheet = _sheet(sop.style)
    size = sop.style.font_size
    while True:
        style = sop.style._replace(font_size=size)
        sizes = sizes_of(style)
        identity = lay_out_identity(sop._replace(style=style), sop.identity, sheet, sizes, whole=False)
        bottom = max(rule.y2 for rule in identity[-1].rules)
        other = PageRoom(0, 0, sheet.width, sheet.height, sheet.left, sheet.top, sheet.room, sheet.bottom, sop.charts[0].title)
        first = other._replace(top=bottom + 3.0, title=sop.charts[0].title)
        layout = lay_out_chart(sop.charts[0], sop.name, style, sizes, (first, other._replace(title="")))
        fits = len(identity) == 1 and len(layout.pages) == 1
        if fits or size - 0.5 < ONE_SHEET_LEAST:
            break
        size -= 0.5
    if not fits:
        apart = _lay_out_sop(sop._replace(style=sop.style._replace(one_sheet=False, font_size=PRESETS["permenpan"].font_size)))
        message = "Identitas dan bagan tidak muat pada satu halaman; keduanya dicetak terpisah"
        hint = "pakai kertas lebih besar, atau gaya lain selain «satu-halaman»"
        return apart._replace(diagnostics=[*apart.diagnostics, Diagnostic("warning", "tidak-muat-satu-halaman", message, sop.span, hint)])
    joined = _merged(identity[-1], layout.pages[0])
    own = [*identity[:-1], joined, *layout.pages[1:]]
    if sop.approval:
        own.append(lay_out_approval(sop.approval, sheet))
    return _SopPages([], own, [layout.continuous], sizes, list(layout.diagnostics))


def _merged(upper: PagePlan, lower: PagePlan) -> PagePlan:
    return lower._replace(
        cells=upper.cells + lower.cells,
        words=upper.words + lower.words,
        rules=upper.rules + lower.rules,
        images=upper.images + lower.images,
    )


def _part_pages(part: Part, sop: Sop, book: Book, made: list[tuple[Sop, _SopPages]]) -> list[PagePlan]:
    sheet = _sheet(sop.style)
    if part.kind == "sampul":
        year = str(sop.date[0]) if sop.date else ""
        return [lay_out_cover(part, sop.name, sop.identity, year, sheet)]
    if part.kind == "daftar isi":
        return _contents(part, book, made, sheet)
    return lay_out_text(part, FLAT_HEADINGS[part.kind], sheet)


def _contents(part: Part, book: Book, made: list[tuple[Sop, _SopPages]], sheet: Sheet) -> list[PagePlan]:
    """The contents list counts the pages of the parts before the procedures, itself among them."""
    length = 1
    while True:
        entries: list[tuple[str, int]] = []
        page = 1
        for sop, pages in made:
            for each in sop.parts:
                page += length if each.kind == "daftar isi" else len(_part_pages(each, sop, book, made))
            entries.append((sop.name or "SOP", page))
            page += len(pages.own)
        contents = lay_out_contents(part, entries, sheet)
        if len(contents) <= length:
            return contents
        length = len(contents)


def _with_footer(sheet: SheetPlan, number: int, total: int, book: Book) -> SheetPlan:
    """The page's place in the document, small, under the right edge; none on a document of one page."""
    style = book.sops[0].style
    if not style.page_numbers or total < 2:
        return sheet
    area = _sheet(style)
    lines = wrap(paragraph(f"Halaman {number} dari {total}"), area.room, FOOTER)
    y = min(sheet.plan.height - style.margins[2] - FOOTER * LINE_FACTOR, sheet.plan.height - FOOTER * LINE_FACTOR - 2)
    width = lines[0].width
    words = Words(Box(sheet.plan.width - style.margins[1] - width, y, width, FOOTER * LINE_FACTOR), lines, FOOTER, "left", "bottom")
    return sheet._replace(plan=sheet.plan._replace(words=(*sheet.plan.words, words)))
