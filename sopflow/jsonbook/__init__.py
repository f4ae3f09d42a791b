"""JSON → Book: what another program wrote, or an earlier build, checked as strictly as a text.

In: the bytes of a file. Out: the book, or None, and every mistake with the path (a JSON pointer) of the value that it is about.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.jsonbook.links import check_links
from sopflow.jsonbook.parse import parse
from sopflow.jsonbook.report import Faults
from sopflow.jsonbook.values import BAD, read_value
from sopflow.model.book import Book
from sopflow.resolve.limits import beyond_limits
from sopflow.schema.fields import DOCUMENT, VERSION

__all__ = ["read_book"]


def read_book(data: bytes, name: str) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """The book in a file called `name` in messages."""
    faults = Faults(name)
    tree = parse(data, faults)
    if tree is BAD or not _version_is_ours(tree, faults):
        return None, faults.diagnostics()
    book = read_value(DOCUMENT, tree, "", faults)
    if book is not BAD and not faults.found:
        check_links(book, faults)
    if not faults.found:
        for each in beyond_limits(book):
            faults.add(each.code, "", each.message, each.hint)
    return (None if faults.found else book), faults.diagnostics()


def _version_is_ours(tree: object, faults: Faults) -> bool:
    """Whether it is worth reading on; of another version every word might be wrong."""
    version = tree.get("version") if isinstance(tree, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version != VERSION:
        hint = f"tulis ulang dengan «sopflow build --format json» dari sopflow ini (versi {VERSION}), atau perbarui sopflow"
        faults.add("json-versi", "/version", f"bentuk versi {version} tidak dikenal", hint)
        return False
    return True
