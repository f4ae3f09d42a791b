"""Bagian identitas: the page with the office, the numbers and dates, the signature, and the six boxes.

In: an identity, the style, the sheet. Out: placed pages; long boxes run on to further pages.
The grid is the one of every document seen (Permenpan 35/2012, Gambar 3): left cell 50 % of the width, labels to 64 %. Where the left
boxes hold so much more that the text would be smaller, they get more of the width, as offices give them (48 to 64 %).
"""

from sopflow.layout.form import Canvas, Face
from sopflow.layout.identity_top import place_top
from sopflow.layout.plan import Box, PagePlan
from sopflow.layout.sheet import Sheet
from sopflow.layout.sizes import Sizes
from sopflow.layout.text import SetLine, wrap
from sopflow.model.book import Box as TextBox
from sopflow.model.book import Identity, Sop
from sopflow.model.style import POINT

SHARES = ((0.5, 0.0), (0.56, 1.0), (0.62, 1.75))
"""What of the width the left half may have, and how many points smaller the letters of the usual halves may be before it is taken."""

TIGHT = 1.0
"""The same for a full page with little room around its texts."""

ROUNDING = 0.001
"""Less than can be seen, more than sums of lengths differ by."""

SPLIT_LEAST = 4
"""At least this many lines of a box stand before a page break."""

ITEM_LINES = 6
"""An item of up to this many lines is kept whole at a page break."""


def lay_out_identity(sop: Sop, identity: Identity, sheet: Sheet, sizes: Sizes, whole: bool) -> list[PagePlan]:
    """The identity pages. The text is as large as fits one page, from a little above the table's size down to it.

    With `whole` false (one-sheet style) the table's own size and the usual halves are used at once.
    """
    largest = 2.0 if whole else 0.0
    steps = [step / 2 for step in range(int(largest * 2), -1, -1)]
    faces = [(largest - step, Face(sizes.text + step * POINT, 1.8, 1.0 + step * 0.25, sizes.thin, sizes.thick)) for step in steps]
    smallest = faces[-1][1]
    faces.append((largest + TIGHT, smallest._replace(pad_y=0.7, tight=True)))
    choices = [(less + more, face._replace(share=share)) for less, face in faces for share, more in (SHARES if whole else SHARES[:1])]
    for _, face in sorted(choices, key=lambda each: each[0]):
        pages = _lay_out(sop, identity, sheet, face)
        if len(pages) == 1:
            return _to_the_foot(sop, identity, sheet, face, pages) if whole else pages
    return _lay_out(sop, identity, sheet, smallest)


def _to_the_foot(sop: Sop, identity: Identity, sheet: Sheet, face: Face, pages: list[PagePlan]) -> list[PagePlan]:
    """The page with its boxes made taller, so that its frame reaches the foot as those of offices do."""
    spare = sheet.bottom - max(rule.y2 for rule in pages[0].rules)
    rows = -(-len(identity.boxes) // 2)
    if not rows or not 0 < spare < float("inf"):  # an endless sheet has no foot
        return pages
    return _lay_out(sop, identity, sheet, face._replace(stretch=(spare - ROUNDING) / rows))


def _lay_out(sop: Sop, identity: Identity, sheet: Sheet, face: Face) -> list[PagePlan]:
    canvas = Canvas(sheet, f"Identitas: {sop.name}" if sop.name else "Identitas", "Bagian identitas", face)
    place_top(canvas, sop, identity)
    boxes = list(identity.boxes)
    while boxes:
        pair = (boxes.pop(0), boxes.pop(0) if boxes else None)
        _pair(canvas, pair)
    canvas.finish()
    return canvas.pages


# the boxes


def _pair(canvas: Canvas, pair: tuple[TextBox, TextBox | None]) -> None:
    """Two boxes side by side, with their heads; cut between lines when they do not fit the page."""
    sheet, face = canvas.sheet, canvas.face
    middle = canvas.middle
    frames = [(sheet.left, middle - sheet.left), (middle, sheet.right - middle)] if pair[1] else [(sheet.left, sheet.room)]
    boxes = [box for box in pair if box]
    titles = [box.title for box in boxes]
    rest = [wrap(box.text, frame[1] - 2 * face.pad_x, face.size) for box, frame in zip(boxes, frames, strict=True)]
    while True:
        heads = [canvas.break_lines(title, frame[1], bold=True) for title, frame in zip(titles, frames, strict=True)]
        head = max(canvas.height_of(lines) for lines in heads)
        cuts = _cuts(canvas, rest, sheet.bottom - canvas.y - head)
        if cuts is None:
            canvas.finish()
            continue
        _place_pair(canvas, boxes, frames, heads, [lines[:cut] for lines, cut in zip(rest, cuts, strict=True)], head)
        rest = [lines[cut:] for lines, cut in zip(rest, cuts, strict=True)]
        if not any(rest):
            return
        canvas.finish()
        titles = [f"{box.title} (lanjutan)" if lines else "" for box, lines in zip(boxes, rest, strict=True)]


def _cuts(canvas: Canvas, rest: list[tuple[SetLine, ...]], room: float) -> list[int] | None:
    """How many lines of each box stand on this page; None when the boxes should rather begin on the next."""
    face = canvas.face
    if max(face.box, *(canvas.height_of(lines) for lines in rest)) <= room:
        return [len(lines) for lines in rest]
    fits = int((room - 2 * face.pad_y) / face.line)
    fresh = canvas.y <= canvas.sheet.top + 0.01
    if fits < SPLIT_LEAST and not fresh:
        return None
    return [_whole_items(lines, max(1, fits)) for lines in rest]


def _whole_items(lines: tuple[SetLine, ...], fits: int) -> int:
    """The last place up to `fits` before which an item or paragraph ends, if it is not too far up."""
    if len(lines) <= fits:
        return len(lines)
    return next((at for at in range(fits, max(fits - ITEM_LINES, 0), -1) if lines[at].first), fits)


def _place_pair(
    canvas: Canvas,
    boxes: list[TextBox],
    frames: list[tuple[float, float]],
    heads: list[tuple[SetLine, ...]],
    texts: list[tuple[SetLine, ...]],
    head: float,
) -> None:
    tall = max(canvas.face.box, *(canvas.height_of(lines) for lines in texts)) + canvas.face.stretch
    for box, (x, width), title, lines in zip(boxes, frames, heads, texts, strict=True):
        head_box, text_box = Box(x, canvas.y, width, head), Box(x, canvas.y + head, width, tall)
        canvas.cell(head_box, f"judul-{box.key}", canvas.set(head_box, title), shaded=True)
        canvas.cell(text_box, box.key, canvas.set(text_box, lines, "left", "top") if lines else None)
    canvas.y += head + tall
