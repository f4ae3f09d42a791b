"""Ways within a PDF. In: pages with links and labels. Out: annotations that lead to pages, elements of the structure; page labels."""

from typing import TYPE_CHECKING, Any

from sopflow.drawing import Area, Link, Page
from sopflow.export.pdf_places import rectangle
from sopflow.export.pdf_structure import Element, parent_tree
from sopflow.export.words import cleaned

if TYPE_CHECKING:
    from pikepdf import Pdf

PRINTED = 4
"""The flag that PDF/A asks of every annotation."""


def add_links(document: "Pdf", pages: tuple[Page, ...], elements: list[Element]) -> None:
    """Writes the links of all pages."""
    for number, page in enumerate(pages):
        for link in page.links:
            _add_link(document, number, page, link, _place(document, elements, number, link.area))


def _add_link(document: "Pdf", number: int, page: Page, link: Link, place: Any) -> None:
    """A link, and its element within the cell or text where it stands."""
    from pikepdf import Array, Dictionary, Name

    sheet = document.pages[number]
    tree = document.Root.StructTreeRoot.ParentTree.Nums
    key = max(parent_tree(document)) + 1
    note = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=rectangle(page, link.area),
            Border=[0, 0, 0],
            F=PRINTED,
            Contents=cleaned(link.title),
            Dest=[document.pages[link.page - 1].obj, Name.Fit],
            StructParent=key,
        )
    )
    add_annotation(sheet, note)
    way = Dictionary(Type=Name.OBJR, Obj=note, Pg=sheet.obj)
    element = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=place, Pg=sheet.obj, K=way))
    kids = place.get("/K")
    place.K = Array([*(kids if isinstance(kids, Array) else [] if kids is None else [kids]), element])
    tree.append(key)
    tree.append(element)


def add_annotation(sheet: Any, note: Any) -> None:
    """Puts an annotation on a page. Its keys then go through the page in the order of the structure, as readers that speak expect."""
    from pikepdf import Array, Name

    sheet.Tabs = Name.S
    if "/Annots" not in sheet:
        sheet.Annots = Array()
    sheet.Annots.append(note)


def _place(document: "Pdf", elements: list[Element], number: int, area: Area) -> Any:
    """The innermost element around the middle of an area, or the one around all."""
    x, y = area[0] + area[2] / 2, area[1] + area[3] / 2
    here = [each for each in elements if each.page == number and each.part.kind != "Figure"]
    around = [each for each in here if each.part.area and _holds(each.part.area, x, y)]
    return min(around, key=lambda each: _size(each.part.area)).element if around else document.Root.StructTreeRoot.K[0]


def _holds(area: Area, x: float, y: float) -> bool:
    return area[0] <= x <= area[0] + area[2] and area[1] <= y <= area[1] + area[3]


def _size(area: Area | None) -> float:
    return area[2] * area[3] if area else 0.0


def label_pages(document: "Pdf", pages: tuple[Page, ...]) -> None:
    """Viewers show the numbers that are printed: roman ones before the procedures, plain ones from there on."""
    from pikepdf import Array, Dictionary, Name

    if not any(page.label for page in pages):
        return
    ranges = Array()
    last = ""
    for at, page in enumerate(pages):
        style = "D" if page.label.isdigit() else "r"
        if style != last:
            ranges.append(at)
            ranges.append(Dictionary(S=Name(f"/{style}")))
            last = style
    document.Root.PageLabels = Dictionary(Nums=ranges)
