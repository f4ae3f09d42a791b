"""Where in the text a thing in the picture was written.

In: a book and its drawn pages. Out: for each page its section (one table of one procedure), and for each section its anchors: the name of
a thing as the SVG carries it (docs/svg.md), and the place of its words. Only places in the main text are told.

Names: `#ID` of a shape or an arrow; `ROW/COLUMN` of a cell; `/COLUMN` of a cell outside the rows (identity, head of the table).
"""

from collections.abc import Iterator

from sopflow.drawing import Page
from sopflow.model.book import COLUMNS, Book, Chart, Sop
from sopflow.source import Span
from sopflow.values import NamedTuple

Place = tuple[int, int, int]
"""Line and column from 0, as the page counts them, and length."""


class Section(NamedTuple):
    """One table of a procedure with what stands beside it: its name (told in bookmarks) and its anchors."""

    anchors: dict[str, Place]


class Anchored(NamedTuple):
    """`pages`: for each page the index of its section, or None for pages of no procedure (cover, contents)."""

    pages: tuple[int | None, ...]
    sections: tuple[Section, ...]


def anchored(book: Book, pages: tuple[Page, ...], file: str) -> Anchored:
    """The sections of the pages, with the anchors that lie in `file`."""
    sections: list[Section] = []
    firsts: list[int] = []
    for sop in book.sops:
        firsts.append(len(sections))
        for chart in sop.charts:
            found = (*_of_identity(sop), *_of_chart(chart))
            sections.append(Section({name: (span.line - 1, span.column - 1, span.length) for name, span in found if span.file == file}))
    return Anchored(tuple(_sections_of(pages, book, firsts)), tuple(sections))


def _sections_of(pages: tuple[Page, ...], book: Book, firsts: list[int]) -> Iterator[int | None]:
    """Bookmarks tell where a procedure begins (level 1) and where each of its parts does (level 2): identity, approval sheet, tables."""
    sop, parts = -1, 0
    for page in pages:
        for level, _ in page.bookmarks:
            sop, parts = (sop + 1, 0) if level == 1 else (sop, parts + 1)
        if not 0 <= sop < len(book.sops) or not book.sops[sop].charts:
            yield None
            continue
        this = book.sops[sop]
        before = (this.identity is not None) + (this.approval is not None)
        yield firsts[sop] + min(max(parts - before - 1, 0), len(this.charts) - 1)


def _of_identity(sop: Sop) -> Iterator[tuple[str, Span]]:
    yield "/sop", sop.span
    if sop.identity is None:
        return
    for entry in sop.identity.entries:
        yield f"/{entry.key}", entry.span
    for box in sop.identity.boxes:
        yield f"/{box.key}", box.span
    if sop.identity.signer:
        yield "/disahkan oleh", sop.identity.signer.span


def _of_chart(chart: Chart) -> Iterator[tuple[str, Span]]:
    for lane in chart.lanes:
        yield f"/lajur-{lane.id}", lane.span
    for stage in (stage for stage in chart.stages if stage.before < len(chart.rows)):
        yield f"tahap-{chart.rows[stage.before].key}/tahap", stage.span
    for row in chart.rows:
        yield f"{row.key}/no", row.span
        yield f"{row.key}/kegiatan", row.text[0].span if row.text else row.span
        for column, cell in zip(COLUMNS, row.cells, strict=True):
            yield f"{row.key}/{column}", cell.span if cell.span.line else row.span
        for shape in row.shapes:
            yield f"#{shape.id}", shape.span if shape.span.line else row.span
    for flow in chart.flows:
        yield f"#{flow.id}", flow.span
