"""What the shipped typeface can show. In: any characters. Out: characters that it has, and how wide they are.

What holds: `printable` gives characters of the table ADVANCES alone, so that every program draws the glyph that was measured.
"""

import unicodedata

from sopflow.drawing import Face
from sopflow.fonts import advances

REPLACEMENT = "\ufffd"
"""Drawn (as an empty box) in place of a character that the typeface lacks."""

ADVANCES: dict[Face, dict[str, int]] = {
    Face(False, False): dict(zip(advances.CHARACTERS, advances.REGULAR, strict=True)),
    Face(True, False): dict(zip(advances.CHARACTERS, advances.BOLD, strict=True)),
    Face(False, True): dict(zip(advances.CHARACTERS, advances.ITALIC, strict=True)),
    Face(True, True): dict(zip(advances.CHARACTERS, advances.BOLD_ITALIC, strict=True)),
}
"""Units of an em divided by UNITS_PER_EM, by face and character."""

KNOWN = ADVANCES[Face()]

LOOKALIKES = {
    "\u202f": "\u00a0",
    "\u2007": "\u00a0",
    "\uf0b7": "•",  # bullets that word processors store as signs of the Symbol and Wingdings fonts
    "\uf0a7": "▪",
    "\uf0d8": "►",
    "\uf0fc": "✓",
    "\uf0e0": "→",
    "➢": "►",
    "➤": "►",
    "❖": "◆",
    "♦": "◆",
    "⚫": "●",
    "☒": "☑",
    "✅": "✓",
    "❌": "✗",
    "⟶": "→",
    "➔": "→",
    "➜": "→",
    "⇨": "→",
    "⁄": "/",
}
"""What is drawn for characters that are often pasted and stand for another."""


def printable(text: str) -> str:
    """`text` as it is drawn: composed, any white space a space, without invisible characters; U+FFFD for what the typeface lacks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, unicodedata.normalize("NFC", text)))


def unsupported(text: str) -> str:
    """The characters of `text` that the typeface lacks, each once, in the order of their appearance."""
    if text.isascii() and text.isprintable():
        return ""
    composed = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(sign for sign in composed if sign != REPLACEMENT and _shown(sign) == REPLACEMENT))


def _shown(sign: str) -> str:
    """What is drawn for one character."""
    if sign == "\u00ad" or (sign not in KNOWN and unicodedata.category(sign) == "Cf"):
        return ""  # soft hyphens, joiners, marks of direction: of no width, and programs differ in drawing them
    if sign in LOOKALIKES:
        return LOOKALIKES[sign]
    if sign in KNOWN:
        return sign
    if sign.isspace():
        return " "
    simple = "".join(LOOKALIKES.get(part, part) for part in unicodedata.normalize("NFKC", sign))
    return simple if simple and all(part in KNOWN for part in simple) else REPLACEMENT
