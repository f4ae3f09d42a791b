"""A document as PDF. In: a finished drawing. Out: the bytes of one file: its pages, tagged for readers that speak, an outline, the
typeface within; PDF/A-2b, or 3b with attachments.

What holds: it shows what the SVG pages show; text is text, with its spaces; the same drawing gives the same bytes with the same libraries.
"""

from io import BytesIO
from typing import Any

from sopflow.drawing import Drawing, Page
from sopflow.export.cairo import MissingLibrary, cairo
from sopflow.export.logo import Logos
from sopflow.export.pdf_archive import Attachment, dated
from sopflow.export.pdf_finish import finish
from sopflow.export.pdf_places import POINTS
from sopflow.export.pdf_tags import paint_tagged
from sopflow.export.pictures import PictureError, check_picture
from sopflow.export.words import cleaned
from sopflow.values import NamedTuple

__all__ = ["Attachment", "MissingLibrary", "PdfOptions", "PictureError", "check_picture", "pdf"]


class PdfOptions(NamedTuple):
    """What a PDF holds besides its pages."""

    attachments: tuple[Attachment, ...] = ()


PLAIN = PdfOptions()


def pdf(drawing: Drawing, options: PdfOptions = PLAIN) -> bytes:
    """The PDF of the pages of `drawing`. MissingLibrary without cairo; PictureError for a picture that can't be drawn."""
    if not drawing.pages:
        raise ValueError("a drawing without pages")
    return finish(painted(drawing), drawing, options.attachments)


def painted(drawing: Drawing) -> bytes:
    """The pages with their tags, the outline and the properties, as cairo writes them."""
    library = cairo()
    target = BytesIO()
    first = drawing.pages[0]
    surface = library.PDFSurface(target, first.width * POINTS, first.height * POINTS)
    surface.restrict_to_version(library.PDF_VERSION_1_5)
    _describe(surface, drawing)
    context = library.Context(surface)
    logos = Logos()
    for pages in _sections(drawing.pages):
        for page in pages:
            surface.set_size(page.width * POINTS, page.height * POINTS)  # it forgets tags that were begun before
            if page is pages[0]:
                context.tag_begin("Sect")
            _paint_page(context, logos, page)
            if page is pages[-1]:
                context.tag_end("Sect")
            surface.show_page()
    _write_outline(surface, drawing.pages)
    surface.finish()
    return target.getvalue()


def _describe(surface: Any, drawing: Drawing) -> None:
    """The document's properties."""
    library = cairo()
    surface.set_metadata(library.PDF_METADATA_TITLE, cleaned(drawing.title))
    surface.set_metadata(library.PDF_METADATA_AUTHOR, cleaned(drawing.author))
    surface.set_metadata(library.PDF_METADATA_CREATOR, "sopflow")
    surface.set_metadata(library.PDF_METADATA_CREATE_DATE, dated(drawing))
    surface.set_metadata(library.PDF_METADATA_MOD_DATE, dated(drawing))


def _write_outline(surface: Any, pages: tuple[Page, ...]) -> None:
    """The bookmarks of all pages as a tree: each stands under the last one of a lower level."""
    parents: list[tuple[int, int]] = []
    for number, page in enumerate(pages, 1):
        for level, words in page.bookmarks:
            while parents and parents[-1][0] >= level:
                parents.pop()
            above = parents[-1][1] if parents else cairo().PDF_OUTLINE_ROOT
            flags = cairo().PDF_OUTLINE_FLAG_OPEN if level == 1 else 0
            parents.append((level, surface.add_outline(above, cleaned(words), f"page={number} pos=[0.0 0.0]", flags)))


def _sections(pages: tuple[Page, ...]) -> list[list[Page]]:
    """The pages of each part of the document: a procedure, the contents."""
    sections: list[list[Page]] = []
    for page in pages:
        if not sections or any(level == 1 for level, _ in page.bookmarks):
            sections.append([])
        sections[-1].append(page)
    return sections


def _paint_page(context: Any, logos: Logos, page: Page) -> None:
    """One sheet, of its own size."""
    context.save()
    context.scale(POINTS, POINTS)
    paint_tagged(context, logos, page)
    context.restore()
