"""Where a text names its rows, lanes and procedures.

In: an `Index`. Out: `Mention` values, definitions and references alike. Lines that the parser refuses are searched for the same signs,
so that a name stays whole while its text is being written.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from sopflow.resolve.report import fold
from sopflow.richtext import plain
from sopflow.services.index import HERE, Index, NamedLane, Table, lanes_of, shapes
from sopflow.services.places import Range, range_of
from sopflow.source import Span
from sopflow.syntax.ast import ExitNode, LaneRef, LanesNode, RowNode, Target
from sopflow.syntax.grammar import Refusal, read
from sopflow.syntax.inline import plain_words
from sopflow.syntax.words import ARROW
from sopflow.values import NamedTuple

Sort = Literal["row", "lane", "sop"]
Place = Literal["definition", "shape", "exit", "target"]
"""Where a name stands: where it is given, behind the `@` of a shape, before an exit's label, behind an arrow."""

_LANE = re.compile(r"@ *([^@+&(:\"“”„→-]*[^@+&(:\"“”„→ -])")
_KEY = re.compile(r"(?<![\w.@])\w+(?:\.\w+)*")


class Mention(NamedTuple):
    """A name in the text. Those of the same thing have the same `of`; `form` is the word by which a lane with an alias is called."""

    sort: Sort
    of: str
    form: str
    place: Place
    range: Range


def mentions(index: Index) -> list[Mention]:
    """Every mention in the text and in the files that it uses, in no order."""
    found = list(_sops(index))
    for lanes in {id(each.node): each.node for each in index.statements if isinstance(each.node, LanesNode)}.values():
        found += _listed_lanes(lanes)
    for number, table in enumerate(index.tables):
        found += _of_table(index, table, number)
    return found


def mention_at(index: Index, line: int, column: int) -> Mention | None:
    """The mention that a cursor touches: the one it stands in, rather than the one that it stands behind."""
    here = [each for each in mentions(index) if each.range.file == HERE and each.range.holds(line, column)]
    return max(here, key=lambda each: each.range.column, default=None)


# ---- procedures


def _sops(index: Index) -> Iterator[Mention]:
    for node in index.fields("sop"):
        if len(node.text) == 1:
            yield Mention("sop", f"sop:{fold(plain(node.text))}", "", "definition", range_of(node.text[0].span))
    for row in index.rows():
        for target in _targets(row):
            if target.kind == "sop":
                yield Mention("sop", f"sop:{fold(target.key)}", "", "target", range_of(_name_of_sop(index, target)))


def _name_of_sop(index: Index, target: Target) -> Span:
    """The name behind `sop:`, with its quotes."""
    span = target.span
    words = index.lines[span.line - 1][span.column - 1 : span.column - 1 + span.length]
    start = len(words) - len(words.partition(":")[2].lstrip())
    return span._replace(column=span.column + start, length=span.length - start)


# ---- tables


def _listed_lanes(node: LanesNode) -> Iterator[Mention]:
    for lane in node.lanes:
        ident = lane_id(lane.name.span)
        if lane.alias:
            yield Mention("lane", ident, "alias", "definition", range_of(lane.alias.span))
        yield Mention("lane", ident, "name", "definition", range_of(lane.name.span))


def lane_id(span: Span) -> str:
    return f"lane:{span.file}:{span.line}:{span.column}"


class _Names(NamedTuple):
    """What the words of one table mean. `rows`: its folded keys; `lanes` by folded alias and name."""

    number: int
    rows: frozenset[str]
    lanes: dict[str, NamedLane]

    def row(self, key: str, place: Place, span: Span) -> Iterator[Mention]:
        """The mention of a row, when there is such a row."""
        if fold(key) in self.rows:
            yield Mention("row", f"row:{self.number}:{fold(key)}", "", place, range_of(span))

    def lane(self, name: str, place: Place, span: Span) -> Iterator[Mention]:
        """The mention of a lane, when there is such a lane."""
        lane = self.lanes.get(fold(name))
        if lane:
            form = "alias" if lane.word != lane.name and fold(name) == fold(lane.word) else "name"
            yield Mention("lane", lane_id(lane.span), form, place, range_of(span))


def _of_table(index: Index, table: Table, number: int) -> Iterator[Mention]:
    lanes = {fold(word): lane for lane in lanes_of(table) for word in (lane.name, lane.word)}
    names = _Names(number, frozenset(fold(row.key.text) for row in table.rows), lanes)
    for row in table.rows:
        yield from names.row(row.key.text, "definition", row.key.span)
        for shape in shapes(row):
            for ref in shape.lanes:
                yield from names.lane(ref.name, "shape", ref.span)
        for node in row.exits:
            yield from _of_exit(index, names, node)
        yield from _of_refused_lines(index, names, row)


def _of_exit(index: Index, names: _Names, node: ExitNode) -> Iterator[Mention]:
    if node.lane and node.lane.quoted:
        yield from names.lane(node.lane.name, "exit", node.lane.span)
    elif node.lane:
        yield from _lane_before_label(index, names, node.lane)
    for target in node.targets:
        if target.kind == "row":
            yield from names.row(target.key, "target", target.span._replace(length=len(target.key)))
        if target.lane:
            yield from names.lane(target.lane.name, "target", target.lane.span)


def _lane_before_label(index: Index, names: _Names, ref: LaneRef) -> Iterator[Mention]:
    """The lane that the words before an arrow begin with."""
    start = ref.span.column - 1
    typed = index.lines[ref.span.line - 1][start : start + ref.span.length]
    words = list(re.finditer(r"\S+", typed))
    count = longest_lane([word.group() for word in words], names.lanes)
    if count:
        length = words[count - 1].end()
        yield from names.lane(plain_words(typed[:length]), "exit", ref.span._replace(length=length))


def longest_lane(words: list[str], lanes: Iterable[str]) -> int:
    """How many of `words`, as typed, are the longest of the folded names that they begin with; 0 when they begin with none."""
    known = frozenset(lanes)
    return next((count for count in range(len(words), 0, -1) if fold(plain_words(" ".join(words[:count]))) in known), 0)


def _targets(row: RowNode) -> Iterator[Target]:
    return (target for node in row.exits for target in node.targets)


# ---- lines that the parser refuses


def _of_refused_lines(index: Index, names: _Names, row: RowNode) -> Iterator[Mention]:
    page = index.page
    at = index.places[row.span.line]
    parsed = {node.span.line for node in row.exits} | {cell.span.line for cell in row.cells}
    for line in page.lines[at : page.ends[at]]:
        is_head = line.number == row.span.line
        is_parsed = bool(row.groups) if is_head else line.number in parsed or not isinstance(read("row_line", line.text), Refusal)
        if is_parsed:
            continue
        arrow = None if is_head else ARROW.search(line.text)
        for found in _LANE.finditer(line.text):
            yield from names.lane(found.group(1), "shape", page.span(line, *found.span(1)))
        for found in _KEY.finditer(line.text, arrow.end()) if arrow else ():
            yield from names.row(found.group(), "target", page.span(line, *found.span()))
