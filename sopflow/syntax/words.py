"""Words of the language and words of the user, as messages say them.

In: lines and keywords. Out: quotations, guesses of the word that was meant, hints.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from sopflow.expressions import expression
from sopflow.syntax.grammar import Refusal, read

CELLS = ("kelengkapan", "waktu", "output", "keterangan")
KINDS = ("mulai", "selesai", "proses", "keputusan")
SIDES = ("kiri", "kanan", "atas", "bawah")
QUOTES = ('"', "“", "”", "„")

OTHER_SPELLINGS = {"persyaratan": "kelengkapan", "keluaran": "output", "aktivitas": "kegiatan", "bagan": "prosedur"}
"""Accepted keywords that are not near their canonical form."""

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


def suggestion(*words: str) -> str:
    """The hint that names the words probably meant."""
    return f"Maksud Anda {' atau '.join(f'«{word}»' for word in words)}?"
