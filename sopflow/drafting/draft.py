"""A new text from what is known of it: a sketch is completed by what it does not say yet.

In: `Answers`, the shared file, and a sketch without mistakes. Out: the text in canonical form. ValueError when the sketch has mistakes, or
when there are neither steps nor a sketch with rows.
"""

from collections.abc import Iterable

from sopflow.diagnostics import has_errors
from sopflow.drafting import pieces
from sopflow.drafting.answers import Answers, Shared
from sopflow.drafting.said import said
from sopflow.drafting.words import as_path, clean
from sopflow.format import canonical
from sopflow.format.names import tables
from sopflow.resolve import Statement
from sopflow.resolve.report import fold
from sopflow.source import Source
from sopflow.syntax.ast import FieldNode, IncludeNode, LaneNode, LanesNode, Node, RowNode, Word
from sopflow.syntax.lines import read_page
from sopflow.syntax.parse import parse

NOTHING_SHARED = Shared("", ())
CELLS_TO_FILL = ("kelengkapan", "waktu", "output")
_INDENT = "   "


def draft(answers: Answers, shared: Shared = NOTHING_SHARED, sketch: str = "") -> str:
    """The text of a new procedure. What the sketch says stays as it is."""
    text = _canonical(sketch or "\n".join(pieces.rows(answers.steps)), shared)
    nodes = _nodes(text)
    if "kegiatan" not in said(nodes):
        raise ValueError("no rows")
    before = _missing(text, nodes, answers, shared)
    lines = [each for at, line in enumerate(text.split("\n")) for each in (*before.get(at, ()), line)]
    head = [*pieces.WELCOME, ""]
    if shared.path:
        head += [f"gunakan: {as_path(shared.path)}", ""]
    return _canonical("\n".join(head + lines), shared)


def office_draft(answers: Answers) -> str:
    """The text of an office's shared file: identity, lanes and style, no rows."""
    blocks = [pieces.identity(key, answers) for key in pieces.OFFICE_KEYS]
    if answers.lanes:
        blocks.append(pieces.lanes(_lane_names(answers, ())))
    blocks.append(pieces.style())
    return _canonical("\n".join([*pieces.OFFICE_WELCOME, "", *(line for block in blocks for line in block)]), NOTHING_SHARED)


def _nodes(text: str) -> tuple[Node, ...]:
    ast, faults = parse(Source("", text))
    if has_errors(faults):
        raise ValueError(f"not a text without mistakes: {faults[0].message}")
    return ast.nodes


def _canonical(text: str, shared: Shared) -> str:
    own = (Statement(node, False) for node in _nodes(text))
    return canonical(Source("", text), (*(Statement(node, True) for node in shared.nodes), *own))


# ---- what is missing, and where it goes


def _missing(text: str, nodes: tuple[Node, ...], answers: Answers, shared: Shared) -> dict[int, list[str]]:
    """Lines to insert, by the index of the line that they stand before."""
    before = _cells(text, nodes)
    if sum(_is_field(node, "sop") for node in nodes) > 1:
        return before  # whose identity is whose, only their author knows
    lines = text.split("\n")
    known = said(nodes) | said(shared.nodes) | ({"logo"} if shared.nodes else set())
    keys = [key for key in ("sop", *pieces.IDENTITY_KEYS) if key not in known]
    table = next(node for node in nodes if isinstance(node, LanesNode | RowNode) or _is_field(node, "tahap", "prosedur"))
    before.setdefault(_above(lines, table), [])[:0] = [*(line for key in keys for line in pieces.identity(key, answers)), ""]
    before.setdefault(_above(lines, _first_row(nodes)), []).extend(_lanes_and_mark(lines, nodes, answers, shared))
    return before


def _lanes_and_mark(lines: list[str], nodes: tuple[Node, ...], answers: Answers, shared: Shared) -> list[str]:
    """What a single table begins with."""
    found = list(tables(tuple(Statement(node, False) for node in nodes)))
    if len(found) > 1:
        return []
    ((rows, listed),) = found
    names = _lane_names(answers, rows)
    added = [] if listed or not _unlisted(names, shared) else pieces.lanes(names)
    return added if "kegiatan:" in lines else [*added, *pieces.rows_mark()]


def _cells(text: str, nodes: tuple[Node, ...]) -> dict[int, list[str]]:
    """The empty cells of every row, by the index of the line behind the row."""
    page = read_page(Source("", text))
    places = {line.number: at for at, line in enumerate(page.lines)}
    found: dict[int, list[str]] = {}
    for row in nodes:
        if isinstance(row, RowNode):
            filled = {cell.column for cell in row.cells}
            last = page.lines[page.ends[places[row.span.line]] - 1].number
            found[last] = [f"{_INDENT}{column}:" for column in CELLS_TO_FILL if column not in filled]
    return found


def _above(lines: list[str], node: Node) -> int:
    """The index of a statement's line, or of the comments that stand directly on it."""
    at = (node.path.span if isinstance(node, IncludeNode) else node.span).line - 1
    while at and lines[at - 1].startswith("#"):
        at -= 1
    return at


def _first_row(nodes: tuple[Node, ...]) -> Node:
    return next(node for node in nodes if isinstance(node, RowNode) or _is_field(node, "tahap", "prosedur"))


def _is_field(node: Node, *names: str) -> bool:
    return isinstance(node, FieldNode) and node.name in names


# ---- lanes


def _lane_names(answers: Answers, rows: Iterable[RowNode]) -> list[str]:
    """The lanes in their order, each once."""
    used = (ref.name for row in rows for group in row.groups for shape in group for ref in shape.lanes)
    names: dict[str, str] = {}
    for name in (clean(each) for each in (*answers.lanes, *used)):
        names.setdefault(fold(name), name)
    return [name for name in names.values() if name]


def _unlisted(names: list[str], shared: Shared) -> bool:
    """Whether the shared file lacks a lane."""
    listed = {fold(word.text) for node in shared.nodes if isinstance(node, LanesNode) for lane in node.lanes for word in _words(lane)}
    return any(fold(name) not in listed for name in names)


def _words(lane: LaneNode) -> tuple[Word, ...]:
    return (lane.alias, lane.name) if lane.alias else (lane.name,)
