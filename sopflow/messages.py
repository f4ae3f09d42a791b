"""Diagnostics as lines on a terminal: place, fault, the source line with a caret, what to do. The language in which users are spoken to.

Everything is said in Indonesian in this program; `say` and `render` turn it into English when that is what the user has asked for.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from sopflow.diagnostics import Diagnostic, Severity
from sopflow.reading import NotAFile
from sopflow.source import shown

Language = Literal["id", "en"]

WORDS: dict[Language, dict[Severity, str]] = {
    "id": {"error": "galat", "warning": "peringatan", "info": "catatan"},
    "en": {"error": "error", "warning": "warning", "info": "note"},
}
VARIABLE = "SOPFLOW_LANG"
"""The variable of the environment that says in which language users are spoken to: "en", or Indonesian."""

WIDEST = 110
"""A longer source line is shown in part, around the fault."""

MOST_SHOWN = 200
"""Messages of one file that people are shown; machine forms hold them all."""


def spoken() -> Language:
    """The language that the user has asked for."""
    return "en" if os.environ.get(VARIABLE, "").casefold().startswith("en") else "id"


def say(words: str, language: Language | None = None) -> str:
    """A sentence in the language that is spoken; what stands before "galat:" names a file and stays."""
    language = language or spoken()
    if language == "id" and words.isprintable():
        return words
    place, fault, rest = words.partition("galat: ") if "galat: " in words else ("", "", words)
    place, rest = shown(place), "\n".join(map(shown, rest.split("\n")))
    if language == "id":
        return place + fault + rest
    from sopflow.english import english

    return f"{place}error: {english(rest)}" if fault else english(rest)


def render(diagnostic: Diagnostic, sources: dict[str, str], language: Language | None = None) -> str:
    """`file:line:column: galat[code]: message`, then the line it concerns and the hint."""
    language = language or spoken()
    if language == "en":
        from sopflow.english import in_english

        diagnostic = in_english(diagnostic)
    span = diagnostic.span
    place = f"{span.file}:{span.line}:{span.column}: " if span.line else (f"{span.file}: " if span.file else "")
    lines = [shown(f"{place}{WORDS[language][diagnostic.severity]}[{diagnostic.code}]: {diagnostic.message}")]
    excerpt = _source_line(sources.get(span.file, ""), span.line)
    if excerpt is not None:
        lines += _excerpt(excerpt, span.column, span.length)
    if diagnostic.hint:
        lines.append(shown(f"    → {diagnostic.hint[0].upper()}{diagnostic.hint[1:]}"))
    return "\n".join(lines)


def render_all(diagnostics: Sequence[Diagnostic], sources: dict[str, str], language: Language | None = None) -> Iterator[str]:
    """Each diagnostic as `render` does it; of very many the first, and how many more there are."""
    for each in diagnostics[:MOST_SHOWN]:
        yield render(each, sources, language)
    more = len(diagnostics) - MOST_SHOWN
    if more > 0:
        yield say(f"… dan {more} pesan lain; perbaiki dulu yang di atas", language)


def _source_line(text: str, number: int) -> str | None:
    if number < 1:
        return None
    lines = _lines(text)
    return lines[number - 1] if number <= len(lines) and lines[number - 1].strip() else None


@lru_cache(maxsize=4)
def _lines(text: str) -> tuple[str, ...]:
    """Cut once for all messages about a text."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _excerpt(line: str, column: int, length: int) -> list[str]:
    """The line and carets below it, cut to a window when it is long."""
    start = max(0, column - 1)
    begin = max(0, start - 60) if len(line) > WIDEST else 0
    window = "".join(char if char.isprintable() else " " for char in line[begin : begin + WIDEST])
    carets = max(1, min(length, len(window) - (start - begin)))
    return [f"    {window}", "    " + " " * (start - begin) + "^" * carets]


def summary(errors: int, warnings: int, infos: int = 0, language: Language | None = None) -> str:
    """How many faults were found; empty when none."""
    language = language or spoken()
    counts: tuple[tuple[int, Severity], ...] = ((errors, "error"), (warnings, "warning"), (infos, "info"))
    plural = "s" if language == "en" else ""
    parts = [f"{count} {WORDS[language][level]}{plural if count > 1 else ''}" for count, level in counts if count]
    return ", ".join(parts)


def reason(fault: OSError) -> str:
    """Why a file could not be read or written, for users."""
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "berkas tidak ditemukan; periksa namanya",
        IsADirectoryError: "ini folder, bukan berkas",
        PermissionError: "tidak ada izin; periksa hak akses berkas dan foldernya",
        FileExistsError: "sudah ada berkas dengan nama itu, bukan folder",
        NotADirectoryError: "sebagian dari alamat itu bukan folder",
        NotAFile: "ini pipa, soket, atau perangkat, bukan berkas; simpan isinya sebagai berkas dahulu",
    }
    by_number = {
        errno.ENOSPC: "tempat penyimpanan penuh; kosongkan sebagian, lalu coba lagi",
        errno.EDQUOT: "jatah tempat penyimpanan habis; kosongkan sebagian, lalu coba lagi",
        errno.EFBIG: "berkasnya lebih besar daripada yang diizinkan di sini",
        errno.EROFS: "tempat itu hanya bisa dibaca; pilih folder lain dengan «-o»",
        errno.ENAMETOOLONG: "namanya terlalu panjang; pakai nama yang lebih pendek",
        errno.ELOOP: "tautannya berputar; periksa tautan di alamat itu",
        errno.EIO: "tempat penyimpanan tidak bisa dibaca atau ditulisi; periksa perangkatnya",
        errno.ENXIO: "ini pipa yang tidak dibaca program lain, atau soket; pilih nama berkas biasa",
        errno.EMFILE: "terlalu banyak berkas terbuka; tutup program lain, lalu coba lagi",
    }
    return reasons.get(type(fault)) or by_number.get(fault.errno or 0) or fault.strerror or type(fault).__name__
