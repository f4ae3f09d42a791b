"""Where the process of the command line begins: what is set for a short life, and then the commands.

Measured on a build of one document to SVG, of its time: rounds of the garbage collector a fifteenth, its search at the end a tenth;
`inspect`, which click imports to straighten help texts, a fifteenth; `platform`, which `uuid` imports to tell AIX, a fiftieth. Of a
build to PDF: the parsing of cairo's declarations a third.
"""

import gc
import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

GARBAGE = 100_000
"""New values between two rounds of the collector. Values here point from the whole to its parts and die without it: a chart of 1,000
rows takes no more memory when it never runs."""


class Later(ModuleType):
    """Stands for a module until something of it is asked for that is not among `known`. `place`: the module, if of another name."""

    def __init__(self, name: str, place: str = "", **known: object) -> None:
        super().__init__(name)
        vars(self).update(known, _place=place or name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by the import system, which would ask of every module
            raise AttributeError(name)
        return getattr(self.imported(), name)

    def imported(self) -> Any:
        """The module. Who holds this one in its place finds everything here too."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(vars(self)["_place"])
        vars(self).update(vars(module))
        return module


def main() -> None:
    """Runs the command line."""
    gc.set_threshold(GARBAGE)
    for each in (INSPECT, PLATFORM, Later("cairocffi.ffi", "sopflow.export.declarations")):
        sys.modules.setdefault(each.__name__, each)
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


INSPECT = Later("inspect", cleandoc=straightened)
PLATFORM = Later("platform", system=system)
