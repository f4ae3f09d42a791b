"""What cairo can't write into a PDF. In: the file that cairo made, its drawing. Out: the same pages in a file that says more of itself.

Language, structure attributes, alternative texts, links, page labels, fields for signatures, attachments, metadata, output intent.
What holds: no page looks different; the same file gives the same bytes.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from sopflow.drawing import Drawing
from sopflow.export.cairo import MissingLibrary
from sopflow.export.pdf_archive import Attachment, attach, declare
from sopflow.export.pdf_fields import add_fields
from sopflow.export.pdf_links import add_links, label_pages
from sopflow.export.pdf_structure import complete_structure
from sopflow.later import Later, standing_in

if TYPE_CHECKING:
    from pikepdf import Pdf


def finish(data: bytes, drawing: Drawing, attachments: tuple[Attachment, ...]) -> bytes:
    """The finished file. The library is imported here: only a PDF needs it."""
    try:
        with standing_in(Later("secrets")):  # what hidden files are called by; there are none
            from pikepdf import ObjectStreamMode, open
    except ImportError:
        raise MissingLibrary("PDF memerlukan paket Python pikepdf: jalankan “pip install pikepdf”") from None
    target = BytesIO()
    with open(BytesIO(data)) as document:
        elements = complete_structure(document, drawing.pages)
        add_links(document, drawing.pages, elements)
        add_fields(document, drawing.pages)
        label_pages(document, drawing.pages)
        attach(document, drawing, attachments)
        declare(document, drawing)
        _tell_readers(document, drawing)
        document.save(
            target,
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
            force_version="1.7",
            fix_metadata_version=False,  # none stands in the metadata, and looking for it takes lxml
        )
    return target.getvalue()


def _tell_readers(document: "Pdf", drawing: Drawing) -> None:
    """How a viewer opens the file: in which language it speaks, with the title in its bar and the outline beside."""
    from pikepdf import Dictionary, Name

    document.Root.Lang = "id"
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if any(page.bookmarks for page in drawing.pages):
        document.Root.PageMode = Name.UseOutlines
