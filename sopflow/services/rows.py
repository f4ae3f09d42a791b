"""Rows inserted, deleted and moved, with the keys and every arrow to them made right.

In: a text, a line of the row in question, and the folder for `gunakan`. Out: edits; none when there is no such row or place.
Always holds: numeric keys then follow the order of the rows; keys that are words stay.
"""

from itertools import pairwise

from sopflow.format.names import new_keys
from sopflow.resolve.report import fold
from sopflow.services.index import HERE, Index, Table, read_index, shapes
from sopflow.services.mentions import mentions
from sopflow.services.places import Range, TextEdit, difference, line_end, range_of
from sopflow.source import Span
from sopflow.syntax.ast import FieldNode, RowNode, Word
from sopflow.values import NamedTuple

_NEW = "0+"
"""Stands for the key of a row that is not there yet: numeric, and no row's."""


_Place = RowNode | FieldNode
"""What a row may change places with: another row, or the heading of a stage."""


class _Block(NamedTuple):
    """The lines of a row with the comments directly above it, from `start` up to `end` (from 0)."""

    start: int
    end: int


def renumber(text: str, root: str | None = None) -> tuple[TextEdit, ...]:
    """Gives every row the number of its place."""
    index = read_index(text, root)
    return difference(text, _joined(text, _renamed(index, {number: list(table.rows) for number, table in enumerate(index.tables)}, {})))


def insert_row(text: str, line: int, words: str = "", root: str | None = None) -> tuple[TextEdit, ...]:
    """Puts a new row behind the one at `line` or above it; when there is none, before the first. `words`: what stands behind its key,
    else the lane of its neighbour."""
    index = read_index(text, root)
    found = _table_of(index, line)
    if found is None:
        return ()
    number, table = found
    place = sum(row.span.line <= line + 1 for row in table.rows)
    neighbour = table.rows[max(place - 1, 0)]
    new = _placeholder(neighbour)
    rows = [*table.rows[:place], new, *table.rows[place:]]
    lines = _renamed(index, {number: rows}, {})
    key = _key_of(rows, new)
    block = _block(index, neighbour)
    indent = index.lines[neighbour.span.line - 1][: neighbour.key.span.column - 1]
    head = f"{indent}{key}. {words or _like(index, neighbour)}"
    spaced = _is_spaced(index, table)
    if place:
        lines[block.end : block.end] = ["", head] if spaced else [head]
    else:
        lines[block.start : block.start] = [head, ""] if spaced else [head]
    return difference(text, _joined(text, lines))


def delete_row(text: str, line: int, root: str | None = None) -> tuple[TextEdit, ...]:
    """Takes the row at `line` away. Arrows to it lead to the row behind it, those of that row itself to the one before; the last row's
    lead to the end."""
    index = read_index(text, root)
    found, row = _table_of(index, line), index.row(line)
    if found is None or row is None or row not in found[1].rows:
        return ()
    number, table = found
    place = table.rows.index(row)
    rows = [each for each in table.rows if each is not row]
    lines = _renamed(index, {number: rows}, _redirected(table, place))
    block = _block(index, row)
    end = block.end + 1 if lines[block.end : block.end + 1] == [""] else block.end
    del lines[block.start : end]
    return difference(text, _joined(text, lines))


def move_row(text: str, line: int, steps: int, root: str | None = None) -> tuple[TextEdit, ...]:
    """Moves the row at `line` down by `steps` places, up when negative. A stage's heading counts as a place, so that a row can change its
    stage; no row leaves its table."""
    index = read_index(text, root)
    row = index.row(line)
    found = _table_of(index, line)
    if row is None or found is None or row not in found[1].rows or not steps:
        return ()
    number, table = found
    places = _places(index, table)
    at = places.index(row)
    to = at + steps
    if not 0 <= to < len(places):
        return ()
    order = [each for each in places if each is not row]
    order.insert(to, row)
    lines = _renamed(index, {number: [each for each in order if isinstance(each, RowNode)]}, {})
    first, last = max(min(at, to) - 1, 0), min(max(at, to) + 1, len(places) - 1)
    _weave(index, lines, places, order, slice(first, last + 1))
    return difference(text, _joined(text, lines))


def _weave(index: Index, lines: list[str], places: list[_Place], order: list[_Place], part: slice) -> None:
    """Puts the lines of a part of `places` into the new order. What stands between them and is not blank stays where it is."""
    blocks = {each.span: _block(index, each) for each in places}
    gaps = [lines[blocks[one.span].end : blocks[other.span].start] for one, other in pairwise(places)]
    old, new = places[part], order[part]
    kept = gaps[part.start : part.stop - 1]
    between = _gaps(places, gaps, new) if all(not line.strip() for gap in kept for line in gap) else kept
    woven: list[str] = []
    for gap, each in zip([[], *between], new, strict=True):
        woven += gap + lines[blocks[each.span].start : blocks[each.span].end]
    lines[blocks[old[0].span].start : blocks[old[-1].span].end] = woven


def _gaps(places: list[_Place], gaps: list[list[str]], moved: list[_Place]) -> list[list[str]]:
    """The blank lines between what was moved: as many as the table has between two of the same sorts."""
    usual = {(type(one), type(other)): gap for (one, other), gap in reversed([*zip(pairwise(places), gaps, strict=True)])}
    return [usual.get((type(one), type(other)), [""] if isinstance(other, FieldNode) else []) for one, other in pairwise(moved)]


# ---- tables and their lines


def _table_of(index: Index, line: int) -> tuple[int, Table] | None:
    table = index.table(line) or (index.tables[0] if index.tables else None)
    return (index.tables.index(table), table) if table else None


def _places(index: Index, table: Table) -> list[_Place]:
    """The rows of a table and the headings of stages between them, top down."""
    first, last = table.rows[0].span.line, table.rows[-1].span.line
    stages = [node for node in index.fields("tahap") if first < node.span.line < last]
    nodes: list[_Place] = [*table.rows, *stages]
    return sorted(nodes, key=lambda node: node.span.line)


def _block(index: Index, node: _Place) -> _Block:
    at = index.places[node.span.line]
    last = index.last_line(node.span.line)
    if isinstance(node, FieldNode):  # rows may stand indented below a heading
        last = min((row.span.line - 1 for row in index.rows() if node.span.line < row.span.line <= last), default=last)
        last = max(line.number for line in index.page.lines[at : index.page.ends[at]] if line.number <= last)
    start = node.span.line - 1
    while start and index.lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return _Block(start, last)


def _is_spaced(index: Index, table: Table) -> bool:
    """Whether blank lines stand between the rows."""
    return any(index.lines[_block(index, row).start - 1].strip() == "" for row in table.rows[1:])


def _joined(text: str, lines: list[str]) -> str:
    return line_end(text).join(lines)


# ---- keys


def _placeholder(neighbour: RowNode) -> RowNode:
    nowhere = Span(HERE, 0, 0, 0)
    return neighbour._replace(key=Word(_NEW, nowhere), number=None, span=nowhere)


def _like(index: Index, row: RowNode) -> str:
    """The shape of a neighbour's first lane, to be overwritten."""
    refs = [ref for shape in shapes(row) for ref in shape.lanes]
    if not refs:
        return "@"
    where = range_of(refs[0].span)
    return f"@{index.lines[where.line][where.column : where.end_column]}: "


def _key_of(rows: list[RowNode], row: RowNode) -> str:
    return _keys(rows)[rows.index(row)]


def _keys(rows: list[RowNode]) -> list[str]:
    """The key of each row. Of rows with the same key the later ones are told apart first."""
    seen: set[str] = set()
    apart: list[RowNode] = []
    for place, row in enumerate(rows):
        twin = fold(row.key.text) in seen
        seen.add(fold(row.key.text))
        apart.append(row._replace(key=row.key._replace(text=f"0+{place}")) if twin else row)
    keys = new_keys(apart)
    return [keys[fold(row.key.text)] for row in apart]


def _renamed(index: Index, tables: dict[int, list[RowNode]], redirected: dict[Range, TextEdit]) -> list[str]:
    """The lines with the keys that the rows of these tables get in their new order. `redirected`: what becomes of arrows to a row that
    goes, by the range of its key there; the text of these edits is an old key, or no key."""
    edits: list[TextEdit] = []
    found = mentions(index)
    for number, rows in tables.items():
        keys = list(zip(rows, _keys(rows), strict=True))
        by_range = {range_of(row.key.span): key for row, key in keys}
        by_key = {fold(row.key.text): key for row, key in reversed(keys)}
        for each in found:
            if not each.of.startswith(f"row:{number}:"):
                continue
            if each.place == "definition":
                edits += [TextEdit(each.range, by_range[each.range])] if each.range in by_range else []
                continue
            edit = redirected.get(each.range, TextEdit(each.range, each.of.split(":", 2)[2]))
            edits.append(edit._replace(text=by_key.get(fold(edit.text), edit.text)))
    return _edited(index.lines, edits)


def _redirected(table: Table, place: int) -> dict[Range, TextEdit]:
    """For each arrow to the row at `place`, by the range of its key: the row that it leads to without it, in place of its whole target."""
    row = table.rows[place]
    before = table.rows[place - 1] if place else None
    behind = table.rows[place + 1] if place + 1 < len(table.rows) else None
    found: dict[Range, TextEdit] = {}
    for own in table.rows:
        goal = before if own is behind else behind
        for target in (target for node in own.exits for target in node.targets):
            if target.kind == "row" and fold(target.key) == fold(row.key.text):
                key = range_of(target.span._replace(length=len(target.key)))
                found[key] = TextEdit(range_of(target.span), goal.key.text if goal else "selesai")
    return found


def _edited(lines: list[str], edits: list[TextEdit]) -> list[str]:
    """The lines with edits made, each within its line."""
    made = list(lines)
    for edit in sorted(edits, key=lambda each: each.range, reverse=True):
        where = edit.range
        made[where.line] = made[where.line][: where.column] + edit.text + made[where.line][where.end_column :]
    return made
