"""Lines of a source, cleaned of what pasting leaves in them.

In: `Source`. Out: a `Page` of logical lines, without comments and blank lines, and diagnostics for characters that no text may hold.
A text with a line of more than LONGEST_LINE characters has no lines here, only the message.
Always: a line's text has plain spaces only, none at its ends; every character of it still knows its column in the original.
"""

import unicodedata
from collections.abc import Iterator

from sopflow.diagnostics import Diagnostic
from sopflow.expressions import expression
from sopflow.source import Source, Span
from sopflow.values import NamedTuple

TAB = 4
"""Columns from one tab stop to the next."""

LONGEST_LINE = 20_000
"""Characters of a line: some ten pages of words. It bounds what a line can cost whatever is in it."""

LONGEST_CLUSTER = 30
"""Marks on one letter that are composed together (Unicode's stream-safe limit); longer runs would take quadratic time."""

_SPACES = "\t\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\xad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
_PLANE_ENDS = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))

_FORBIDDEN = expression(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + _PLANE_ENDS + "]"
)
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_AS_IS = expression("[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2bff]*")
"""Lines of these characters need no cleaning: one character is one column."""

_CLEAN = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_INVISIBLE, ""), **_LIGATURES})


class Line(NamedTuple):
    """A line with words on it.

    `indent` counts columns with tabs expanded; `column` is where `text` begins in the original; `columns` gives the column of each of
    its characters, and is None when they simply follow each other.
    """

    number: int
    indent: int
    text: str
    column: int
    columns: tuple[int, ...] | None


class Page(NamedTuple):
    """The lines of one file; `ends[i]` is the index of the first line that does not stand below line i."""

    file: str
    lines: tuple[Line, ...]
    ends: tuple[int, ...]
    faults: list[Diagnostic]

    def below(self, index: int) -> Iterator[int]:
        """The lines that belong to line `index` itself, not to another line below it."""
        child = index + 1
        while child < self.ends[index]:
            yield child
            child = self.ends[child]

    def span(self, line: Line, start: int = 0, end: int | None = None) -> Span:
        """The place of `line.text[start:end]`; of the last character, when that is empty."""
        size = len(line.text)
        start = min(start, size - 1)
        end = size if end is None else max(start + 1, min(end, size))
        if line.columns is None:
            return Span(self.file, line.number, line.column + start, end - start)
        first, last = line.columns[start], line.columns[end - 1]
        return Span(self.file, line.number, first, last - first + 1)

    def error(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Note a mistake that stops the build."""
        self.faults.append(Diagnostic("error", code, message, span, hint))

    def warn(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Note what is probably not meant."""
        self.faults.append(Diagnostic("warning", code, message, span, hint))


def read_page(source: Source) -> Page:
    """The lines of `source`, with the faults found while reading them."""
    text = source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_LINE and (faults := _too_long(source.name, text)):
        return Page(source.name, (), (), faults)
    faults = [] if text.replace("\n", "").isprintable() else _forbidden(source.name, text)
    lines = tuple(_lines(text))
    return Page(source.name, lines, _ends(lines), faults)


def _lines(text: str) -> Iterator[Line]:
    for number, raw in enumerate(text.split("\n"), 1):
        words = raw.strip(" ")
        if not words or words[0] == "#":
            continue
        if _AS_IS.fullmatch(words):
            indent = len(raw) - len(raw.lstrip(" "))
            yield Line(number, indent, words, indent + 1, None)
        elif line := _cleaned(number, raw):
            yield line


def _cleaned(number: int, raw: str) -> Line | None:
    indent, start = _indentation(raw)
    characters: list[str] = []
    columns: list[int] = []
    for first, cluster in _clusters(raw, start):
        clean = unicodedata.normalize("NFC", _FORBIDDEN.sub("", cluster).translate(_CLEAN))
        characters.append(clean)
        columns.extend([first + 1] * len(clean))
    text = "".join(characters).rstrip(" ")
    if not text or text[0] == "#":
        return None
    return Line(number, indent, text, columns[0], tuple(columns[: len(text)]))


def _indentation(raw: str) -> tuple[int, int]:
    """Columns of blank at the start of `raw`, and the index of what follows."""
    indent = 0
    for index, character in enumerate(raw):
        if character == "\t":
            indent += TAB - indent % TAB
        elif character in " \xa0" or "\u2000" <= character <= "\u200a" or character in "\u202f\u205f\u3000":
            indent += 1
        elif character not in _SPACES and character not in _INVISIBLE and not _FORBIDDEN.match(character):
            return indent, index
    return indent, len(raw)


def _clusters(raw: str, start: int) -> Iterator[tuple[int, str]]:
    """Letters with their marks, and the index of each."""
    while start < len(raw):
        end = start + 1
        while end < len(raw) and end - start < LONGEST_CLUSTER and unicodedata.combining(raw[end]):
            end += 1
        yield start, raw[start:end]
        start = end


def _ends(lines: tuple[Line, ...]) -> tuple[int, ...]:
    ends = [len(lines)] * len(lines)
    open_lines: list[int] = []
    for index, line in enumerate(lines):
        while open_lines and lines[open_lines[-1]].indent >= line.indent:
            ends[open_lines.pop()] = index
        open_lines.append(index)
    return tuple(ends)


def _too_long(file: str, text: str) -> list[Diagnostic]:
    """One message for each line that is too long to be read."""
    return [
        Diagnostic(
            "error",
            "baris-terlalu-panjang",
            f"Baris ini panjangnya {len(raw)} huruf, paling panjang {LONGEST_LINE} huruf",
            Span(file, number, 1),
            "Bagi menjadi beberapa baris",
        )
        for number, raw in enumerate(text.split("\n"), 1)
        if len(raw) > LONGEST_LINE
    ]


def _forbidden(file: str, text: str) -> list[Diagnostic]:
    """One message a line, at its first forbidden character."""
    faults = []
    for number, raw in enumerate(text.split("\n"), 1):
        found = _FORBIDDEN.search(raw)
        if found is None:
            continue
        character = found.group()
        name = "Karakter pengatur arah tulisan" if character in _DIRECTIONS else "Karakter kendali"
        faults.append(
            Diagnostic(
                "error",
                "karakter-terlarang",
                f"{name} U+{ord(character):04X} tidak boleh ada di dalam teks",
                Span(file, number, found.start() + 1),
                "Hapus karakter yang tidak tampak itu; biasanya ia ikut tersalin dari program lain",
            )
        )
    return faults
