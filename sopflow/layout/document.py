"""Book → placed pages: which sheets a document has, in the regulation's order, and what stands at their foot.

Order (Permenpan 35/2012, unsur dokumentasi, then unsur prosedur): cover, decree, contents, explanation; then each procedure with its
identity, approval sheet and charts.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.layout.chart import lay_out_chart
from sopflow.layout.contents import Entry
from sopflow.layout.coverage import missing_letters
from sopflow.layout.front import Section, contents_entries, lay_out_part, page_labels, page_sheet, with_foot
from sopflow.layout.identity import lay_out_identity
from sopflow.layout.links import linked
from sopflow.layout.plan import PagePlan
from sopflow.layout.room import PageRoom
from sopflow.layout.sheet import Sheet
from sopflow.layout.sizes import Sizes, sizes_of
from sopflow.model.book import Approval, Book, Chart, Sop
from sopflow.model.style import PRESETS, Style
from sopflow.values import NamedTuple


class SheetPlan(NamedTuple):
    """A placed page and the sizes that it is to be drawn with."""

    plan: PagePlan
    sizes: Sizes


class DocumentPlan(NamedTuple):
    """All sheets in order, the continuous charts with their names, and what did not fit."""

    sheets: tuple[SheetPlan, ...]
    charts: tuple[SheetPlan, ...]
    diagnostics: tuple[Diagnostic, ...]


class SopPages(NamedTuple):
    """The pages of one procedure, its continuous charts, the sizes to draw them with, and what did not fit."""

    own: list[PagePlan]
    charts: list[PagePlan]
    sizes: Sizes
    diagnostics: list[Diagnostic]


def lay_out(book: Book) -> DocumentPlan:
    """Places the whole document."""
    whole_set = any(sop.parts for sop in book.sops)  # then the approval sheets come last
    made = [(sop, lay_out_sop(sop._replace(approval=None) if whole_set else sop)) for sop in book.sops]
    approvals = [_approval(sop, sop.approval) for sop in book.sops if whole_set and sop.approval]
    sections = _counted(made, approvals)
    labels = page_labels(sections)
    total = sum(label.isdigit() for each in labels for label in each)
    pages = [
        with_foot(page, section, label, total)
        for section, numbers in zip(sections, labels, strict=True)
        for page, label in zip(section.pages, numbers, strict=True)
    ]
    sizes = [section.sizes for section in sections for _ in section.pages]
    sheets = tuple(SheetPlan(page, each) for page, each in zip(linked(pages, sections), sizes, strict=True))
    charts = tuple(SheetPlan(chart, pages.sizes) for _, pages in made for chart in pages.charts)
    found = (*missing_letters(book), *(each for _, pages in made for each in pages.diagnostics))
    return DocumentPlan(sheets, charts, found)


def _counted(made: list[tuple[Sop, SopPages]], approvals: list[Section]) -> list[Section]:
    """The sections, with contents that tell the pages as they are: their own length moves what stands behind them."""
    entries: list[Entry] = []
    while True:
        sections = _sections(made, entries) + approvals
        told = contents_entries(sections)
        if told == entries:
            return sections
        entries = told


def _sections(made: list[tuple[Sop, SopPages]], entries: list[Entry]) -> list[Section]:
    """The parts of the set and the procedures, in the order of the document."""
    sections: list[Section] = []
    for sop, pages in made:
        sections += [lay_out_part(part, sop, entries, pages.sizes) for part in sop.parts]
        if pages.own:
            name = sop.name or "SOP"
            first = pages.own[0]._replace(bookmarks=((1, name), *pages.own[0].bookmarks))
            sections.append(Section("sop", name, [first, *pages.own[1:]], sop.style, pages.sizes))
    return sections


def _approval(sop: Sop, approval: Approval) -> Section:
    first, *others = _approval_pages(approval, page_sheet(sop.style))
    pages = [first._replace(bookmarks=((1, approval.title),)), *others]
    return Section("pengesahan", approval.title, pages, sop.style, sizes_of(sop.style))


def _approval_pages(approval: Approval, sheet: Sheet) -> list[PagePlan]:
    from sopflow.layout.sheets import lay_out_approval  # few documents have such a sheet

    return lay_out_approval(approval, sheet)


def lay_out_sop(sop: Sop) -> SopPages:
    """The pages of one procedure: identity, approval sheet, charts."""
    if sop.style.one_sheet and sop.identity and len(sop.charts) == 1:
        return _one_sheet(sop)
    sheet, sizes = page_sheet(sop.style), sizes_of(sop.style)
    own: list[PagePlan] = []
    if sop.identity:
        pages = lay_out_identity(sop, sop.identity, sheet, sizes, whole=True)
        own += [page._replace(bookmarks=((2, "Identitas"),)) if at == 0 else page for at, page in enumerate(pages)]
    if sop.approval:
        first, *others = _approval_pages(sop.approval, sheet)
        own += [first._replace(bookmarks=((2, sop.approval.title),)), *others]
    charts: list[PagePlan] = []
    diagnostics: list[Diagnostic] = []
    for chart in sop.charts:
        room = chart_room(sop, chart, sheet)
        layout = lay_out_chart(chart, sop.name, sop.style, sizes, (room, room._replace(title="", subtitle="")))
        mark = ((2, chart.title or "Bagan alir"),)
        own += [page._replace(bookmarks=mark) if at == 0 else page for at, page in enumerate(layout.pages)]
        charts.append(layout.continuous)
        diagnostics += layout.diagnostics
    return SopPages(own, charts, sizes, diagnostics)


def chart_room(sop: Sop, chart: Chart, sheet: Sheet) -> PageRoom:
    """The page for a chart, with its title where the table has one of its own, the style asks for it, or no identity page tells it."""
    title = chart.title or (sop.name if sop.style.table_title or not sop.identity else "")
    return PageRoom(sheet.width, sheet.height, sheet.left, sheet.top, sheet.room, sheet.bottom, title, chart.number)


def _one_sheet(sop: Sop) -> SopPages:
    """Identity and chart on one page; on pages of their own, with a warning, where that page can't hold them."""
    from sopflow.layout.one_sheet import lay_out_one_sheet, paper_that_fits  # few documents need it

    found = lay_out_one_sheet(sop)
    if found is None:
        apart = lay_out_sop(sop._replace(style=sop.style._replace(one_sheet=False, font_size=PRESETS["permenpan"].font_size)))
        message = "Identitas dan bagan tidak muat pada satu halaman; keduanya dicetak terpisah"
        complaint = Diagnostic("warning", "tidak-muat-satu-halaman", message, sop.span, _paper_hint(sop.style, paper_that_fits(sop)))
        return apart._replace(diagnostics=[*apart.diagnostics, complaint])
    own = [found.page]
    if sop.approval:
        own += _approval_pages(sop.approval, page_sheet(sop.style))
    return SopPages(own, [found.chart.continuous], found.sizes, list(found.chart.diagnostics))


def _paper_hint(asked: Style, style: Style | None) -> str:
    """What to write for a page that holds identity and chart, where there is one."""
    if style is None:
        return "pakai gaya lain selain «satu-halaman»; tidak ada kertas yang cukup besar"
    direction = "mendatar" if style.landscape else "tegak"
    if style.paper == asked.paper:
        return f"pakai «arah: {direction}» di bawah «gaya:», atau gaya lain selain «satu-halaman»"
    return f"pakai «kertas: {style.paper}» dan «arah: {direction}» di bawah «gaya:», atau gaya lain selain «satu-halaman»"
