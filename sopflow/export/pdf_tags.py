"""A page painted in reading order, each piece in its structure tag. In: a page, a cairo context. Out: ink, and tags in the PDF.

What holds: decoration (rules, grounds, footers) is painted first and outside of all tags that readers hear; the lines of one text are
parted by spaces, so that no two words run together where a line ends.
"""

from typing import Any

from sopflow.drawing import Group, Item, Line, Page, Part, Path, PathOp
from sopflow.export.logo import Logos
from sopflow.export.paint import paint

DECORATION = "Private"
"""cairo 1.16 has no tag for decoration: this one stands in its place until `pdf_finish` makes it an artifact."""


def paint_tagged(context: Any, logos: Logos, page: Page) -> None:
    """Paints the paper and the page's decoration, then its parts."""
    named = {at for part in page.reading for at in _positions(part)}
    paper: tuple[PathOp, ...] = (
        ("M", (0, 0)),
        ("L", (page.width, 0)),
        ("L", (page.width, page.height)),
        ("L", (0, page.height)),
        ("Z", ()),
    )
    context.tag_begin(DECORATION)
    paint(context, logos, Path(paper, "none", 0, "#ffffff"))  # cairo forgets the tags of a page without ink
    for at, item in enumerate(page.items):
        if at not in named:
            paint(context, logos, item)
    context.tag_end(DECORATION)
    for part in page.reading:
        _paint_part(context, logos, page, part)


def _positions(part: Part) -> list[int]:
    return [*part.items, *(at for inner in part.parts for at in _positions(inner))]


def _paint_part(context: Any, logos: Logos, page: Page, part: Part) -> None:
    context.tag_begin(part.kind)
    for item in _spaced(_items(page, part)):
        paint(context, logos, item)
    for inner in part.parts:
        _paint_part(context, logos, page, inner)
    context.tag_end(part.kind)


def _items(page: Page, part: Part) -> list[Item]:
    """The items of a part, or those of their lines that it is."""
    items = [page.items[at] for at in part.items]
    if part.lines is None:
        return items
    first, end = part.lines
    return [leaf for item in items if isinstance(item, Group) for leaf in item.items][first:end]


def _spaced(items: list[Item]) -> list[Item]:
    """The lines of a text with a space behind each but the last and those that end in a hyphen."""
    leaves = [leaf for item in items for leaf in (item.items if isinstance(item, Group) else (item,))]
    if not all(isinstance(leaf, Line) for leaf in leaves):
        return items
    return [_with_space(leaf) if isinstance(leaf, Line) and at + 1 < len(leaves) else leaf for at, leaf in enumerate(leaves)]


def _with_space(line: Line) -> Line:
    if not line.runs or line.runs[-1].text.endswith(("-", " ")):
        return line
    *others, last = line.runs
    return line._replace(runs=(*others, last._replace(text=f"{last.text} ")))
