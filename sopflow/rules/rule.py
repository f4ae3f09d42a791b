"""What a rule is, and what it finds.

A rule is a row of data about one pure function. Everything that is said of it (messages, `sopflow explain`, the pages in docs/aturan)
comes from that row; words are pairs, Indonesian first, English second.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from sopflow.diagnostics import Severity
from sopflow.edits import Edit
from sopflow.messages import Language
from sopflow.rules.case import Case
from sopflow.source import Span
from sopflow.values import NamedTuple

Phrase = tuple[str, str]
"""The same words in Indonesian and in English. In messages, `{name}` stands for a field of the finding."""

Group = Literal["sintaks", "nama", "alur", "kata", "peraturan", "identitas", "waktu", "mutu baku", "tata letak", "himpunan"]

GROUPS: dict[Group, Phrase] = {
    "sintaks": ("Sintaks: catatan untuk pemeriksa di dalam naskah", "Syntax: notes to the checker within the text"),
    "alur": ("Alur: simbol dan anak panah", "Flow: symbols and arrows"),
    "kata": ("Kata: cara menulis kegiatan", "Words: how a kegiatan is written"),
    "nama": ("Nama: pelaksana, SOP, dan judul", "Names: lanes, procedures and headings"),
    "mutu baku": ("Mutu baku: kelengkapan dan output", "Quality standard: requirements and output"),
    "waktu": ("Waktu", "Time"),
    "identitas": ("Identitas: halaman pertama", "Identity: the first page"),
    "peraturan": ("Peraturan: dasar hukum dan keterkaitan", "Regulations: legal basis and related procedures"),
    "tata letak": ("Tata letak: lajur dan jumlah", "Layout: lanes and counts"),
    "himpunan": ("Himpunan dokumen: beberapa SOP sekaligus", "Document set: several procedures at once"),
}
"""The groups in the order in which they are listed."""

LANGUAGES: tuple[Language, ...] = ("id", "en")
"""The languages of a phrase, in their order."""


class Finding(NamedTuple):
    """One mistake at one place. `fields` fill the templates; `message` and `hint` replace the rule's own where a case needs other words.

    `fix`: edits that mend it without changing what is meant, or none.
    """

    span: Span
    fields: Mapping[str, str | int] = {}
    fix: tuple[Edit, ...] = ()
    message: Phrase | None = None
    hint: Phrase | None = None


class Rule(NamedTuple):
    """One row of the table.

    `code` is stable: it never changes its meaning. `finds` is one sentence, `why` gives the clause or the practice counted. `wrong` and
    `right` are texts in the language; the rule finds something in the first and nothing in the second. `fixes`: its findings can
    carry a fix. `replaces`: codes of the compiler's warnings that say the same at the same place. `of_absence`: says that something is
    missing, so it is silent while the text has errors: a line that could not be read would look missing.
    """

    code: str
    group: Group
    severity: Severity
    check: Callable[[Case], Iterable[Finding]]
    finds: Phrase
    why: Phrase
    message: Phrase
    hint: Phrase
    wrong: str
    right: str
    fixes: bool = False
    replaces: tuple[str, ...] = ()
    of_absence: bool = False


def say(phrase: Phrase, language: Language, fields: Mapping[str, str | int] = {}) -> str:
    """The words of a phrase in a language, with its fields filled in."""
    template = phrase[LANGUAGES.index(language)]
    return template.format_map(fields) if fields else template
