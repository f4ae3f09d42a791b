"""PagePlan → Page: ink. Which strokes and letters show a placed page, and what the SVG says of them.

In: a placed page. Out: a `Page` of the drawing. Knows symbols and line weights; decides no positions but those of letters in a box.
"""

from collections.abc import Sequence
from functools import lru_cache

from sopflow.drawing import Face, Glyphs, Group, Item, Line, Link, Page, Part, Path, PathOp, Picture, SignatureField
from sopflow.layout.label_text import CAP, LABEL_STEP
from sopflow.layout.plan import Box, Cell, PagePlan, PlacedFlow, PlacedShape, Rule, Words
from sopflow.layout.sizes import LINE_FACTOR, Sizes
from sopflow.layout.symbols import SYMBOLS
from sopflow.layout.text import ASCENT, CAP_HEIGHT, DESCENT, SetLine
from sopflow.layout.trunks import dashes

SHADE = "#efefef"
"""Ground of heads and stages: light enough for a photocopier."""

HOP = 0.8
"""Radius of the bow at a crossing."""


def draw_page(plan: PagePlan, sizes: Sizes, reading: bool) -> Page:
    """The page in ink: grounds, rules, words, arrows, shapes, labels, in this order. `reading`: and the order in which it is read."""
    ink = _Ink()
    gaps = dashes(plan.flows)
    ink.add([_ground(cell.box) for cell in plan.cells if cell.shaded])
    ink.add([Group(tuple(_rule(rule) for rule in plan.rules), (("class", "rules"),))])
    cells = tuple([ink.add([_cell(cell)] if cell.words else []) for cell in plan.cells])
    words = tuple([ink.add(_lines(words)) for words in plan.words])
    images = tuple([ink.add([Picture(*image.box, image.logo.data, image.logo.kind)]) for image in plan.images])
    flows = ink.add([_flow(flow, gaps.get(flow.id, ()), sizes) for flow in plan.flows])
    shapes = tuple([ink.add([_shape(shape, sizes)]) for shape in plan.shapes])
    labels = ink.add([item for flow in plan.flows for item in (*_label(flow), *(_hop(point, sizes) for point in flow.hops))])
    ink.add([_signature_frame(room.box) for room in plan.signatures if room.framed])
    fields = tuple(SignatureField(room.box, room.title) for room in plan.signatures if room.field)
    links = tuple(Link(link.box, link.page, f"Ke {link.target}") for link in plan.links if link.page)
    parts: tuple[Part, ...] = ()
    if reading:
        from sopflow.layout.reading import Places, reading_order

        parts = reading_order(plan, Places(cells, words, images, flows, shapes, labels))
    return Page(plan.width, plan.height, plan.title, plan.description, tuple(ink.items), plan.bookmarks, parts, links, fields, plan.label)


class _Ink:
    """The items of a page, as they are put on top of one another."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def add(self, items: Sequence[Item]) -> tuple[int, ...]:
        """Puts items on top; their positions."""
        start = len(self.items)
        self.items += items
        return tuple(range(start, len(self.items)))


def _box_path(box: Box) -> tuple[PathOp, ...]:
    return (("M", (box.x, box.y)), ("L", (box.right, box.y)), ("L", (box.right, box.bottom)), ("L", (box.x, box.bottom)), ("Z", ()))


def _ground(box: Box, fill: str = SHADE) -> Path:
    return Path(_box_path(box), "none", 0, fill)


def _signature_frame(box: Box) -> Path:
    """A light broken frame: it shows where the code goes, and is gone under it."""
    return Path(_box_path(box), "#8a8a8a", 0.2, dash=(1.0, 1.0), attributes=(("class", "signature"),))


def _rule(rule: Rule) -> Path:
    half = rule.width / 2
    if rule.x1 == rule.x2:
        return Path((("M", (rule.x1, rule.y1 - half)), ("L", (rule.x2, rule.y2 + half))), width=rule.width)
    return Path((("M", (rule.x1 - half, rule.y1)), ("L", (rule.x2 + half, rule.y2))), width=rule.width)


def _cell(cell: Cell) -> Group:
    box = " ".join(_number(value) for value in cell.box)
    attributes = (("class", "cell"), ("data-row", cell.row), ("data-column", cell.column), ("data-box", box))
    return Group(tuple(_lines(cell.words)) if cell.words else (), attributes)


@lru_cache(maxsize=4096)
def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _lines(words: Words) -> list[Item]:
    """The lines of a text block, aligned in its box by what the letters fill."""
    step = words.size * words.leading
    if words.turned:
        return _turned_lines(words, step)
    height = step * len(words.lines)
    leading = (step - words.size * (ASCENT + DESCENT)) / 2
    top = {"top": words.box.y, "bottom": words.box.bottom - height, "middle": words.box.y + (words.box.height - height) / 2}[words.vertical]
    baseline = top + leading + words.size * ASCENT
    items: list[Item] = []
    for line in words.lines:
        x = words.box.x if words.align == "left" else words.box.x + (words.box.width - line.width) / 2
        items.append(_line(line, x, baseline, words.size))
        baseline += step
    return items


def _line(line: SetLine, x: float, baseline: float, size: float, attributes: tuple[tuple[str, str], ...] = ()) -> Line:
    return Line(baseline, size, tuple(Glyphs(x + run.x, run.text, run.face) for run in line.runs), attributes)


def _turned_lines(words: Words, step: float) -> list[Item]:
    """Lines that read upwards, side by side in the middle of the box, beginning at its foot."""
    width = step * len(words.lines)
    x = words.box.x + (words.box.width - width) / 2 + step / 2 + words.size * CAP_HEIGHT / 2
    items: list[Item] = []
    for line in words.lines:
        y = words.box.bottom - (words.box.height - line.width) / 2
        runs = tuple(Glyphs(x + run.x, run.text, run.face) for run in line.runs)
        items.append(Line(y, words.size, runs, turned=True))
        x += step
    return items


def _shape(shape: PlacedShape, sizes: Sizes) -> Group:
    outline = Path(SYMBOLS[shape.kind].outline(shape.box, shape.up), width=sizes.ink, fill="#ffffff")
    words = Words(_text_box(shape), shape.text, shape.text_size, "center")
    attributes = [("class", f"shape {shape.kind}"), ("id", shape.id), ("data-row", shape.row), ("data-lane", shape.lane)]
    if shape.ref:
        attributes.append(("data-ref", shape.ref))
    return Group((outline, *_shape_lines(words)), tuple(attributes), shape.title)


def _text_box(shape: PlacedShape) -> Box:
    """A pentagon's words stand in its square part."""
    if shape.kind != "connector":
        return shape.box
    square = shape.box.height * 0.66
    return shape.box._replace(y=shape.box.bottom - square if shape.up else shape.box.y, height=square)


def _shape_lines(words: Words) -> list[Item]:
    """Words in a shape are centred by their capitals: that is where the eye sees their middle."""
    step = words.size * LINE_FACTOR
    first = words.box.y + words.box.height / 2 - step * (len(words.lines) - 1) / 2 + words.size * CAP_HEIGHT / 2
    return [
        _line(line, words.box.x + (words.box.width - line.width) / 2, first + at * step, words.size) for at, line in enumerate(words.lines)
    ]


def _flow(flow: PlacedFlow, gaps: tuple[float, ...], sizes: Sizes) -> Group:
    first, *others = flow.points
    ops: tuple[PathOp, ...] = (("M", first), *(("L", point) for point in others))
    attributes = [("class", "flow"), ("id", flow.id), ("data-from", flow.source), ("data-to", flow.target)]
    if flow.label:
        attributes.append(("data-label", flow.label))
    line = Path(ops, width=sizes.ink, attributes=tuple(attributes), dash=gaps)
    return Group((line, _arrowhead(flow)), (("class", "arrow"),), flow.title)


def _hop(point: tuple[float, float], sizes: Sizes) -> Group:
    """A bow over a crossing: the level line is taken away, the upright one drawn again, the bow set on top."""
    x, y = point
    radius, bow = HOP, HOP * 1.3333
    gap = _ground(Box(x - radius, y - sizes.ink, 2 * radius, 2 * sizes.ink), "#ffffff")
    upright = Path((("M", (x, y - sizes.ink)), ("L", (x, y + sizes.ink))), width=sizes.ink)
    arc = Path((("M", (x - radius, y)), ("C", (x - radius, y - bow, x + radius, y - bow, x + radius, y))), width=sizes.ink)
    return Group((gap, upright, arc), (("class", "hop"),))


def _arrowhead(flow: PlacedFlow) -> Path:
    length, width = flow.head
    (x1, y1), tip = flow.points[-2:]
    x2, y2 = tip
    along = (0.0, 1.0 if y2 > y1 else -1.0) if x1 == x2 else (1.0 if x2 > x1 else -1.0, 0.0)
    base = (x2 - along[0] * length, y2 - along[1] * length)
    side = (along[1] * width / 2, along[0] * width / 2)
    ops: tuple[PathOp, ...] = (
        ("M", tip),
        ("L", (base[0] + side[0], base[1] + side[1])),
        ("L", (base[0] - side[0], base[1] - side[1])),
        ("Z", ()),
    )
    return Path(ops, "none", 0, "#000000", (("class", "head"),))


def _label(flow: PlacedFlow) -> list[Item]:
    label = flow.placed_label
    if label is None:
        return []
    items: list[Item] = []
    if label.ground:
        items.append(_ground(label.box._replace(x=label.box.x - 0.2, width=label.box.width + 0.4), "#ffffff"))
    for at, (words, x) in enumerate(label.lines):
        baseline = label.box.y + label.size * (CAP + at * LABEL_STEP)
        items.append(Line(baseline, label.size, (Glyphs(x, words, Face()),), (("class", "label"), ("data-flow", flow.id))))
    return items
