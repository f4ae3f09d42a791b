"""How a chunk is divided that does not fit. In: a chunk and the room left. Out: its two parts, with a hyphen or without.

Widths are font units. The two parts hold the characters of the chunk in order, less a space between them, plus the hyphen if one is added.
"""

from sopflow.expressions import expression
from sopflow.fonts.glyphs import ADVANCES
from sopflow.layout.hyphen import divisions
from sopflow.layout.words import CLOSING, DOUBLED, Chunk, cut, merged, width_of
from sopflow.values import NamedTuple

LONGEST_WORD = 60
"""More letters than this in a row are no word, and are not hyphenated."""

LONGEST_ACRONYM = 8
"""Capitals up to this number are an acronym, hyphenated only when nothing else helps."""

WEAK_MARKS = expression(r"(?<=.)[-/_.,;:@?&=+–—)\]](?=\S)")
"""Marks behind which a chunk may be divided that fits on no line: addresses, long numbers."""
SPACES = " \u00a0"
WORDS = expression(rf"(?<![^\W\d_])[^\W\d_]{{5,{LONGEST_WORD}}}(?![^\W\d_])")


class Split(NamedTuple):
    """The two parts of a divided chunk, and whether a hyphen was added to the first."""

    head: Chunk
    tail: Chunk
    hyphen: bool


def split(chunk: Chunk, room: float) -> Split | None:
    """Divides a chunk that is wider than a line: at a space, else behind a mark or with a hyphen; None when no part fits."""
    plain = chunk.plain
    fit = _fitting(chunk, room)
    space = _last_space(plain, fit)
    if space > 0:
        return _divided(chunk, space, space + 1)
    mark = max((found.end() for found in WEAK_MARKS.finditer(plain, 0, fit + 1) if found.end() <= fit), default=0)
    hyphenated = split_word(chunk, room, 3)
    if hyphenated and len(hyphenated.head.plain) > mark and not (mark and DOUBLED.fullmatch(plain)):
        return hyphenated
    return _divided(chunk, mark, mark) if mark else None


def _last_space(plain: str, fit: int) -> int:
    """The space to divide at within the first `fit` characters or behind them; -1 if there is none.

    The last one outside a spelled number, before a number's unit only if there is no other. Punctuation that stands behind a space
    doesn't begin the next line.
    """
    spaces = [at for at in range(1, min(fit + 1, len(plain) - 1)) if plain[at] in SPACES and plain[at + 1] not in CLOSING]
    if not spaces:
        return -1
    outside = [at for at in spaces if plain.rfind("(", 0, at) <= plain.rfind(")", 0, at)] or spaces
    return next((at for at in reversed(outside) if not plain[at - 1].isdigit() or plain[at + 1] == "("), outside[-1])


def split_word(chunk: Chunk, room: float, least: int) -> Split | None:
    """Divides a chunk with a hyphen as far behind as fits."""
    fit = 0 if chunk.address else _fitting(chunk, room)
    for at in reversed(hyphens(chunk.plain[: fit + LONGEST_WORD + 1], least)):
        if at <= fit:
            found = _divided(chunk, at, at, hyphen=True)
            if found.head.width <= room:
                return found
    return None


def split_hard(chunk: Chunk, room: float) -> Split | None:
    """Divides a chunk between any two characters; None for a single one."""
    plain = chunk.plain
    end = start = max(1, _fitting(chunk, room))
    if end < len(plain) and plain[end] in SPACES:
        start += 1
    elif end > 1 and plain[end - 1] in SPACES:
        end -= 1
    return _divided(chunk, end, start) if start < len(plain) else None


def hyphens(plain: str, least: int) -> list[int]:
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
