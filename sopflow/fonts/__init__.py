"""The shipped typeface: Sopflow Sans in four styles. In: a face. Out: where its files lie and their bytes."""

import os
from functools import lru_cache

from sopflow.drawing import Face

FAMILY = "Sopflow Sans"

STYLES: dict[Face, str] = {
    Face(False, False): "Regular",
    Face(True, False): "Bold",
    Face(False, True): "Italic",
    Face(True, True): "BoldItalic",
}


def path(face: Face, ending: str = ".ttf") -> str:
    """The file of a face; `ending` is ".ttf", ".woff2" or "-everyday.woff2"."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), f"SopflowSans-{STYLES[face]}{ending}")


@lru_cache(maxsize=12)
def data(face: Face, ending: str) -> bytes:
    """The bytes of such a file."""
    with open(path(face, ending), "rb") as file:
        return file.read()
