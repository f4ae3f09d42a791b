"""A network as one page of ink: nodes, edges, what stands alone, and what the signs mean."""

from sopflow.drawing import Drawing, Face, Glyphs, Group, Item, Line, Page, Path, PathOp
from sopflow.layout.text import CAP_HEIGHT, SetLine, advance
from sopflow.map.graph import LEADING, NAME, PAD, SMALL, Plate, group_lines, joined_nodes, plate_of, to_dot, words_of
from sopflow.map.network import Edge, EdgeKind, Network, Node, NodeKind
from sopflow.map.place import Curve, Frame, Point, place
from sopflow.model.style import POINT

REGULAR = Face()
TITLE = "Peta SOP"
EDGE = 8.0
"""Margin of the page."""
GAP = 6.0
HEADING = 12 * POINT
ARROW = (2.3, 1.8)
"""Length and width of an arrowhead."""
FOLD = 2.2
"""The folded corner of a document."""
LEAST_WIDTH = 170.0
"""Of the page's room, so that the legend stands on one line."""

INK: dict[EdgeKind, tuple[str, float, tuple[float, ...]]] = {
    "link": ("#000000", 0.6, ()),
    "related": ("#444444", 0.3, (1.6, 1.1)),
    "document": ("#1f4e79", 0.3, ()),
}
"""Colour, width and dash of an edge."""

FILL: dict[NodeKind, str] = {"procedure": "#ffffff", "foreign": "#f7f7f7", "document": "#eef4fa"}

EDGE_WORDS: dict[EdgeKind, str] = {
    "link": "dilanjutkan dengan",
    "related": "menyebut dalam Keterkaitan",
    "document": "menghasilkan → memerlukan dokumen",
}
NODE_WORDS: dict[NodeKind, str] = {"procedure": "SOP", "foreign": "SOP di luar berkas ini", "document": "dokumen"}


def draw_network(network: Network) -> Drawing:
    """The map on a page of its own size. MissingProgram without `dot`."""
    nodes = joined_nodes(network)
    graph = to_dot(network, nodes)
    items: list[Item] = [_line(TITLE, EDGE, EDGE + HEADING, HEADING, Face(bold=True))]
    top = EDGE + HEADING + GAP
    width = LEAST_WIDTH
    if nodes:
        placed = place(graph)
        width = max(width, placed.width)
        shift = (EDGE, top)
        groups = list(dict.fromkeys(node.group for node in nodes if node.group))
        items += [_group(name, _moved(frame, shift)) for name, frame in zip(groups, placed.groups, strict=True)]
        by_key = {node.key: node for node in nodes}
        items += [_edge(edge, curve, shift, by_key) for edge, curve in zip(network.edges, placed.edges, strict=True)]
        items += [_node(plate_of(node), (x + shift[0], y + shift[1])) for node, (x, y) in zip(nodes, placed.nodes, strict=True)]
        top += placed.height + GAP
    alone = [plate_of(node) for node in network.nodes if node not in nodes]
    shelf, top = _shelf(alone, width, top)
    legend, top = _legend(network, top)
    page = Page(width + 2 * EDGE, top + EDGE, TITLE, _description(network), (*items, *shelf, *legend))
    return Drawing(TITLE, "", None, (page,), ())


def _moved(frame: Frame, shift: Point) -> Frame:
    return Frame(frame.left + shift[0], frame.top + shift[1], frame.right + shift[0], frame.bottom + shift[1])


def _line(words: str, x: float, baseline: float, size: float, face: Face = REGULAR) -> Line:
    return Line(baseline, size, (Glyphs(x, words, face),))


def _rectangle(frame: Frame) -> tuple[PathOp, ...]:
    left, top, right, bottom = frame
    return (("M", (left, top)), ("L", (right, top)), ("L", (right, bottom)), ("L", (left, bottom)), ("Z", ()))


def _group(name: str, frame: Frame) -> Group:
    """The frame of a procedure with several tables, its name at the top."""
    outline = Path(_rectangle(frame), "#777777", 0.25, "#fafafa")
    lines = [
        _line(words, frame.left + PAD, frame.top + 4.6 + at * NAME * LEADING, NAME) for at, words in enumerate(words_of(group_lines(name)))
    ]
    return Group((outline, *lines), (("class", "group"),), name)


def _node(plate: Plate, centre: Point) -> Group:
    """A box with its words in the middle."""
    left, top = centre[0] - plate.width / 2, centre[1] - plate.height / 2
    frame = Frame(left, top, left + plate.width, top + plate.height)
    outline = Path(_outline(plate, frame), "#000000", 0.3, FILL[plate.node.kind], dash=(1.6, 1.1) if plate.node.kind == "foreign" else ())
    words = _words(plate.lines, NAME, frame, top + PAD)
    words += _words(plate.number, SMALL, frame, top + PAD + len(plate.lines) * NAME * LEADING)
    return Group((outline, *words), (("class", f"node {plate.node.kind}"),), f"{NODE_WORDS[plate.node.kind]}: {plate.node.name}")


def _outline(plate: Plate, frame: Frame) -> tuple[PathOp, ...]:
    """A rectangle; of a document, with a folded corner."""
    if plate.node.kind != "document":
        return _rectangle(frame)
    left, top, right, bottom = frame
    sheet: tuple[PathOp, ...] = (
        ("M", (left, top)),
        ("L", (right - FOLD, top)),
        ("L", (right, top + FOLD)),
        ("L", (right, bottom)),
        ("L", (left, bottom)),
        ("Z", ()),
    )
    return (*sheet, ("M", (right - FOLD, top)), ("L", (right - FOLD, top + FOLD)), ("L", (right, top + FOLD)))


def _words(lines: tuple[SetLine, ...], size: float, frame: Frame, top: float) -> list[Line]:
    step = size * LEADING
    made = []
    for at, line in enumerate(lines):
        x = (frame.left + frame.right - line.width) / 2
        baseline = top + step * at + (step + size * CAP_HEIGHT) / 2
        made.append(Line(baseline, size, tuple(Glyphs(x + run.x, run.text, run.face) for run in line.runs)))
    return made


def _edge(edge: Edge, curve: Curve, shift: Point, nodes: dict[str, Node]) -> Group:
    """A curve with its arrowheads."""
    colour, width, dash = INK[edge.kind]
    points = [(x + shift[0], y + shift[1]) for x, y in curve.points]
    ops: list[PathOp] = [("M", points[0])]
    for at in range(1, len(points), 3):
        (x1, y1), (x2, y2), (x3, y3) = points[at : at + 3]
        ops.append(("C", (x1, y1, x2, y2, x3, y3)))
    items: list[Item] = [Path(tuple(ops), colour, width, dash=dash)]
    ends = ((curve.head, points[-1]), (curve.tail, points[0]))
    items += [_head(base, (tip[0] + shift[0], tip[1] + shift[1]), colour) for tip, base in ends if tip]
    return Group(tuple(items), (("class", f"edge {edge.kind}"),), _sentence(edge, nodes))


def _head(base: Point, tip: Point, colour: str) -> Path:
    """A filled arrowhead that ends at the tip and points away from the base."""
    length = ((tip[0] - base[0]) ** 2 + (tip[1] - base[1]) ** 2) ** 0.5 or 1.0
    along = ((tip[0] - base[0]) / length, (tip[1] - base[1]) / length)
    back = (tip[0] - along[0] * ARROW[0], tip[1] - along[1] * ARROW[0])
    side = (-along[1] * ARROW[1] / 2, along[0] * ARROW[1] / 2)
    left, right = (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])
    return Path((("M", tip), ("L", left), ("L", right), ("Z", ())), "none", 0, colour)


def _shelf(plates: list[Plate], width: float, top: float) -> tuple[list[Item], float]:
    """The procedures that nothing joins, in rows below the graph; where the next thing may begin."""
    if not plates:
        return [], top
    items: list[Item] = [_line("Tanpa kaitan", EDGE, top + NAME, NAME, Face(bold=True))]
    x, y, tallest = EDGE, top + NAME + 3.0, 0.0
    for plate in plates:
        if x > EDGE and x + plate.width > EDGE + width:
            x, y, tallest = EDGE, y + tallest + 3.0, 0.0
        items.append(_node(plate, (x + plate.width / 2, y + plate.height / 2)))
        x, tallest = x + plate.width + 4.0, max(tallest, plate.height)
    return items, y + tallest + GAP


def _legend(network: Network, top: float) -> tuple[list[Item], float]:
    """The signs that occur, with what they mean, on one line."""
    y, x = top + NAME, EDGE
    items: list[Item] = []
    for kind in dict.fromkeys(edge.kind for edge in sorted(network.edges, key=lambda edge: list(INK).index(edge.kind))):
        colour, width, dash = INK[kind]
        level = y - NAME * CAP_HEIGHT / 2
        items.append(Path((("M", (x, level)), ("L", (x + 10, level))), colour, width, dash=dash))
        items.append(_head((x + 10, level), (x + 12, level), colour))
        items.append(_line(EDGE_WORDS[kind], x + 14, y, SMALL))
        x += 14 + advance(EDGE_WORDS[kind], Face(), SMALL) + 7
    if any(node.kind == "foreign" for node in network.nodes):
        box = Frame(x, y - 3.0, x + 9, y + 0.6)
        items.append(Path(_rectangle(box), "#000000", 0.3, FILL["foreign"], dash=(1.6, 1.1)))
        items.append(_line(NODE_WORDS["foreign"], x + 11, y, SMALL))
    return items, y + 1.0


def _description(network: Network) -> str:
    """The map in words, an edge a sentence."""
    nodes = {node.key: node for node in network.nodes}
    return " ".join(f"{_sentence(edge, nodes)}." for edge in network.edges)


def _sentence(edge: Edge, nodes: dict[str, Node]) -> str:
    source = nodes[edge.source].group if edge.whole else nodes[edge.source].name
    return f"{source} {'↔' if edge.mutual else '→'} {nodes[edge.target].name} ({EDGE_WORDS[edge.kind]})"
