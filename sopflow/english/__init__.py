"""The compiler's messages in English, for those who ask for it.

In: a diagnostic as the compiler says it, in Indonesian. Out: the same in English. The Indonesian sentences are the keys, as in a message
catalogue; the user's own words and the language's keywords stay as they are. Rules carry both languages themselves (`sopflow/rules/`).
"""

import re
from functools import cache, lru_cache

from sopflow.diagnostics import Diagnostic
from sopflow.english.commands import COMMANDS
from sopflow.english.hints import HINTS
from sopflow.english.messages import MESSAGES

_BETWEEN_PARTS = ("; ", "? ", ". ")
"""What joins the sentences of a hint."""


def in_english(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its message and hint in English; what has no translation stays."""
    return diagnostic._replace(message=english(diagnostic.message), hint=english(diagnostic.hint))


@lru_cache(maxsize=1024)
def english(words: str) -> str:
    """A message or hint in English; several sentences one by one."""
    return _whole(words) or _parts(words) or words


def _whole(words: str) -> str:
    """The translation of a sentence that the catalogue has, or nothing. Catalogue and sentence may differ in the first letter's case."""
    for pattern, translation in _patterns():
        found = pattern.fullmatch(words)
        if found:
            said = translation.format(*map(_inner, found.groups()))
            return said[0].upper() + said[1:] if words[0].isupper() else said
    return ""


def _inner(words: str) -> str:
    """A field of a sentence: the user's words, or a sentence of the catalogue again."""
    return words if "«" in words else _whole(words) or words


def _parts(words: str) -> str:
    """The translation of sentences joined to one text, if each has one."""
    for joint in _BETWEEN_PARTS:
        before, found, after = words.rpartition(joint)
        if found and (first := english(before)) != before and (last := english(after)) != after:
            return f"{first}{joint}{last}"
    return ""


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The catalogue's sentences as patterns, those with the most words of their own first."""
    pairs = sorted((*MESSAGES, *HINTS, *COMMANDS), key=lambda pair: -len(pair[0].replace("{}", "")))
    return [(_pattern(indonesian), translation) for indonesian, translation in pairs]


def _pattern(sentence: str) -> re.Pattern[str]:
    first, rest = sentence[0], sentence[1:]
    start = f"[{first.lower()}{first.upper()}]" if first.isalpha() else re.escape(first)
    whole = re.escape(sentence) if sentence.startswith("{}") else start + re.escape(rest)
    return re.compile(whole.replace(r"\{\}", "(.*)"), re.DOTALL)
