"""The server: which request is answered by what, and when diagnostics are told.

Always holds: diagnostics and previews are those of the version that they name; a text that was changed meanwhile, or closed, gets none.
"""

import asyncio
import os
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from sopflow import __version__
from sopflow.lsp import answers
from sopflow.lsp.document import Document, document
from sopflow.lsp.preview import REQUEST, Preview, preview
from sopflow.messages import VARIABLE, say
from sopflow.services import CannotRename

PAUSE = 0.15
"""Seconds without typing after which a text is looked at."""

TRIGGERS = ["@", ">", ":", "(", "+", "&", "#"]
"""Signs behind which an editor asks for completions by itself."""

Answer = TypeVar("Answer")


class _AtPlace(Protocol):
    """The parameters of a request about a place in a text."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


def make_server() -> LanguageServer:
    """A server that is ready to be started. Clients send whole texts: procedures are short, and nothing can be counted wrongly."""
    server = LanguageServer("sopflow", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    _speak(server)
    _tell_diagnostics(server)
    _answer_about_places(server)
    _answer_about_texts(server)
    return server


def _speak(server: LanguageServer) -> None:
    """The language of the editor counts where nobody has chosen another with `--lang` or in the environment."""

    @server.feature(types.INITIALIZE)
    def begun(params: types.InitializeParams) -> None:
        if params.locale:
            os.environ.setdefault(VARIABLE, params.locale)


def _current(server: LanguageServer, uri: str) -> Document:
    return document(server.workspace.get_text_document(uri), server.workspace.position_codec)


# ---- diagnostics


def _tell_diagnostics(server: LanguageServer) -> None:
    async def after_typing(uri: str, version: int | None) -> None:
        await asyncio.sleep(PAUSE)
        now = server.workspace.text_documents.get(uri)
        if now is not None and now.version == version:
            publish(uri)

    def publish(uri: str) -> None:
        found = _current(server, uri)
        told = types.PublishDiagnosticsParams(uri, answers.diagnostics(found), found.version)
        server.text_document_publish_diagnostics(told)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await after_typing(params.text_document.uri, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_params: types.DidSaveTextDocumentParams) -> None:
        for uri in server.workspace.text_documents:  # any of them may use the file that was saved
            publish(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))


# ---- requests


def _answer_about_places(server: LanguageServer) -> None:
    def at(params: _AtPlace, answer: Callable[[Document, types.Position], Answer]) -> Answer:
        return answer(_current(server, params.text_document.uri), params.position)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        return at(params, answers.completions)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return at(params, answers.hover)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> types.Location | None:
        return at(params, answers.definition)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        return answers.references(_current(server, params.text_document.uri), params.position, params.context.include_declaration)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlights(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        return at(params, answers.highlights)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: types.PrepareRenameParams) -> types.Range | None:
        return at(params, answers.renamable)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        try:
            return answers.rename(_current(server, params.text_document.uri), params.position, params.new_name)
        except CannotRename as refusal:
            raise JsonRpcInvalidParams(say(str(refusal))) from refusal


def _answer_about_texts(server: LanguageServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return answers.symbols(_current(server, params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        return answers.formatting(_current(server, params.text_document.uri))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.Refactor, types.CodeActionKind.SourceFixAll]),
    )
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = answers.actions(_current(server, params.text_document.uri), params.range)
        wanted = params.context.only
        return [each for each in found if not wanted or any(_is_of(each.kind, kind) for kind in wanted)]

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, answers.LEGEND)
    def tokens(params: types.SemanticTokensParams) -> types.SemanticTokens:
        return answers.tokens(_current(server, params.text_document.uri))

    @server.feature(REQUEST)
    async def pages(params: Any) -> Preview:
        return await asyncio.to_thread(preview, _current(server, params.uri))


def _is_of(kind: types.CodeActionKind | str | None, wanted: types.CodeActionKind | str) -> bool:
    """Whether a kind of action is the one wanted, or a part of it: `quickfix.a` of `quickfix`."""
    name, whole = (str(getattr(each, "value", each)) for each in (kind, wanted))
    return name == whole or name.startswith(f"{whole}.")
