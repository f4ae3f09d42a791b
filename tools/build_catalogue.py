"""Makes the catalogue of click's words that `gettext` reads from the text that people write.

    python tools/build_catalogue.py

In: sopflow/cli/locale/id/LC_MESSAGES/sopflow.po. Out: sopflow.mo beside it; a test says when it is out of date.
"""

import ast
from pathlib import Path
from struct import pack

SOURCE = Path(__file__).resolve().parent.parent / "sopflow/cli/locale/id/LC_MESSAGES/sopflow.po"

MAGIC = 0x950412DE
HEAD = 7 * 4


def entries(text: str) -> dict[str, str]:
    """What stands for each message; one with a plural is known by both its forms."""
    found: dict[str, str] = {}
    for block in text.split("\n\n"):
        parts: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            if not line.startswith('"'):
                key, _, line = line.partition(" ")
            parts[key] = parts.get(key, "") + ast.literal_eval(line)
        if parts:
            plural = f"\0{parts['msgid_plural']}" if "msgid_plural" in parts else ""
            found[parts["msgid"] + plural] = parts.get("msgstr", parts.get("msgstr[0]", ""))
    return found


def catalogue(text: str) -> bytes:
    """The messages as a GNU catalogue: tables of lengths and places, then the words, sorted by the message."""
    pairs = sorted((key.encode(), words.encode()) for key, words in entries(text).items())
    tables, words = [b"", b""], b""
    start = HEAD + 16 * len(pairs)
    for which in (0, 1):
        for pair in pairs:
            tables[which] += pack("<2I", len(pair[which]), start + len(words))
            words += pair[which] + b"\0"
    return pack("<7I", MAGIC, 0, len(pairs), HEAD, HEAD + 8 * len(pairs), 0, start) + b"".join(tables) + words


if __name__ == "__main__":
    SOURCE.with_suffix(".mo").write_bytes(catalogue(SOURCE.read_text(encoding="utf-8")))
