"""Values behave as those of `typing.NamedTuple`."""

import copy
import inspect
import pickle
import typing
from pathlib import Path
from typing import Any

import pytest

from sopflow.values import NamedTuple


class Place(NamedTuple):
    """Where."""

    line: int
    column: int = 1
    words: "tuple[str, ...]" = ()

    @property
    def end(self) -> int:
        """Behind it."""
        return self.column + len(self.words)


class TheirPlace(typing.NamedTuple):
    line: int
    column: int = 1
    words: "tuple[str, ...]" = ()


class Nothing(NamedTuple):
    """No fields."""


BOTH = pytest.mark.parametrize("kind", [Place, TheirPlace])
"""Each claim is made for `typing`'s as well: what fails for it would be a claim too many."""


@BOTH
def test_fields_come_by_place_by_name_or_by_default(kind: Any) -> None:
    assert kind(3, 4, ("a",)) == kind(words=("a",), column=4, line=3) == (3, 4, ("a",))
    assert kind(3) == (3, 1, ())
    assert (kind(3).line, kind(3).column, kind(3).words) == (3, 1, ())
    for wrong in ({}, {"line": 1, "row": 2}, {"line": 1, "column": 2, "words": (), "more": 3}):
        with pytest.raises(TypeError):
            kind(**wrong)
    with pytest.raises(TypeError):
        kind(1, 2, (), 3)
    with pytest.raises(TypeError, match="line"):
        kind()


@BOTH
def test_values_are_frozen_and_hold_nothing_else(kind: Any) -> None:
    value = kind(1)
    for name in ("line", "other"):
        with pytest.raises(AttributeError):
            setattr(value, name, 2)
    assert not hasattr(value, "__dict__")


@BOTH
def test_values_are_tuples(kind: Any) -> None:
    line, column, words = kind(1, 2, ("x",))
    assert (line, column, words) == (1, 2, ("x",))
    assert sorted([kind(2), kind(1, 3), kind(1, 2)]) == [kind(1, 2), kind(1, 3), kind(2)]
    assert hash(kind(1)) == hash((1, 1, ()))
    assert len({kind(1), kind(1, 1), kind(2)}) == 2


@BOTH
def test_changes_copies_and_names(kind: Any) -> None:
    value = kind(1, 2, ("x",))
    assert value._replace(column=5) == kind(1, 5, ("x",))
    assert type(value._replace(column=5)) is kind
    with pytest.raises((ValueError, TypeError)):
        value._replace(row=5)
    assert value._asdict() == {"line": 1, "column": 2, "words": ("x",)}
    assert kind._make([1, 2, ()]) == kind(1, 2, ())
    with pytest.raises(TypeError):
        kind._make([1])
    assert (kind._fields, kind._field_defaults) == (("line", "column", "words"), {"column": 1, "words": ()})
    assert repr(value) == f"{kind.__name__}(line=1, column=2, words=('x',))"
    for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert (again, type(again)) == (value, kind)
    assert list(inspect.signature(kind).parameters) == ["line", "column", "words"]
    assert typing.get_type_hints(kind) == {"line": int, "column": int, "words": tuple[str, ...]}


@BOTH
def test_values_match_by_place_and_name(kind: Any) -> None:
    match kind(1, 2, ("x",)):
        case kind(1, column, words=(word,)):
            assert (column, word) == (2, "x")
        case _:
            pytest.fail("does not match")


def test_methods_docstrings_and_empty_values() -> None:
    assert Place(1, 2, ("x", "y")).end == 4
    assert Place.__doc__ == "Where."
    assert (Nothing(), Nothing._fields, repr(Nothing())) == ((), (), "Nothing()")


def test_the_package_uses_no_other_kind() -> None:
    package = Path(__file__).resolve().parent.parent / "sopflow"
    lines = [(path.name, line) for path in package.rglob("*.py") for line in path.read_text(encoding="utf-8").splitlines()]
    assert [name for name, line in lines if line.startswith("from typing import") and "NamedTuple" in line] == []
