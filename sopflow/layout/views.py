"""A part of a document → placed sheets: one continuous picture a chart, or the part's pages on its paper.

In: a book without errors and a view of a part. Out: the sheets; errors among the diagnostics when the view can't be had.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.layout.chart import lay_out_chart
from sopflow.layout.coverage import missing_letters
from sopflow.layout.document import DocumentPlan, SheetPlan, chart_room, lay_out_sop
from sopflow.layout.front import page_sheet
from sopflow.layout.identity import lay_out_identity
from sopflow.layout.parts import excerpt
from sopflow.layout.picture import EDGE, lay_out_picture
from sopflow.layout.plan import PagePlan
from sopflow.layout.sheet import Sheet
from sopflow.layout.sizes import sizes_of
from sopflow.model.book import Book, Chart, Sop
from sopflow.view import View

IDENTITY_LEAST = 90.0
"""Millimetres: a narrower identity page would break the words of its labels."""

Made = tuple[list[SheetPlan], list[Diagnostic]]


def lay_out_view(book: Book, view: View) -> DocumentPlan:
    """Places the part that the view shows, procedure by procedure."""
    sheets: list[SheetPlan] = []
    found: list[Diagnostic] = []
    for sop in book.sops:
        made = _identity(sop, view) if view.part == "identitas" else _charts(sop, view)
        sheets += made[0]
        found += made[1]
    if not sheets and not found:
        found.append(_nothing(book, view))
    return DocumentPlan(tuple(sheets), (), (*missing_letters(book), *found))


def _nothing(book: Book, view: View) -> Diagnostic:
    """Why no sheet came of a view."""
    span = book.sops[0].span
    if view.part == "identitas":
        return Diagnostic("error", "bagian-kosong", "Naskah ini tidak berisi identitas", span, "isi identitasnya, atau pilih bagian lain")
    if view.rows is None:
        return Diagnostic("error", "bagian-kosong", "Naskah ini tidak berisi kegiatan", span, "tulis kegiatannya, atau pilih bagian lain")
    most = max((len(chart.rows) for sop in book.sops for chart in sop.charts), default=0)
    message = f"Tidak ada baris {view.rows[0]}-{view.rows[1]}; bagan terpanjang berisi {most} kegiatan"
    return Diagnostic("error", "rentang-baris", message, span, f"pilih baris antara 1 dan {most}")


def _identity(sop: Sop, view: View) -> Made:
    if not sop.identity:
        return [], []
    sizes = sizes_of(sop.style)
    paper = page_sheet(sop.style._replace(page_numbers=False))
    if view.paged:
        return [SheetPlan(page, sizes) for page in lay_out_identity(sop, sop.identity, paper, sizes, whole=True)], []
    width = view.width or paper.room + 2 * EDGE
    if width < IDENTITY_LEAST:
        hint = f"pakai lebar paling sedikit {IDENTITY_LEAST:g} mm"
        return [], [Diagnostic("error", "lebar-kurang", f"Identitas tidak muat di lebar {width:g} mm", sop.span, hint)]
    sheet = Sheet(width, 0.0, EDGE, EDGE, width - EDGE, float("inf"))
    (page,) = lay_out_identity(sop, sop.identity, sheet, sizes, whole=True)
    return [SheetPlan(page._replace(height=max(rule.y2 for rule in page.rules) + EDGE), sizes)], []


def _charts(sop: Sop, view: View) -> Made:
    if view == View("bagan"):
        pages = lay_out_sop(sop)
        return [SheetPlan(chart, pages.sizes) for chart in pages.charts], pages.diagnostics
    sheets: list[SheetPlan] = []
    found: list[Diagnostic] = []
    for chart in sop.charts:
        if view.rows and view.rows[1] > len(chart.rows):
            continue
        made = _chart_pages(sop, chart, view) if view.paged else _picture(sop, chart, view)
        sheets += made[0]
        found += made[1]
    return sheets, found


def _chart_pages(sop: Sop, chart: Chart, view: View) -> Made:
    part = excerpt(chart, sop.style, view)
    sizes = part.sizes(sizes_of(part.style))
    room = chart_room(sop, chart, page_sheet(part.style))
    layout = lay_out_chart(part.window.chart, sop.name, part.style, sizes, (room, room._replace(title="", subtitle="")))
    pages = [_marked(page, chart.title or "Bagan alir") if at == 0 else page for at, page in enumerate(layout.pages)]
    return [SheetPlan(page, sizes) for page in pages], list(layout.diagnostics)


def _marked(page: PagePlan, title: str) -> PagePlan:
    return page._replace(bookmarks=((1, title),))


def _picture(sop: Sop, chart: Chart, view: View) -> Made:
    part = excerpt(chart, sop.style, view)
    paper = page_sheet(part.style).room + 2 * EDGE
    width = view.width or (None if view.part == "alur" else paper)
    picture = lay_out_picture(part, sop.name, sizes_of(part.style), width)
    return [SheetPlan(picture.plan, picture.sizes)], list(picture.diagnostics)
