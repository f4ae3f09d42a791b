"""A text as the client has it, and places in it in the client's units.

In: a document of pygls. Out: its text, its folder, and positions there and back. Columns of the services count characters; those of a
client count the units of the encoding that was negotiated: UTF-16 unless it asked for another.
"""

import os

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec, TextDocument

from sopflow.reading import read_file
from sopflow.services import Range, TextEdit
from sopflow.services.places import lines_of
from sopflow.syntax.decode import LARGEST
from sopflow.values import NamedTuple


class Document(NamedTuple):
    """One version of a text. `path`: its file, empty when it has none; `root`: the folder for `gunakan`, None without a file."""

    uri: str
    text: str
    version: int | None
    path: str
    root: str | None
    lines: list[str]
    codec: PositionCodec

    def place(self, position: types.Position) -> tuple[int, int]:
        """Line and column of a position; one behind the end of its line is at its end."""
        if position.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        units = 0
        for column, character in enumerate(self.lines[position.line]):
            if units >= position.character:
                return position.line, column
            units += self.units(character)
        return position.line, len(self.lines[position.line])

    def range(self, place: types.Range) -> Range:
        """The range of the services for one of the client."""
        return Range(*self.place(place.start), *self.place(place.end))

    def units(self, words: str) -> int:
        """How long words are for the client."""
        return int(self.codec.client_num_units(words))

    def client_range(self, place: Range) -> types.Range:
        """The client's range for one of the services."""
        return types.Range(self._client_position(place.line, place.column), self._client_position(place.end_line, place.end_column))

    def _client_position(self, line: int, column: int) -> types.Position:
        words = self.lines[line][:column] if line < len(self.lines) else ""
        return types.Position(line, self.units(words))

    def edits(self, edits: tuple[TextEdit, ...]) -> list[types.TextEdit]:
        """The client's edits."""
        return [types.TextEdit(self.client_range(edit.range), edit.text) for edit in edits]

    def location(self, place: Range) -> types.Location:
        """Where a range is, in this text or in a file that it uses."""
        if not place.file or self.root is None:
            return types.Location(self.uri, self.client_range(place))
        path = os.path.join(self.root, place.file)
        used = self._replace(lines=_lines_of_file(path))
        return types.Location(from_fs_path(path) or self.uri, used.client_range(place))


def document(source: TextDocument, codec: PositionCodec) -> Document:
    """The document as it is now."""
    path = (to_fs_path(source.uri) or "") if source.uri.startswith("file:") else ""
    root = os.path.dirname(path) or None
    return Document(source.uri, source.source, source.version, path, root, lines_of(source.source), codec)


def _lines_of_file(path: str) -> list[str]:
    try:
        return lines_of(read_file(path, LARGEST).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return []
