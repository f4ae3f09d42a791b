"""Words with emphasis, in paragraphs and list items: what every cell and box of the document holds."""

from sopflow.source import NOWHERE, Span
from sopflow.values import NamedTuple


class Run(NamedTuple):
    """Characters of one face."""

    text: str
    bold: bool = False
    italic: bool = False


class Block(NamedTuple):
    """A paragraph (`marker` empty) or a list item (`marker` as typed: "-", "1.", "a)"); `level` counts from 0."""

    runs: tuple[Run, ...]
    marker: str = ""
    level: int = 0
    span: Span = NOWHERE


Text = tuple[Block, ...]


def plain(text: Text, separator: str = " ") -> str:
    """The words of `text` without faces, its blocks joined by `separator`."""
    return separator.join("".join(run.text for run in block.runs) for block in text)


def paragraph(words: str, bold: bool = False, italic: bool = False, span: Span = NOWHERE) -> Text:
    """One paragraph of one face; nothing when there are no words."""
    return (Block((Run(words, bold, italic),), span=span),) if words else ()
