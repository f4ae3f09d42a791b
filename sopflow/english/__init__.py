"""The compiler's messages in English, for those who ask for it.

In: a diagnostic as the compiler says it, in Indonesian. Out: the same in English. The Indonesian sentences are the keys, as in a message
catalogue; the user's own words and the language's keywords stay as they are. Rules carry both languages themselves (`sopflow/rules/`).
"""

import re
from functools import cache, lru_cache

from sopflow.diagnostics import Diagnostic
from sopflow.english.commands import COMMANDS
from sopflow.english.editing import EDITING
from sopflow.english.hints import HINTS
from sopflow.english.measures import MEASURES
from sopflow.english.messages import MESSAGES
from sopflow.values import NamedTuple

CATALOGUE = (*MESSAGES, *HINTS, *COMMANDS, *EDITING, *MEASURES)

_BETWEEN_PARTS = ("; ", "? ", ". ")
"""What joins the sentences of a hint."""

_IN_JSON = re.compile(r"(/.*?: )(.*)", re.DOTALL)
"""A place in a JSON file, and what is said of it."""


class _Sentence(NamedTuple):
    """A sentence of the catalogue as a pattern. `quoted`: for each of its fields, whether quotes stand around it."""

    pattern: re.Pattern[str]
    translation: str
    quoted: tuple[bool, ...]


def in_english(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its message and hint in English; what has no translation stays."""
    return diagnostic._replace(message=english(diagnostic.message), hint=english(diagnostic.hint))


@lru_cache(maxsize=1024)
def english(words: str) -> str:
    """A message or hint in English; several sentences one by one."""
    return _of_json(words) or _whole(words) or _parts(words) or _whole(words, strict=False) or words


def _whole(words: str, strict: bool = True) -> str:
    """The translation of a sentence that the catalogue has, or nothing. Catalogue and sentence may differ in the first letter's case.
    `strict`: no field holds "; ", and one between quotes no further quotes: no sentence is then taken for a field of the one before it."""
    for sentence in _sentences(strict):
        found = sentence.pattern.fullmatch(words)
        if found:
            fields = (each if quoted else _inner(each) for each, quoted in zip(found.groups(), sentence.quoted, strict=True))
            said = sentence.translation.format(*fields)
            return said[0].upper() + said[1:] if words[0].isupper() else said
    return ""


def _inner(words: str) -> str:
    """A field of a sentence without quotes around it: the user's words with their own, or a sentence of the catalogue again."""
    return words if words.startswith("«") and words.endswith("»") else _whole(words) or words


def _parts(words: str) -> str:
    """The translation of sentences joined to one text, if each has one."""
    for joint in _BETWEEN_PARTS:
        before, found, after = words.rpartition(joint)
        if found and (first := english(before)) != before and (last := english(after)) != after:
            return f"{first}{joint}{last}"
    return ""


def _of_json(words: str) -> str:
    """The translation of what is said of a place in a JSON file, if there is one."""
    found = _IN_JSON.fullmatch(words)
    said = english(found[2]) if found else ""
    return found[1] + said if found and said != found[2] else ""


@cache
def _sentences(strict: bool) -> list[_Sentence]:
    """The catalogue's sentences, those with the most words of their own first."""
    pairs = sorted(CATALOGUE, key=lambda pair: -len(pair[0].replace("{}", "")))
    return [_Sentence(_pattern(sentence, strict), translation, _quoted(sentence)) for sentence, translation in pairs]


def _quoted(sentence: str) -> tuple[bool, ...]:
    return tuple(before.endswith("«") for before in sentence.split("{}")[:-1])


def _pattern(sentence: str, strict: bool) -> re.Pattern[str]:
    first, rest = sentence[0], sentence[1:]
    start = f"[{first.lower()}{first.upper()}]" if first.isalpha() else re.escape(first)
    whole = re.escape(sentence) if sentence.startswith("{}") else start + re.escape(rest)
    if strict:
        whole = whole.replace(r"«\{\}»", "«([^»]*)»").replace(r"\{\}", "((?:(?!; ).)*)")
    return re.compile(whole.replace(r"\{\}", "(.*)"), re.DOTALL)
