"""The tables in the package are those of the grammar."""

import re
import subprocess
import sys
from pathlib import Path

import lark
import pytest

from sopflow.syntax import grammar
from sopflow.syntax.grammar import STARTS, Refusal, pack, read, unpack

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "sopflow" / "syntax" / "grammar.bin"


def shown(start: str, line: str) -> str:
    tree = read(start, line)
    return f"{tree.offset} {sorted(tree.expected)}" if isinstance(tree, Refusal) else tree.pretty()


def test_the_tables_are_fresh() -> None:
    version, text, _ = unpack(TABLES.read_bytes())
    assert text == (ROOT / "grammar" / "sopflow.lark").read_text("utf-8"), "run tools/build_grammar.py"
    assert version == lark.__version__, "run tools/build_grammar.py"


def test_other_versions_of_lark_build_the_same_grammar(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("1. @a+b(mulai) & @c: x", "tidak -> 1, 2 lewat kiri", "kadis: Kepala", "- butir", "kertas: F4", "?")
    before = [shown(start, line) for start in STARTS for line in lines]
    monkeypatch.setattr(lark, "__version__", "0")
    grammar._parser.cache_clear()
    try:
        assert [shown(start, line) for start in STARTS for line in lines] == before
    finally:
        grammar._parser.cache_clear()


def test_packing_keeps_text_and_version() -> None:
    text = (ROOT / "grammar" / "sopflow.lark").read_text("utf-8")
    assert unpack(pack(text))[:2] == (lark.__version__, text)


def test_no_repetition_is_possessive() -> None:
    """Python before 3.11.5, which Debian 12 has, misreads them: every row was refused."""
    text = "\n".join(line for line in (ROOT / "grammar" / "sopflow.lark").read_text("utf-8").splitlines() if not line.startswith("//"))
    assert re.findall(r"[*+?}]\+(?!\+?[\]\w])|\(\?>", text) == []


def test_lark_is_imported_only_when_a_line_is_read() -> None:
    program = "import sys, sopflow.syntax.parse; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
