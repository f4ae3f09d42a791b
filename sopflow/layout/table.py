"""The table of one chart before it is cut into pages: columns, broken texts, the sizes of rows and shapes.

In: a chart, its style, the width of the table and the room that the lanes were found to need.
Out: a `Table`, which the pages are then placed from.
"""

from collections.abc import Iterable

from sopflow.layout.cells import cell_text, merged, owner_of
from sopflow.layout.columns import (
    ColumnFacts,
    Columns,
    LineEstimate,
    Widths,
    WidthWish,
    estimated_lines,
    find_widths,
    gather,
    stand,
    stride,
)
from sopflow.layout.head import Head, measure_head
from sopflow.layout.sizes import HEAD_PAD, LINE_FACTOR, Sizes, scaled, squeezed
from sopflow.layout.symbols import Fit, fit
from sopflow.layout.text import SetLine, advance_of, longest_word, natural_width, wrap
from sopflow.model.book import Chart, Row
from sopflow.model.style import Style
from sopflow.richtext import Text, paragraph, plain
from sopflow.values import NamedTuple

SHAPE_WIDEST = 27.0
"""Words in a shape may widen it to this."""

HEAD_WORD_LIMIT = 22.0
"""A lane's width follows the longest word of its head up to this."""

BESIDE_ARROWS = 0.4
"""The share of the lanes that the words of a stage heading may take among the arrows that pass through it."""


Lines = tuple[SetLine, ...]


class Known(NamedTuple):
    """What was found out of a chart's words: line estimates, column widths by all that they follow from, and for each column the width for
    which its cells were last broken, with their lines."""

    estimates: dict[tuple[str, float], LineEstimate]
    widths: dict[tuple[Sizes, float, tuple[float, ...], float], Widths]
    broken: dict[str, tuple[float, tuple[Lines, ...]]]


class Facts(NamedTuple):
    """What does not change while the columns are being found. `cells[column][row]` is what is printed."""

    chart: Chart
    style: Style
    sizes: Sizes
    cells: dict[str, tuple[Text, ...]]
    columns: dict[str, ColumnFacts]
    lane_least: tuple[float, ...]
    number: float
    loose: float
    known: Known


class Table(NamedTuple):
    """The table at its final column widths. `cells[column][row]` is what is printed, `texts[column][row]` its broken lines, `heights[row]`
    what they need."""

    chart: Chart
    style: Style
    sizes: Sizes
    columns: Columns
    head: Head
    fits: dict[str, Fit]
    cells: dict[str, tuple[Text, ...]]
    texts: dict[str, tuple[Lines, ...]]
    heights: tuple[float, ...]
    stages: dict[int, tuple["StageText", ...]]

    def stage_height(self, row: int) -> float:
        """Height of the headings above a row."""
        return sum(stage.height for stage in self.stages.get(row, ()))

    def least_height(self, row: int) -> float:
        """What a row needs for its words and shapes, without tracks."""
        return max(self.heights[row], _stack(self.chart.rows[row], self.fits, self.sizes))


class StageText(NamedTuple):
    """A stage heading: its number, lines and height."""

    number: str
    lines: Lines
    height: float
    title: str


def gather_facts(chart: Chart, style: Style, sizes: Sizes, loose: float) -> Facts:
    """Measures what the chart holds. `loose` is what a line saved counts that does not lower its row."""
    cells = {key: tuple([cell_text(row, key, style) for row in chart.rows]) for key in style.columns if key != "pelaksana"}
    columns, number = gather(cells, style, sizes), _number_width(chart, style, sizes)
    return Facts(chart, style, sizes, cells, columns, _lane_least(chart, sizes), number, loose, Known({}, {}, {}))


def denser(facts: Facts, sizes: Sizes, loose: float) -> Facts:
    """The same words, in letters of the same size, with other shapes and paddings."""
    return facts._replace(sizes=sizes, loose=loose, lane_least=_lane_least(facts.chart, sizes))


def _lane_least(chart: Chart, sizes: Sizes) -> tuple[float, ...]:
    """What each lane needs for its shapes and its head."""
    fits = _fits(chart.rows, sizes, None, SHAPE_WIDEST)
    widest = [0.0] * len(chart.lanes)
    for row in chart.rows:
        for shape in row.shapes:
            if shape.lane == shape.lane_last:
                widest[shape.lane] = max(widest[shape.lane], fits[shape.id].width)
    side = sizes.side_gap + sizes.rule_gap
    least = []
    for lane, wide in zip(chart.lanes, widest, strict=True):
        words = longest_word(paragraph(lane.name, bold=True), sizes.head, hyphenate=False)
        least.append(max((wide or sizes.box[0]) + 2 * side, min(words, HEAD_WORD_LIMIT) + 2 * HEAD_PAD + 0.1))
    return tuple(least)


def _number_width(chart: Chart, style: Style, sizes: Sizes) -> float:
    numbers = [advance_of(plain(cell_text(row, "no", style)), sizes.text) for row in chart.rows]
    head = natural_width(paragraph(style.heading("no"), bold=True), sizes.head)
    return max([head + 2 * HEAD_PAD, *(width + 2 * sizes.pad_x for width in numbers)]) + 0.1


def _stack(row: Row, fits: dict[str, Fit], sizes: Sizes) -> float:
    """What a row needs for its shapes."""
    levels: dict[int, float] = {}
    for shape in row.shapes:
        levels[shape.level] = max(levels.get(shape.level, 0.0), fits[shape.id].height)
    stack = sum(levels.values()) or sizes.box[1]
    return stack + (sizes.quiet + sizes.arrival) * max(1, len(levels))


def expected_heights(facts: Facts, width: float, lanes: tuple[float, ...]) -> list[float]:
    """What the sampled rows are expected to need beside such lanes, judged by the widths of their words: none is broken into lines."""
    sizes, rows = facts.sizes, facts.chart.rows[:: stride(len(facts.chart.rows))]
    lines = estimated_lines(facts.columns, widths_of(facts, lanes, width), sizes) or [0] * len(rows)
    fits = _fits(rows, sizes, None, SHAPE_WIDEST)
    texts = [count * sizes.text * LINE_FACTOR + 2 * sizes.pad_y for count in lines]
    return [max(text, _stack(row, fits, sizes)) for text, row in zip(texts, rows, strict=True)]


def _fits(rows: Iterable[Row], sizes: Sizes, columns: Columns | None, widest: float) -> dict[str, Fit]:
    """The size of every shape; of those across lanes as if the lanes were shapes wide while the columns are not known."""
    fits: dict[str, Fit] = {}
    for shape in (shape for row in rows for shape in row.shapes):
        span = sizes.box[0] * (shape.lane_last - shape.lane)
        if columns:
            first, last = columns.lanes[shape.lane], columns.lanes[shape.lane_last]
            span = last.x + last.width / 2 - first.x - first.width / 2
        fits[shape.id] = fit(shape.kind, shape.text, sizes, widest, span)
    return fits


def make_table(facts: Facts, left: float, width: float, lane_needs: list[float], squeeze: float = 1.0) -> Table:
    """The table `width` wide from `left` on, with lanes at least as wide as needed where the page allows.

    `squeeze`: what shapes and tracks are to be multiplied with, so that they fit lanes narrower than needed.
    """
    chart, style, sizes = facts.chart, facts.style, facts.sizes
    columns = stand(style.columns, widths_of(facts, tuple(lane_needs), width), left)
    sizes = squeezed(sizes, squeeze)
    room = min((column.width for column in columns.lanes), default=sizes.box[0] + 2 * sizes.quiet) - 2 * min(sizes.quiet, 1.4)
    if room < sizes.box[0]:
        sizes = scaled(sizes, max(0.35, room / sizes.box[0]))
    fixed = columns.strained or "pelaksana" in dict(style.widths)
    fits = _fits(chart.rows, sizes, columns, min(SHAPE_WIDEST, room) if fixed else SHAPE_WIDEST)
    texts = {column.key: _broken(facts, column.key, column.width - 2 * sizes.pad_x) for column in columns.text}
    head = measure_head(columns, chart.lanes, style, sizes)
    stages = _stage_texts(chart, columns, sizes)
    heights = _row_heights(chart, columns, texts, set(stages), sizes)
    return Table(chart, style, sizes, columns, head, fits, facts.cells, texts, heights, stages)


def widths_of(facts: Facts, lanes: tuple[float, ...], width: float) -> Widths:
    """The widths of the columns with such lanes."""
    sizes, known = facts.sizes, facts.known
    asked = (sizes, facts.loose, lanes, width)
    if asked not in known.widths:
        shape = sizes.box[1] + sizes.quiet + sizes.arrival
        wish = WidthWish(facts.columns, lanes, facts.number, shape, facts.loose, known.estimates)
        known.widths[asked] = find_widths(wish, facts.style, sizes, width)
    return known.widths[asked]


def _broken(facts: Facts, key: str, width: float) -> tuple[Lines, ...]:
    """The lines of a column's cells in that width."""
    last = facts.known.broken.get(key)
    if last is None:
        last = width, tuple([wrap(text, width, facts.sizes.text) for text in facts.cells[key]])
    elif last[0] != width:
        cells = zip(facts.cells[key], last[1], strict=True)
        last = width, tuple([was if _is_short(text, was, width) else wrap(text, width, facts.sizes.text) for text, was in cells])
    facts.known.broken[key] = last
    return last[1]


def _is_short(text: Text, lines: Lines, width: float) -> bool:
    """Whether the lines of a cell are one for each block and fit this width too: no others would be found."""
    return len(lines) == len(text) and all(line.width <= width for line in lines)


def lines_height(lines: Lines, sizes: Sizes) -> float:
    """Height of a cell that holds these lines."""
    return len(lines) * sizes.text * LINE_FACTOR + 2 * sizes.pad_y


def _row_heights(chart: Chart, columns: Columns, texts: dict[str, tuple[Lines, ...]], staged: set[int], sizes: Sizes) -> tuple[float, ...]:
    """What the words of each row need. A merged cell ends at a stage heading and is printed again below it."""
    heights = [0.0] * len(chart.rows)
    for column in columns.text:
        row = 0
        while row < len(chart.rows):
            end = row + 1
            while end < len(chart.rows) and merged(chart.rows[end], column.key) and end not in staged:
                end += 1
            lines = texts[column.key][owner_of(chart.rows, row, column.key)]
            share = (lines_height(lines, sizes) + _tear(lines, end - row, sizes)) / (end - row)
            for at in range(row, end):
                heights[at] = max(heights[at], share)
            row = end
    return tuple(heights)


def _tear(lines: Lines, rows: int, sizes: Sizes) -> float:
    """What a cell merged over several rows needs more for its lines to go on over a page break: each part holds whole lines."""
    return sizes.text * LINE_FACTOR + 2 * sizes.pad_y if rows > 1 and len(lines) > 1 else 0.0


def _stage_texts(chart: Chart, columns: Columns, sizes: Sizes) -> dict[int, tuple[StageText, ...]]:
    found: dict[int, list[StageText]] = {}
    for stage in chart.stages:
        if stage.before >= len(chart.rows):
            continue
        heavy = tuple(block._replace(runs=tuple(run._replace(bold=True) for run in block.runs)) for block in stage.title)
        _, width = columns.heading_span(stage.before == 0)
        width *= 1.0 if stage.before == 0 or columns.by_key("kegiatan") else BESIDE_ARROWS
        lines = wrap(heavy, width - 2 * sizes.pad_x, sizes.text)
        found.setdefault(stage.before, []).append(StageText(stage.number, lines, lines_height(lines, sizes) + 0.6, plain(stage.title)))
    return {row: tuple(stages) for row, stages in found.items()}
