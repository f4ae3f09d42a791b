"""The words by which a table's rows and lanes are referred to in the canonical form.

In: the statements of a document, includes in their place. Out: `Names` for each table, found by the line of any of its rows.
Always holds: keys stay unique in their table, and a new word means the row or the lane that the old one meant.
"""

from collections.abc import Iterator
from itertools import pairwise

from sopflow.resolve import Statement
from sopflow.resolve.report import fold
from sopflow.syntax.ast import FieldNode, LanesNode, RowNode
from sopflow.syntax.inline import plain_words, squeeze
from sopflow.values import NamedTuple


class Names(NamedTuple):
    """`keys`: the new key of each row by its folded old one. `lanes`: the word for each lane by its folded alias and name."""

    keys: dict[str, str]
    lanes: dict[str, str]
    declared: bool

    def key(self, typed: str) -> str:
        """The key of the row that `typed` means."""
        return self.keys.get(fold(typed), typed)

    def lane(self, typed: str) -> str:
        """The word for the lane that `typed` means; of lanes without a list, each use keeps its own spelling."""
        return self.lanes.get(fold(typed), typed) if self.declared else squeeze(typed)

    def lane_length(self, words: list[str]) -> int:
        """How many of `words`, as typed, are the lane that they begin with: the longest such name; 0 when there is none."""
        longest = max((len(name.split()) for name in self.lanes), default=0)
        return next(
            (count for count in range(min(longest, len(words)), 0, -1) if fold(plain_words(" ".join(words[:count]))) in self.lanes), 0
        )


NO_NAMES = Names({}, {}, False)
"""For rows in no table: those that stand before the first of several procedures."""


class _Table:
    """One table while its statements are being gathered."""

    def __init__(self) -> None:
        self.rows: list[RowNode] = []
        self.lanes: LanesNode | None = None


def names_by_line(statements: tuple[Statement, ...]) -> dict[int, Names]:
    """The names of each row's table, by the line of the row."""
    found: dict[int, Names] = {}
    for rows, lanes in tables(statements):
        words = _declared_lanes(lanes) if lanes else _used_lanes(rows)
        names = Names(new_keys(rows), words, lanes is not None)
        found.update((row.span.line, names) for row in rows)
    return found


def new_keys(rows: list[RowNode]) -> dict[str, str]:
    """Each row's key in the canonical form, by its folded old one.

    A numeric key becomes the row's place in the order, a word stays. A row with a printed number of its own is not counted: it
    keeps its key, but in place of one that is now another row's it gets the place before it with a letter.
    """
    found: dict[str, str] = {}
    unsettled: list[tuple[str, int]] = []
    place = 0
    for row in rows:
        old = row.key.text
        place += row.number is None
        if not old[0].isdigit():
            found[fold(old)] = old
        elif row.number is None:
            found[fold(old)] = str(place)
        else:
            unsettled.append((old, place))
    taken = {fold(key) for key in found.values()}
    kept = [old for old, _ in unsettled if fold(old) not in taken]
    found.update((fold(old), old) for old in kept)
    taken.update(map(fold, kept))
    for old, before in unsettled:
        if fold(old) not in found:
            found[fold(old)] = next(key for key in _lettered(before) if key not in taken)
            taken.add(found[fold(old)])
    return found


def _lettered(place: int) -> Iterator[str]:
    """1a, 1b, … 1z, 1za, 1zb, …"""
    stem = str(place)
    while True:
        yield from (stem + letter for letter in "abcdefghijklmnopqrstuvwxyz")
        stem += "z"


def tables(statements: tuple[Statement, ...]) -> Iterator[tuple[list[RowNode], LanesNode | None]]:
    """The rows of each table and the lanes that serve it, as `resolve` gathers them."""
    starts = [at for at, each in enumerate(statements) if _is_field(each, "sop")]
    shared = statements[: starts[0]] if starts else ()
    common = next((each.node for each in reversed(shared) if isinstance(each.node, LanesNode)), None)
    bounds = [*starts, len(statements)] if starts else [0, len(statements)]
    for start, end in pairwise(bounds):
        yield from _tables_of(statements[start:end], common)


def _tables_of(own: tuple[Statement, ...], common: LanesNode | None) -> Iterator[tuple[list[RowNode], LanesNode | None]]:
    tables = [_Table()]
    for each in own:
        if isinstance(each.node, LanesNode):
            common = each.node if each.included else common
            tables[-1].lanes = tables[-1].lanes if each.included else each.node
        elif isinstance(each.node, RowNode):
            tables[-1].rows.append(each.node)
        elif _is_field(each, "prosedur"):
            tables.append(_Table())
    if not tables[0].rows and tables[0].lanes:
        common = tables[0].lanes
    for table in tables:
        if table.rows:
            yield table.rows, table.lanes or common


def _is_field(statement: Statement, name: str) -> bool:
    return isinstance(statement.node, FieldNode) and statement.node.name == name


def _declared_lanes(node: LanesNode) -> dict[str, str]:
    found: dict[str, str] = {}
    for lane in node.lanes:
        word = lane.alias.text if lane.alias else squeeze(lane.name.text)
        found[fold(lane.name.text)] = word
        found[fold(word)] = word
    return found


def _used_lanes(rows: list[RowNode]) -> dict[str, str]:
    shapes = (shape for row in rows for group in row.groups for shape in group)
    return {fold(ref.name): squeeze(ref.name) for shape in shapes for ref in shape.lanes}
