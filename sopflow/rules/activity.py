"""The words of a kegiatan: the first of them, where they stand, and others in their place.

In: a row, and words of its kegiatan. Out: places and edits in the source text.
"""

import re

from sopflow.edits import Edit
from sopflow.rules.case import Case, RowView, cased
from sopflow.source import Span

CONDITION = re.compile(r"\b(?:jika|apabila|bilamana|bila|kalau)\b", re.IGNORECASE)
"""A word that begins a condition."""


def first_word(row: RowView) -> str:
    """The first word, without signs."""
    return row.words.split()[0].strip(",.;:()") if row.words.split() else ""


def place_of(case: Case, row: RowView, words: str) -> Span:
    """Where the words stand."""
    return case.sources.at(row.row.text, words, row.row.span)


def swapped(case: Case, row: RowView, old: str, new: str) -> tuple[Edit, ...]:
    """The edit that puts `new` in place of `old`, with its first letter as large as it was; none when `old` is not found."""
    span = case.sources.find_in(row.row.text, old)
    return (Edit(span, cased(new, old)),) if span else ()
