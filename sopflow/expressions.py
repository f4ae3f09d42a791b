"""Regular expressions that are there when they are first used. In: what `re.compile` takes. Out: what stands for the compiled expression.

No build uses all of them, and Python takes as long to compile one as to import a small module: those of a build took a tenth of it. Their
programs are made when the project is built (tools/build_expressions.py → programs.py); the magic number of Python's engine says whether
it is one that they are for. For another engine, and for an expression that is not among them, Python compiles.
"""

import re
import sys
from binascii import a2b_base64
from functools import cache
from typing import TYPE_CHECKING, AnyStr

if TYPE_CHECKING:
    from sopflow.programs import Program

    expression = re.compile
else:
    METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")

    class _Expression:
        """Has the methods of the compiled expression from the first use on."""

        def __init__(self, pattern, flags=0):
            self.parts = pattern, int(flags)

        def __getattr__(self, name):
            made = compiled(*self.parts)
            vars(self).update((method, getattr(made, method)) for method in METHODS)
            return getattr(made, name)

    expression = _Expression


def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives."""
    known = _programs().get((pattern, flags))
    if known is None:
        return re.compile(pattern, flags)
    import _sre  # type: ignore[import-not-found]

    flags, groups, numbers, names, program = known
    instructions = list(memoryview(a2b_base64(program)).cast("I"))
    made: re.Pattern[AnyStr] = _sre.compile(pattern, flags, instructions, groups, dict(numbers), names)
    return made


@cache
def _programs() -> "dict[tuple[str | bytes, int], Program]":
    """The programs for this Python's engine, by pattern and flags."""
    try:
        from _sre import CODESIZE, MAGIC
    except ImportError:  # another Python than CPython
        return {}
    from sopflow.programs import ENGINES, PROGRAMS

    return PROGRAMS if MAGIC in ENGINES and (sys.byteorder, CODESIZE) == ("little", 4) else {}
