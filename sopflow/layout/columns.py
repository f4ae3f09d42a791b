"""Column widths from what the columns hold.

In: the natural widths of every cell, the lanes' needs, the width of the table. Out: where each column stands.
Lanes get what their shapes and heads need and no more; the rest of the width goes, step by step, to the column that
lowers the table most, so that no column starves while another is half empty.
"""

from itertools import pairwise
from math import inf

from sopflow.layout.sizes import HEAD_PAD, LINE_FACTOR, Sizes
from sopflow.layout.text import advance_of, longest_word, natural_width
from sopflow.model.style import Style
from sopflow.richtext import Block, Text, paragraph
from sopflow.values import NamedTuple

STEP = 1.5
"""Millimetres handed out at a time."""

SENTENCES, SENTENCE_SHARE = 9.3, 0.095
"""The activities' least width in font sizes, and the share of the table that this may be: they are sentences, and many lanes would leave
them a column of single words."""

LOOSE = 0.2
"""What a line saved in a cell is worth beside a line saved in the height of a row."""

SAMPLE = 120
"""At most this many rows are looked at, evenly spread: enough to know a long table."""

FLOORS = {"kegiatan": 50.0, "kelengkapan": 26.0, "waktu": 24.0, "output": 26.0, "keterangan": 12.0}
"""What a column with words in it should have at least, where the page allows."""

LANE_AIR = 0.4
"""The lanes' share of the width that no row needs."""

LEVELLING = 0.4
"""The share of the free width that may go into making lanes alike, before texts are given any."""

CENTRED_AIR = 1.8
"""What a column with centred words should have beyond them, so that they do not seem to touch its rules."""

LEFTOVER = {"kegiatan": 0.4, "kelengkapan": 0.22, "output": 0.22, "waktu": 0.04, "keterangan": 0.12}
"""The shares of the text columns in the rest."""

WORD_LIMIT = 22.0
"""A single word may claim at most this width; longer ones are broken."""


class ColumnFacts(NamedTuple):
    """One text column: the least width it may have and the least it should have; per sampled row the word widths of its paragraphs."""

    least: float
    wanted: float
    rows: tuple[tuple[tuple[float, ...], ...], ...]


class Column(NamedTuple):
    """A text column of the table."""

    key: str
    x: float
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width


class Columns(NamedTuple):
    """All columns from left to right; the lanes apart. `strained`: the page is too narrow for what it must hold."""

    text: tuple[Column, ...]
    lanes: tuple[Column, ...]
    strained: bool

    def by_key(self, key: str) -> Column | None:
        """The text column of that name, None when the style leaves it out."""
        return next((column for column in self.text if column.key == key), None)

    def heading_span(self, free: bool) -> tuple[float, float]:
        """Left edge and width of the words of a stage heading: under Kegiatan, or over the lanes where that is left out.

        `free`: no arrow passes, and they may go on to the table's right edge.
        """
        kegiatan = self.by_key("kegiatan")
        left = kegiatan.x if kegiatan else self.lanes[0].x
        if free:
            return left, max(column.right for column in (*self.text, *self.lanes)) - left
        return left, (kegiatan or self.lanes[-1]).right - left


def stride(rows: int) -> int:
    """Every how many rows one is looked at."""
    return max(1, -(-rows // SAMPLE))


def gather(cells: dict[str, tuple[Text, ...]], style: Style, sizes: Sizes) -> dict[str, ColumnFacts]:
    """The facts of every text column that the style shows, except the number's. `cells`: what is printed in their rows."""
    facts: dict[str, ColumnFacts] = {}
    for key, column in cells.items():
        if key == "no":
            continue
        texts = column[:: stride(len(column))]
        word = max((longest_word(text, sizes.text, hyphenate=False) for text in texts), default=0.0)
        head = longest_word(paragraph(style.heading(key), bold=True), sizes.head, hyphenate=False)
        least = max(head + 2 * HEAD_PAD, min(word, WORD_LIMIT) + 2 * sizes.pad_x) + 0.1
        longest = max((natural_width((block,), sizes.text) for text in texts for block in text), default=0.0)
        rows = tuple(tuple(_words(block, sizes.text) for block in text) for text in texts)
        air = CENTRED_AIR if key == "waktu" else 0.2
        facts[key] = ColumnFacts(least, max(least, min(FLOORS[key], longest + 2 * sizes.pad_x + air)), rows)
    return facts


def _words(block: Block, size: float) -> tuple[float, ...]:
    """Widths of a paragraph's words; a list marker with its gap counts as one."""
    marker = (advance_of(block.marker, size),) if block.marker else ()
    return (*marker, *(advance_of(word, size) for run in block.runs for word in run.text.split()))


class WidthWish(NamedTuple):
    """What the columns are found from: facts of the text columns, needed lane widths, the number column, the least height of a row.

    `loose` is what a line saved counts that does not lower its row; with 0 only the height of the table counts. `estimates` remembers
    line counts by column and starting width, from one call to the next.
    """

    facts: dict[str, ColumnFacts]
    lanes: tuple[float, ...]
    number: float
    row_height: float
    loose: float
    estimates: "dict[tuple[str, float], LineEstimate]"


class Widths(NamedTuple):
    """The widths of all columns. `strained`: the page is too narrow for what it must hold."""

    texts: dict[str, float]
    lanes: list[float]
    strained: bool


def find_widths(wish: WidthWish, style: Style, sizes: Sizes, width: float) -> Widths:
    """Shares out `width` millimetres."""
    pinned = dict(style.widths)
    lane_widths = [pinned.get("pelaksana", lane) for lane in wish.lanes]
    least = {key: fact.least for key, fact in wish.facts.items()}
    if "kegiatan" in least:
        fact = wish.facts["kegiatan"]
        least["kegiatan"] = max(fact.least, min(fact.wanted, SENTENCES * sizes.text, SENTENCE_SHARE * width))
    widths = {key: pinned.get(key, fact.wanted if wish.loose else least[key]) for key, fact in wish.facts.items()}
    if "no" in style.columns:
        widths["no"] = pinned.get("no", wish.number)
    free = width - sum(widths.values()) - sum(lane_widths)
    if free < 0:
        free = _give_back(least, widths, pinned, free)
    strained = free < -0.001
    if strained:
        _shrink(widths, lane_widths, width, sizes)
    else:
        growing = [key for key in wish.facts if key not in pinned]
        if wish.loose and lane_widths and "pelaksana" not in pinned:
            alike = _levelled(lane_widths, min(free * LEVELLING, len(lane_widths) * max(lane_widths) - sum(lane_widths)))
            free -= sum(alike) - sum(lane_widths)
            lane_widths = alike
        free = _hand_out(wish, widths, growing, free, sizes)
        _spread(widths, growing, lane_widths, free, "pelaksana" in pinned)
    return Widths(widths, lane_widths, strained)


def _give_back(least: dict[str, float], widths: dict[str, float], pinned: dict[str, float], free: float) -> float:
    """Takes a lack of room from what the columns have beyond their least, in proportion; what is still free, or lacking."""
    spare = {key: widths[key] - low for key, low in least.items() if key not in pinned}
    share = min(1.0, -free / max(sum(spare.values()), 0.001))
    for key, more in spare.items():
        widths[key] -= more * share
    return free + share * sum(spare.values())


def _shrink(widths: dict[str, float], lanes: list[float], width: float, sizes: Sizes) -> None:
    """Takes from the lanes down to their least, then from everything alike."""
    texts = sum(widths.values())
    room = max(width - texts, 0.0)
    needed = sum(lanes)
    least = [min(sizes.lane_min, lane) for lane in lanes]
    scale = max(0.0, (room - sum(least)) / max(needed - sum(least), 0.001))
    lanes[:] = [low + (lane - low) * min(scale, 1.0) for lane, low in zip(lanes, least, strict=True)]
    total = sum(lanes) + texts
    if total > width:
        fixed = widths.get("no", 0.0)
        factor = (width - fixed) / (total - fixed)
        lanes[:] = [lane * factor for lane in lanes]
        for key in widths:
            widths[key] *= 1.0 if key == "no" else factor


class LineEstimate:
    """How many lines each sampled row of a column takes, at its least width plus some steps; remembered by steps."""

    def __init__(self, fact: ColumnFacts, width: float, space: float) -> None:
        self._rows, self._width, self._space = fact.rows, width, space
        self._known: dict[int, list[int]] = {}

    def lines(self, steps: int) -> list[int]:
        """Lines by row at that many steps more."""
        if steps not in self._known:
            width = self._width + steps * STEP
            self._known[steps] = [sum(_fill(words, width, self._space) for words in row) for row in self._rows]
        return self._known[steps]


def _fill(words: tuple[float, ...], width: float, space: float) -> int:
    """Lines of a paragraph with words of these widths, set without hyphens."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > width:
            lines, used = lines + 1, word
        else:
            used += space + word if used else word
        if used > width:
            lines += int(used / width)
            used %= width
    return lines


def estimated_lines(facts: dict[str, ColumnFacts], widths: Widths, sizes: Sizes) -> list[int]:
    """The lines of the tallest cell of each sampled row; nothing without text columns."""
    space = advance_of(" ", sizes.text)
    columns = []
    for key, fact in facts.items():
        room = widths.texts[key] - 2 * sizes.pad_x
        columns.append([sum([_fill(words, room, space) for words in row]) for row in fact.rows])
    return [max(row) for row in zip(*columns, strict=True)]


def _hand_out(wish: WidthWish, widths: dict[str, float], growing: list[str], free: float, sizes: Sizes) -> float:
    """Widens columns while that lowers the table or saves lines; returns what is left."""
    facts = wish.facts
    if not growing:
        return free
    line, space = sizes.text * LINE_FACTOR, advance_of(" ", sizes.text)
    estimates: dict[str, LineEstimate] = {}
    for key, fact in facts.items():
        start = widths[key] - 2 * sizes.pad_x
        estimates[key] = wish.estimates.setdefault((key, start), LineEstimate(fact, start, space))
    taken = dict.fromkeys(facts, 0)
    floor = max(0.0, (wish.row_height - 2 * sizes.pad_y) / line)
    left = int(free // STEP)
    while left > 0:
        lines = {key: estimates[key].lines(taken[key]) for key in facts}
        highest = [sorted((floor, *row))[-2:] for row in zip(*lines.values(), strict=True)]
        heights = [high for _, high in highest]
        best: tuple[float, str, int] | None = None
        for key in growing:
            others = [second if own == high else high for own, (second, high) in zip(lines[key], highest, strict=True)]
            found = _gain(estimates[key], taken[key], heights, others, left, wish.loose)
            if found and (best is None or found[0] > best[0] + 1e-9):
                best = (found[0], key, found[1])
        if best is None:
            break
        _, key, steps = best
        taken[key] += steps
        left -= steps
    for key, steps in taken.items():
        widths[key] += steps * STEP
    return free - sum(taken.values()) * STEP


def _gain(
    estimate: LineEstimate, taken: int, heights: list[float], others: list[float], limit: int, loose: float
) -> tuple[float, int] | None:
    """The best saving per step of widening one column by some steps, and that number of steps.

    A line off a row's height counts 1, a line off a cell that does not decide its row's height counts `loose`.
    """
    best: tuple[float, int] | None = None
    before = estimate.lines(taken)
    for steps in (1, 2, 3, 4, 6, 8, 11, 15, 20):
        if steps > limit:
            break
        after = estimate.lines(taken + steps)
        if after == before:
            continue
        saved = 0.0
        for new, old, height, other in zip(after, before, heights, others, strict=True):
            if new < old:
                saved += height - max(other, new) + loose * (old - new)
        if saved > 0 and (best is None or saved / steps > best[0] + 1e-9):
            best = (saved / steps, steps)
    return best


def _spread(widths: dict[str, float], growing: list[str], lanes: list[float], free: float, lanes_pinned: bool) -> None:
    """Gives what no row needs: some air to the lanes, the narrow ones first, the rest to the texts."""
    if not lanes_pinned and lanes:
        air = free if not growing else min(free * LANE_AIR, max(4.0 * len(lanes), len(lanes) * max(lanes) - sum(lanes)))
        lanes[:] = _levelled(lanes, air)
        free -= air
    total = sum(LEFTOVER[key] for key in growing)
    for key in growing:
        widths[key] += free * LEFTOVER[key] / total


def _levelled(lanes: list[float], air: float) -> list[float]:
    """The lanes with `air` poured over them: the narrow ones rise to one width, so that lanes look alike where they can."""
    level, below = 0.0, 0.0
    for count, (width, wider) in enumerate(pairwise([*sorted(lanes), inf]), 1):
        below += width
        level = (below + air) / count
        if level <= wider:
            break
    return [max(lane, level) for lane in lanes]


def stand(order: tuple[str, ...], widths: Widths, left: float) -> Columns:
    """Columns of these widths in this order, from `left` on."""
    text: list[Column] = []
    placed: list[Column] = []
    x = left
    for key in order:
        if key == "pelaksana":
            for lane in widths.lanes:
                placed.append(Column("pelaksana", x, lane))
                x += lane
        else:
            text.append(Column(key, x, widths.texts[key]))
            x += widths.texts[key]
    return Columns(tuple(text), tuple(placed), widths.strained)
