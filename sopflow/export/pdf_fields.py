"""Empty fields for electronic signatures. In: pages with such places. Out: a form that signing software fills.

What holds: the pages show the same with and without their fields.
"""

from typing import TYPE_CHECKING

from sopflow.drawing import Page
from sopflow.export.pdf_links import PRINTED, add_annotation
from sopflow.export.pdf_places import rectangle
from sopflow.export.words import cleaned

if TYPE_CHECKING:
    from pikepdf import Pdf


def add_fields(document: "Pdf", pages: tuple[Page, ...]) -> None:
    """Writes a form with one empty field for each place, named TTE1, TTE2 … in the order of the pages."""
    from pikepdf import Array, Dictionary, Name

    fields = Array()
    for page, sheet in zip(pages, document.pages, strict=True):
        for place in page.fields:
            box = rectangle(page, place.area)
            field = document.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Widget,
                    FT=Name.Sig,
                    T=f"TTE{len(fields) + 1}",
                    TU=cleaned(place.title),
                    Rect=box,
                    F=PRINTED,
                    P=sheet.obj,
                )
            )
            nothing = document.make_stream(b"")
            nothing.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, box[2] - box[0], box[3] - box[1]])
            field.AP = Dictionary(N=nothing)  # PDF/A asks for an appearance, also of what is empty
            add_annotation(sheet, field)
            fields.append(field)
    if len(fields):
        document.Root.AcroForm = document.make_indirect(Dictionary(Fields=fields))
