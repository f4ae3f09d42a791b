"""The canonical form of a text (docs/language.md, "Canonical form").

In: a source and the folder for its `gunakan`. Out: the text that means the same, or the mistakes that stand in the way. Tables pasted
from elsewhere are such mistakes; they are taken in as rows when nothing else is wrong.
Always holds: the canonical form means what the source means, holds all its comments, and is its own canonical form.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.format.comments import comments, render
from sopflow.format.escapes import ESCAPE, without_needless_escapes
from sopflow.format.meaning import same_books, same_contents
from sopflow.format.names import names_by_line
from sopflow.format.statements import Section, sections
from sopflow.format.tables import with_rows
from sopflow.load import Loader
from sopflow.model.book import Book, Logo
from sopflow.resolve import Statement, resolve
from sopflow.source import Source, Span
from sopflow.syntax.lines import read_page
from sopflow.values import NamedTuple

WITHOUT_ROWS = "tanpa-kegiatan"
"""The only mistake that does not stand in the way: files that others include have no rows."""


class Formatted(NamedTuple):
    """`text` is None when there are `errors`. `sources`: the texts read, by the name that spans use."""

    text: str | None
    errors: tuple[Diagnostic, ...]
    sources: dict[str, str]


class _Reading(NamedTuple):
    statements: tuple[Statement, ...]
    book: Book
    errors: tuple[Diagnostic, ...]
    sources: dict[str, str]


class ChangedMeaning(AssertionError):
    """The canonical form does not mean what the text means: a fault of this package."""


def formatted(source: Source, root: str | None = None) -> Formatted:
    """The canonical form of a source. `root` is the folder that `gunakan` may read; None forbids it. Raises ChangedMeaning."""
    before = _read(source, root)
    if before.errors:
        taken_in = source._replace(text=with_rows(source.text))
        if taken_in == source or _read(taken_in, root).errors:
            return Formatted(None, before.errors, before.sources)
        return formatted(taken_in, root)
    text = canonical(source, before.statements)
    if text != source.text:
        result = source._replace(text=text)
        after = _read(result, root)
        if after.errors or not _same(before, after) or comments(source) != comments(result):
            raise ChangedMeaning(source.name)
    return Formatted(text, (), before.sources)


def canonical(source: Source, statements: tuple[Statement, ...]) -> str:
    """The canonical form of a source without mistakes. `statements` are its own and those that it includes."""
    page = read_page(source)
    return render(source, page, [_unescaped(each) for each in sections(page, names_by_line(statements))])


def _read(source: Source, root: str | None) -> _Reading:
    loader = Loader(root)
    statements = loader.load(source).statements
    book, found = resolve(statements, _name_of_logo)
    errors = (each for each in (*loader.diagnostics, *found) if each.severity == "error" and each.code != WITHOUT_ROWS)
    return _Reading(statements, book, tuple(errors), loader.sources)


def _name_of_logo(words: str, span: Span) -> Logo:
    """In place of the picture, which formatting does not change: its name."""
    return Logo(words.encode(), "image/svg+xml", span)


def _same(before: _Reading, after: _Reading) -> bool:
    nodes, other_nodes = (tuple(each.node for each in reading.statements) for reading in (before, after))
    return same_contents(nodes, other_nodes) and same_books(before.book, after.book)


def _unescaped(section: Section) -> Section:
    if not any(ESCAPE.search(line.words) for line in section.lines):
        return section
    text = "\n".join(" " * line.indent + line.words for line in section.lines)
    words = (line.strip(" ") for line in without_needless_escapes(text).split("\n"))
    return section._replace(lines=[line._replace(words=each) for line, each in zip(section.lines, words, strict=True)])
