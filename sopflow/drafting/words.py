"""Words that somebody typed, written so that they are read as words.

In: any string. Out: a piece of a line. More is escaped than need be: the canonical form drops what says nothing.
"""

import re

from sopflow.syntax.inline import squeeze

_PLAIN = re.compile(r"(?!\S*[.)] )\w[\w ,./()'%]*")
"""Words that mean nothing else anywhere: no signs of the language, and no number of a list before them."""


def clean(words: str) -> str:
    """The words on one line, without characters that nobody sees."""
    return squeeze("".join(each if each.isprintable() else " " if each.isspace() else "" for each in words))


def as_plain(words: str) -> str:
    """Words for a number, which knows no escapes. A semicolon at the end of a value says nothing, so that it goes."""
    return clean(words).rstrip("; ")


def as_text(words: str) -> str:
    """Words for a paragraph or a value."""
    words = as_plain(words)
    return words if _PLAIN.fullmatch(words) else _escaped(words)


def as_name(words: str) -> str:
    """Words for the name of a lane or the answer of a decision."""
    return f'"{_escaped(clean(words))}"'


def as_path(words: str) -> str:
    """A path for `gunakan`, which knows quotes and no escapes."""
    return f'"{words}"'


def _escaped(words: str) -> str:
    return re.sub(r"([^\w\s])", r"\\\1", words)
