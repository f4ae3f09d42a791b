"""The structure of a tagged PDF made whole. In: the file that cairo tagged, the pages. Out: alternative texts, spans and scopes of table
cells on its elements; decoration marked as such, which cairo 1.16 can't.

What holds: cairo writes one element for each tag, in the order of painting, which is the order of the drawing's parts. Where a version of
it should not, the file stays whole and says less.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sopflow.drawing import Page, Part
from sopflow.export.pdf_places import rectangle
from sopflow.export.pdf_tags import DECORATION
from sopflow.export.words import cleaned
from sopflow.values import NamedTuple

if TYPE_CHECKING:
    from pikepdf import Pdf

MARK = re.compile(rb"/" + DECORATION.encode() + rb" *<< */MCID \d+ *>> *BDC")

HIDDEN = Part(DECORATION, (0,))
"""The decoration of a page, as if it were a part."""


class Element(NamedTuple):
    """A part of a page, and its element in the file."""

    page: int
    part: Part
    element: Any


def complete_structure(document: "Pdf", pages: tuple[Page, ...]) -> list[Element]:
    """Says of each element what its part says. The elements, in reading order."""
    sections = _kids(document.Root.StructTreeRoot.K)
    _wrap(document, sections)
    painted = [(number, part) for number, page in enumerate(pages) for part in (HIDDEN, *page.reading)]
    found = [element for section in sections for element in _kids(section.get("/K"))]
    elements: list[Element] = []
    for (number, part), element in _paired(painted, found):
        if part is HIDDEN:
            _hide(document, number, element)
        else:
            elements += _matched(number, part, element)
    for each in elements:
        _describe(pages[each.page], each.part, each.element)
    return elements


def _paired(parts: list[tuple[int, Part]], elements: list[Any]) -> list[tuple[tuple[int, Part], Any]]:
    """Each part with its element, whether or not cairo keeps elements without ink; nothing when they are not of one make."""
    kinds = [str(element.S)[1:] for element in elements]
    for wanted in (parts, [each for each in parts if _has_ink(each[1])]):
        if [part.kind for _, part in wanted] == kinds:
            return list(zip(wanted, elements, strict=True))
    return []


def _has_ink(part: Part) -> bool:
    return bool(part.items) or any(map(_has_ink, part.parts))


def _wrap(document: "Pdf", sections: list[Any]) -> None:
    """One element around all. cairo can't: it loses a tag that spans pages of several sizes."""
    from pikepdf import Array, Dictionary, Name

    root = document.Root.StructTreeRoot
    whole = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(sections)))
    for section in sections:
        section.P = whole
    root.K = Array([whole])


def _kids(value: Any) -> list[Any]:
    """The elements among the children; the rest are numbers of marks in the page."""
    from pikepdf import Array, Dictionary

    if isinstance(value, Array):
        return [kid for kid in value if isinstance(kid, Dictionary)]
    return [value] if isinstance(value, Dictionary) else []


def _matched(page: int, part: Part, element: Any) -> Iterator[Element]:
    yield Element(page, part, element)
    for (_, inner), kid in _paired([(page, inner) for inner in part.parts], _kids(element.get("/K"))):
        yield from _matched(page, inner, kid)


def _describe(page: Page, part: Part, element: Any) -> None:
    """Words for what is drawn; what a cell covers and a head stands for."""
    from pikepdf import Dictionary, Name

    if part.alt:
        element.Alt = cleaned(part.alt)
        if part.area:
            element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=rectangle(page, part.area))
    if part.kind not in ("TH", "TD"):
        return
    facts: dict[str, Any] = {}
    if part.scope:
        facts["Scope"] = Name(f"/{part.scope}")
    if part.columns > 1:
        facts["ColSpan"] = part.columns
    if part.rows > 1:
        facts["RowSpan"] = part.rows
    if facts:
        element.A = Dictionary(O=Name.Table, **facts)


def _hide(document: "Pdf", number: int, element: Any) -> None:
    """Makes a page's decoration an artifact: out of the tree, and its mark in the page says so."""
    from pikepdf import Array

    section = element.P
    section.K = Array([kid for kid in _kids(section.K) if kid.objgen != element.objgen])
    page = document.pages[number]
    marks = parent_tree(document)[int(page.StructParents)]
    for at, owner in enumerate(marks):
        if owner.objgen == element.objgen:
            marks[at] = None
    page.Contents.write(MARK.sub(b"/Artifact BMC", page.Contents.read_bytes()))


def parent_tree(document: "Pdf") -> dict[int, Any]:
    """The elements of the marks of each page, by the page's key."""
    pairs = iter(document.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(pairs, pairs, strict=True)}
