"""Regular expressions that are compiled when they are first used: no build uses all of them, and compiling one takes as long as importing
a small module. In: what `re.compile` takes. Out: what stands for the compiled expression.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    expression = re.compile
else:
    METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")

    class _Expression:
        """Has the methods of the compiled expression from the first use on."""

        def __init__(self, pattern, flags=0):
            self._parts = pattern, flags

        def __getattr__(self, name):
            compiled = re.compile(*self._parts)
            vars(self).update((method, getattr(compiled, method)) for method in METHODS)
            return getattr(compiled, name)

    expression = _Expression
