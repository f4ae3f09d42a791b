"""Where the process of the command line begins: what is set for a short life, and then the commands.

Measured on a build of one document to SVG, of its time: rounds of the garbage collector a fifteenth, its search at the end a tenth;
`inspect`, which click imports to straighten help texts, a fifteenth; `platform`, which `uuid` imports to tell AIX, a fiftieth, as `uuid`,
`datetime`, `threading` and `difflib` each. Of a build to PDF: the parsing of cairo's declarations a third.
"""

import gc
import os
import sys
from _thread import _local
from collections.abc import Iterable

from sopflow.later import Later, later_class, standing_in

GARBAGE = 250_000
"""New values between two rounds of the collector. Values here point from the whole to its parts and die without it: a chart of 1,000
rows takes no more memory when it never runs."""


def main() -> None:
    """Runs the command line."""
    gc.set_threshold(GARBAGE)
    for each in (INSPECT, PLATFORM, DIFFLIB, Later("cairocffi.ffi", "sopflow.export.declarations")):
        sys.modules.setdefault(each.__name__, each)
    with standing_in(*ONLY_FOR_CLICK):
        from sopflow.cli.main import main

    try:
        main()
    finally:
        gc.freeze()  # what is left at the end is not searched for cycles


def straightened(text: str) -> str:
    """What `inspect.cleandoc` makes of a text; one of a single line takes no module."""
    return text.expandtabs().lstrip() if "\n" not in text else str(INSPECT.imported().cleandoc(text))


def system() -> str:
    """What `platform.system` tells."""
    return os.uname().sysname if hasattr(os, "uname") else str(PLATFORM.imported().system())


def close_matches(word: str, possibilities: Iterable[str], n: int = 3, cutoff: float = 0.6) -> list[str]:
    """What `difflib.get_close_matches` finds. Click asks it for the long options like "-o": their lengths alone say that none is."""
    words = list(possibilities)
    if n > 0 and 0 < cutoff <= 1 and all(2 * min(len(word), len(each)) < cutoff * (len(word) + len(each)) for each in words):
        return []
    found: list[str] = DIFFLIB.imported().get_close_matches(word, words, n, cutoff)
    return found


def said(message: str) -> str:
    """What `gettext.gettext` gives for a message of click's."""
    from sopflow.cli.speech import catalogue

    return str(catalogue().gettext(message))


def said_of(one: str, many: str, count: int) -> str:
    """What `gettext.ngettext` gives."""
    from sopflow.cli.speech import catalogue

    return str(catalogue().ngettext(one, many, count))


INSPECT = Later("inspect", cleandoc=straightened)
PLATFORM = Later("platform", system=system)
DIFFLIB = Later("difflib", get_close_matches=close_matches)
ONLY_FOR_CLICK = (
    Later("gettext", gettext=said, ngettext=said_of),
    Later("datetime", datetime=later_class("datetime", "datetime")),
    Later("uuid", UUID=later_class("uuid", "UUID")),
    Later("threading", local=_local),
)
"""Of each click takes a name or two: functions for its messages, classes for kinds of options that no command here has, and `local`."""
