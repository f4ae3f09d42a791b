"""The table's head: group names, column names, and the row of column numbers.

In: the columns and the style's words. Out: the head's height and its cells, from a given top.
Names that don't fit their columns read upwards, in as many lines side by side as keep the head low.
"""

from sopflow.layout.columns import Column, Columns
from sopflow.layout.plan import Box, Cell, Words
from sopflow.layout.sizes import HEAD_PAD, LINE_FACTOR, Sizes
from sopflow.layout.text import SetLine, balanced, longest_word, wrap
from sopflow.model.book import Lane
from sopflow.model.style import Style
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

MUTU_BAKU = ("kelengkapan", "waktu", "output")
TURNED_LIMIT = 42.0
"""The longest line of a turned head."""

MANY = 0.4
"""So many of the names broken within words make a head hard to read."""

HIGHER = 3.0
"""A head may be so much taller for names that are not broken within words."""

TURNED_STEP = 1.0
"""Turned heads are tried with lines longer by so much at a time."""


class _Name(NamedTuple):
    """A column's name as it stands in the head."""

    lines: tuple[SetLine, ...]
    turned: bool
    height: float


class Head(NamedTuple):
    """Heights of the head's rows from the top: upper row, groups (0 without), column names, column numbers (0 without)."""

    upper: float
    groups: float
    lower: float
    numbers: float

    @property
    def height(self) -> float:
        return self.upper + self.groups + self.lower + self.numbers


def turned_width(sizes: Sizes) -> float:
    """The width of a column whose name reads upwards on one line."""
    return sizes.head * LINE_FACTOR + 2 * HEAD_PAD


def _text(words: str, width: float, sizes: Sizes) -> tuple[SetLine, ...]:
    return balanced(paragraph(words, bold=True), width - 2 * HEAD_PAD, sizes.head)


def _height(lines: tuple[SetLine, ...], sizes: Sizes) -> float:
    return len(lines) * sizes.head * LINE_FACTOR + 2 * sizes.pad_y


def _level(words: str, width: float, sizes: Sizes) -> _Name:
    lines = _text(words, width, sizes)
    return _Name(lines, False, _height(lines, sizes))


def _upright(lines: tuple[SetLine, ...], sizes: Sizes) -> _Name:
    return _Name(lines, True, max((line.width for line in lines), default=0.0) + 2 * sizes.pad_y + 1)


def _column_name(words: str, width: float, sizes: Sizes) -> _Name:
    """The name of a text column; it reads upwards in a narrow one where not even parts of its words fit."""
    name = paragraph(words, bold=True)
    if width > 2 * turned_width(sizes) or longest_word(name, sizes.head) <= width - 2 * HEAD_PAD:
        return _level(words, width, sizes)
    return _upright(balanced(name, TURNED_LIMIT, sizes.head), sizes)


def _lane_names(columns: Columns, lanes: tuple[Lane, ...], sizes: Sizes) -> list[_Name]:
    """The names of all lanes, level; all upright where narrow lanes would break some of them, or any lanes many, and the head is as low."""
    level = [_level(lane.name, column.width, sizes) for lane, column in zip(lanes, columns.lanes, strict=True)]
    broken = sum(any(line.hyphen for line in name.lines) for name in level)
    if not broken and all(len(name.lines) <= 3 for name in level):
        return level
    if any(column.width < sizes.turned_head for column in columns.lanes):
        return _upright_names(columns, lanes, sizes)
    if broken < MANY * len(level):
        return level
    upright = _upright_names(columns, lanes, sizes)
    return upright if max(name.height for name in upright) <= max(name.height for name in level) + HIGHER else level


def _upright_names(columns: Columns, lanes: tuple[Lane, ...], sizes: Sizes) -> list[_Name]:
    """Names that read upwards: no longer than the one that can't be shorter, each in as few lines side by side as that allows."""
    names = [paragraph(lane.name, bold=True) for lane in lanes]
    most = [max(1, int((column.width - HEAD_PAD) / (sizes.head * LINE_FACTOR))) for column in columns.lanes]
    room = max(min(longest_word(name, sizes.head, hyphenate=False), TURNED_LIMIT) for name in names)
    while room < TURNED_LIMIT and any(len(balanced(name, room, sizes.head)) > count for name, count in zip(names, most, strict=True)):
        room += TURNED_STEP
    return [_upright(balanced(name, min(room, TURNED_LIMIT), sizes.head), sizes) for name in names]


def measure_head(columns: Columns, lanes: tuple[Lane, ...], style: Style, sizes: Sizes) -> Head:
    """How tall the head is."""
    upper = max(
        (
            _height(_text(style.heading(key), run[-1].right - run[0].x, sizes), sizes)
            for key, members in _common(columns)
            for run in _runs(members)
        ),
        default=0.0,
    )
    groups = 0.0
    if any(lane.group for lane in lanes):
        groups = max(_height(_text(name, box.width, sizes), sizes) for name, box in _groups(columns, lanes, 0, 0))
    tall = [column for column in columns.text if column.key not in MUTU_BAKU]
    lower = max(
        [
            *(name.height for name in _lane_names(columns, lanes, sizes)),
            *(_column_name(style.heading(column.key), column.width, sizes).height for column in columns.text if column.key in MUTU_BAKU),
            *(_column_name(style.heading(column.key), column.width, sizes).height - upper - groups for column in tall),
            upper,
        ]
    )
    numbers = sizes.head * LINE_FACTOR + sizes.pad_y if style.number_row else 0.0
    return Head(upper, groups, lower, numbers)


def _groups(columns: Columns, lanes: tuple[Lane, ...], y: float, height: float) -> list[tuple[str, Box]]:
    """Runs of neighbouring lanes with one group name, "" for lanes without."""
    runs: list[tuple[str, Box]] = []
    for lane, column in zip(lanes, columns.lanes, strict=True):
        if runs and runs[-1][0] == lane.group and lane.group:
            box = runs[-1][1]
            runs[-1] = (lane.group, box._replace(width=column.right - box.x))
        else:
            runs.append((lane.group, Box(column.x, y, column.width, height)))
    return runs


def place_head(columns: Columns, lanes: tuple[Lane, ...], style: Style, sizes: Sizes, head: Head, top: float) -> list[Cell]:
    """The head's cells from `top` on."""
    cells: list[Cell] = []
    full = head.upper + head.groups + head.lower
    for column in columns.text:
        if column.key not in MUTU_BAKU:
            cells.append(_cell(column.key, Box(column.x, top, column.width, full), style.heading(column.key), sizes))
        else:
            y = top + head.upper
            cells.append(_cell(column.key, Box(column.x, y, column.width, full - head.upper), style.heading(column.key), sizes))
    for key, members in _common(columns):
        for run in _runs(members):
            cells.append(_cell(key, Box(run[0].x, top, run[-1].right - run[0].x, head.upper), style.heading(key), sizes))
    if head.groups:
        for name, box in _groups(columns, lanes, top + head.upper, head.groups):
            if name:
                cells.append(_cell("kelompok", box, name, sizes))
    cells.extend(_place_lane_heads(columns, lanes, sizes, head, top))
    if head.numbers:
        cells.extend(_number_row(columns, sizes, top + full, head.numbers))
    return cells


def _common(columns: Columns) -> list[tuple[str, list[Column]]]:
    """The columns under the two common heads."""
    return [("mutu baku", [each for each in columns.text if each.key in MUTU_BAKU]), ("pelaksana", list(columns.lanes))]


def _runs(members: list[Column]) -> list[list[Column]]:
    """Columns that touch, together."""
    runs: list[list[Column]] = []
    for column in members:
        if runs and abs(runs[-1][-1].right - column.x) < 1e-6:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _cell(key: str, box: Box, words: str, sizes: Sizes) -> Cell:
    return _named(key, box, _column_name(words, box.width, sizes), sizes)


def _named(key: str, box: Box, name: _Name, sizes: Sizes) -> Cell:
    return Cell(box, "", key, Words(box, name.lines, sizes.head, "center", turned=name.turned), shaded=True)


def _place_lane_heads(columns: Columns, lanes: tuple[Lane, ...], sizes: Sizes, head: Head, top: float) -> list[Cell]:
    cells = []
    for lane, column, name in zip(lanes, columns.lanes, _lane_names(columns, lanes, sizes), strict=True):
        above = head.upper + (head.groups if lane.group else 0.0)
        box = Box(column.x, top + above, column.width, head.upper + head.groups + head.lower - above)
        cells.append(_named(f"lajur-{lane.id}", box, name, sizes))
    return cells


def _number_row(columns: Columns, sizes: Sizes, y: float, height: float) -> list[Cell]:
    order = sorted([*columns.text, *columns.lanes], key=lambda column: column.x)
    cells = []
    for at, column in enumerate(order, 1):
        box = Box(column.x, y, column.width, height)
        lines = wrap(paragraph(f"({at})"), column.width, sizes.label)
        cells.append(Cell(box, "", "nomor-kolom", Words(box, lines, sizes.label, "center"), shaded=True))
    return cells
