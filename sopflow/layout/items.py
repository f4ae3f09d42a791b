"""Paragraphs and lists in placed texts. In: words in their box. Out: their paragraphs and items, and where they stand; items made lists."""

from collections.abc import Sequence
from itertools import pairwise

from sopflow.drawing import Part
from sopflow.layout.plan import Box, Words
from sopflow.values import NamedTuple

DEEPER = 0.05
"""Items that begin further right by more than this, in mm, belong to the item above them."""


class Paragraph(NamedTuple):
    """The lines `start` to `end` (exclusive) of a text. `marked`: it is an item of a list, whose words begin at `indent`."""

    start: int
    end: int
    box: Box
    marked: bool
    indent: float


class Piece(NamedTuple):
    """A part of the page, where it stands, and the paragraph that it is, if it is one."""

    box: Box
    part: Part
    paragraph: Paragraph | None = None

    @property
    def is_item(self) -> bool:
        return self.paragraph is not None and self.paragraph.marked


def paragraphs(words: Words) -> list[Paragraph]:
    """The paragraphs of a text, top down. A text that goes on from another page begins within one."""
    step = words.size * words.leading
    spare = words.box.height - step * len(words.lines)
    top = words.box.y + {"top": 0.0, "middle": spare / 2, "bottom": spare}[words.vertical]
    starts = [at for at, line in enumerate(words.lines) if line.first or at == 0]
    found = []
    for start, end in pairwise([*starts, len(words.lines)]):
        first = words.lines[start]
        width = max(line.width for line in words.lines[start:end])
        box = Box(words.box.x, top + start * step, width, (end - start) * step)
        found.append(Paragraph(start, end, box, first.first and first.runs[0].x < first.indent - DEEPER, first.indent))
    return found


def text_pieces(words: Words, items: tuple[int, ...], kind: str) -> list[Piece]:
    """A text as its paragraphs where it holds items of a list, else whole. `items`: those of its lines, or one group of them."""
    found = paragraphs(words)
    if not any(each.marked for each in found):
        return [Piece(words.box, Part(kind, items, area=words.box))]
    if len(items) == len(words.lines):
        return [Piece(each.box, Part(kind, items[each.start : each.end], area=each.box), each) for each in found]
    return [Piece(each.box, Part(kind, items, area=each.box, lines=(each.start, each.end)), each) for each in found]


def with_lists(pieces: Sequence[Piece]) -> list[Part]:
    """The parts in their order, neighbouring items made lists."""
    parts: list[Part] = []
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and pieces[end].is_item:
            end += 1
        parts.append(_list(pieces[at:end]) if end > at else pieces[at].part)
        at = max(end, at + 1)
    return parts


def _list(items: Sequence[Piece]) -> Part:
    """A list of items; those further right are a list within the item above them."""
    entries: list[Part] = []
    at = 0
    while at < len(items):
        depth = _depth(items[at])
        end = at + 1
        while end < len(items) and _depth(items[end]) > depth + DEEPER:
            end += 1
        words = items[at].part
        # cairo marks words only in elements without others
        body = Part("LBody", parts=(words, _list(items[at + 1 : end]))) if end > at + 1 else words._replace(kind="LBody")
        entries.append(Part("LI", parts=(body,)))
        at = end
    return Part("L", parts=tuple(entries))


def _depth(item: Piece) -> float:
    return item.box.x + (item.paragraph.indent if item.paragraph else 0.0)
