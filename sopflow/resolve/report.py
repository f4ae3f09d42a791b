"""Collecting messages while a tree is resolved, and finding the name that a misspelt one meant."""

from collections.abc import Iterable

from sopflow.diagnostics import Diagnostic
from sopflow.source import Span


class Report:
    """A growing list of diagnostics, shared by the parts of one resolve run."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def error(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Adds a mistake that stops the build."""
        self.diagnostics.append(Diagnostic("error", code, message, span, hint))

    def warning(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Adds something that the author should look at."""
        self.diagnostics.append(Diagnostic("warning", code, message, span, hint))

    def meant(self, word: str, names: Iterable[str], otherwise: str) -> str:
        """A hint for the message to come: the nearest name when there is one, else `otherwise`."""
        return meant(word, names, otherwise) if len(self.diagnostics) < MOST_GUESSES else otherwise


def fold(name: str) -> str:
    """The form in which names are compared: lower case, single spaces."""
    return " ".join(name.split()).casefold()


MOST_GUESSES = 100
"""Messages after which nothing is guessed any more: a guess compares a name with all that there are."""


def nearest(word: str, names: Iterable[str]) -> str:
    """The most similar of `names`, or "" when none is close."""
    from difflib import get_close_matches  # only needed on the way to an error message

    by_fold = {fold(name): name for name in names}
    found = get_close_matches(fold(word), by_fold, 1, 0.6)
    return by_fold[found[0]] if found else ""


def meant(word: str, names: Iterable[str], otherwise: str) -> str:
    """A hint: the nearest name when there is one, else `otherwise`."""
    name = nearest(word, names)
    return f"mungkin maksud Anda «{name}»" if name else otherwise
