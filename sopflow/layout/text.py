"""Measures words and breaks them into lines. In: text, a width, a font size. Out: lines whose every run has its place.

Lengths are millimetres, font sizes the height of the em square. Within, widths are whole font units, so that sums are exact.
What holds: the lines of a text hold its characters in their order, none lost and none twice; the only ones added are the hyphens of
lines marked `hyphen`. No line is wider than the width asked for, unless a single character is.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from sopflow.drawing import Face, Glyphs
from sopflow.fonts.advances import ASCENT, CAP_HEIGHT, DESCENT, UNITS_PER_EM, X_HEIGHT
from sopflow.fonts.glyphs import ADVANCES, printable, unsupported
from sopflow.layout.dividing import WEAK_MARKS, hyphens
from sopflow.layout.filling import FULL, Row, evened, filled
from sopflow.layout.words import DOUBLED, SPELLED_END, Chunk, Piece, chunks_of, merged, units
from sopflow.richtext import Block, Run, Text
from sopflow.values import NamedTuple

__all__ = [
    "ASCENT",
    "CAP_HEIGHT",
    "DESCENT",
    "LINE_HEIGHT",
    "X_HEIGHT",
    "SetLine",
    "advance",
    "advance_of",
    "balanced",
    "longest_word",
    "natural_width",
    "unsupported",
    "wrap",
]

LINE_HEIGHT = 1.18
"""From baseline to baseline, as a multiple of the font size. ASCENT, DESCENT, CAP_HEIGHT and X_HEIGHT are such multiples too."""

MARKER_GAP = round(0.35 * UNITS_PER_EM)
"""Between a list marker and its words."""

SUBLIST = round(0.9 * UNITS_PER_EM)
"""Indent of a second level that has no first level above it."""

TOLERANCE = 0.01
"""Font units by which a line may pass its width: the rounding of a width that was computed from the same words."""

Breaker = Callable[[tuple[Chunk, ...], float], list[Row]]
"""Breaks the chunks of a block into lines of some room."""


class SetLine(NamedTuple):
    """One line of a cell. The x of its runs, `indent` (where its words begin) and `width` (where they end) count from the cell's left.

    `first`: the line begins a paragraph or list item; its marker, if any, is the first run. `hyphen`: its last character was added.
    """

    runs: tuple[Glyphs, ...]
    width: float
    indent: float
    first: bool
    hyphen: bool


def advance(text: str, face: Face, size: float) -> float:
    """How far the pen moves in setting `text` in `face`."""
    return units(printable(text), face) * size / UNITS_PER_EM


def advance_of(text: str, size: float) -> float:
    """How far the pen moves in setting `text` in the regular face."""
    return advance(text, Face(), size)


@lru_cache(maxsize=2048)
def wrap(text: Text, width: float, size: float, full: float = FULL) -> tuple[SetLine, ...]:
    """The lines of `text`, top down, each at most `width` wide. A block without words and marker gives none.

    A line filled to the share `full` takes no part of the next word; with 0, only words wider than a line are divided, as in titles.
    """
    return _lines(text, width, size, lambda chunks, room: filled(chunks, room, full))


@lru_cache(maxsize=1024)
def balanced(text: Text, width: float, size: float) -> tuple[SetLine, ...]:
    """The lines of a title: as few as `wrap` needs, none divided without need, and of about the same length."""
    return _lines(text, width, size, evened)


def _lines(text: Text, width: float, size: float, breaker: Breaker) -> tuple[SetLine, ...]:
    limit = width * UNITS_PER_EM / size + TOLERANCE
    scale = size / UNITS_PER_EM
    lines: list[SetLine] = []
    for block, (marker_x, text_x) in zip(text, _indents(text, limit), strict=True):
        rows = breaker(chunks_of(block.runs), limit - text_x)
        sign, face = printable(block.marker), _face(block)
        if sign and not rows:
            lines.append(
                SetLine((Glyphs(marker_x * scale, sign, face),), (marker_x + units(sign, face)) * scale, text_x * scale, True, False)
            )
        # a space behind the marker, so that copied text and searches read "1. Fotokopi"
        marker = (Glyphs(marker_x * scale, f"{sign} ", face),) if sign else ()
        for row in rows:
            lines.append(_set(row, marker, text_x, scale, row is rows[0]))
            marker = ()
    return tuple(lines)


def natural_width(text: Text, size: float) -> float:
    """The width at which no block of `text` needs a second line."""
    widest = max((x + _natural(block.runs) for block, (_, x) in zip(text, _indents(text, None), strict=True)), default=0)
    return widest * size / UNITS_PER_EM


def longest_word(text: Text, size: float, hyphenate: bool = True) -> float:
    """The width at which no word of `text` needs to be broken; with `hyphenate`, none but where a hyphen may stand."""
    widest = max((x + _least(block.runs, hyphenate) for block, (_, x) in zip(text, _indents(text, None), strict=True)), default=0)
    return widest * size / UNITS_PER_EM


@lru_cache(maxsize=4096)
def _natural(runs: tuple[Run, ...]) -> int:
    """The width of a block on a single line."""
    chunks = chunks_of(runs)
    return sum(chunk.width + chunk.space for chunk in chunks)


@lru_cache(maxsize=4096)
def _least(runs: tuple[Run, ...], hyphenate: bool) -> int:
    """The width of a block's widest unbreakable part."""
    widest = 0
    for chunk in sorted(chunks_of(runs), key=_width, reverse=True):
        if chunk.width <= widest:  # no part is wider than the whole
            break
        widest = max(widest, _least_of(chunk, hyphenate))
    return widest


def _width(chunk: Chunk) -> int:
    return chunk.width


def _least_of(chunk: Chunk, hyphenate: bool) -> int:
    plain = chunk.plain
    cuts = {closed.end() for closed in SPELLED_END.finditer(plain)} if ")" in plain else set()
    if chunk.address:
        cuts.update(mark.end() for mark in WEAK_MARKS.finditer(plain))
    elif "-" in plain and DOUBLED.fullmatch(plain):
        cuts.add(plain.index("-") + 1)
    divisible = set(hyphens(plain, 3)) if hyphenate and not chunk.address else set()
    if not cuts and not divisible:
        return chunk.width
    places = [0, *sorted(cuts | divisible), len(plain)]
    widths = _offsets(chunk)
    hyphen = units("-", chunk.pieces[0][1])
    return max(widths[end] - widths[start] + (hyphen if end in divisible else 0) for start, end in pairwise(places))


def _offsets(chunk: Chunk) -> list[int]:
    """Where each character of the chunk begins, and where the last ends."""
    places = [0]
    for text, face in chunk.pieces:
        table = ADVANCES[face]
        for sign in text:
            places.append(places[-1] + table[sign])
    return places


def _set(row: Row, marker: tuple[Glyphs, ...], text_x: float, scale: float, first: bool) -> SetLine:
    """A line with the places of its runs."""
    runs = list(marker)
    pieces: list[Piece] = []
    for chunk in row.chunks:
        if pieces and chunk.space:
            pieces.append((" ", chunk.gap))
        pieces.extend(chunk.pieces)
    x = text_x
    for text, face in merged(tuple(pieces)):
        runs.append(Glyphs(x * scale, text, face))
        x += units(text, face)
    return SetLine(tuple(runs), x * scale, text_x * scale, first, row.hyphen)


def _face(block: Block) -> Face:
    """The face of a block's marker: that of its first words."""
    return Face(block.runs[0].bold, block.runs[0].italic) if block.runs else Face()


def _indents(text: Text, limit: float | None) -> list[tuple[float, float]]:
    """Where the marker and the words of each block begin, in font units. Items of one level are aligned, their markers to the right."""
    if not any(block.marker or block.level for block in text):
        return [(0, 0)] * len(text)
    hangs: dict[int, int] = {}
    for block in text:
        if block.marker:
            width = units(printable(block.marker), _face(block)) + MARKER_GAP
            hangs[block.level] = max(width, hangs.get(block.level, 0))
    indents: list[tuple[float, float]] = []
    for block in text:
        before = sum(hangs.get(level, SUBLIST) for level in range(block.level))
        hang = hangs[block.level] if block.marker else 0
        if limit is not None and before + hang > limit / 2:
            before = 0
        own = units(printable(block.marker), _face(block)) + MARKER_GAP if block.marker else 0
        indents.append((before + hang - own, before + hang))
    return indents
