"""What the services say, in the protocol's types.

In: a `Document` and what was asked about it. Out: the answer.
"""

import re
from itertools import pairwise

from lsprotocol import types

from sopflow import services
from sopflow.diagnostics import Diagnostic
from sopflow.lsp.document import Document
from sopflow.messages import say, spoken
from sopflow.services import Action, Completion, Range, Symbol, Token, range_of

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_COMPLETION_KINDS = {
    "keyword": types.CompletionItemKind.Keyword,
    "lane": types.CompletionItemKind.Variable,
    "row": types.CompletionItemKind.Reference,
    "kind": types.CompletionItemKind.EnumMember,
    "value": types.CompletionItemKind.Value,
    "word": types.CompletionItemKind.Text,
    "file": types.CompletionItemKind.File,
    "law": types.CompletionItemKind.Constant,
    "sop": types.CompletionItemKind.Module,
    "code": types.CompletionItemKind.Constant,
}
_SYMBOL_KINDS = {
    "sop": types.SymbolKind.Module,
    "table": types.SymbolKind.Namespace,
    "stage": types.SymbolKind.Class,
    "row": types.SymbolKind.Method,
    "lanes": types.SymbolKind.Array,
    "lane": types.SymbolKind.Variable,
    "field": types.SymbolKind.Property,
}
_TOKEN_TYPES = {
    "comment": types.SemanticTokenTypes.Comment,
    "keyword": types.SemanticTokenTypes.Keyword,
    "key": types.SemanticTokenTypes.Number,
    "lane": types.SemanticTokenTypes.Variable,
    "kind": types.SemanticTokenTypes.EnumMember,
    "label": types.SemanticTokenTypes.Label,
    "arrow": types.SemanticTokenTypes.Operator,
    "link": types.SemanticTokenTypes.Namespace,
    "string": types.SemanticTokenTypes.String,
    "role": types.SemanticTokenTypes.Property,
}
LEGEND = types.SemanticTokensLegend([str(each.value) for each in _TOKEN_TYPES.values()], [])
"""The kinds of tokens that are told; marks of lists and emphasis are left to the editor's own grammar."""

_TOKEN_NUMBERS = {kind: number for number, kind in enumerate(_TOKEN_TYPES)}
_INCLUDE = re.compile(r" *gunakan *:", re.IGNORECASE)


# ---- diagnostics


def diagnostics(document: Document) -> list[types.Diagnostic]:
    """What is to be said of the text. What concerns a file that it uses stands at its first `gunakan`, with the place in the message."""
    return [_diagnostic(document, each) for each in services.diagnose(document.text, root=document.root, language=spoken())]


def _diagnostic(document: Document, found: Diagnostic) -> types.Diagnostic:
    hint = f"\n→ {found.hint[0].upper()}{found.hint[1:]}" if found.hint else ""
    origin = f"{found.span.file}:{found.span.line}: " if found.span.file else ""
    return types.Diagnostic(
        document.client_range(_first_include(document) if origin else range_of(found.span)),
        f"{origin}{found.message}{hint}",
        _SEVERITIES[found.severity],
        found.code,
        source="sopflow",
    )


def _first_include(document: Document) -> Range:
    line = next((number for number, words in enumerate(document.lines) if _INCLUDE.match(words)), 0)
    return Range(line, 0, line, len(document.lines[line]))


# ---- completion, hover, outline


def completions(document: Document, position: types.Position) -> list[types.CompletionItem]:
    """What may be typed, in the services' order."""
    found = services.complete(document.text, *document.place(position), document.root, spoken())
    return [_completion(document, number, each) for number, each in enumerate(found)]


def _completion(document: Document, number: int, found: Completion) -> types.CompletionItem:
    return types.CompletionItem(
        label=found.label,
        kind=_COMPLETION_KINDS[found.kind],
        detail=found.detail or None,
        sort_text=f"{number:04}",
        filter_text=f"{found.label} {found.detail}" if found.kind in ("lane", "row") else None,
        text_edit=types.TextEdit(document.client_range(found.replaced), found.insert),
    )


def hover(document: Document, position: types.Position) -> types.Hover | None:
    """What is under the cursor, as plain text."""
    found = services.hover(document.text, *document.place(position), document.root, spoken())
    if found is None:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, found.text), document.client_range(found.range))


def symbols(document: Document) -> list[types.DocumentSymbol]:
    """The outline."""
    return [_symbol(document, each) for each in services.outline(document.text)]


def _symbol(document: Document, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        symbol.name,
        _SYMBOL_KINDS[symbol.kind],
        document.client_range(symbol.range),
        document.client_range(symbol.selection),
        symbol.detail or None,
        children=[_symbol(document, child) for child in symbol.children],
    )


# ---- names


def definition(document: Document, position: types.Position) -> types.Location | None:
    """Where the name under the cursor is defined."""
    found = services.definition(document.text, *document.place(position), document.root)
    return document.location(found) if found else None


def references(document: Document, position: types.Position, with_definition: bool) -> list[types.Location]:
    """Every mention of the name under the cursor."""
    place = document.place(position)
    defined = services.definition(document.text, *place, document.root)
    found = services.references(document.text, *place, document.root)
    return [document.location(each) for each in found if with_definition or each != defined]


def highlights(document: Document, position: types.Position) -> list[types.DocumentHighlight]:
    """The mentions that stand in the text itself."""
    found = services.references(document.text, *document.place(position), document.root)
    return [types.DocumentHighlight(document.client_range(each)) for each in found if not each.file]


def renamable(document: Document, position: types.Position) -> types.Range | None:
    """The name that renaming would change."""
    found = services.renamable(document.text, *document.place(position), document.root)
    return document.client_range(found) if found else None


def rename(document: Document, position: types.Position, new: str) -> types.WorkspaceEdit:
    """The edits of a new name. Raises CannotRename."""
    return _changes(document, services.rename(document.text, *document.place(position), new, document.root))


def _changes(document: Document, edits: tuple[services.TextEdit, ...]) -> types.WorkspaceEdit:
    version = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(version, list(document.edits(edits)))])


# ---- formatting and actions


def formatting(document: Document) -> list[types.TextEdit] | None:
    """The edits to the canonical form; None when mistakes stand in the way."""
    edits = services.reformat(document.text, document.root)
    return None if edits is None else document.edits(edits)


def actions(document: Document, place: types.Range) -> list[types.CodeAction]:
    """Quick fixes for a range, what can be done with its row, and all safe fixes at once."""
    where = document.range(place)
    found = [_quick_fix(document, each) for each in services.actions(document.text, where, document.root, spoken())]
    found += [
        types.CodeAction(title, types.CodeActionKind.Refactor, edit=_changes(document, edits))
        for title, edits in _row_edits(document, where.line)
        if edits
    ]
    if mended := services.mend_all(document.text, document.root):
        title = say("Kerjakan semua perbaikan yang aman")
        found.append(types.CodeAction(title, types.CodeActionKind.SourceFixAll, edit=_changes(document, mended)))
    return found


def _quick_fix(document: Document, action: Action) -> types.CodeAction:
    return types.CodeAction(
        action.title, types.CodeActionKind.QuickFix, is_preferred=action.is_safe or None, edit=_changes(document, action.edits)
    )


def _row_edits(document: Document, line: int) -> tuple[tuple[str, tuple[services.TextEdit, ...]], ...]:
    text, root = document.text, document.root
    return (
        (say("Sisipkan baris kegiatan sesudah ini"), services.insert_row(text, line, "", root)),
        (say("Naikkan baris kegiatan ini"), services.move_row(text, line, -1, root)),
        (say("Turunkan baris kegiatan ini"), services.move_row(text, line, 1, root)),
        (say("Hapus baris kegiatan ini"), services.delete_row(text, line, root)),
        (say("Rapikan semua nomor baris"), services.renumber(text, root)),
    )


# ---- colours


def tokens(document: Document) -> types.SemanticTokens:
    """The tokens of the text, each told by its distance from the one before."""
    found = [each for each in services.highlight(document.text) if each.kind in _TOKEN_TYPES]
    data: list[int] = []
    for before, token in pairwise([Token(0, 0, 0, "comment"), *found]):
        line = document.lines[token.line]
        start = document.units(line[: token.column])
        distance = start - document.units(line[: before.column]) if token.line == before.line else start
        length = document.units(line[token.column : token.column + token.length])
        data += [token.line - before.line, distance, length, _TOKEN_NUMBERS[token.kind], 0]
    return types.SemanticTokens(data)
