"""Pandoc and Quarto: what `sopflow.lua`, the filter beside this module, asks for. In: a block's text and options. Out: parts of an answer.

The filter is in Pandoc's own Lua, because only such a filter may hand over pictures: they are in Pandoc's memory and in no folder, so that
none is ever stale. Each part of an answer is a line `KIND NAME DETAIL LENGTH` and as many bytes as the length says:

    picture NAME MILLIMETRES   its words for those who can't see it; then its files
    file NAME.svg TYPE         content for Pandoc's memory
    note - -, error - -        words for the writer; after an error nothing follows
"""

import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sopflow.export.cairo import MissingLibrary
from sopflow.export.pictures import PictureError
from sopflow.integrations.block import BlockError, Picture, draw

FILTER = Path(__file__).with_name("sopflow.lua")

USAGE = """pakai: pandoc --lua-filter "$(sopflow-pandoc)" naskah.md -o naskah.docx"""

WAYS = ("pdf", "svg", "docx", "uri")
"""How a picture is handed over: PDF for LaTeX; SVG; SVG with a PNG for word processors that read no SVG; SVG within its address."""


def main() -> None:
    """Without arguments, tells where the filter is. With a way and options (`part=alur`), answers for the text on standard input."""
    way, *options = sys.argv[1:] or ("",)
    if not way:
        print(FILTER)
    elif way not in WAYS:
        sys.exit(USAGE)
    else:
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        sys.stdout.buffer.write(answer(way, text, dict(option.partition("=")[::2] for option in options)))


def answer(way: str, text: str, options: dict[str, str], root: str = ".") -> bytes:
    """All parts of the answer for one block, in a document in the folder `root`."""
    try:
        drawn = draw(text, options, root)
        pictures = [part for picture in drawn.pictures for part in _parts(way, picture)]
    except (BlockError, MissingLibrary, PictureError) as error:
        return _part("error", "-", "-", str(error).encode())
    notes = [_part("note", "-", "-", drawn.notes.encode())] if drawn.notes else []
    return b"".join((*notes, *pictures))


def _parts(way: str, picture: Picture) -> Iterator[bytes]:
    name, width = picture.name, f"{picture.page.width:g}"
    alt = picture.alt.encode()
    if way == "uri":
        yield _part("picture", f"data:image/svg+xml;base64,{b64encode(picture.svg().encode()).decode()}", width, alt)
    elif way == "pdf":
        yield _part("picture", f"{name}.pdf", width, alt)
        yield _part("file", f"{name}.pdf", "application/pdf", picture.pdf())
    else:
        yield _part("picture", f"{name}.svg", width, alt)
        yield _part("file", f"{name}.svg", "image/svg+xml", picture.svg().encode())
        if way == "docx":
            with suppress(MissingLibrary, PictureError):  # the SVG does without
                yield _part("file", f"{name}.svg.png", "image/png", picture.png())


def _part(kind: str, name: str, detail: str, content: bytes) -> bytes:
    return f"{kind} {name} {detail} {len(content)}\n".encode() + content
