"""Text into statements.

In: `Source`. Out: `Ast`, and every mistake of the file in the order of its text. A statement at fault is left out (a row keeps its key and
what stands below it); nothing that can be typed raises.
"""

from collections.abc import Callable

from sopflow.diagnostics import Diagnostic
from sopflow.source import Source
from sopflow.syntax import fields
from sopflow.syntax.ast import Ast, Node
from sopflow.syntax.decode import decode
from sopflow.syntax.faults import NOT_UNDERSTOOD, explain
from sopflow.syntax.grammar import Branch, Refusal, branches, read
from sopflow.syntax.lanes import lanes, rows_mark
from sopflow.syntax.lines import Page, read_page
from sopflow.syntax.rows import broken_row, row

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


def parse(source: Source) -> tuple[Ast, tuple[Diagnostic, ...]]:
    """The statements of a file and what is wrong with it."""
    page = read_page(source)
    nodes: list[Node] = []
    index = 0
    stray_before = False
    while index < len(page.lines):
        tree = read("statement", page.lines[index].text)
        if isinstance(tree, Refusal):
            node, is_stray = _refused(page, index, tree, stray_before)
            after = page.ends[index]
        else:
            is_stray = False
            node, after = _statement(page, index, branches(tree)[0])
        if node:
            nodes.append(node)
        index, stray_before = after, is_stray
    page.faults.sort(key=lambda fault: (fault.span.line, fault.span.column))
    return Ast(source.name, tuple(nodes)), tuple(page.faults)


def _statement(page: Page, index: int, tree: Branch) -> tuple[Node | None, int]:
    """The statement of a line and the index of the next."""
    if tree.data == "row":
        return row(page, index, tree), page.ends[index]
    if tree.data == "rows":
        return None, rows_mark(page, index, tree)
    return _READERS[tree.data](page, index, tree)


def _refused(page: Page, index: int, refusal: Refusal, stray_before: bool) -> tuple[Node | None, bool]:
    """Report a line that is no statement, once for a run of lines that say nothing known; a row among them keeps its key."""
    line = page.lines[index]
    fault = explain("statement", line.text, refusal)
    is_stray = fault.code == NOT_UNDERSTOOD
    if not (is_stray and stray_before):
        page.error(fault.code, fault.message, page.span(line, fault.start, fault.end), fault.hint)
    return (broken_row(page, index) if not is_stray else None), is_stray
