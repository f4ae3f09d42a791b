"""Comments and blank lines, put back between the written lines.

In: the source, its page and the sections of its canonical form. Out: the text. Always holds: every comment stands once, with the words
typed, before the line that it stood before; at the end of a block, behind the line that it stood behind.
"""

from collections.abc import Iterator

from sopflow.format.statements import Section
from sopflow.source import Source
from sopflow.syntax.lines import TAB, Page, read_page
from sopflow.values import NamedTuple

_ALONE = frozenset(("sop", "pelaksana", "prosedur", "tahap", "catatan", "part", "approval", "gaya"))
"""Statements that are set apart even from another of their kind."""


class _Remark(NamedTuple):
    """A comment, or blank lines (no words)."""

    indent: int
    words: str


class _Levels(NamedTuple):
    """Of each line of the page: the line that it stands below (-1: none), and the indentation of the first and last line made from it."""

    parents: list[int]
    first: dict[int, int]
    last: dict[int, int]


class _Notes(NamedTuple):
    """The remarks before each line and after the last one, and the comments behind each line."""

    before: list[list[_Remark]]
    behind: list[list[_Remark]]


def render(source: Source, page: Page, sections: list[Section]) -> str:
    """The whole text. Blank lines stand between sections, and around comments as typed, one at a time."""
    notes = _notes(source, page, sections)
    out: list[str] = []
    previous = None
    for section, is_spacious in zip(sections, _spacious(sections), strict=True):
        is_apart = previous is not None and _apart(previous, section, is_spacious)
        out += _lead(notes.before[section.lines[0].origin], is_apart)
        out += _body(section, notes)
        previous = section
    out += (each.words for each in notes.before[-1])
    text = "\n".join(out).strip("\n")
    return f"{text}\n" if text else ""


def comments(source: Source) -> list[str]:
    """The words of all comments, in no order."""
    return sorted(remark.words for gap in _remarks(source, read_page(source)) for remark in gap if remark.words)


# ---- blank lines


def _spacious(sections: list[Section]) -> list[bool]:
    """Whether each section stands in a table whose rows are set apart: one that is more than a sketch."""
    table = 0
    tables: list[int] = []
    for section in sections:
        table += section.kind in ("sop", "prosedur")
        tables.append(table)
    spacious = {table for table, section in zip(tables, sections, strict=True) if section.has_cells}
    return [table in spacious for table in tables]


def _apart(previous: Section, section: Section, is_spacious: bool) -> bool:
    if section.kind in _ALONE:
        return True
    if previous.kind == section.kind:
        return section.kind == "row" and is_spacious
    return (previous.kind, section.kind) != ("sop", "entry")


def _lead(before: list[_Remark], is_apart: bool) -> list[str]:
    """The lines before a section. Around comments blank lines stay where they are; one is added only when there is none."""
    words = [each.words for each in before]
    if not any(words):
        return [""] if is_apart else []
    return words if "" in words or not is_apart else ["", *words]


def _body(section: Section, notes: _Notes) -> Iterator[str]:
    origins = [line.origin for line in section.lines]
    for at, line in enumerate(section.lines):
        if at and line.origin != origins[at - 1]:
            yield from (" " * line.indent + each.words for each in notes.before[line.origin] if each.words)
        yield " " * line.indent + line.words
        if origins[at + 1 : at + 2] != [line.origin]:
            yield from (" " * each.indent + each.words for each in notes.behind[line.origin])


# ---- comments


def _notes(source: Source, page: Page, sections: list[Section]) -> _Notes:
    remarks = _remarks(source, page)
    notes = _Notes(remarks, [[] for _ in page.lines])
    if any(each.words for gap in remarks for each in gap):
        levels = _levels(page, sections)
        for index in range(1, len(remarks)):
            _split(page, levels, index, notes)
    return notes


def _remarks(source: Source, page: Page) -> list[list[_Remark]]:
    """The remarks before each line of the page and after the last."""
    numbers = {line.number for line in page.lines}
    gaps: list[list[_Remark]] = [[]]
    text = source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, raw in enumerate(text.split("\n"), 1):
        start = raw.find("#")
        if number in numbers:
            gaps.append([])
        elif start >= 0:
            gaps[-1].append(_Remark(len(raw[:start].expandtabs(TAB)), raw[start:].rstrip()))
        elif not gaps[-1] or gaps[-1][-1].words:
            gaps[-1].append(_Remark(0, ""))
    return gaps


def _levels(page: Page, sections: list[Section]) -> _Levels:
    lines = [line for section in sections for line in section.lines]
    first = {line.origin: line.indent for line in reversed(lines)}
    last = {line.origin: line.indent for line in lines}
    parents: list[int] = []
    open_lines = [-1]
    for index, line in enumerate(page.lines):
        while open_lines[-1] >= 0 and page.lines[open_lines[-1]].indent >= line.indent:
            open_lines.pop()
        parents.append(open_lines[-1])
        open_lines.append(index)
    return _Levels(parents, first, last)


def _split(page: Page, levels: _Levels, index: int, notes: _Notes) -> None:
    """Gives the comments at the end of a block to the line that they stand behind: those indented deeper than the line that follows."""
    gap = notes.before[index]
    typed, level = (page.lines[index].indent, levels.first[index]) if index < len(page.lines) else (0, 0)
    count = 0
    for at, remark in enumerate(gap):
        if not remark.words:
            continue
        places = list(_places(page, levels, index - 1, level)) if remark.indent > typed else []
        if not places:
            break
        place = next((new for old, new in places if old <= remark.indent), places[-1][1])
        notes.behind[index - 1].append(_Remark(place, remark.words))
        count = at + 1
    del gap[:count]


def _places(page: Page, levels: _Levels, index: int, level: int) -> Iterator[tuple[int, int]]:
    """The indentations, old and new, of the line and of those that it stands below, outwards as long as they are deeper than `level`."""
    last: int | None = None
    while index >= 0:
        for new in (levels.last[index], levels.first[index]):
            if new > level and (last is None or new < last):
                yield page.lines[index].indent, new
                last = new
        index = levels.parents[index]
