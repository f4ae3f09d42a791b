"""The outline of a text: its procedures, tables, stages, rows and lanes.

In: a text. Out: a tree of `Symbol`, in the order of the text.
"""

from typing import Literal

from sopflow.richtext import plain
from sopflow.services.index import Index, read_index, shapes
from sopflow.services.places import Range, range_of
from sopflow.source import Span
from sopflow.syntax.ast import FieldNode, IncludeNode, LanesNode, RowNode
from sopflow.values import NamedTuple

SymbolKind = Literal["sop", "table", "stage", "row", "lanes", "lane", "field"]

_LEVELS: dict[str, tuple[SymbolKind, int]] = {"sop": ("sop", 0), "prosedur": ("table", 1), "tahap": ("stage", 2)}
_DEEPEST = 3


class Symbol(NamedTuple):
    """`range` holds all that belongs to it, `selection` its name."""

    name: str
    detail: str
    kind: SymbolKind
    range: Range
    selection: Range
    children: "tuple[Symbol, ...]" = ()


class _Heading(NamedTuple):
    """A symbol that is still being filled, and how deep it is."""

    level: int
    symbol: Symbol
    children: list[Symbol]


def outline(text: str) -> tuple[Symbol, ...]:
    """The outline of a text; files that it uses are left out."""
    index = read_index(text)
    top: list[Symbol] = []
    open_headings: list[_Heading] = []
    starts = [each.node.span.line for each in index.statements]
    for place, each in enumerate(index.statements):
        symbol, level = _symbol(index, each.node)
        if symbol is None:
            continue
        _close(open_headings, top, level, starts[place] - 2)
        if level < _DEEPEST:
            open_headings.append(_Heading(level, symbol, []))
        else:
            (open_headings[-1].children if open_headings else top).append(symbol)
    _close(open_headings, top, 0, len(index.lines) - 1)
    return tuple(top)


def _close(open_headings: list[_Heading], top: list[Symbol], level: int, last: int) -> None:
    """Ends the headings that a symbol of this level does not stand under; `last` is the last line (from 0) that is theirs."""
    while level < _DEEPEST and open_headings and open_headings[-1].level >= level:
        heading = open_headings.pop()
        whole = heading.symbol.range
        ends = whole._replace(end_line=max(last, whole.line), end_column=0 if last > whole.line else whole.end_column)
        symbol = heading.symbol._replace(range=ends, children=tuple(heading.children))
        (open_headings[-1].children if open_headings else top).append(symbol)


def _symbol(index: Index, node: RowNode | FieldNode | LanesNode | IncludeNode) -> tuple[Symbol | None, int]:
    """The symbol of a statement and its level; None for those that need no place in an outline."""
    if isinstance(node, RowNode):
        lanes = ", ".join(dict.fromkeys(ref.name for shape in shapes(node) for ref in shape.lanes))
        name = f"{node.key.text}. {plain(node.text)}".rstrip()
        return Symbol(name, lanes, "row", _whole(index, node.span), range_of(node.key.span)), _DEEPEST
    if isinstance(node, LanesNode):
        lanes_of_list = tuple(
            Symbol(lane.name.text, lane.alias.text if lane.alias else "", "lane", range_of(lane.name.span), range_of(lane.name.span))
            for lane in node.lanes
        )
        return Symbol("pelaksana", "", "lanes", _whole(index, node.span), range_of(node.span), lanes_of_list), _DEEPEST
    if isinstance(node, IncludeNode):
        return Symbol("gunakan", node.path.text, "field", range_of(node.span), range_of(node.path.span)), _DEEPEST
    kind, level = _LEVELS.get(node.name, ("field", _DEEPEST))
    words = plain(node.text)
    name, detail = (words or node.name, node.name if words else "") if level < _DEEPEST else (node.name, words[:60])
    return Symbol(name, detail, kind, _whole(index, node.span), range_of(node.title.span)), level


def _whole(index: Index, span: Span) -> Range:
    """The lines of a statement, from its head to the last line that stands below it."""
    last = index.last_line(span.line) - 1
    return Range(span.line - 1, span.column - 1, last, len(index.lines[last]))
