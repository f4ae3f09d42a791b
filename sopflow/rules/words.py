"""Lists of words, written as a text."""


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which blanks and line ends separate."""
    return frozenset(text.split())
