"""Compile the regular expressions of the package into sopflow/programs.py: run it after each change of one or of the grammar's terminals.

Python's engine runs programs of numbers that its compiler makes; the engine's magic number says in which language. A Python is added to
ENGINES when it makes the same programs, which the test says that runs under it.
"""

import re._compiler as compiler  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from array import array
from base64 import b64encode
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from sopflow.programs import Program
from sopflow.syntax.tables import TERMINALS

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "sopflow" / "programs.py"
ENGINES = (20220615, 20221023, 20230612)
"""Those of Python 3.11, 3.12 and 3.13."""

HEAD = '''"""Programs of Python's engine for regular expressions, made by tools/build_expressions.py: do not edit."""

Program = tuple[int, int, tuple[tuple[str, int], ...], tuple[str | None, ...], str]
"""Flags; the number of groups; those with names, and the names of all; instructions of four bytes each, in base 64."""

ENGINES = {engines}
PROGRAMS: dict[tuple[str | bytes, int], Program] = {{
'''


def programs() -> str:
    """The content of the module."""
    return HEAD.format(engines=ENGINES) + "".join(f"    {each!a}: {program(*each)!a},\n" for each in expressions()) + "}\n"


def expressions() -> list[tuple[str | bytes, int]]:
    """Patterns and flags: the grammar's terminals, and what modules make at their top."""
    found: set[tuple[str | bytes, int]] = {(pattern, 0) for _, pattern, _ in TERMINALS}
    for path in sorted((ROOT / "sopflow").rglob("*.py")):
        if "expression(" in path.read_text(encoding="utf-8") and path.stem != "expressions":
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            found.update(_within(tuple(vars(module).values())))
    return sorted(found, key=repr)


def _within(value: object) -> Iterator[tuple[str | bytes, int]]:
    if type(value).__name__ == "_Expression":
        yield value.parts  # type: ignore[attr-defined]
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _within(each)


def program(pattern: str | bytes, flags: int) -> Program:
    """What `re.compile` gives to the engine."""
    tree = parser.parse(pattern, flags)
    code = compiler._code(tree, flags)
    names: list[str | None] = [None] * tree.state.groups
    for name, number in tree.state.groupdict.items():
        names[number] = name
    instructions = b64encode(array("I", code).tobytes()).decode()
    return flags | tree.state.flags, tree.state.groups - 1, tuple(tree.state.groupdict.items()), tuple(names), instructions


if __name__ == "__main__":
    PROGRAMS.write_text(programs(), encoding="utf-8")
