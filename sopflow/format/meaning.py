"""What formatting must not change.

In: statements or books. Out: whether they mean the same, wherever their words stand and whatever keys and ids link them.
"""

from sopflow.model.book import Book, Chart
from sopflow.source import Span
from sopflow.syntax.ast import CellNode, FieldNode, Node, RowNode


def same_statements(before: tuple[Node, ...], after: tuple[Node, ...]) -> bool:
    """Whether the statements say the same, word for word."""
    return _placeless(before) == _placeless(after) and _titles(before) == _titles(after)


def same_contents(before: tuple[Node, ...], after: tuple[Node, ...]) -> bool:
    """Whether the statements hold the same contents. Which rows and lanes are meant, by whatever name, is for `same_books` to say."""
    return [_content(each) for each in before] == [_content(each) for each in after]


def same_books(before: Book, after: Book) -> bool:
    """Whether the books mean the same: equal but for spans, the numeric keys of rows, and the ids that are made from keys."""
    return _placeless(_unnamed(before)) == _placeless(_unnamed(after))


def _placeless(value: object) -> object:
    """`value` without spans, and without the words as typed that only messages show."""
    if isinstance(value, Span):
        return None
    if isinstance(value, FieldNode):
        return (value.name, _placeless(value.text), _placeless(value.children))
    return tuple(map(_placeless, value)) if isinstance(value, tuple) else value


def _titles(nodes: tuple[Node, ...]) -> list[object]:
    """The keywords as typed: those of signers are printed."""
    return [(node.title.text, _titles(node.children)) for node in nodes if isinstance(node, FieldNode)]


def _content(node: Node) -> object:
    if not isinstance(node, RowNode):
        return _placeless(node)
    shapes = [[(len(shape.lanes), shape.kind, shape.text) for shape in group] for group in node.groups]
    exits = [(len(each.targets), each.side) for each in node.exits]
    cells: list[CellNode] = sorted(node.cells, key=lambda cell: cell.column)
    return (shapes, exits, _placeless((node.text, node.same, node.number, tuple(cells))))


def _unnamed(book: Book) -> Book:
    return book._replace(sops=tuple(sop._replace(charts=tuple(map(_numbered, sop.charts))) for sop in book.sops))


def _numbered(chart: Chart) -> Chart:
    """The chart with ids that count its shapes and bundles."""
    ids = {shape.id: f"{at}" for at, shape in enumerate(shape for row in chart.rows for shape in row.shapes)}
    bundles = {"": ""}
    for flow in chart.flows:
        bundles.setdefault(flow.bundle, f"{len(bundles)}")
    rows = tuple(
        row._replace(
            key="" if row.key[0].isdigit() else row.key,
            shapes=tuple(shape._replace(id=ids[shape.id]) for shape in row.shapes),
        )
        for row in chart.rows
    )
    flows = tuple(
        flow._replace(id="", source=ids[flow.source], target=ids[flow.target], bundle=bundles[flow.bundle]) for flow in chart.flows
    )
    return chart._replace(rows=rows, flows=flows)
