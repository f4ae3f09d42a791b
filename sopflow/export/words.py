"""Words for titles, outlines and markup. In: any characters. Out: those that a file can hold."""

from functools import lru_cache

from sopflow.expressions import expression

FORBIDDEN = expression("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
"""What XML can't hold, and marks that turn the direction of the text around them."""


def cleaned(text: str) -> str:
    """`text` without control characters, halves of surrogate pairs and marks of direction."""
    return text if text.isprintable() else FORBIDDEN.sub("", text)


@lru_cache(maxsize=8192)
def escaped(text: str) -> str:
    """The same as XML holds it, in an element or an attribute. Most words of a page stand on the continuous chart too."""
    text = cleaned(text)
    if "&" in text or "<" in text or ">" in text or '"' in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text
