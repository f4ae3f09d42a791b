"""The programs of regular expressions in the package are those that Python's compiler makes, and do what it makes of them."""

import _sre  # type: ignore[import-not-found]
import re
from pathlib import Path
from typing import Any

import pytest

from sopflow import expressions
from sopflow.expressions import compiled, expression
from tools.build_expressions import ENGINES, PROGRAMS, programs
from tools.build_expressions import expressions as found

ROOT = Path(__file__).resolve().parent.parent

KNOWN = pytest.mark.skipif(_sre.MAGIC not in ENGINES, reason="no programs are shipped for the engine of this Python")


@KNOWN
def test_the_programs_are_fresh() -> None:
    assert PROGRAMS.read_text(encoding="utf-8") == programs(), "run tools/build_expressions.py"


@KNOWN
def test_what_a_build_needs_is_known() -> None:
    assert len(found()) > 100
    assert set(found()) <= set(expressions._programs())


@pytest.mark.parametrize(("pattern", "flags"), found(), ids=lambda each: None)
def test_expressions_are_those_of_python(pattern: Any, flags: int) -> None:
    ours, theirs = compiled(pattern, flags), re.compile(pattern, flags)
    assert (ours.pattern, ours.flags, ours.groups, ours.groupindex) == (theirs.pattern, theirs.flags, theirs.groups, theirs.groupindex)
    assert ours == theirs  # of compiled expressions: the same instructions too


def test_they_find_the_same_in_the_examples() -> None:
    text = (ROOT / "examples" / "000-laporan-spm.sop").read_text(encoding="utf-8")
    for pattern, flags in found():
        if isinstance(pattern, str):
            ours, theirs = compiled(pattern, flags), re.compile(pattern, flags)
            assert [match.span() for match in ours.finditer(text)] == [match.span() for match in theirs.finditer(text)], pattern


def test_other_expressions_are_compiled_by_python(monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled("[a-z]+ tidak ada di tabel") is re.compile("[a-z]+ tidak ada di tabel")
    monkeypatch.setattr(expressions, "_programs", dict)  # as with an engine that is not known
    pattern: Any
    for pattern, flags in found():
        assert compiled(pattern, flags) is re.compile(pattern, flags)


def test_expressions_have_the_methods_of_compiled_ones() -> None:
    word = expression(r"(?P<first>\w)\w*", re.IGNORECASE)
    assert [match["first"] for match in word.finditer("satu dua")] == ["s", "d"]
    assert word.sub("x", "satu dua") == "x x" and word.fullmatch("satu") and not word.match(" ")
    assert word.groupindex == {"first": 1}
