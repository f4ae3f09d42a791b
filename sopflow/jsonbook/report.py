"""Mistakes of a JSON file as they are found, and as diagnostics."""

from sopflow.diagnostics import Diagnostic
from sopflow.source import Span

MOST = 50
"""Mistakes that are told; a file of the wrong kind would have one at every value."""

SHOWN = 40
"""Characters of a value in a message."""


class Faults:
    """The mistakes of one file, in the order in which they are found."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Diagnostic] = []
        self.untold = 0

    def add(self, code: str, pointer: str, message: str, hint: str = "", place: tuple[int, int] = (0, 0)) -> None:
        """A mistake at the value that the JSON pointer leads to. `place`: line and column, when they are known."""
        if len(self.found) >= MOST:
            self.untold += 1
            return
        where = f"{pointer}: " if pointer else ""
        self.found.append(Diagnostic("error", code, where + message, Span(self.name, *place), hint))

    def value(self, pointer: str, message: str, hint: str = "") -> None:
        """A mistake of a value's form or meaning."""
        self.add("json-isi", pointer or "/", message, hint)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, and how much more there is."""
        if not self.untold:
            return tuple(self.found)
        more = Diagnostic("error", "json-isi", f"Masih ada {self.untold} kesalahan lain yang tidak ditampilkan", Span(self.name, 0, 0))
        return (*self.found, more)


def shown(value: object) -> str:
    """A value for a message: what it is, or how it begins."""
    if isinstance(value, str):
        words = "".join(char if char.isprintable() else "·" for char in value[: SHOWN + 1])
        return f"«{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}»"
    names: dict[type, str] = {dict: "objek", list: "larik", bool: "true/false", int: "angka", float: "angka", type(None): "null"}
    return names[type(value)]
