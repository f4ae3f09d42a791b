"""Emphasis and escapes within a text.

In: the words of one paragraph as typed. Out: runs of one face. Never fails: a star without a partner is a star.
"""

from sopflow.expressions import expression
from sopflow.richtext import Run

_SIGNS = expression(r"\\[^\w\s]|\*+")
_ESCAPE = expression(r"\\([^\w\s])")
_QUOTED = expression(r"[\"“”„](?:\\.|[^\"“”„\\])*[\"“”„]")

Stars = tuple[int, int]
"""Start and end of a row of stars."""


def unescape(words: str) -> str:
    """`words` without the backslashes that take the meaning from the sign behind them."""
    return _ESCAPE.sub(r"\1", words) if "\\" in words else words


def squeeze(words: str) -> str:
    """`words` with single spaces between them and none at the ends."""
    return " ".join(words.split())


def plain_words(words: str) -> str:
    """The characters that are printed for `words`, whatever their face."""
    return "".join(run.text for run in runs(words))


def unquoted(words: str) -> str:
    """`words` without the quotes around the whole of them."""
    return words[1:-1] if _QUOTED.fullmatch(words) else words


def runs(words: str) -> tuple[Run, ...]:
    """The runs of a paragraph; empty for no words."""
    words = squeeze(words)
    if "*" not in words:
        return (Run(unescape(words)),) if words else ()
    stars = [found.span() for found in _SIGNS.finditer(words) if found.group()[0] == "*" and len(found.group()) <= 3]
    bolds = _paired([span for span in stars if span[1] - span[0] >= 2], words)
    italics = _paired([span for span in stars if span[1] - span[0] != 2], words)
    made: list[Run] = []
    bold = italic = False
    position = 0
    for span in sorted(bolds | italics):
        # Of three stars, those that found no partner are printed.
        left_over = "*" * (span[1] - span[0] - 2 * (span in bolds) - (span in italics))
        made.append(Run(unescape(words[position : span[0]]) + left_over, bold, italic))
        bold, italic, position = bold != (span in bolds), italic != (span in italics), span[1]
    made.append(Run(unescape(words[position:]), bold, italic))
    return tuple(run for run in made if run.text)


def _paired(stars: list[Stars], words: str) -> set[Stars]:
    """Those of `stars` that open or close an emphasis: an opening one has a word right behind it, a closing one right before it."""
    paired: set[Stars] = set()
    opening: Stars | None = None
    for start, end in stars:
        before, after = words[start - 1 : start] or " ", words[end : end + 1] or " "
        if opening and before != " " and not after.isalpha() and not after.isdecimal():
            paired |= {opening, (start, end)}
            opening = None
        elif after != " " and not before.isalpha() and not before.isdecimal():
            opening = (start, end)
    return paired
