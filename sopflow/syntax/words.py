"""Words of the language and words of the user, as messages say them.

In: lines and keywords. Out: quotations, guesses of the word that was meant, hints.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from sopflow.expressions import expression
from sopflow.syntax.grammar import Refusal, read

NOT_UNDERSTOOD = "baris-tidak-dimengerti"
UNKNOWN_KEYWORD = "kata-kunci-tidak-dikenal"
"""Codes of the commonest faults."""

CELLS = ("kelengkapan", "waktu", "output", "keterangan")
KINDS = ("mulai", "selesai", "proses", "keputusan")
SIDES = ("kiri", "kanan", "atas", "bawah")
QUOTES = ('"', "“", "”", "„")

OTHER_SPELLINGS = {"persyaratan": "kelengkapan", "keluaran": "output", "aktivitas": "kegiatan", "bagan": "prosedur"}
"""Accepted keywords that are not near their canonical form."""

OTHER_NUMBER = expression(
    r"(?P<said>\((?P<in>\d+[a-z]?)\)|(?:langkah|kegiatan|step) +(?P<behind>\d+)\b|(?P<bare>\d+[a-z]?)(?= |:))[ :.)-]*", re.IGNORECASE
)
"""A row's number as people write it who don't know its form: `(1)`, `Langkah 1:`, `1 `, `1:`."""

MEANT = {
    "sop": "title judul name procedure prosedur_sop",
    "gunakan": "include import use sertakan",
    "instansi": "office agency organization dinas lembaga",
    "nomor": "number no",
    "dasar hukum": "legal_basis hukum peraturan regulations",
    "kualifikasi pelaksana": "qualifications qualification",
    "keterkaitan": "related terkait sop_terkait related_procedures",
    "peralatan": "equipment tools alat perlengkapan",
    "peringatan": "warning warnings",
    "pencatatan": "records recording",
    "disahkan oleh": "approved_by signed_by disetujui_oleh ditandatangani_oleh pengesahan",
    "pelaksana": "actors actor lanes lane roles participants swimlanes aktor pelaku petugas",
    "kegiatan": "steps step activities activity tasks flow langkah langkah-langkah tahapan uraian uraian_kegiatan alur",
    "tahap": "stage phase fase",
    "catatan": "notes footnotes",
    "gaya": "style tampilan format",
}
"""Keywords of other languages and habits, by what is meant; `_` stands for a blank."""

MEANT_CELLS = {
    "kelengkapan": "requirements input inputs masukan syarat bahan",
    "waktu": "time duration durasi lama",
    "output": "result results hasil",
    "keterangan": "remarks remark note notes",
}
"""The same for the cells of a row."""

ARROW = expression(r"(--?|[–—−]|==?)>|[→⇒⟶➔➙➜➝➞➡\uf0e0]")

NEAR = 0.75
"""Likeness (difflib's ratio) from which a word counts as a slip of another: one wrong letter in four."""

_LONGEST_QUOTATION = 48
_LONGEST_KEYWORD = 40
_NO_LINE = "\0"
_NOT_KEYWORDS = frozenset(("ROW_KEY", "ANY_KEY", "TEXT", "STRING", "MARKER", "LABEL", "QUOTED_LABEL", "LANE_QUOTED_LABEL", "SAME"))


def cut(words: str) -> str:
    """`words` short enough for a message."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_QUOTATION else words[: _LONGEST_QUOTATION - 1].rstrip() + "…"


def quoted(words: str) -> str:
    """The user's words, between the quotes of messages."""
    return f"«{cut(words)}»"


def key_of(text: str) -> str:
    """What stands before the first colon, when it may be meant as a keyword; else empty."""
    head, colon, _ = text.partition(":")
    head = head.rstrip()
    is_key = colon and 0 < len(head) <= _LONGEST_KEYWORD and "@" not in head and not head.endswith("\\")
    return head if is_key else ""


@cache
def known_keywords(start: str) -> tuple[str, ...]:
    """The keywords with which a line of the rule `start` may begin."""
    refusal = read(start, _NO_LINE)
    return keywords(refusal.expected) if isinstance(refusal, Refusal) else ()


def keywords(expected: Iterable[str]) -> tuple[str, ...]:
    """The keywords among the names of terminals."""
    return tuple(sorted(name.lower().replace("_", " ") for name in expected if name not in _NOT_KEYWORDS and not name.startswith("_")))


@lru_cache(maxsize=1024)
def nearest(word: str, candidates: tuple[str, ...], likeness: float = NEAR) -> str:
    """The candidate that `word` is probably a slip of; empty when none is near."""
    from difflib import get_close_matches

    word = re.sub(r"^tgl\b\.?", "tanggal", " ".join(word.lower().split()))
    found = get_close_matches(word, candidates, 1, likeness)
    return OTHER_SPELLINGS.get(found[0], found[0]) if found else ""


@cache
def _by_habit() -> dict[str, str]:
    return {word.replace("_", " "): keyword for keyword, words in (MEANT | MEANT_CELLS).items() for word in words.split()}


def meant(key: str, known: Iterable[str]) -> str:
    """The one of `known` keywords that a keyword of another language or habit stands for; empty for others."""
    keyword = _by_habit().get(" ".join(key.lower().split()), "")
    return keyword if keyword in known else ""


def number_in(found: re.Match[str]) -> str:
    """The number that OTHER_NUMBER has found."""
    return found["in"] or found["behind"] or found["bare"]


def suggestion(*words: str) -> str:
    """The hint that names the words probably meant."""
    return f"Maksud Anda {' atau '.join(f'«{word}»' for word in words)}?"
