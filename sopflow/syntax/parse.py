"""Text into statements.

In: `Source`. Out: `Ast`, and every mistake of the file in the order of its text. A statement at fault is left out (a row keeps its key and
what stands below it); nothing that can be typed raises.
"""

from collections.abc import Callable
from typing import Literal

from sopflow.diagnostics import Diagnostic
from sopflow.source import Source
from sopflow.syntax import fields
from sopflow.syntax.ast import Ast, Node
from sopflow.syntax.decode import decode
from sopflow.syntax.grammar import Branch, Refusal, branches, read
from sopflow.syntax.lanes import lanes, rows_mark
from sopflow.syntax.lines import Page, read_page
from sopflow.syntax.rows import broken_row, row
from sopflow.syntax.texts import explained, is_item
from sopflow.syntax.words import NOT_UNDERSTOOD, UNKNOWN_KEYWORD, quoted

__all__ = ["decode", "parse"]

_READERS: dict[str, Callable[[Page, int, Branch], tuple[Node | None, int]]] = {
    "include": fields.include,
    "lanes": lanes,
    "entry": fields.entry,
    "office": fields.office,
    "box": fields.box,
    "heading": fields.heading,
    "titled": fields.titled,
    "signed": fields.signed,
    "approval": fields.approval,
    "style": fields.style,
}


_Before = Literal["", "stray", "empty list", "lane", "bare keyword"]
"""What the line before was: one that said nothing known; `pelaksana:` with nothing below it, or a lane that should stand there; a keyword
without its colon, or an item below one."""


def parse(source: Source) -> tuple[Ast, tuple[Diagnostic, ...]]:
    """The statements of a file and what is wrong with it."""
    page = read_page(source)
    nodes: list[Node] = []
    index = 0
    before: _Before = ""
    while index < len(page.lines):
        tree = read("statement", page.lines[index].text)
        if isinstance(tree, Refusal):
            node, before = _refused(page, index, tree, before)
            after = page.ends[index]
        else:
            node, after = _statement(page, index, branches(tree)[0])
            before = "empty list" if node is None and after == index + 1 and branches(tree)[0].data == "lanes" else ""
        if node:
            nodes.append(node)
        index = after
    page.faults.sort(key=lambda fault: (fault.span.line, fault.span.column))
    return Ast(source.name, tuple(nodes)), tuple(page.faults)


def _statement(page: Page, index: int, tree: Branch) -> tuple[Node | None, int]:
    """The statement of a line and the index of the next."""
    if tree.data == "row":
        return row(page, index, tree), page.ends[index]
    if tree.data == "rows":
        return None, rows_mark(page, index, tree)
    return _READERS[tree.data](page, index, tree)


def _refused(page: Page, index: int, refusal: Refusal, before: _Before) -> tuple[Node | None, _Before]:
    """Report a line that is no statement, once for a run of lines that say nothing known; a row among them keeps its key."""
    line = page.lines[index]
    fault = explained("statement", line.text, refusal)
    is_stray = fault.code == NOT_UNDERSTOOD
    if before in ("empty list", "lane") and fault.code in (NOT_UNDERSTOOD, UNKNOWN_KEYWORD):
        if before == "empty list":
            message = f"{quoted(line.text)} tidak menjorok di bawah «pelaksana:»"
            page.error("pelaksana-tidak-menjorok", message, page.span(line), "Jorokkan setiap pelaksana dua spasi di bawah «pelaksana:»")
        return None, "lane"
    if before == "bare keyword" and "@" not in line.text and is_item(page, index):
        return None, "bare keyword"
    if not (is_stray and before == "stray"):
        page.error(fault.code, fault.message, page.span(line, fault.start, fault.end), fault.hint)
    if fault.code == "titik-dua-hilang" and fault.start == 0 and fault.end == len(line.text):
        return None, "empty list" if line.text.casefold() == "pelaksana" else "bare keyword"
    return (None, "stray") if is_stray else (broken_row(page, index), "")
