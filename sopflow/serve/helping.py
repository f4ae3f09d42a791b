"""The jobs that help to write: completion, messages, outline (sopflow/services), as the page takes them.

In: a job (jobs.py). Out: its value as JSON; lines and columns count from 0.
"""

from collections.abc import Iterator
from typing import Any

from sopflow.diagnostics import Diagnostic
from sopflow.edits import Edit
from sopflow.messages import Language
from sopflow.serve.worker import Job
from sopflow.services import Symbol, TextEdit, complete, diagnose, hover, outline, range_of

MOST_OFFERS = 100
MOST_PROBLEMS = 200


def completions(job: Job) -> Any:
    """What may be typed at the cursor."""
    found = complete(job["text"], job["line"], job["column"], job["root"], _language(job))[:MOST_OFFERS]
    return [{"label": each.label, "detail": each.detail, **edit_data(TextEdit(each.replaced, each.insert))} for each in found]


def explained(job: Job) -> Any:
    """What can be said of the word at the cursor, or None."""
    found = hover(job["text"], job["line"], job["column"], job["root"], _language(job))
    return found and edit_data(TextEdit(found.range, found.text))


def tell(job: Job) -> Any:
    """The messages about the text, and its outline."""
    found = diagnose(job["text"], job["name"], job["root"], _language(job))
    return {"problems": problems(found, job["name"]), "outline": [row for symbol in outline(job["text"]) for row in _rows(symbol, 0)]}


def problems(found: tuple[Diagnostic, ...], name: str) -> list[dict[str, Any]]:
    """Diagnostics as the page takes them. `file` is empty for the text itself, which is called `name`."""
    return [_problem(each, name) for each in found[:MOST_PROBLEMS]]


def _problem(found: Diagnostic, name: str) -> dict[str, Any]:
    where = range_of(found.span)
    is_here = found.span.file == name
    fix = found.fix if all(edit.span.file == name for edit in found.fix) else ()
    return {
        "severity": found.severity,
        "code": found.code,
        "message": found.message,
        "hint": found.hint,
        "line": where.line if is_here else 0,
        "column": where.column if is_here else 0,
        "length": found.span.length if is_here else 0,
        "file": "" if is_here or not found.span.line else found.span.file,
        "fix": [edit_data(_text_edit(edit)) for edit in fix],
    }


def _language(job: Job) -> Language:
    return "en" if job["lang"] == "en" else "id"


def _text_edit(edit: Edit) -> TextEdit:
    return TextEdit(range_of(edit.span), edit.text)


def edit_data(edit: TextEdit) -> dict[str, Any]:
    """An edit as the page takes it."""
    line, column, end_line, end_column, _ = edit.range
    return {"line": line, "column": column, "endLine": end_line, "endColumn": end_column, "text": edit.text}


def _rows(symbol: Symbol, depth: int) -> Iterator[dict[str, Any]]:
    """The outline as a list: each heading, then what stands below it, one deeper. Lanes are left out: the table names them."""
    if symbol.kind == "lane":
        return
    yield {"name": symbol.name, "detail": symbol.detail, "kind": symbol.kind, "line": symbol.selection.line, "depth": depth}
    for child in symbol.children:
        yield from _rows(child, depth + 1)
