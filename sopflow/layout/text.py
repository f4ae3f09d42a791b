"""Measures words and breaks them into lines. In: text, a width, a font size. Out: lines whose every run has its place.

Lengths are millimetres, font sizes the height of the em square. Within, widths are whole font units, so that sums are exact.
What holds: the lines of a text hold its characters in their order, none lost and none twice; the only ones added are the hyphens of
lines marked `hyphen`. No line is wider than the width asked for, unless a single character is.
"""

from functools import lru_cache
from itertools import pairwise

from sopflow.drawing import Face, Glyphs
from sopflow.expressions import expression
from sopflow.fonts.advances import ASCENT, CAP_HEIGHT, DESCENT, UNITS_PER_EM, X_HEIGHT
from sopflow.fonts.glyphs import ADVANCES, printable, unsupported
from sopflow.layout.hyphen import divisions
from sopflow.layout.words import CLOSING, SPELLED, Chunk, Piece, chunks_of, cut, merged, units, width_of
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

FULL = 0.38
"""A line filled to this part is left as it is; a looser one takes a part of the next word. Offices hyphenate little."""

SHORT = 5
"""A word of fewer letters doesn't stand alone on the last line, if that can be helped."""

KEPT_FULL = 0.35
"""The line above the last gives up a word only while it stays filled to this part."""

MARKER_GAP = round(0.35 * UNITS_PER_EM)
"""Between a list marker and its words."""

SUBLIST = round(0.9 * UNITS_PER_EM)
"""Indent of a second level that has no first level above it."""

LONGEST_WORD = 60
"""More letters than this in a row are no word, and are not hyphenated."""

LONGEST_ACRONYM = 8
"""Capitals up to this number are an acronym, hyphenated only when nothing else helps."""

TOLERANCE = 0.01
"""Font units by which a line may pass its width: the rounding of a width that was computed from the same words."""

WEAK_MARKS = expression(r"(?<=.)[-/_.,;:@?&=+–—)\]](?=\S)")
"""Marks behind which a chunk may be divided that fits on no line: addresses, long numbers."""
SPACES = " \u00a0"
WORDS = expression(rf"(?<![^\W\d_])[^\W\d_]{{5,{LONGEST_WORD}}}(?![^\W\d_])")


class SetLine(NamedTuple):
    """One line of a cell. The x of its runs, `indent` (where its words begin) and `width` (where they end) count from the cell's left.

    `first`: the line begins a paragraph or list item; its marker, if any, is the first run. `hyphen`: its last character was added.
    """

    runs: tuple[Glyphs, ...]
    width: float
    indent: float
    first: bool
    hyphen: bool


class Row(NamedTuple):
    """The chunks of a line."""

    chunks: list[Chunk]
    hyphen: bool


class Split(NamedTuple):
    """The two parts of a divided chunk, and whether a hyphen was added to the first."""

    head: Chunk
    tail: Chunk
    hyphen: bool


def advance(text: str, face: Face, size: float) -> float:
    """How far the pen moves in setting `text` in `face`."""
    return units(printable(text), face) * size / UNITS_PER_EM


def advance_of(text: str, size: float) -> float:
    """How far the pen moves in setting `text` in the regular face."""
    return advance(text, Face(), size)


@lru_cache(maxsize=8192)
def wrap(text: Text, width: float, size: float, full: float = FULL) -> tuple[SetLine, ...]:
    """The lines of `text`, top down, each at most `width` wide. A block without words and marker gives none.

    A line filled to the share `full` takes no part of the next word; with 0, only words wider than a line are divided, as in titles.
    """
    limit = width * UNITS_PER_EM / size + TOLERANCE
    scale = size / UNITS_PER_EM
    lines: list[SetLine] = []
    for block, (marker_x, text_x) in zip(text, _indents(text, limit), strict=True):
        rows = _fewest(chunks_of(block.runs), limit - text_x, full)
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


@lru_cache(maxsize=1024)
def balanced(text: Text, width: float, size: float) -> tuple[SetLine, ...]:
    """The lines of a title: as few as `wrap` needs, none divided without need, and of about the same length."""
    lines = wrap(text, width, size, full=0.0)
    narrow, wide = width / 2, width
    while len(lines) > 1 and wide - narrow > size / 4:
        middle = (narrow + wide) / 2
        tighter = wrap(text, middle, size, full=0.0)
        if len(tighter) <= len(lines) and not any(line.hyphen for line in tighter):
            lines, wide = tighter, middle
        else:
            narrow = middle
    return lines


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
    return max((_least_of(chunk, hyphenate) for chunk in chunks_of(runs)), default=0)


def _least_of(chunk: Chunk, hyphenate: bool) -> int:
    plain = chunk.plain
    cuts: set[int] = set()
    if SPELLED.search(plain):
        cuts.update(at for at, sign in enumerate(plain) if sign == " ")
    if chunk.address:
        cuts.update(mark.end() for mark in WEAK_MARKS.finditer(plain))
    hyphens = set(_hyphens(plain, 3)) if hyphenate and not chunk.address else set()
    if not cuts and not hyphens:
        return chunk.width
    places = [0, *sorted(cuts | hyphens), len(plain)]
    widths = _offsets(chunk)
    return max(widths[end] - widths[start] + (units("-", chunk.pieces[0][1]) if end in hyphens else 0) for start, end in pairwise(places))


def _offsets(chunk: Chunk) -> list[int]:
    """Where each character of the chunk begins, and where the last ends."""
    places = [0]
    for text, face in chunk.pieces:
        table = ADVANCES[face]
        for sign in text:
            places.append(places[-1] + table[sign])
    return places


def _fewest(chunks: tuple[Chunk, ...], room: float, full: float) -> list[Row]:
    """The lines of a block, with hyphens for loose lines only where they save a line."""
    rows = _fill(chunks, room, full)
    if full and any(row.hyphen for row in rows):
        plain = _fill(chunks, room, 0.0)
        if len(plain) <= len(rows):
            return plain
    return rows


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
        split = _split_on(line, used, chunk, room, not waiting, full)
        if split:
            line.append(split.head)
            waiting.append(split.tail)
        elif line:
            waiting.append(chunk)
        else:
            line = [chunk]  # a single character, wider than the line
        rows.append(Row(line, bool(split and split.hyphen)))
        line, used = [], 0
    if line:
        rows.append(Row(line, False))
    _save_widow(rows, room)
    return rows


def _split_on(line: list[Chunk], used: int, chunk: Chunk, room: float, last: bool, full: float) -> Split | None:
    """How to divide a chunk that doesn't fit behind what stands on the line; None to begin a new line with it."""
    if not line:
        return _split(chunk, room) or _split_word(chunk, room, 2) or _split_hard(chunk, room)
    if used >= full * room:
        return None
    left = room - used - chunk.space
    if chunk.width > room:
        return _split(chunk, left)
    return None if last else _split_word(chunk, left, 3)


def _split(chunk: Chunk, room: float) -> Split | None:
    """Divides a chunk that is wider than a line: at a space, else behind a mark or with a hyphen; None when no part fits."""
    plain = chunk.plain
    fit = _fitting(chunk, room)
    space = _last_space(plain, fit)
    if space > 0:
        return _divided(chunk, space, space + 1)
    mark = max((found.end() for found in WEAK_MARKS.finditer(plain, 0, fit + 1) if found.end() <= fit), default=0)
    hyphenated = _split_word(chunk, room, 3)
    if hyphenated and len(hyphenated.head.plain) > mark:
        return hyphenated
    return _divided(chunk, mark, mark) if mark else None


def _last_space(plain: str, fit: int) -> int:
    """The last space within the first `fit` characters or behind them, before a number's unit only if there is no other; -1 if none.

    Punctuation that stands behind a space doesn't begin the next line.
    """
    spaces = [at for at in range(1, min(fit + 1, len(plain) - 1)) if plain[at] in SPACES and plain[at + 1] not in CLOSING]
    return next((at for at in reversed(spaces) if not plain[at - 1].isdigit() or plain[at + 1] == "("), spaces[-1] if spaces else -1)


def _split_word(chunk: Chunk, room: float, least: int) -> Split | None:
    """Divides a chunk with a hyphen as far behind as fits."""
    fit = 0 if chunk.address else _fitting(chunk, room)
    for at in reversed(_hyphens(chunk.plain[: fit + LONGEST_WORD + 1], least)):
        if at <= fit:
            split = _divided(chunk, at, at, hyphen=True)
            if split.head.width <= room:
                return split
    return None


def _split_hard(chunk: Chunk, room: float) -> Split | None:
    """Divides a chunk between any two characters; None for a single one."""
    plain = chunk.plain
    end = start = max(1, _fitting(chunk, room))
    if end < len(plain) and plain[end] in SPACES:
        start += 1
    elif end > 1 and plain[end - 1] in SPACES:
        end -= 1
    return _divided(chunk, end, start) if start < len(plain) else None


def _hyphens(plain: str, least: int) -> list[int]:
    """Where words within `plain` may be hyphenated, at least `least` letters before and behind, in order."""
    return [
        word.start() + at
        for word in WORDS.finditer(plain)
        if least < 3 or len(word.group()) > LONGEST_ACRONYM or not word.group().isupper()
        for at in divisions(word.group(), least, least)
    ]


def _fitting(chunk: Chunk, room: float) -> int:
    """How many characters of the chunk fit."""
    used = count = 0
    for text, face in chunk.pieces:
        table = ADVANCES[face]
        for sign in text:
            used += table[sign]
            if used > room:
                return count
            count += 1
    return count


def _divided(chunk: Chunk, end: int, start: int, hyphen: bool = False) -> Split:
    """The chunk up to `end`, with a hyphen or without, and the chunk from `start` on; what lies between was a space."""
    head, rest = cut(chunk.pieces, end)
    between, tail = cut(rest, start - end) if start > end else ((), rest)
    width, space, face = width_of(head), width_of(between), head[-1][1]
    after = Chunk(tail, chunk.width - width - space, space, face, chunk.address)
    if hyphen:
        head = merged((*head, ("-", face)))
    return Split(Chunk(head, width_of(head), chunk.space, chunk.gap, chunk.address), after, hyphen)


def _save_widow(rows: list[Row], room: float) -> None:
    """Moves a word down to a short one that stands alone on the last line."""
    if len(rows) < 2 or len(rows[-1].chunks) > 1 or len(rows[-2].chunks) < 2 or rows[-2].hyphen:
        return
    widow, moved = rows[-1].chunks[0], rows[-2].chunks[-1]
    kept = rows[-2].chunks[:-1]
    if len(widow.plain) >= SHORT or moved.width + widow.space + widow.width > room:
        return
    if sum(chunk.width + chunk.space for chunk in kept) - kept[0].space >= KEPT_FULL * room:
        rows[-2:] = [Row(kept, False), Row([moved, widow], False)]


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
