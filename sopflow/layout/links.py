"""Ways from one procedure to another. In: the placed pages of a document, and its sections. Out: the pages, every link leading to one.

A link stands on an entry of the contents, an item of keterkaitan that names a procedure of the book, and a connector to one
(`-> sop: …`). What names no procedure of the book is no link.
"""

from sopflow.layout.contents import PLACE
from sopflow.layout.front import Section
from sopflow.layout.items import paragraphs
from sopflow.layout.plan import Cell, PagePlan, PlacedLink
from sopflow.layout.text import SetLine
from sopflow.model.names import procedure_key


def linked(pages: list[PagePlan], sections: list[Section]) -> list[PagePlan]:
    """The pages with their links."""
    places: dict[str, tuple[int, str]] = {}
    first = 1
    for at, section in enumerate(sections):
        places[f"{PLACE}{at}"] = first, section.name
        if section.kind == "sop":
            places.setdefault(procedure_key(section.name), (first, section.name))
        first += len(section.pages)
    return [_with_links(page, places, number) for number, page in enumerate(pages, 1)]


def _with_links(page: PagePlan, places: dict[str, tuple[int, str]], number: int) -> PagePlan:
    wanted = [*page.links, *(link for cell in page.cells if cell.column == "keterkaitan" for link in _items(cell))]
    wanted += [PlacedLink(shape.box, shape.ref) for shape in page.shapes if shape.kind == "connector" and shape.row]
    found = []
    for link in wanted:
        target, name = places.get(link.target) or places.get(procedure_key(link.target)) or (0, "")
        if target and target != number:
            found.append(link._replace(page=target, target=name))
    return page._replace(links=tuple(found))


def _items(cell: Cell) -> list[PlacedLink]:
    """The items of a cell, each with the words that may be a procedure's name."""
    if not cell.words:
        return []
    return [PlacedLink(each.box, _words(cell.words.lines[each.start : each.end])) for each in paragraphs(cell.words)]


def _words(lines: tuple[SetLine, ...]) -> str:
    """The words of an item, without its marker and the hyphens that were added."""
    text = ""
    for line in lines:
        runs = [run.text for run in line.runs if run.x >= line.indent - 1e-6]
        part = "".join(runs)
        text += part[:-1] if line.hyphen else f"{part} "
    return text
