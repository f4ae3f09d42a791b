"""Notebooks: the cell magic `%%sop`. In: a cell's text, and options behind the magic. Out: the document, which shows itself."""

import os
import shlex
from typing import Any

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

from sopflow.api import Document, compile
from sopflow.view import ViewError

OPTIONS = ("part", "rows", "width")


def register(shell: InteractiveShell) -> None:
    """Adds the magic to a notebook."""
    shell.register_magic_function(sop, "cell")  # type: ignore[arg-type]


def sop(line: str, cell: str) -> Document:
    """Draws the cell: `%%sop part=alur width=160mm`. Shared parts and logos are read from the folder of the notebook."""
    try:
        return compile(cell, root=os.getcwd(), name="sel", **_options(line))
    except ViewError as error:
        raise UsageError(str(error)) from error


def _options(line: str) -> dict[str, Any]:
    try:
        options = dict(word.partition("=")[::2] for word in shlex.split(line))
    except ValueError as error:
        raise UsageError(f"pilihan «{line}» tidak terbaca; periksa tanda kutipnya") from error
    unknown = [name for name in options if name not in OPTIONS]
    if unknown:
        raise UsageError(f"pilihan «{unknown[0]}» tidak dikenal; pilih dari {', '.join(OPTIONS)}")
    return options
