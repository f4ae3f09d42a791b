"""Breaks a block into lines. In: its chunks, the room of a line. Out: the chunks of every line.

Lines are filled one after the other, as a typist does; then the last few are broken anew, in as many lines, where that looks better:
no short rest on the last line of a cell, and lines of about the same length in a title. Widths are font units.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from sopflow.fonts.advances import UNITS_PER_EM
from sopflow.layout.dividing import Split, split, split_hard, split_word
from sopflow.layout.words import Chunk
from sopflow.values import NamedTuple

FULL = 0.38
"""A line filled to this part is left as it is; a looser one takes a part of the next word. Offices hyphenate little."""

SHORT = 5
"""A word of fewer letters doesn't stand alone on the last line, if that can be helped."""

RUNT = 0.25
"""A last line filled to less than this part is a rest that spoils the block."""

ENOUGH = 0.45
"""A last line that is broken anew gets this part, if the lines above it stay longer."""

RUNT_MOST, ENOUGH_MOST = 7 * UNITS_PER_EM, 13 * UNITS_PER_EM
"""In wide columns so much is no rest, and enough: about fourteen and twenty-six letters. More would fray the lines above for nothing."""

REBROKEN = 3
"""How many lines at the end of a cell are broken anew."""

TITLE_LINES = 8
"""Titles of more lines are no titles, and left as they are filled."""

LEANING = frozenset(("dan", "atau", "&", "/", "di", "ke", "dari", "pada", "untuk", "dengan", "yang", "oleh", "bagi", "serta", "tentang"))
"""Words that lean on the next one: a line that is broken anew doesn't end with them, and above all does not consist of one."""

LEANS, ALONE = 0.06, 1.0
"""What a line costs that ends with such a word, and a title's line that holds nothing else; a line half empty costs 0.25."""

TORN, LONELY = 0.1, 0.45
"""What a line of a cell costs that ends within a word ("masing-"), and a last line of a single short word."""


class Row(NamedTuple):
    """The chunks of a line."""

    chunks: list[Chunk]
    hyphen: bool


LineCost = Callable[[Sequence[Chunk], float, bool], float]
"""What a line of these chunks costs that is filled to that part; whether it is the last."""


def filled(chunks: tuple[Chunk, ...], room: float, full: float) -> list[Row]:
    """The lines of a cell's block, with hyphens for loose lines only where they save a line."""
    rows = _fill(chunks, room, full)
    if full and any(row.hyphen for row in rows):
        plain = _fill(chunks, room, 0.0)
        if len(plain) <= len(rows):
            rows = plain
    return _without_runt(rows, room)


def evened(chunks: tuple[Chunk, ...], room: float) -> list[Row]:
    """The lines of a title: as few as need be, of about the same length."""
    rows = _fill(chunks, room, 0.0)
    if not 1 < len(rows) <= TITLE_LINES or sum(len(row.chunks) for row in rows) > len(chunks):
        return rows
    return _rebroken(chunks, room, len(rows), _title_cost) or rows


def _fill(chunks: tuple[Chunk, ...], room: float, full: float) -> list[Row]:
    """Puts chunks into lines, as many as fit in each; divides those that don't fit anywhere, or would leave a line loose."""
    rows: list[Row] = []
    line: list[Chunk] = []
    used = 0
    waiting = list(reversed(chunks))
    while waiting:
        chunk = waiting.pop()
        end = used + chunk.width + (chunk.space if line else 0)
        if end <= room:
            line.append(chunk)
            used = end
            continue
        parts = _split_on(line, used, chunk, room, not waiting, full)
        if parts:
            line.append(parts.head)
            waiting.append(parts.tail)
        elif line:
            waiting.append(chunk)
        else:
            line = [chunk]  # a single character, wider than the line
        rows.append(Row(line, bool(parts and parts.hyphen)))
        line, used = [], 0
    if line:
        rows.append(Row(line, False))
    return rows


def _split_on(line: list[Chunk], used: int, chunk: Chunk, room: float, last: bool, full: float) -> Split | None:
    """How to divide a chunk that doesn't fit behind what stands on the line; None to begin a new line with it."""
    if not line:
        return split(chunk, room) or split_word(chunk, room, 2) or split_hard(chunk, room)
    if used >= full * room:
        return None
    left = room - used - chunk.space
    if chunk.width > room:
        return split(chunk, left)
    return None if last else split_word(chunk, left, 3)


def _without_runt(rows: list[Row], room: float) -> list[Row]:
    """The same number of lines, the last ones broken anew if the very last is too short. No divided word is put together again."""
    if len(rows) < 2:
        return rows
    last = rows[-1].chunks
    if _width(last) >= min(RUNT * room, RUNT_MOST) and (len(last) > 1 or len(last[0].plain) >= SHORT):
        return rows
    kept = max((at for at, row in enumerate(rows[:-1], 1) if row.hyphen), default=0)
    kept = max(kept, len(rows) - REBROKEN)
    if len(rows) - kept < 2:
        return rows
    tail = tuple(chunk for row in rows[kept:] for chunk in row.chunks)
    enough = min(ENOUGH, ENOUGH_MOST / room)

    def cost(chunks: Sequence[Chunk], part: float, last: bool) -> float:
        return _cell_cost(chunks, part, last, enough)

    return rows[:kept] + (_rebroken(tail, room, len(rows) - kept, cost) or rows[kept:])


def _rebroken(chunks: tuple[Chunk, ...], room: float, lines: int, cost: LineCost) -> list[Row]:
    """The cheapest way to break chunks into that many lines; none where a character is wider than a line."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for left in reversed(range(lines)):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (spent, breaks) in best.items():
            width = -chunks[start].space if start < len(chunks) else 0
            for end in range(start + 1, len(chunks) + 1 - left):
                width += chunks[end - 1].space + chunks[end - 1].width
                if width > room:
                    break
                if not left and end < len(chunks):
                    continue
                total = spent + cost(chunks[start:end], width / room, not left)
                if end not in following or total < following[end][0] - 1e-9:
                    following[end] = (total, (*breaks, end))
        best = following
    _, breaks = best.get(len(chunks), (0.0, ()))
    return [Row(list(chunks[start:end]), False) for start, end in pairwise(breaks)]


def _cell_cost(chunks: Sequence[Chunk], part: float, last: bool, enough: float) -> float:
    if last:
        return 2 * max(0.0, enough - part) ** 2 + (LONELY if len(chunks) == 1 and len(chunks[0].plain) < SHORT else 0.0)
    ending = chunks[-1].plain
    return (1 - part) ** 2 + (TORN if ending[-1] in "-/" else LEANS if ending in LEANING else 0.0)


def _title_cost(chunks: Sequence[Chunk], part: float, last: bool) -> float:
    cost = (1 - part) ** 2
    if chunks[-1].plain.lower() in LEANING and not last:
        cost += ALONE if len(chunks) == 1 else LEANS
    return cost


def _width(chunks: list[Chunk]) -> int:
    return sum(chunk.space + chunk.width for chunk in chunks) - chunks[0].space
