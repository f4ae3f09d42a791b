"""The files of the page. In: an address. Out: its media type and its bytes. There are no others, so that no address leads to the disk."""

import os
from functools import lru_cache

from sopflow.fonts import STYLES, data

_HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "assets")
_NONCE = b"__NONCE__"

_FONTS = {f"/SopflowSans-{style}.woff2": face for face, style in STYLES.items()}
_FILES = {"/": ("index.html", "text/html; charset=utf-8")} | {
    f"/{name}": (name, kind)
    for name, kind in (
        ("app.js", "text/javascript; charset=utf-8"),
        ("app.css", "text/css; charset=utf-8"),
        ("licences.txt", "text/plain; charset=utf-8"),
    )
}
ASSETS = frozenset((*_FILES, *_FONTS))
"""All addresses that are answered."""


def read_asset(path: str, nonce: str) -> tuple[str, bytes]:
    """What stands at one of ASSETS; the page itself carries the nonce of its answer."""
    if path in _FONTS:
        return "font/woff2", data(_FONTS[path], ".woff2")
    name, kind = _FILES[path]
    return kind, _file(name).replace(_NONCE, nonce.encode())


@lru_cache(maxsize=8)
def _file(name: str) -> bytes:
    with open(os.path.join(_HERE, name), "rb") as file:
        return file.read()
