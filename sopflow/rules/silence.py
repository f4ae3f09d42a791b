"""Notes in the text that silence a rule at a line, and the rules about such notes (group "sintaks").

    # abaikan kata-kerja-aktif: istilah resmi aplikasi
    4. @Petugas: Entri data permohonan

In: source texts. Out: `Note` values. A note counts for the next line that is neither blank nor a comment.
"""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from sopflow.rules.case import Case, Sources
from sopflow.rules.rule import Finding, Rule
from sopflow.source import Span
from sopflow.values import NamedTuple

_NOTE = re.compile(r"\s*#\s*abaikan\b[ \t]*:?[ \t]*(?P<codes>[^:]*)(?::(?P<reason>.*))?$", re.IGNORECASE)
_ROWS = "1. @Petugas: Entri data permohonan\n2. @Kepala: Memeriksa data\n"


class Note(NamedTuple):
    """One code that a comment silences. `line` is the line it counts for (0: none follows); `span` its own place."""

    code: str
    has_reason: bool
    line: int
    span: Span


def notes(sources: Sources) -> Iterator[Note]:
    """Every note of every source; one for each code it names, and one with an empty code when it names none."""
    for file, text in sources.texts.items():
        if "abaikan" not in text.casefold():
            continue
        lines = sources.lines(file)
        for number, line in enumerate(lines, 1):
            if found := _NOTE.match(line):
                yield from _notes_of(found, file, number, _next_line(lines, number))


def _next_line(lines: list[str], number: int) -> int:
    for later in range(number, len(lines)):
        if lines[later].strip() and not lines[later].lstrip().startswith("#"):
            return later + 1
    return 0


def _notes_of(found: "re.Match[str]", file: str, number: int, line: int) -> Iterator[Note]:
    has_reason = bool((found["reason"] or "").strip())
    start = found.start("codes")
    parts = [part for part in re.finditer(r"[^,]+", found["codes"]) if part.group().strip()]
    if not parts:
        first = found.group().index("#")
        yield Note("", has_reason, line, Span(file, number, first + 1, len(found.group()) - first))
    for part in parts:
        words = part.group().strip()
        column = start + part.start() + len(part.group()) - len(part.group().lstrip()) + 1
        yield Note(words.casefold(), has_reason, line, Span(file, number, column, len(words)))


def wrong_notes(known: Callable[[], frozenset[str]]) -> Callable[[Case], Iterator[Finding]]:
    """The check for notes without a code or reason, or with a code that is not `known`."""

    def check(case: Case) -> Iterator[Finding]:
        for note in notes(case.sources):
            if not note.code:
                yield Finding(note.span)
            elif note.code not in known():
                near = get_close_matches(note.code, sorted(known()), 1, 0.6)
                message = ("Tidak ada aturan bernama «{code}»", "There is no rule called «{code}»")
                hint = ("mungkin maksud Anda «{near}»", "perhaps «{near}» is meant") if near else _LIST
                yield Finding(note.span, {"code": note.code, "near": near[0] if near else ""}, message=message, hint=hint)
            elif not note.has_reason:
                message = ("Catatan «abaikan {code}» belum beralasan", "The note «abaikan {code}» gives no reason")
                hint = ("tulis alasannya: «# abaikan {code}: alasan»", "write it: «# abaikan {code}: reason»")
                yield Finding(note.span, {"code": note.code}, message=message, hint=hint)

    return check


_LIST = ("lihat daftarnya dengan «sopflow rules»", "see the list with «sopflow rules»")


def wrong_note(known: Callable[[], frozenset[str]]) -> Rule:
    """The rule about notes at fault, for a table of rules."""
    return Rule(
        "abaikan-salah",
        "sintaks",
        "warning",
        wrong_notes(known),
        ("Catatan «abaikan» tanpa kode yang dikenal atau tanpa alasan", "A note «abaikan» without a known code or without a reason"),
        (
            "Aturan boleh dibungkam di satu baris, asal orang berikutnya tahu mengapa; kode yang salah tulis tidak membungkam apa pun",
            "A rule may be silenced at a line when the next reader learns why; a misspelt code silences nothing",
        ),
        ("Catatan «abaikan» belum menyebut aturan", "The note «abaikan» names no rule"),
        ("tulis «# abaikan kode-aturan: alasan» tepat di atas barisnya", "write «# abaikan code: reason» directly above the line"),
        "# abaikan kata-kerja-aktif\n" + _ROWS,
        "# abaikan kata-kerja-aktif: nama menu aplikasi\n" + _ROWS,
    )


def told_by_the_run(case: Case) -> Iterator[Finding]:
    """Nothing: whether a note was needed is known only when all rules have run, so `check.py` tells it."""
    return iter(())


IDLE_NOTE = Rule(
    "abaikan-percuma",
    "sintaks",
    "info",
    told_by_the_run,
    ("Catatan «abaikan» yang tidak membungkam apa pun", "A note «abaikan» that silences nothing"),
    (
        "Catatan yang tertinggal sesudah naskahnya diperbaiki menyembunyikan kesalahan berikutnya",
        "A note left behind after the text was mended hides the next mistake",
    ),
    ("Tidak ada temuan «{code}» di baris ini", "There is no finding «{code}» at this line"),
    ("hapus catatan ini", "delete this note"),
    "# abaikan kata-kerja-aktif: nama menu aplikasi\n1. @Petugas: Mengisi data\n2. @Kepala: Memeriksa data\n",
    "# abaikan kata-kerja-aktif: nama menu aplikasi\n" + _ROWS,
)
