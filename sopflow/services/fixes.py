"""Edits that mend what is found in a text.

In: a text and a range. Out: actions for a user to choose from: the findings' own fixes, which are safe; guesses, from what the messages
propose; notes that silence a rule. Always holds: a guess drops no word that was typed.
"""

import re
from collections.abc import Iterator

from sopflow.diagnostics import Diagnostic
from sopflow.edits import Edit, compatible
from sopflow.messages import Language, say
from sopflow.rules.table import BY_CODE
from sopflow.services.diagnosis import diagnose
from sopflow.services.index import HERE, read_index
from sopflow.services.places import Range, TextEdit, line_end, lines_of, range_of
from sopflow.services.rows import renumber
from sopflow.values import NamedTuple

_MEANT = re.compile(r"maksud anda («[^»…]+»(?: atau «[^»…]+»)*)", re.IGNORECASE)
_LINE = re.compile(r"Tulis: «([^»…]+)»")
_QUOTED = re.compile(r"«([^»]+)»")
_BLANK = " \t\xa0"


class Action(NamedTuple):
    """Edits that a user may choose. `code`: the finding that they mend. `is_safe`: they change nothing that is meant."""

    title: str
    code: str
    edits: tuple[TextEdit, ...]
    is_safe: bool = False


def actions(text: str, place: Range, root: str | None = None, language: Language = "id") -> tuple[Action, ...]:
    """The quick fixes for what is found in a range: safe ones first, then those that guess, then notes that silence a rule. `language`: of
    their titles."""
    all_found = diagnose(text, HERE, root)
    all_told = diagnose(text, HERE, root, language) if language != "id" else all_found
    both = [
        (each, told)
        for each, told in zip(all_found, all_told, strict=True)
        if each.span.file == HERE and each.span.line and range_of(each.span).meets(place)
    ]
    found = [each for each, _ in both]
    made = (
        *(action for _, told in both for action in _safe(told)),
        *(action for each in found for action in _guessed(text, each, root, language)),
        *(action for each in found for action in _silenced(text, each, language)),
    )
    return tuple(dict.fromkeys(made))


def mend_all(text: str, root: str | None = None) -> tuple[TextEdit, ...]:
    """All safe fixes of the text that go together."""
    fixes = (each.fix for each in diagnose(text, HERE, root) if all(edit.span.file == HERE for edit in each.fix))
    return tuple(_text_edit(edit) for edit in compatible(fixes))


def _text_edit(edit: Edit) -> TextEdit:
    return TextEdit(range_of(edit.span), edit.text)


def _safe(finding: Diagnostic) -> Iterator[Action]:
    if finding.fix and all(edit.span.file == HERE for edit in finding.fix):
        words = finding.hint or finding.message
        yield Action(words[0].upper() + words[1:], finding.code, tuple(map(_text_edit, finding.fix)), True)


# ---- guesses


def _guessed(text: str, finding: Diagnostic, root: str | None, language: Language) -> Iterator[Action]:
    if finding.code == "nomor-tidak-urut":
        if edits := renumber(text, root):
            yield Action(say("Rapikan semua nomor baris dan anak panahnya", language), finding.code, edits)
        return
    if not finding.fix:
        yield from _meant(text, finding, language)
        yield from _whole_line(text, finding, language)
    if finding.code == "pelaksana-tidak-dikenal":
        yield from _listed(text, finding, root, language)


def _meant(text: str, finding: Diagnostic, language: Language) -> Iterator[Action]:
    """The words that the hint supposes, in place of those at fault."""
    meant = _MEANT.search(finding.hint)
    where = range_of(finding.span)
    line = lines_of(text)[where.line]
    for words in _QUOTED.findall(meant.group(1)) if meant else ():
        said, blank, rest = words.rpartition(" ")
        new = rest if blank and line[: where.column].endswith(f"{said} ") else words  # «lewat kiri» behind «lewat»
        if not line[: where.end_column].endswith(":"):
            new = new.removesuffix(":")
        yield Action(say("Ganti dengan «{}»", language).format(new), finding.code, (TextEdit(where, new),))


def _whole_line(text: str, finding: Diagnostic, language: Language) -> Iterator[Action]:
    """The line as the hint would write it."""
    line = finding.span.line - 1
    typed = lines_of(text)[line]
    proposed = _LINE.match(finding.hint)
    if proposed and len(proposed.group(1).split()) >= len(typed.split()):
        where = Range(line, len(typed) - len(typed.lstrip(_BLANK)), line, len(typed))
        yield Action(say("Tulis «{}»", language).format(proposed.group(1)), finding.code, (TextEdit(where, proposed.group(1)),))


def _listed(text: str, finding: Diagnostic, root: str | None, language: Language) -> Iterator[Action]:
    """The lane added to the list that it misses in, when that stands in the text itself."""
    index = read_index(text, root)
    table = index.table(finding.span.line - 1)
    is_head = any(row.span.line == finding.span.line for row in index.rows())
    if not is_head or table is None or table.lanes is None or table.lanes.span.file != HERE:
        return
    last = table.lanes.lanes[-1]
    first_word = (last.alias or last.name).span
    line = index.last_line(first_word.line) - 1
    start = index.lines[first_word.line - 1][: first_word.column - 1]
    where = range_of(finding.span)
    name = index.lines[where.line][where.column : where.end_column]
    edit = TextEdit(Range(line, len(index.lines[line]), line, len(index.lines[line])), f"{line_end(text)}{start}{name}")
    yield Action(say("Tambahkan «{}» ke daftar pelaksana", language).format(name), finding.code, (edit,))


# ---- notes


def _silenced(text: str, finding: Diagnostic, language: Language) -> Iterator[Action]:
    """A note above the line, for findings of rules."""
    rule = BY_CODE.get(finding.code)
    if rule is None or rule.group == "sintaks":
        return
    line = finding.span.line - 1
    typed = lines_of(text)[line]
    indent = typed[: len(typed) - len(typed.lstrip(_BLANK))]
    note = f"{indent}# abaikan {finding.code}: tulis alasannya{line_end(text)}"
    yield Action(say("Abaikan «{}» di baris ini", language).format(finding.code), finding.code, (TextEdit(Range(line, 0, line, 0), note),))
