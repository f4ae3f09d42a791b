"""What a check found, for programs: JSON, SARIF 2.1.0, and the annotations of GitHub's workflows.

In: checked documents. Out: one text, the same for the same documents.
"""

import json
import os
from collections.abc import Sequence

from sopflow import __version__
from sopflow.diagnostics import Diagnostic
from sopflow.edits import Edit
from sopflow.messages import Language
from sopflow.rules.case import Options, make_case
from sopflow.rules.check import Checked
from sopflow.rules.rule import say
from sopflow.rules.table import BY_CODE
from sopflow.rules.totals import Times, chart_times
from sopflow.source import Span

_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(documents: Sequence[Checked], with_times: bool) -> str:
    """Every diagnostic with its place, words and fix; with the times of each chart when asked."""
    files = [_document(document, with_times) for document in documents]
    return json.dumps({"version": 1, "files": files}, ensure_ascii=False, indent=2) + "\n"


def _document(document: Checked, with_times: bool) -> dict[str, object]:
    data: dict[str, object] = {"file": document.name, "diagnostics": [_diagnostic(each) for each in document.diagnostics]}
    if with_times:
        data["times"] = [_times(times) for times in document_times(document)]
    return data


def document_times(document: Checked) -> list[Times]:
    """The times of a document's charts."""
    case = make_case(document.sops, document.sources, Options())
    return [chart_times(chart) for chart in case.charts]


def _diagnostic(each: Diagnostic) -> dict[str, object]:
    rule = BY_CODE.get(each.code)
    return {
        "severity": each.severity,
        "code": each.code,
        "group": rule.group if rule else "penyusun",
        "message": each.message,
        "hint": each.hint,
        "file": each.span.file,
        "line": each.span.line,
        "column": each.span.column,
        "length": each.span.length,
        "fix": [_edit(edit) for edit in each.fix],
    }


def _edit(edit: Edit) -> dict[str, object]:
    return {"line": edit.span.line, "column": edit.span.column, "length": edit.span.length, "text": edit.text}


def _times(times: Times) -> dict[str, object]:
    return {
        "title": times.title,
        "total": times.total,
        "lanes": [{"lane": lane, "total": total} for lane, total in times.lanes],
        "loops": [loop._asdict() for loop in times.loops],
        "uncounted": list(times.uncounted),
    }


def as_sarif(documents: Sequence[Checked], language: Language) -> str:
    """A SARIF log of one run."""
    found = [each for document in documents for each in document.diagnostics]
    rules = [{"id": code, "shortDescription": {"text": _short(code, language)}} for code in sorted({each.code for each in found})]
    driver = {"name": "sopflow", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(each) for each in found]}
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _short(code: str, language: Language) -> str:
    rule = BY_CODE.get(code)
    return say(rule.finds, language) if rule else code


def _result(each: Diagnostic) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": each.code,
        "level": _SARIF_LEVELS[each.severity],
        "message": {"text": _with_hint(each)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(each.span.file)}, "region": _region(each.span)}}],
    }
    if each.fix:
        changes = [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in each.fix]
        change = {"artifactLocation": {"uri": _uri(each.span.file)}, "replacements": changes}
        result["fixes"] = [{"description": {"text": each.hint}, "artifactChanges": [change]}]
    return result


def _with_hint(each: Diagnostic) -> str:
    return f"{each.message}. {each.hint[:1].upper()}{each.hint[1:]}" if each.hint else each.message


def _uri(file: str) -> str:
    from urllib.parse import quote

    return quote(file.replace(os.sep, "/"), errors="surrogateescape")


def _region(span: Span) -> dict[str, int]:
    column = max(1, span.column)
    return {"startLine": max(1, span.line), "startColumn": column, "endColumn": column + span.length}


def as_github(documents: Sequence[Checked]) -> str:
    """One workflow command a diagnostic."""
    return "".join(_command(each) + "\n" for document in documents for each in document.diagnostics)


def _command(each: Diagnostic) -> str:
    fields = {"file": each.span.file, "line": each.span.line, "col": each.span.column, "title": each.code}
    words = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in fields.items())
    return f"::{_GITHUB_LEVELS[each.severity]} {words}::{_escaped(_with_hint(each), '')}"


def _escaped(words: str, signs: str) -> str:
    """Percent signs, line ends and `signs` as workflow commands want them."""
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" or char in signs else char for char in words)
