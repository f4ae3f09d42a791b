"""The kinds of values that a book is made of, as JSON holds them."""

from collections.abc import Callable
from typing import Any

from sopflow.values import NamedTuple

ABSENT: Any = object()
"""The default of a field that must be there."""

LONGEST = 100_000
"""Characters of one string."""


class Words(NamedTuple):
    """A string without control characters. `pattern`: a regular expression that all of it matches, with what that means for a user."""

    pattern: str = ""
    meaning: str = ""
    most: int = LONGEST


class Number(NamedTuple):
    """A number from `least` to `most`."""

    least: float
    most: float
    whole: bool = True


class Switch(NamedTuple):
    """true or false."""


class Choice(NamedTuple):
    """One of some words."""

    values: tuple[str, ...]


class Binary(NamedTuple):
    """Bytes, in base64."""

    most: int


class Date(NamedTuple):
    """(year, month, day), as "2024-07-20"."""


class Many(NamedTuple):
    """A tuple of one kind, as an array."""

    of: "Kind"
    least: int
    most: int


class Keyed(NamedTuple):
    """A tuple of (key, value), as an object; only `keys` may occur."""

    of: "Kind"
    keys: tuple[str, ...]


class Field(NamedTuple):
    """A field of a record. With a `default` it may be left out, and is when it holds that."""

    name: str
    kind: "Kind"
    default: Any = ABSENT


class Record(NamedTuple):
    """A NamedTuple, as an object. `parts` and `build` take one apart and put it together where its fields are not simply its own."""

    name: str
    fields: tuple[Field, ...]
    build: Callable[..., Any]
    parts: Callable[[Any], dict[str, Any]]


Kind = Words | Number | Switch | Choice | Binary | Date | Many | Keyed | Record


def record(of: Any, *fields: Field) -> Record:
    """The record of a NamedTuple whose fields are its own."""
    return Record(of.__name__, fields, of, lambda value: value._asdict())
