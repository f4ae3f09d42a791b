"""The table's head: group names, column names, and the row of column numbers.

In: the columns and the style's words. Out: the head's height and its cells, from a given top.
"""

from sopflow.layout.columns import Column, Columns
from sopflow.layout.plan import Box, Cell, Words
from sopflow.layout.sizes import HEAD_PAD, LINE_FACTOR, Sizes
from sopflow.layout.text import SetLine, balanced, wrap
from sopflow.model.book import Lane
from sopflow.model.style import Style
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

MUTU_BAKU = ("kelengkapan", "waktu", "output")
TURNED_LIMIT = 42.0
"""The longest line of a turned head."""


class _LaneHead(NamedTuple):
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


def _text(words: str, width: float, sizes: Sizes) -> tuple[SetLine, ...]:
    return balanced(paragraph(words, bold=True), width - 2 * HEAD_PAD, sizes.head)


def _height(lines: tuple[SetLine, ...], sizes: Sizes) -> float:
    return len(lines) * sizes.head * LINE_FACTOR + 2 * sizes.pad_y


def _lane_heads(columns: Columns, lanes: tuple[Lane, ...], sizes: Sizes) -> list[_LaneHead]:
    turned = any(column.width < sizes.turned_head for column in columns.lanes) and any(
        len(_text(lane.name, column.width, sizes)) > 3 for lane, column in zip(lanes, columns.lanes, strict=True)
    )
    heads = []
    for lane, column in zip(lanes, columns.lanes, strict=True):
        if turned:
            lines = balanced(paragraph(lane.name, bold=True), TURNED_LIMIT, sizes.head)
            height = max((line.width for line in lines), default=0.0) + 2 * sizes.pad_y + 1
        else:
            lines = _text(lane.name, column.width, sizes)
            height = _height(lines, sizes)
        heads.append(_LaneHead(lines, turned, height))
    return heads


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
            *(head.height for head in _lane_heads(columns, lanes, sizes)),
            *(_height(_text(style.heading(column.key), column.width, sizes), sizes) for column in columns.text if column.key in MUTU_BAKU),
            *(_height(_text(style.heading(column.key), column.width, sizes), sizes) - upper - groups for column in tall),
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
    return Cell(box, "", key, Words(box, _text(words, box.width, sizes), sizes.head, "center"), shaded=True)


def _place_lane_heads(columns: Columns, lanes: tuple[Lane, ...], sizes: Sizes, head: Head, top: float) -> list[Cell]:
    cells = []
    for lane, column, words in zip(lanes, columns.lanes, _lane_heads(columns, lanes, sizes), strict=True):
        above = head.upper + (head.groups if lane.group else 0.0)
        box = Box(column.x, top + above, column.width, head.upper + head.groups + head.lower - above)
        cells.append(Cell(box, "", f"lajur-{lane.id}", Words(box, words.lines, sizes.head, "center", turned=words.turned), shaded=True))
    return cells


def _number_row(columns: Columns, sizes: Sizes, y: float, height: float) -> list[Cell]:
    order = sorted([*columns.text, *columns.lanes], key=lambda column: column.x)
    cells = []
    for at, column in enumerate(order, 1):
        box = Box(column.x, y, column.width, height)
        lines = wrap(paragraph(f"({at})"), column.width, sizes.label)
        cells.append(Cell(box, "", "nomor-kolom", Words(box, lines, sizes.label, "center"), shaded=True))
    return cells
