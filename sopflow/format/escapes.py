"""Backslashes that say nothing.

In: a statement as it is written. Out: the same without the escapes that change nothing.
Always holds, by reading both: the statement means the same, and draws the same messages, with and without.
"""

import re

from sopflow.format.meaning import same_statements
from sopflow.source import Source
from sopflow.syntax.parse import parse

ESCAPE = re.compile(r"\\(?=[^\w\s])")

_MOST = 20
_LONGEST = 4000
"""A statement with more escapes or more characters keeps them all: each is tried by reading the statement anew."""


def without_needless_escapes(text: str) -> str:
    """The lines of a statement, joined by line ends."""
    if len(ESCAPE.findall(text)) > _MOST or len(text) > _LONGEST:
        return text
    before = ""
    while before != text:
        before = text
        for found in reversed(list(ESCAPE.finditer(before))):
            shorter = text[: found.start()] + text[found.end() :]
            if _reads_same(text, shorter):
                text = shorter
    return text


def _reads_same(text: str, other: str) -> bool:
    (ast, faults), (other_ast, other_faults) = parse(Source("", text)), parse(Source("", other))
    return same_statements(ast.nodes, other_ast.nodes) and [each.code for each in faults] == [each.code for each in other_faults]
