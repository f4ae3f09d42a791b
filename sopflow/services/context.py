"""What a line of a text is, by the lines that it stands below.

In: the lines above it and its indentation. Out: a `Context`. Nothing is required of those lines: what they are is read from their first
words, as far as these are understood.
"""

import re
from typing import TYPE_CHECKING

from sopflow.syntax.grammar import Refusal, branches, leaves, read
from sopflow.syntax.lines import Line, Page
from sopflow.values import NamedTuple

if TYPE_CHECKING:
    from sopflow.syntax.grammar import Branch

_FREE = ("ANY_KEY", "TEXT", "LANE_WORDS", "LABEL", "LANE_LABEL", "LANE_QUOTED_LABEL")
"""Terminals that hold the author's own words."""

_NUMBER = re.compile(r"nomor *:", re.IGNORECASE)
ROW_HEAD = re.compile(r"\w+(?:\.\w+)*[.)]")

STARTS = {
    "statement": "statement",
    "row": "row_line",
    "cell": "text_line",
    "lanes": "lane_line",
    "heading": "numbered_line",
    "signer": "signer_line",
    "approval": "approval_line",
    "style": "style_line",
    "headings": "entry_line",
    "widths": "entry_line",
    "box": "text_line",
    "value": "text_line",
}
"""The grammar's rule for the lines of each kind of place."""

_BELOW = {
    "row": "row",
    "lanes": "lanes",
    "rows": "statement",
    "heading": "heading",
    "signed": "signer",
    "approval": "approval",
    "style": "style",
    "box": "box",
    "titled": "box",
}
"""The kind of place below a statement; below any other stands its value."""


class Context(NamedTuple):
    """The kind of place (a key of STARTS), and the canonical keyword whose text it is in, or empty."""

    kind: str
    keyword: str = ""

    @property
    def start(self) -> str:
        """The grammar's rule for a line here."""
        return STARTS[self.kind]


TOP = Context("statement")


def context_at(page: Page, number: int, indent: int) -> Context:
    """What a line with this number (from 1) and indentation would be."""
    context = TOP
    for owner in _owners(page, number, indent):
        context = below(context, owner.text)
    return context


def _owners(page: Page, number: int, indent: int) -> list[Line]:
    """The lines that it stands below, outermost first."""
    found: list[Line] = []
    for line in reversed(page.lines):
        if line.number < number and line.indent < indent:
            found.append(line)
            indent = line.indent
    return found[::-1]


def below(context: Context, text: str) -> Context:
    """The place below a line."""
    if context.kind == "heading" and keyword(context, text) != "nomor":
        context = TOP
    if context.kind == "statement":
        return _below_statement(text)
    name = keyword(context, text)
    if context.kind == "row" and name:
        return Context("cell" if name != "nomor" else "value", name)
    if context.kind == "approval" and name not in ("tempat", "tanggal"):
        return Context("signer")
    if context.kind == "style" and name in ("judul", "lebar"):
        return Context("headings" if name == "judul" else "widths", name)
    if context.kind in ("row", "lanes", "cell", "box"):
        return context
    return Context("value", name)


def _below_statement(text: str) -> Context:
    tree = read("statement", text)
    if isinstance(tree, Refusal):
        return Context("row") if ROW_HEAD.match(text) else Context("value")
    (statement,) = branches(tree)
    kind = _BELOW.get(str(statement.data), "value")
    if kind == "row":
        return Context(kind)
    name = keyword(TOP, text)
    return TOP if name == "sop" else Context(kind, name)


def read_line(context: Context, text: str) -> "Branch | Refusal":
    """The tree of a line here."""
    is_statement = context.kind == "heading" and not _NUMBER.match(text)
    return read("statement" if is_statement else context.start, text)


def keyword(context: Context, text: str) -> str:
    """The canonical keyword that a line here begins with; empty when it begins with none."""
    tree = read_line(context, text)
    if isinstance(tree, Refusal):
        return ""
    while branches(tree) and not leaves(tree):
        tree = branches(tree)[0]
    first = leaves(tree)[0] if leaves(tree) else None
    is_keyword = first is not None and first.endswith(":") and first.type not in _FREE
    return first.type.lower().replace("_", " ") if first is not None and is_keyword else ""
